"""The list of results, and the same list as a spreadsheet."""

import asyncio
from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.domain.batches import Batch
from server.domain.items import Item
from server.domain.rounds import Round
from server.http.desk import view
from server.http.office.custody_words import where
from server.http.office.item_list import STATES, Filter, listing, matching, read_page
from server.http.office.names import Names, name_order
from server.http.office.page import Say, page, say, today
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day
from server.http.security import guarded
from server.store.port import View


async def show_items(request: Request) -> Response:
    """The list that the URL asks for."""
    query = request.query_params
    with view(request) as seen:
        wanted = Filter.read(query)
        shown = listing(seen, wanted, read_page(query), today(request), say(request))
        batch = seen.get(Batch, wanted.batch) if wanted.batch else None
        names = Names(seen)
        hamlets, deliverers = names.hamlets, on_the_road(seen, names, wanted.deliverer)
    return page(
        request,
        "office/items.html",
        listing=shown,
        states=STATES,
        hamlets=hamlets,
        deliverers=deliverers,
        batch_name=batch.name if batch else "",
    )


def on_the_road(seen: View, names: Names, chosen: str = "") -> list[tuple[str, str]]:
    """(id, name) of those who carry a bag now, and of whoever is chosen, by name."""
    people = {round_.deliverer for round_ in seen.find(Round, "open", "")} | (
        {chosen} if names.person(chosen) else set()
    )
    return sorted(((id_, names.person(id_)) for id_ in people), key=lambda one: name_order(one[1]))


async def export_items(request: Request) -> Response:
    """The whole list behind the URL, not only its page, as XLSX; written beside the loop, for it may be long."""
    with view(request) as seen:
        found = matching(seen, Filter.read(request.query_params), today(request))
        rows = list(_rows(seen, found, say(request)))
    return await asyncio.to_thread(spreadsheet, request, "ket-qua", rows)


def _rows(seen: View, found: list[Item], word: Say) -> Iterator[dict[str, Any]]:
    names = Names(seen)
    for number, item in enumerate(found, 1):
        yield {
            word("office.xlsx.number"): str(number),
            word("office.item.name"): item.name,
            word("office.item.birth"): day(item.birth),
            word("office.hamlet"): names.place(item),
            word("office.item.what"): item.what.title,
            word("office.item.number"): item.number or item.dossier_code,
            word("office.item.valid_from"): day(item.valid_from),
            word("office.item.arrived"): day(item.arrived),
            word("office.item.due"): day(item.due),
            word("office.item.where"): word(f"office.state.{item.custody.state}"),
            word("office.xlsx.with"): where(item, names, word),
        }


routes = [
    guarded("/office/items", show_items, "items.read"),
    guarded("/office/items.xlsx", export_items, "items.read"),
]
