"""Writing the log of looks, many at once, and reading it."""

from collections.abc import Iterable
from datetime import date, timedelta

from server.domain.readings import Look, Reading, reading_id, with_look
from server.store.port import Unit, View


def write_looks(unit: Unit, looks: Iterable[Look]) -> int:
    """Add looks to the records of their days; how many records were put."""
    changed: dict[str, Reading] = {}
    for look in looks:
        id_ = reading_id(look)
        changed[id_] = with_look(changed.get(id_) or unit.get(Reading, id_), look)
    for record in changed.values():
        unit.put(record)
    return len(changed)


def readings_between(view: View, first: str, last: str, reader: str = "") -> list[Reading]:
    """The records of the days from `first` to `last` (`yyyy-mm-dd`), the newest first; of one reader, if one is named.

    The cost grows with the days asked for, and not with the log.
    """
    found = [
        one
        for day in _days(first, last)
        for one in view.find(Reading, "day", day)
        if not reader or one.reader == reader
    ]
    return sorted(found, key=lambda one: one.last, reverse=True)


def _days(first: str, last: str) -> list[str]:
    low, high = date.fromisoformat(first), date.fromisoformat(last)
    return [(high - timedelta(days=back)).isoformat() for back in range((high - low).days + 1)]
