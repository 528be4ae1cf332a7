"""The ledger's head, for prints and for whoever keeps a note of it (sync.md §6)."""

from starlette.requests import Request
from starlette.responses import Response

from server.domain.events import Event
from server.http.desk import view
from server.http.security import guarded
from server.http.sync import reply
from server.store.port import View
from sync.messages import APP


def head(reading: View) -> str:
    """`SEQ:LINK` of the last event, or `0:` and the commune's id before the first."""
    last = reading.last(Event, "ledger", "")
    return f"{last.seq}:{last.link}" if last else f"0:{reading.history.commune}"


async def ledger_head(request: Request) -> Response:
    """`GET /office/ledger/head`."""
    with view(request) as reading:
        return reply({"app": APP, "head": head(reading)})


routes = [guarded("/office/ledger/head", ledger_head, "ledger.read")]
