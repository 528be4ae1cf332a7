"""A conflict: all confirmations of one item side by side, whole, and the supervisor's decision which one counts."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.review import decide, fate_of, rivals
from server.domain.events import Fate
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.evidence_page import evidence_words
from server.http.office.page import Typed, acting, page, say, typed
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import Unit, View


def conflict_page(request: Request, refusal: Refusal | None = None, data: Typed | None = None) -> Response:
    """The confirmations in the order in which the commune got them. Refuses not_found."""
    with view(request) as seen:
        fate = fate_of(seen, request.path_params["event"])
        if fate is None or fate.what != "confirmation.recorded":
            raise Refusal("not_found")
        fates = sorted([fate, *rivals(seen, fate)], key=lambda one: one.seq)
        try:
            sides = [evidence_words(seen, one, acting(request), say(request)) for one in fates]
        except KeyError:
            raise Refusal("not_found") from None
    return page(request, "office/conflict.html", refusal=refusal, typed=data or Typed(), sides=sides, event=fate.event)


async def show_conflict(request: Request) -> Response:
    """Side by side."""
    return conflict_page(request)


async def do_decide(request: Request) -> Response:
    """This one counts, the others go back."""
    data = await form(request)
    given = typed(data)

    def decided(unit: Unit) -> Fate:
        _demand_rival(unit, request.path_params["event"], given["chosen"])
        return decide(unit, act(request, data), given["chosen"], given["reason"])

    try:
        await write(request, decided)
    except Refusal as refusal:
        return conflict_page(request, refusal, given)
    return redirect(request, f"/office/review/{given['chosen']}")


def _demand_rival(view_: View, event: str, chosen: str) -> None:
    """Only a confirmation of this very paper can be chosen."""
    fate = fate_of(view_, event)
    if fate is None or chosen not in {one.event for one in (fate, *rivals(view_, fate))}:
        raise Refusal("invalid", "chosen", "Hãy chọn chứng cứ được nhận.")


routes = [
    guarded("/office/review/{event}/conflict", show_conflict, "review.read"),
    guarded("/office/review/{event}/conflict", do_decide, "review.flagged", ["POST"]),
]
