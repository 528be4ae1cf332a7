"""What the desk's figures are counted from: the forms written in a period, and everybody who came or asked in it."""

from collections.abc import Iterator
from datetime import date, timedelta

from server.domain.appointments import Appointment
from server.domain.demand import Contact
from server.domain.dossiers import Dossier
from server.domain.entries import DeskEntry
from server.domain.requests import HomeRequest
from server.domain.times import instant, local_day
from server.store.port import View


def entries_between(view: View, first: date, last: date) -> list[DeskEntry]:
    """All that the desk wrote in a period, both of its days included, by day."""
    return [one for day in _days(first, last) for one in view.find(DeskEntry, "day", day)]


def contacts_between(view: View, first: date, last: date) -> list[Contact]:
    """Everybody who came or asked: forms written, dossiers received, and appointments and requests on the day on which
    they were asked for. What an import withdrew, and who has no day, is not among them."""
    found = [
        Contact("written", date.fromisoformat(one.day), one.dossier or one.id)
        for one in entries_between(view, first, last)
    ]
    for day in _days(first, last):
        at = date.fromisoformat(day)
        found += [Contact("dossiers", at, one.id) for one in view.find(Dossier, "day", day)]
    asked = [(one.id, one.made_at) for one in view.find(Appointment, "all", "")]
    found += [Contact("appointments", day, id_) for id_, day in _within(asked, first, last)]
    wished = [(one.id, one.made_at) for one in view.find(HomeRequest, "all", "")]
    found += [Contact("requests", day, id_) for id_, day in _within(wished, first, last)]
    return found


def _days(first: date, last: date) -> Iterator[str]:
    for step in range((last - first).days + 1):
        yield (first + timedelta(days=step)).isoformat()


def _within(made: list[tuple[str, str]], first: date, last: date) -> Iterator[tuple[str, date]]:
    """Those of the period, with their day in Vietnam."""
    early, late = (first - timedelta(days=1)).isoformat(), (last + timedelta(days=2)).isoformat()
    for id_, at in made:
        if early <= at < late:  # as texts: most are not of the period, and their day need not be worked out
            day = date.fromisoformat(local_day(instant(at)))
            if first <= day <= last:
                yield id_, day
