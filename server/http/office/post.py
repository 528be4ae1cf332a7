"""The public post: hand papers over by their numbers, one after another, and see what has not come yet."""

from collections.abc import Iterator
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from server.actions.organisation import agency
from server.actions.post import Posting, post_many
from server.domain.items import Item
from server.domain.problems import Refusal
from server.domain.times import instant, local_day, read_day
from server.http.desk import act, form, view, write
from server.http.ledger import head
from server.http.office.names import Names
from server.http.office.page import Say, page, say, today
from server.http.office.post_lines import (
    POST_STATES,
    PostFilter,
    PostLine,
    late_count,
    post_lines,
    post_list,
    waiting_for_post,
)
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day, redirect
from server.http.security import guarded

_FIELD = "tracking-"


def post_page(request: Request, typed: dict[str, str], refused: dict[str, Refusal]) -> Response:
    """The list of the URL; after a refusal with the numbers typed and what was wrong, by item."""
    now = today(request)
    with view(request) as seen:
        listing = post_list(seen, request.query_params, now)
        counts = {
            "ready": len(waiting_for_post(seen)),
            "posted": seen.count(Item, "post", "posted"),
            "returned": seen.count(Item, "post", "returned"),
        }
        late = late_count(seen, now)
    first = next(iter(refused.values()), None)
    status = first.problem.status if first else 200
    return page(
        request,
        "office/post.html",
        status,
        listing=listing,
        states=POST_STATES,
        counts=counts,
        late=late,
        numbers=typed,
        wrongs=refused,
    )


async def show_post(request: Request) -> Response:
    """What the URL asks for."""
    return post_page(request, {}, {})


async def do_post(request: Request) -> Response:
    """Hand over all whose number was typed; those that were refused are shown again with their reason."""
    data = await form(request)
    typed = numbers(data)
    postings = [Posting(item, number) for item, number in typed.items()]
    refused = await write(request, lambda unit: post_many(unit, act(request, data), postings))
    if refused:
        wrongs = {posting.item: refusal for posting, refusal in refused}
        return post_page(request, {item: typed[item] for item in wrongs}, wrongs)
    return redirect(request, "/office/post?state=posted" if typed else "/office/post")


def numbers(data: FormData) -> dict[str, str]:
    """Item → the number typed for it, where one was."""
    fields = ((name, value) for name, value in data.multi_items() if name.startswith(_FIELD))
    return {name.removeprefix(_FIELD): value for name, value in fields if isinstance(value, str) and value.strip()}


async def export_post(request: Request) -> Response:
    """The whole list behind the URL as XLSX."""
    with view(request) as seen:
        lines = post_lines(seen, PostFilter.read(request.query_params), today(request))
    return spreadsheet(request, "buu-dien", _rows(lines, say(request)))


def _rows(lines: list[PostLine], word: Say) -> Iterator[dict[str, Any]]:
    for place, line in enumerate(lines, 1):
        item = line.item
        yield {
            word("office.xlsx.number"): str(place),
            word("office.post.tracking"): item.custody.post.tracking if item.custody.post else "",
            word("office.item.name"): item.name,
            word("office.item.birth"): day(item.birth),
            word("office.post.address"): line.place,
            word("office.item.phone"): item.phone,
            word("office.item.what"): item.what.title,
            word("office.item.number"): item.number or item.dossier_code,
            word("office.post.posted"): day(line.posted),
            word("office.post.expected"): day(line.expected),
            word("office.item.where"): word(f"office.state.{item.custody.state}"),
        }


async def print_posting(request: Request) -> Response:
    """The posting list of a day, today's if none is asked for: counted against it, then both sign (TT 17/2017)."""
    posted_on = read_day(request.query_params.get("day", "")) or today(request)
    with view(request) as seen:
        issuing = agency(seen, posted_on)
        items = [item for item in seen.find(Item, "posted", posted_on) if item.custody.state != "at_desk"]
        names, newest = Names(seen), head(seen)
        lines = [(item, names.place(item)) for item in sorted(items, key=_order)]
    envelopes = len({item.custody.post.tracking for item in items if item.custody.post})
    return page(
        request,
        "print/posting.html",
        lines=lines,
        envelopes=envelopes,
        day_posted=posted_on,
        agency=issuing,
        head=newest,
    )


def _order(item: Item) -> tuple[str, str]:
    post = item.custody.post
    return (local_day(instant(post.posted_at)), post.tracking) if post else ("", "")


routes = [
    guarded("/office/post", show_post, "items.read"),
    guarded("/office/post", do_post, "rounds.write", ["POST"]),
    guarded("/office/post.xlsx", export_post, "items.read"),
    guarded("/office/post/print", print_posting, "items.read"),
]
