"""Whom an appointment names is kept only as long as the desk may need it; that somebody came stays counted."""

from datetime import datetime, timedelta

from msgspec import structs

from server.actions.form_retention import KEPT_DAYS
from server.domain.appointments import Appointment
from server.domain.changes import Change, subject_of
from server.domain.citizens import Party
from server.domain.times import local_day, stamp
from server.store.port import Unit

TOLD = frozenset({"person", "note"})
"""The fields whose earlier words the history holds."""


def erase_past(unit: Unit, now: datetime) -> int:
    """Of appointments whose day is long over keep name and hamlet only; how many. Again erases nothing twice.

    The same time as for filled forms (Luật 91/2025/QH15 Điều 3).
    """
    limit = local_day(now - timedelta(days=KEPT_DAYS))
    due = [one for one in unit.find(Appointment, "named", "") if one.day < limit]
    for one in due:
        unit.put(
            structs.replace(one, person=Party(one.person.name, hamlet=one.person.hamlet), note="", erased_at=stamp(now))
        )
        for change in unit.find(Change, "subject", subject_of(one)):
            kept = tuple(
                structs.replace(line, before="", after="") if line.field in TOLD else line
                for line in change.differences
            )
            if kept != change.differences:
                unit.put(structs.replace(change, differences=kept))
    return len(due)
