"""The papers of items and rounds: the slip that goes with a result, all slips of a bag, its hand-over sheet."""

from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.survey import Paper
from server.domain.delivery_class import checks
from server.domain.dossiers import Dossier
from server.domain.items import Item
from server.domain.survey import Stream
from server.http.desk import view
from server.http.office.item import item_of
from server.http.office.letterhead import letterhead, paper, qr_of
from server.http.office.names import Names
from server.http.office.page import page, today
from server.http.office.print_note import note_print
from server.http.office.round import round_of
from server.http.office.round_lines import round_items
from server.http.office.survey_print import SurveyPrint, survey_prints
from server.http.security import guarded
from server.store.port import View

FORM = "delivery_receipt"


@dataclass(frozen=True)
class SlipPrint:
    """One slip: what is known of the paper, and who carries it; the rest is written at the door."""

    item: Item
    qr: str
    place: str
    procedure: str
    number: str
    giver: str
    checks: tuple[str, ...]
    stream: Stream
    survey: SurveyPrint | None = None


def _slip(request: Request, seen: View, item: Item, names: Names) -> SlipPrint:
    dossier = seen.get(Dossier, item.dossier) if item.dossier else None
    made = dossier.result if dossier else None
    return SlipPrint(
        item=item,
        qr=qr_of(request, item.id),
        place=", ".join(part for part in (names.place(item), item.way) if part),
        procedure=dossier.procedure_name if dossier else "",
        number=item.number or (made.number if made else ""),
        giver=names.person(item.custody.holder),
        checks=checks(item),
        stream="card" if item.what.kind == "health_card" else "result",
    )


async def _slips(request: Request, back: str, slips: list[SlipPrint], head: dict[str, Any]) -> Response:
    await note_print(request, "delivery-receipt", (slip.item.dossier for slip in slips if slip.item.dossier))
    papers = [Paper(f"item:{slip.item.id}", slip.item.hamlet or "", slip.stream) for slip in slips]
    surveys = await survey_prints(request, papers)
    asked = [replace(slip, survey=survey) for slip, survey in zip(slips, surveys, strict=True)]
    return page(request, "print/slip.html", back=back, slips=asked, **head)


async def print_slip(request: Request) -> Response:
    """The slip that goes with one result: its QR, and room for a signature should the phone fail."""
    with view(request) as seen:
        item = item_of(seen, request)
        slips = [_slip(request, seen, item, Names(seen))]
        head = letterhead(seen, paper(seen, FORM, today(request)))
    return await _slips(request, f"/office/items/{item.id}", slips, head)


async def print_slips(request: Request) -> Response:
    """The slips of a bag, one a page."""
    with view(request) as seen:
        round_, names = round_of(seen, request), Names(seen)
        here = [item for item in round_items(seen, round_) if item.custody.round == round_.id]
        slips = [_slip(request, seen, item, names) for item in here]
        head = letterhead(seen, paper(seen, FORM, today(request)))
    return await _slips(request, f"/office/rounds/{round_.id}", slips, head)


async def print_sheet(request: Request) -> Response:
    """The hand-over sheet: every item with its QR, places for both signatures."""
    with view(request) as seen:
        round_, names = round_of(seen, request), Names(seen)
        items = [(item, names.place(item)) for item in round_items(seen, round_)]
        made = paper(seen, FORM, today(request))
        shown: dict[str, Any] = {
            "round": round_,
            "deliverer": names.person(round_.deliverer),
            "giver": names.person(round_.packed_by),
            "agency": made.agency,
            "desk": made.desk,
            "head": letterhead(seen, made)["head"],
        }
    lines = [(item, place, qr_of(request, item.id)) for item, place in items]
    return page(request, "print/sheet.html", lines=lines, qr=qr_of(request, round_.id), **shown)


routes = [
    guarded("/office/items/{id}/slip", print_slip, "items.read"),
    guarded("/office/rounds/{id}/slips", print_slips, "rounds.read"),
    guarded("/office/rounds/{id}/sheet", print_sheet, "rounds.read"),
]
