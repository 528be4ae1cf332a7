"""One round: give the bag, pass it on, take back what is left."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from server.actions import rounds
from server.actions.desk import Act
from server.documents.qr import qr_svg
from server.domain.item_due import must_return
from server.domain.items import Item
from server.domain.problems import Refusal
from server.domain.rounds import Round
from server.http.desk import act, form, view, write
from server.http.office.custody_words import where
from server.http.office.handover_words import handover_lines
from server.http.office.names import Names
from server.http.office.packing import carriers, ticked
from server.http.office.page import Say, page, say, today, typed
from server.http.office.round_lines import round_items, round_line
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import Unit, View


@dataclass(frozen=True)
class RoundRow:
    """One item of a round. `elsewhere`: it left this round, and `also` says where it is now."""

    item: Item
    hamlet: str
    also: str
    elsewhere: bool
    must_return: bool = False


def round_of(seen: View, request: Request) -> Round:
    """The round of the URL. Refuses not_found."""
    found = seen.get(Round, request.path_params["id"])
    if found is None:
        raise Refusal("not_found")
    return found


def round_page(request: Request, refusal: Refusal | None = None) -> Response:
    """The page of the URL's round, and what was wrong with the last act on it."""
    word = say(request)
    with view(request) as seen:
        round_, names = round_of(seen, request), Names(seen)
        rows = [_row(item, round_, names, word) for item in round_items(seen, round_)]
        deliverers, line = carriers(seen, names), round_line(seen, round_, names, today(request))
        phones = sum(one.phones for one in deliverers if one.person.id == round_.deliverer)
        items = [row.item for row in rows]
        out = [row.item for row in rows if not row.elsewhere and row.item.custody.state in ("in_round", "returned")]
        shown: dict[str, Any] = {
            "line": line,
            "handover": handover_lines(round_, items, line.deliverer, phones, word),
            "rows": rows,
            "takeable": frozenset(item.id for item in out) if not round_.closed_at else frozenset(),
            "packer": names.person(round_.packed_by),
            "deliverers": deliverers,
        }
    return page(request, "office/round.html", refusal=refusal, qr=_qr(request, round_.id), **shown)


def _row(item: Item, round_: Round, names: Names, word: Say) -> RoundRow:
    here, hamlet = item.custody.round == round_.id, names.hamlet(item.hamlet)
    if here and item.custody.state in ("in_round", "returned"):
        tries = item.custody.attempts
        return RoundRow(item, hamlet, word("office.where.tries", n=tries) if tries else "", False, must_return(item))
    state = "" if here else word(f"office.state.{item.custody.state}") + " "
    return RoundRow(item, hamlet, state + where(item, names, word), not here)


def _qr(request: Request, id_: str) -> str:
    return qr_svg(f"{request.app.state.settings.url}/q/{id_}", title=say(request, "vi")("office.print.qr"))


async def show_round(request: Request) -> Response:
    """The round."""
    return round_page(request)


RoundAct = Callable[[Unit, Act, str, FormData], Round]


async def _do(request: Request, action: RoundAct) -> Response:
    data, id_ = await form(request), request.path_params["id"]
    try:
        await write(request, lambda unit: action(unit, act(request, data), id_, data))
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        field = refusal.field if refusal.field == "deliverer" else None
        return round_page(request, Refusal(refusal.code, field, refusal.detail))
    return redirect(request, f"/office/rounds/{id_}")


async def give(request: Request) -> Response:
    """The bag leaves the desk."""
    return await _do(request, lambda unit, by, id_, data: rounds.give(unit, by, id_))


async def reassign(request: Request) -> Response:
    """Another deliverer takes over what is not delivered."""
    return await _do(request, lambda unit, by, id_, data: rounds.reassign(unit, by, id_, typed(data)["to"]))


async def take_back(request: Request) -> Response:
    """The ticked items lie at the desk again."""
    return await _do(request, lambda unit, by, id_, data: rounds.take_back(unit, by, id_, ticked(data)))


routes = [
    guarded("/office/rounds/{id}", show_round, "rounds.read"),
    guarded("/office/rounds/{id}/give", give, "rounds.write", ["POST"]),
    guarded("/office/rounds/{id}/reassign", reassign, "rounds.write", ["POST"]),
    guarded("/office/rounds/{id}/take-back", take_back, "rounds.write", ["POST"]),
]
