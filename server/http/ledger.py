"""The ledger's head, for prints and for whoever keeps a note of it (sync.md §6)."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.ledger import head as head
from server.http.desk import view
from server.http.security import guarded
from server.http.sync import reply
from sync.messages import APP


async def ledger_head(request: Request) -> Response:
    """`GET /office/ledger/head`."""
    with view(request) as reading:
        return reply({"app": APP, "head": head(reading)})


routes = [guarded("/office/ledger/head", ledger_head, "ledger.read")]
