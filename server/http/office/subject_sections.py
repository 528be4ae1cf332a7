"""Everything held about somebody, kind by kind: each with why it is there, by what law and for how long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from server.actions.subjects import documents_of
from server.domain.holdings import HOLDINGS, Holding
from server.domain.records import Record
from server.domain.subjects import SubjectRequest
from server.http.office.names import Names
from server.http.office.page import Say, say, today
from server.http.office.subject_behind import BEHIND
from server.http.office.subject_facts import Speech, Told, told
from server.http.render import day
from server.http.session import locale
from server.store.port import View

MOST = 200
"""So many lines of one kind are told, the newest; a page is read by a person."""


@dataclass(frozen=True)
class Section:
    """All of one kind that is held about somebody; `more` is how many older lines are left out."""

    holding: Holding
    rows: Sequence[Told]
    more: int


def sections(request: Request, view: View, about: SubjectRequest, language: str = "") -> list[Section]:
    """What is held, in the order of `HOLDINGS`; kinds of which there is nothing are left out."""
    spoken = language or locale(request)
    speech = Speech(Names(view), say(request, spoken), spoken, request.app.state.forms)
    records = documents_of(view, about)
    found = (_rows(one, view, records, speech, today(request)) for one in HOLDINGS)
    return [
        Section(holding, rows[:MOST], max(0, len(rows) - MOST))
        for holding, rows in zip(HOLDINGS, found, strict=True)
        if rows
    ]


def _rows(holding: Holding, view: View, records: Sequence[Record], speech: Speech, day_: str) -> list[Told]:
    rows: Iterable[Told]
    if holding.own:
        rows = [told(one, speech) for one in records if one.kind == holding.kind]
    else:
        rows = BEHIND[holding.kind](view, records, speech, day_)
    return sorted(rows, key=lambda one: one.when, reverse=True)


def kept(holding: Holding, word: Say) -> str:
    """Until when it is kept, in words."""
    return word("office.subject.kept_days", n=holding.days) if holding.days else word("office.subject.kept_always")


def lines(shown: Iterable[Section], word: Say) -> list[dict[str, str]]:
    """The same for a spreadsheet: a line for each fact."""
    return [
        {
            word("office.subject.what"): word(f"office.subject.kind.{section.holding.kind}"),
            word("office.subject.title"): row.title,
            word("office.subject.when"): day(row.when),
            word("office.subject.field"): name,
            word("office.subject.value"): value,
            word("office.subject.why"): word(f"office.subject.why.{section.holding.kind}"),
            word("office.subject.law"): section.holding.law,
            word("office.subject.kept"): kept(section.holding, word),
        }
        for section in shown
        for row in section.rows
        for name, value in row.facts or [("", "")]
    ]
