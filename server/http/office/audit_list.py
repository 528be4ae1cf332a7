"""The log of looks behind a URL: by day, by who read, by whose data; one line for each document, the newest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from server.actions.readings import readings_between
from server.domain.names import folded
from server.domain.readings import MANNERS, Manner, Reading
from server.domain.times import read_day
from server.http.office.asked import Asked, texts
from server.http.office.names import Names
from server.http.office.paging import Paged, cut, pages
from server.http.office.subject_words import document, name_of, page_of
from server.store.port import View

HERE = "/office/audit"
PAGE = 50
USUAL_DAYS = 7
MOST_DAYS = 366
"""The days that one list goes through: a year of them is read in a second."""


@dataclass(frozen=True)
class AuditFilter(Asked):
    """What a URL asks for. `subject` is `kind:id` or words of a name, `reader` a person's id; empty for all."""

    here: ClassVar[str] = HERE
    reader: str = ""
    subject: str = ""
    manner: str = ""
    first: str = ""
    last: str = ""

    def days(self, today: str) -> tuple[str, str]:
        """The days that are looked through: the last seven if none are asked for, never more than a year."""
        last = min(self.last or today, today)
        first = self.first or (date.fromisoformat(last) - timedelta(days=USUAL_DAYS - 1)).isoformat()
        earliest = (date.fromisoformat(last) - timedelta(days=MOST_DAYS)).isoformat()
        return max(min(first, last), earliest), last


@dataclass(frozen=True)
class Line:
    """One subject that somebody looked at on a day at one place; `name` is whose it is today."""

    day: str
    last: str
    reader: str
    place: str
    manner: Manner
    times: int
    subject: str
    name: str
    href: str
    rows: int
    phone: bool


@dataclass(frozen=True, kw_only=True)
class Lines(Paged[Line]):
    """One page of the log."""

    filter: AuditFilter

    def url(self, path: str = "", page: int = 1) -> str:
        """Another page, or its file."""
        return self.filter.url(path, page)


@dataclass(frozen=True)
class _Found:
    """A line before anybody's name was looked up."""

    reading: Reading
    subject: str
    times: int
    last: str


def read_filter(query: Mapping[str, str]) -> AuditFilter:
    """What is not understood is as if it were not there."""
    wanted = AuditFilter(**texts(query, AuditFilter))
    manner = wanted.manner if wanted.manner in MANNERS else ""
    return replace(wanted, manner=manner, first=read_day(wanted.first), last=read_day(wanted.last))


def listing(view: View, wanted: AuditFilter, page: int, today: str) -> Lines:
    """One page; a page beyond the last is the last. Names are looked up for its rows only."""
    found = _found(view, wanted, today)
    page = min(page, pages(len(found), PAGE))
    rows = list(lines(view, cut(found, page, PAGE)))
    return Lines(filter=wanted, rows=rows, page=page, total=len(found), size=PAGE)


def all_lines(view: View, wanted: AuditFilter, today: str) -> list[Line]:
    """All that the URL asks for, for its file."""
    return list(lines(view, _found(view, wanted, today)))


def lines(view: View, found: Sequence[_Found]) -> Iterator[Line]:
    """What was found, in words."""
    names = Names(view)
    for one in found:
        reading, record = one.reading, document(view, one.subject)
        yield Line(
            day=reading.day,
            last=one.last,
            reader=names.person(reading.reader) or reading.reader,
            place=reading.place,
            manner=reading.manner,
            times=one.times,
            subject=one.subject,
            name=name_of(record),
            href=page_of(one.subject),
            rows=reading.rows if not one.subject else 0,
            phone=bool(reading.device),
        )


def _found(view: View, wanted: AuditFilter, today: str) -> list[_Found]:
    first, last = wanted.days(today)
    found: list[_Found] = []
    fits = _Fits(view, wanted.subject)
    for reading in readings_between(view, first, last, wanted.reader):
        if wanted.manner and reading.manner != wanted.manner:
            continue
        found += [
            _Found(reading, subject, seen.times, seen.last)
            for subject, seen in reading.subjects.items()
            if not wanted.subject or fits(subject)
        ]
        if not wanted.subject and (reading.rows or not reading.subjects):
            found.append(_Found(reading, "", reading.times, reading.last))
    return sorted(found, key=lambda one: one.last, reverse=True)


class _Fits:
    """Whether a subject is asked for: by its `kind:id`, or by words of the name that its document has today."""

    def __init__(self, view: View, asked: str) -> None:
        self._view, self._asked, self._words = view, asked, folded(asked).split()
        self._known: dict[str, bool] = {}

    def __call__(self, subject: str) -> bool:
        if ":" in self._asked:
            return subject == self._asked
        if subject not in self._known:
            record = document(self._view, subject)
            name = f" {folded(name_of(record))}"
            self._known[subject] = all(f" {word}" in name for word in self._words)
        return self._known[subject]
