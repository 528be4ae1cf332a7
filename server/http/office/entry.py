"""A form on which one thing is written down and later put right: the same page, the same handling, for any noun."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.actions.desk import Act
from server.domain.problems import Refusal
from server.domain.records import Record
from server.http.desk import act, form, view, write
from server.http.office.acts import Sent, carry_out
from server.http.office.page import Typed, typed
from server.http.render import redirect
from server.http.security import Handler, guarded
from server.store.port import Unit, View

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Entry(Generic[R]):
    """What differs from noun to noun. `here` is the address of the list, below which each one has its own."""

    here: str
    page: Callable[[Request, Typed, R | None, Refusal | None], Response]
    """The form with what was typed; with the one that is put right, and with why it was refused."""
    blank: Handler
    """The form of a new one, filled with what its URL says."""
    make: Callable[[Unit, Act, Typed], R]
    correct: Callable[[Unit, Act, str, Typed], object]
    find: Callable[[View, str], R]
    """One by its id. Refuses not_found, and what cannot be put right any more."""
    typed_from: Callable[[R], Typed]
    """The form that would have made it."""

    async def do_make(self, request: Request) -> Response:
        """Write it down and go to it; on refusal everything typed is still there."""
        data = await form(request)
        given = typed(data)
        try:
            made = await write(request, lambda unit: self.make(unit, act(request, data), given))
        except Refusal as refusal:
            return self.page(request, given, None, refusal)
        return redirect(request, self.after(given, made.id))

    async def show_correct(self, request: Request) -> Response:
        """The form filled with one."""
        with view(request) as seen:
            one = self.find(seen, request.path_params["id"])
        return self.page(request, self.typed_from(one), one, None)

    async def do_correct(self, request: Request) -> Response:
        """Put it right; on refusal everything typed is still there."""
        return await carry_out(
            request,
            "correct",
            lambda unit, by, sent: self.correct(unit, by, sent.id, sent.typed),
            self._again,
            lambda sent: f"{self.here}/{sent.id}",
        )

    def _again(self, sent: Sent, refusal: Refusal) -> Response:
        with view(sent.request) as seen:
            one = self.find(seen, sent.id)
        return self.page(sent.request, sent.typed, one, refusal)

    def after(self, given: Typed, id_: str) -> str:
        """Where it leads when it is written down: to it."""
        return f"{self.here}/{id_}"

    def routes(self, permission: str) -> list[Route]:
        """`new` and `{id}/correct`, each shown and sent."""
        return [
            guarded(f"{self.here}/new", self.blank, permission),
            guarded(f"{self.here}/new", self.do_make, permission, ["POST"]),
            guarded(f"{self.here}/{{id}}/correct", self.show_correct, permission),
            guarded(f"{self.here}/{{id}}/correct", self.do_correct, permission, ["POST"]),
        ]
