"""What every act of the office does: read the form, write, and lead on; after a refusal the page again as it was."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.domain.problems import Refusal
from server.http.desk import act, form, write
from server.http.office.page import Typed, typed
from server.http.render import redirect
from server.http.security import Handler
from server.store.port import Unit


@dataclass(frozen=True)
class Sent:
    """What came with an act: which act it is, the address with what it names, and the form. `sent["why"]` is the text
    of that field, '' for none."""

    act: str
    request: Request
    data: FormData

    @property
    def id(self) -> str:
        """Of what the act is done with, by the address."""
        found: str = self.request.path_params["id"]
        return found

    @cached_property
    def typed(self) -> Typed:
        """All the text fields."""
        return typed(self.data)

    def __getitem__(self, field: str) -> str:
        return self.typed[field]


Deed = Callable[[Unit, Act, Sent], object]
"""What is done, and by whom. Refuses."""
Again = Callable[[Sent, Refusal], Response | Awaitable[Response]]
"""The page from which it was sent, with everything typed and the refusal at its field."""
After = Callable[[Sent], str]
"""The address to which it leads."""


async def carry_out(request: Request, name: str, deed: Deed, again: Again, after: After) -> Response:
    """One act, once for one form that was rendered. Raises Refusal not_found: where nothing is, no page comes again."""
    sent = Sent(name, request, await form(request))
    try:
        await write(request, lambda unit: deed(unit, act(request, sent.data), sent))
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        shown = again(sent, refusal)
        return shown if isinstance(shown, Response) else await shown
    return redirect(request, after(sent))


def act_handler(noun: str, name: str, deed: Deed, again: Again, after: After) -> Handler:
    """The handler of one act with a noun; the two together are the name of its route."""

    async def handle(request: Request) -> Response:
        return await carry_out(request, name, deed, again, after)

    handle.__name__ = f"{noun}_{name.replace('-', '_')}"
    return handle
