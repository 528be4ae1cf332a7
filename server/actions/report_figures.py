"""A period's figures, counted from the store: look-ups by day where there is an index, one pass where there is none."""

from datetime import datetime, timedelta

from server.actions import contacts, outreach
from server.actions.desk_figures import entries_between
from server.domain.appointments import Appointment
from server.domain.changes import Change
from server.domain.dossiers import Dossier
from server.domain.events import Fate
from server.domain.items import Item
from server.domain.people import Person
from server.domain.report_codes import DIMENSIONS, kind_of
from server.domain.report_figures import Figures, figures_of
from server.domain.report_period import Period
from server.domain.report_rows import FigureRow, Material
from server.domain.requests import HomeRequest
from server.store.port import View

CORRECTED = "dossier.corrected"


def figures(view: View, period: Period, now: datetime) -> Figures:
    """All figures of a period as the store has them; nothing after `now` counts."""
    return figures_of(material(view, period, now))


def rows(view: View, period: Period, now: datetime, code: str, part: str = "") -> list[FigureRow]:
    """The list behind a figure, or behind a part of it (`hamlet:ID`, `procedure:CODE`, …). KeyError for no figure."""
    if kind_of(code) is None:
        raise KeyError(code)
    return list(listed(figures(view, period, now), code, part))


def listed(found: Figures, code: str, part: str = "") -> tuple[FigureRow, ...]:
    """The same of figures that are at hand. KeyError for no figure or no dimension."""
    dimension, _, value = part.partition(":")
    return found[code].part(dimension, value).rows if dimension else found[code].rows


def is_part(part: str) -> bool:
    """Whether a URL names a part: nothing, or a dimension and a value."""
    return not part or (":" in part and part.partition(":")[0] in DIMENSIONS)


def material(view: View, period: Period, now: datetime) -> Material:
    """What a period's figures are counted from."""
    days = [(period.first + timedelta(days=step)).isoformat() for step in range(period.days)]
    return Material(
        period=period,
        now=now,
        entries=entries_between(view, period.first, period.last),
        dossiers=view.find(Dossier, "all", ""),
        items=view.find(Item, "all", ""),
        attempts=view.find(Fate, "attempt", ""),
        corrections=view.find(Change, "what", CORRECTED),
        requests=view.find(HomeRequest, "all", ""),
        appointments=[one for day in days for one in view.find(Appointment, "day", day)],
        people={one.id: one for one in view.find(Person, "all", "")},
        contacts=contacts.report_rows(view, period),
        sessions=outreach.report_rows(view, period),
    )
