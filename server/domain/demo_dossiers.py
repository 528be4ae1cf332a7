"""The dossiers on the demonstration's desk: which procedure, how many working days ago, and how far each has come."""

from typing import Literal

from msgspec import Struct

from server.domain.dossiers import ChannelOut

Way = Literal[
    "received",
    "processing",
    "asked",
    "answered",
    "apologised",
    "done",
    "home",
    "returned",
    "rejected",
    "stopped",
]
"""How far a dossier is led; `home` has its result at the desk, ready to go out."""


class PlannedDossier(Struct, frozen=True):
    """One dossier; an empty `hamlet` is any."""

    code: str
    days_ago: int
    way: Way
    channel: ChannelOut = "desk"
    hamlet: str = ""


_SINGLE, _AMEND, _REBIRTH, _CARD = "1.004873", "1.004859", "1.004884", "1.001653"
_ALLOWANCE, _PENSION, _POOR, _COPY, _CERTIFY = "1.001776", "1.014027", "1.011607", "2.000635", "2.000815"
_FUNERAL, _MERIT = "1.001731", "1.010828"

DOSSIERS = (
    PlannedDossier(_CERTIFY, 0, "returned"),
    PlannedDossier(_CERTIFY, 0, "returned"),
    PlannedDossier(_COPY, 0, "done"),
    PlannedDossier(_COPY, 0, "received"),
    PlannedDossier(_SINGLE, 0, "received"),
    PlannedDossier(_ALLOWANCE, 0, "received", "home"),
    PlannedDossier(_PENSION, 0, "asked"),
    PlannedDossier(_REBIRTH, 0, "received"),
    PlannedDossier(_SINGLE, 1, "processing"),
    PlannedDossier(_AMEND, 1, "processing"),
    PlannedDossier(_FUNERAL, 1, "processing", "home"),
    PlannedDossier(_ALLOWANCE, 1, "asked", "home"),
    PlannedDossier(_COPY, 1, "returned"),
    PlannedDossier(_CERTIFY, 1, "returned"),
    PlannedDossier(_SINGLE, 2, "processing"),
    PlannedDossier(_MERIT, 2, "processing"),
    PlannedDossier(_CARD, 2, "received", "postal"),
    PlannedDossier(_PENSION, 2, "processing", "home"),
    PlannedDossier(_SINGLE, 2, "rejected"),
    PlannedDossier(_AMEND, 3, "processing"),
    PlannedDossier(_SINGLE, 3, "apologised"),
    PlannedDossier(_FUNERAL, 3, "processing", "home"),
    PlannedDossier(_REBIRTH, 3, "asked"),
    PlannedDossier(_COPY, 3, "returned"),
    PlannedDossier(_SINGLE, 4, "processing"),
    PlannedDossier(_CARD, 4, "answered"),
    PlannedDossier(_ALLOWANCE, 4, "home", "home", "Ấp Ví Dụ"),
    PlannedDossier(_PENSION, 5, "home", "home", "Ấp Thử Đông"),
    PlannedDossier(_AMEND, 5, "stopped"),
    PlannedDossier(_CARD, 5, "processing"),
    PlannedDossier(_SINGLE, 5, "done"),
    PlannedDossier(_MERIT, 6, "done"),
    PlannedDossier(_ALLOWANCE, 6, "processing", "home"),
    PlannedDossier(_SINGLE, 6, "returned"),
    PlannedDossier(_PENSION, 7, "processing", "home"),
    PlannedDossier(_FUNERAL, 7, "returned"),
    PlannedDossier(_POOR, 8, "processing"),
    PlannedDossier(_ALLOWANCE, 8, "processing", "home"),
    PlannedDossier(_POOR, 10, "answered"),
)
"""Among them some due today and some overdue, whatever the day is."""
