"""Noting who opened a paper with somebody's data, in the dossier's history: the access log (Luật 91/2025/QH15)."""

from collections.abc import Iterable

from starlette.requests import Request

from server.actions.desk import Act
from server.actions.dossier_undo import printed
from server.http.desk import write
from server.http.office.page import acting
from server.store.port import Unit

NOTED_AGAIN = 10 * 60
"""Seconds within which the same person opening the same paper again is the same line."""


async def note_print(request: Request, form: str, dossiers: Iterable[str]) -> None:
    """Note that a form (`receipt-appointment`…) about these dossiers was opened to be printed."""
    ids, now, who = list(dict.fromkeys(dossiers)), request.app.state.clock(), acting(request)
    act = Act(who, now, f"print:{form}:{who.id}:{int(now.timestamp()) // NOTED_AGAIN}")

    def note(unit: Unit) -> None:
        for dossier in ids:
            printed(unit, act, dossier, form)

    if ids:
        await write(request, note)
