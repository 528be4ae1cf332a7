"""The figures that a report says: a draft those of the data now, a published one those of its day, row by row."""

from collections import defaultdict
from datetime import datetime

from server.actions.report_figures import figures
from server.domain.appointments import Appointment
from server.domain.dossiers import Dossier
from server.domain.entries import DeskEntry
from server.domain.items import Item
from server.domain.report_figures import Figures
from server.domain.report_rows import FigureRow
from server.domain.reports import Report
from server.domain.requests import HomeRequest
from server.store.port import View


def report_of(view: View, id_: str) -> Report | None:
    """A report that was not thrown away."""
    found = view.get(Report, id_)
    return None if found is None or found.removed_at else found


def versions_of(view: View, report: Report) -> list[Report]:
    """All versions of a report, the newest first."""
    found = view.find(Report, "first", report.first or report.id)
    return sorted(found, key=lambda one: -one.version)


def figures_said(view: View, report: Report, now: datetime) -> Figures:
    """The figures of a report. What a published one counted and the data no longer counts has lost its parts, not its
    place in the list."""
    live = figures(view, report.period, now)
    if report.snapshot is None:
        return live
    frozen = report.snapshot.figures
    return Figures(
        report.period,
        {one.code: _then(view, live[one.code].rows, frozen[one.code].rows) for one in live.all if one.code in frozen},
    )


def _then(view: View, live: tuple[FigureRow, ...], keys: tuple[str, ...]) -> tuple[FigureRow, ...]:
    """The rows of those keys, in their order, each as the data has it now."""
    known: dict[str, list[FigureRow]] = defaultdict(list)
    for row in reversed(live):
        known[row.key].append(row)
    return tuple(known[key].pop() if known[key] else gone(view, key) for key in keys)


def gone(view: View, key: str) -> FigureRow:
    """A row that is counted no longer: whose it is, as far as the record is still there."""
    kind, _, id_ = key.partition(":")
    return FigureRow(kind, id_, "", _label(view, kind, id_))


def _label(view: View, kind: str, id_: str) -> str:
    if kind == "dossier":
        return one.applicant.name if (one := view.get(Dossier, id_)) else ""
    if kind == "item":
        return item.name if (item := view.get(Item, id_)) else ""
    if kind == "desk_entry":
        return entry.declarant if (entry := view.get(DeskEntry, id_)) else ""
    if kind == "request":
        return asked.person.name if (asked := view.get(HomeRequest, id_)) else ""
    return booked.person.name if kind == "appointment" and (booked := view.get(Appointment, id_)) else ""
