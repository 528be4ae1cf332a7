"""Every figure of a report, by its code: in which stream it stands, what it counts, what is summed beside it."""

from typing import Literal, NamedTuple, get_args

Stream = Literal["writing", "same_day", "home", "dossiers", "quality", "savings", "reach", "overlap"]
STREAMS: tuple[Stream, ...] = get_args(Stream)
Code = Literal[
    "written",
    "guided",
    "same_day",
    "cards_home",
    "cases_home",
    "home_by_post",
    "failed_attempts",
    "received",
    "carried_over",
    "settled_early",
    "settled_on_time",
    "settled_late",
    "pending_in_time",
    "pending_late",
    "refused",
    "supplement_requests",
    "apologies",
    "corrections",
    "visits",
    "days_saved",
    "trips_saved",
    "requests_made",
    "requests_served",
    "appointments",
    "appointments_kept",
    "contacts",
    "outreach_sessions",
    "distinct",
    "people",
]
CODES: tuple[Code, ...] = get_args(Code)
Unit = Literal[
    "dossier", "card", "case", "form", "attempt", "request", "appointment", "contact", "session", "thing", "person"
]
Sum = Literal["", "visits", "days", "trips", "people"]
Dimension = Literal["procedure", "field", "hamlet", "union", "form", "scribe", "deliverer"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)


class FigureKind(NamedTuple):
    """One figure: its count is the length of its list of `unit`; `sum` names what the rows' amounts add up to, '' for
    nothing. `by` are the parts that make sense of it. `of` is the figure that it is a part of, '' for none."""

    code: Code
    stream: Stream
    unit: Unit
    by: tuple[Dimension, ...] = ()
    sum: Sum = ""
    of: str = ""


_DOSSIER: tuple[Dimension, ...] = ("procedure", "field", "hamlet")
_DESK: tuple[Dimension, ...] = ("procedure", "form", "hamlet", "union", "scribe")
_ROAD: tuple[Dimension, ...] = ("hamlet", "union", "deliverer")
FIGURES: tuple[FigureKind, ...] = (
    FigureKind("written", "writing", "dossier", _DESK),
    FigureKind("guided", "writing", "dossier", _DESK, of="written"),
    FigureKind("same_day", "same_day", "dossier", _DOSSIER),
    FigureKind("cards_home", "home", "card", _ROAD),
    FigureKind("cases_home", "home", "case", ("procedure", *_ROAD)),
    FigureKind("home_by_post", "home", "case", ("hamlet",)),
    FigureKind("failed_attempts", "home", "attempt", _ROAD),
    FigureKind("received", "dossiers", "dossier", _DOSSIER),
    FigureKind("carried_over", "dossiers", "dossier", _DOSSIER),
    FigureKind("settled_early", "dossiers", "dossier", _DOSSIER),
    FigureKind("settled_on_time", "dossiers", "dossier", _DOSSIER),
    FigureKind("settled_late", "dossiers", "dossier", _DOSSIER),
    FigureKind("pending_in_time", "dossiers", "dossier", _DOSSIER),
    FigureKind("pending_late", "dossiers", "dossier", _DOSSIER),
    FigureKind("refused", "dossiers", "dossier", _DOSSIER),
    FigureKind("supplement_requests", "quality", "dossier", _DOSSIER),
    FigureKind("apologies", "quality", "dossier", _DOSSIER),
    FigureKind("corrections", "quality", "thing", _DOSSIER),
    FigureKind("visits", "quality", "dossier", _DOSSIER, "visits"),
    FigureKind("days_saved", "savings", "dossier", _DOSSIER, "days"),
    FigureKind("trips_saved", "savings", "dossier", _DOSSIER, "trips"),
    FigureKind("requests_made", "reach", "request", ("hamlet",)),
    FigureKind("requests_served", "reach", "request", ("hamlet",)),
    FigureKind("appointments", "reach", "appointment", ("procedure", "hamlet")),
    FigureKind("appointments_kept", "reach", "appointment", ("procedure", "hamlet"), of="appointments"),
    FigureKind("contacts", "reach", "contact", ("hamlet",)),
    FigureKind("outreach_sessions", "reach", "session", ("hamlet",), "people"),
    FigureKind("distinct", "overlap", "thing", ("hamlet",)),
    FigureKind("people", "overlap", "person", ("hamlet",)),
)
"""In the order in which they are shown."""
KINDS: dict[str, FigureKind] = {kind.code: kind for kind in FIGURES}
RECEIVED_SIDE: tuple[Code, ...] = ("received", "carried_over")
SETTLED: tuple[Code, ...] = ("settled_early", "settled_on_time", "settled_late")
PENDING: tuple[Code, ...] = ("pending_in_time", "pending_late")
"""Biểu II.06 (TT 01/2020/TT-VPCP): received and carried over = settled + still being settled (domain §2.8)."""
OVERLAPPING: tuple[Code, ...] = ("written", "same_day", "cards_home", "cases_home", "home_by_post")
"""The streams that one dossier may be in several of: `distinct` counts it once, `people` whose it is (R74)."""


def kind_of(code: str) -> FigureKind | None:
    """The figure of that code, None if there is none."""
    return KINDS.get(code)
