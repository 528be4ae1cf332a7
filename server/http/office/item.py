"""One result: its page."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.domain.delivery_class import checks, said
from server.domain.item_due import is_overdue
from server.domain.items import Item
from server.domain.problems import Refusal
from server.http.desk import view
from server.http.office.custody_words import custody_words
from server.http.office.item_story import story
from server.http.office.names import Names
from server.http.office.page import Say, page, say, today
from server.http.render import day
from server.http.security import guarded
from server.store.port import View


def item_of(seen: View, request: Request) -> Item:
    """The item of the URL. Refuses not_found."""
    item = seen.get(Item, request.path_params["id"])
    if item is None:
        raise Refusal("not_found")
    return item


async def show_item(request: Request) -> Response:
    """What it is, where it is, what happened."""
    word = say(request)
    with view(request) as seen:
        item, names = item_of(seen, request), Names(seen)
        shown: dict[str, Any] = {
            "item": item,
            "details": details(item, names, word),
            "custody": custody_words(item, names, word),
            "condition": said(item.condition) if item.condition else "",
            "round": names.round(item.custody.round),
            "lines": list(reversed(story(seen, item, names, word))),
            "overdue": is_overdue(item, today(request)),
        }
    return page(request, "office/item.html", **shown)


def details(item: Item, names: Names, word: Say) -> list[tuple[str, str]]:
    """(word, value) of what is known of an item; what is not known is left out."""
    validity = " – ".join(day(part) for part in (item.valid_from, item.valid_to) if part)
    known = [
        ("office.item.birth", day(item.birth)),
        ("office.item.sex", word(f"office.sex.{item.sex}") if item.sex else ""),
        ("office.item.nickname", item.nickname),
        ("office.hamlet", names.hamlet(item.hamlet)),
        ("office.item.address", item.hamlet_text if item.hamlet_text != names.hamlet(item.hamlet) else ""),
        ("office.item.way", item.way),
        ("office.item.phone", item.phone),
        ("office.item.number", item.number),
        ("office.item.validity", validity),
        ("office.item.insurance_code", item.insurance_code),
        ("office.item.personal_id", item.personal_id),
        ("office.item.hospital", item.hospital),
        ("office.item.dossier_code", item.dossier_code),
        ("office.item.checks", "; ".join(checks(item))),
        ("office.item.arrived", day(item.arrived)),
    ]
    return [(key, value) for key, value in known if value]


routes = [
    guarded("/office/items/{id}", show_item, "items.read"),
]
