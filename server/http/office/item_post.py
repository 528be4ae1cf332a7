"""One paper and the public post: hand it over, correct its number, say how it ended."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.calendar import calendar
from server.actions.desk import Act
from server.actions.post import Posting, asked_for_post, correct, post
from server.actions.post_ends import REASONS, RELATIONS, Brought, back_at_desk, post_delivered, post_returned
from server.domain.delivery_class import may_leave
from server.domain.items import Item
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.custody_words import custody_words
from server.http.office.item import item_of
from server.http.office.names import Names
from server.http.office.page import Typed, page, say, today, typed
from server.http.office.post_lines import post_line
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import Unit

Doing = Callable[[Unit, Act, str, Typed], Item]


def _post(unit: Unit, by: Act, item: str, given: Typed) -> Item:
    return post(unit, by, Posting(item, given["tracking"], given["wish"]))


def _number(unit: Unit, by: Act, item: str, given: Typed) -> Item:
    return correct(unit, by, item, given["tracking"], given["why"])


def _delivered(unit: Unit, by: Act, item: str, given: Typed) -> Item:
    said = Brought(given["day"], given["name"], given["relation"], given["slip"], given["authorisation"])
    return post_delivered(unit, by, item, said)


def _returned(unit: Unit, by: Act, item: str, given: Typed) -> Item:
    return post_returned(unit, by, item, given["day"], given["reason"], given["note"], given["arrived"] == "1")


def _back(unit: Unit, by: Act, item: str, given: Typed) -> Item:
    return back_at_desk(unit, by, item, given["why"])


DOINGS: dict[str, Doing] = {
    "post": _post,
    "number": _number,
    "delivered": _delivered,
    "returned": _returned,
    "back": _back,
}
"""What a form of the page does, by its name."""


def item_post_page(request: Request, given: Typed, refusal: Refusal | None = None) -> Response:
    """The page; with `refusal` the form named `doing` is shown again with all that was typed."""
    word, day = say(request), today(request)
    with view(request) as seen:
        item, names = item_of(seen, request), Names(seen)
        custody = item.custody
        shown: dict[str, Any] = {
            "item": item,
            "custody": custody_words(item, names, word),
            "line": post_line(item, names, calendar(seen), day) if custody.post else None,
            "leave": may_leave(item, "post"),
            "asked": asked_for_post(seen, item),
            "by_post": custody.post is not None and custody.post.proof == (custody.proof or ""),
        }
    relations, reasons = RELATIONS, REASONS
    return page(
        request, "office/item_post.html", refusal=refusal, typed=given, relations=relations, reasons=reasons, **shown
    )


async def show_item_post(request: Request) -> Response:
    """What the post has to do with this paper."""
    return item_post_page(request, Typed())


async def do_item_post(request: Request) -> Response:
    """One act of the page's forms, named in `doing`."""
    data, id_ = await form(request), request.path_params["id"]
    given = typed(data)
    try:
        doing = DOINGS.get(given["doing"])
        if doing is None:
            raise Refusal("invalid")
        await write(request, lambda unit: doing(unit, act(request, data), id_, given))
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return item_post_page(request, given, refusal)
    return redirect(request, f"/office/items/{id_}/post")


routes = [
    guarded("/office/items/{id}/post", show_item_post, "items.read"),
    guarded("/office/items/{id}/post", do_item_post, "rounds.write", ["POST"]),
]
