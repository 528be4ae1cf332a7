"""Forms of the writing desk as their papers: one that was filled in, or an empty one to be written by hand."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.filled_forms import form_of
from server.actions.history import done_before, record_change
from server.domain.filled_forms import FilledForm
from server.domain.form_blocks import Laid
from server.domain.form_layout import lay_out
from server.domain.problems import Refusal
from server.http.desk import view, write
from server.http.ledger import head
from server.http.office.desk_queue import form_behind
from server.http.office.page import acting, page
from server.http.office.print_note import NOTED_AGAIN
from server.http.security import guarded
from server.store.port import Unit


async def print_filled(request: Request) -> Response:
    """What was written for somebody, as the declarant signs it. The scribe's name is never on it."""
    with view(request) as seen:
        filled = form_of(seen, request.path_params["id"])
        form = form_behind(request, filled)
    if form is None or filled.erased_at:
        raise Refusal("not_found")
    await _note(request, filled)
    witness = filled.signing.witness if filled.signing.by == "assisted" else ""
    return _page(request, lay_out(form, filled.values), f"/office/desk/{filled.id}", witness)


async def print_empty(request: Request) -> Response:
    """The empty paper."""
    form = request.app.state.forms.get(request.path_params["code"])
    if form is None:
        raise Refusal("not_found")
    return _page(request, lay_out(form, None), "/office/desk", by_hand=True)


def _page(request: Request, laid: Laid, back: str, witness: str = "", by_hand: bool = False) -> Response:
    with view(request) as seen:
        now = head(seen)
    return page(request, "print/form.html", laid=laid, back=back, witness=witness, by_hand=by_hand, head=now)


async def _note(request: Request, filled: FilledForm) -> None:
    """Note in its history who opened the paper (Luật 91/2025/QH15); again within minutes is the same line."""
    who, now = acting(request), request.app.state.clock()
    act = Act(who, now, f"print:{who.id}:{int(now.timestamp()) // NOTED_AGAIN}")

    def note(unit: Unit) -> None:
        if not done_before(unit, act, filled):
            record_change(unit, act, filled, "form.printed")

    await write(request, note)


routes = [
    guarded("/office/desk/{id}/print", print_filled, "desk.read"),
    guarded("/office/forms/{code}/print", print_empty, "desk.read"),
]
