"""How content people were in a period: the answers at the doors, by the links on papers, and by follow-up calls (R40).

`satisfaction(view, period)` is what screens and the report call. It counts whole weeks, so that the period cannot be
moved by a day to find out what one person answered.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol, get_args

from server.actions.deliveries import Delivery, deliveries
from server.domain.people import Person
from server.domain.satisfaction import Answers, Counted, Tally, tallies, tally
from server.domain.survey import STREAMS, FollowUpCall, Stream, SurveyBox, SurveyLink, weeks_between, whole_weeks
from server.store.port import View

Source = Literal["door", "public", "call"]
SOURCES: tuple[Source, ...] = get_args(Source)
DelivererKind = Literal["hamlet_head", "volunteer", "clerk"]
DELIVERER_KINDS: tuple[DelivererKind, ...] = get_args(DelivererKind)
_KEPT = 32


class Span(Protocol):
    """Any period: its first and last day, both included."""

    @property
    def first(self) -> date:
        """The first day."""

    @property
    def last(self) -> date:
        """The last day."""


@dataclass(frozen=True)
class Satisfaction:
    """What may be said of a period; `first` and `last` are those of its whole weeks.

    `asked` counts askings: at a door, by a printed link, by a call. `sources`, `hamlets` (by id, '' unknown) and
    `streams` divide all of it; `deliverers` only what was asked at doors.
    """

    first: date
    last: date
    total: Tally
    sources: dict[str, Tally]
    hamlets: dict[str, Tally]
    streams: dict[str, Tally]
    deliverers: dict[str, Tally]


class _Asked(NamedTuple):
    """One asking; `answers` is None where nothing tells whether it was answered."""

    source: Source
    hamlet: str
    stream: Stream
    deliverer: str
    asked: int
    answers: Answers | None


def satisfaction(view: View, period: Span) -> Satisfaction:
    """What was asked and answered in the weeks of a period. Counted once for each state of the store."""
    first, last = whole_weeks(period.first, period.last)
    mark = view.mark(view.head)
    if mark is None:  # inside a unit of work: what is not committed may still be undone
        return _count(view, first, last)
    return _memory.kept((view.history.commune, mark, first, last), view)


def _count(view: View, first: date, last: date) -> Satisfaction:
    found = list(_askings(view, first, last))

    def by(name: str, keys: tuple[str, ...], of: list[_Asked]) -> dict[str, Tally]:
        groups = {key: [one for one in of if getattr(one, name) == key] for key in keys}
        return tallies({key: _counted(rows) for key, rows in groups.items() if rows})

    return Satisfaction(
        first,
        last,
        tally(_counted(found)),
        by("source", SOURCES, found),
        by("hamlet", tuple(sorted({one.hamlet for one in found})), found),
        by("stream", STREAMS, found),
        by("deliverer", DELIVERER_KINDS, [one for one in found if one.source == "door"]),
    )


def _counted(rows: list[_Asked]) -> Counted:
    return Counted(sum(one.asked for one in rows), [one.answers for one in rows if one.answers is not None])


def _askings(view: View, first: date, last: date) -> Iterator[_Asked]:
    for one in deliveries(view, first, last):
        if one.confirmation is not None:
            kind = _kind(view, one)
            yield _Asked("door", one.item.hamlet or "", one.stream, kind, 1, one.answers)
    for week in weeks_between(first, last):
        for link in view.find(SurveyLink, "week", week):
            yield _Asked("public", link.hamlet, link.stream, "", 1, None)
        for call in view.find(FollowUpCall, "week", week):
            yield _Asked("call", call.hamlet, call.stream, "", 1, None)
        for box in view.find(SurveyBox, "week", week):
            for answers in box.answers:
                yield _Asked(box.asking, box.hamlet, box.stream, "", 0, answers)


def _kind(view: View, delivery: Delivery) -> DelivererKind:
    """A clerk, supervisor or administrator who carried a bag is one of the desk."""
    fate = delivery.confirmation
    person = view.get(Person, fate.person) if fate else None
    role = person.role if person else "clerk"
    return role if role == "hamlet_head" or role == "volunteer" else "clerk"


class _Memory:
    """The last few periods that were counted. A committed state has a random mark of its own, so none is mistaken."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: OrderedDict[tuple[str, str, date, date], Satisfaction] = OrderedDict()

    def kept(self, key: tuple[str, str, date, date], view: View) -> Satisfaction:
        """What was counted before, or is now."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        made = _count(view, key[2], key[3])
        with self._lock:
            self._found[key] = made
            while len(self._found) > _KEPT:
                self._found.popitem(last=False)
        return made


_memory = _Memory()
