"""Dialogue sessions: the list by year, the opinions that wait for an answer, and all of them as a spreadsheet."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from starlette.requests import Request
from starlette.responses import Response

from server.domain.dialogues import DialogueSession, Opinion
from server.http.desk import view
from server.http.office.asked import Asked
from server.http.office.item_list import read_page
from server.http.office.page import Say, page, say, today
from server.http.office.paging import Paged, cut, pages
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day
from server.http.security import guarded
from server.store.port import View

HERE = "/office/voice/sessions"
PAGE = 50
MOST_WAITING = 50


@dataclass(frozen=True)
class SessionFilter(Asked):
    """What a URL asks for; without a year, all of them."""

    here = HERE
    year: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """The filter of a query; a year that is none is not there."""
        found = super().read(query)
        return found if re.fullmatch(r"\d{4}", found.year, re.ASCII) else cls()


@dataclass(frozen=True)
class SessionRow:
    """One session with how many opinions were told, how many wait for an answer, how many too long."""

    session: DialogueSession
    told: int
    waiting: int
    overdue: int


@dataclass(frozen=True)
class WaitingOpinion:
    """An opinion without an answer; `days` past its day, 0 or less when it has time."""

    opinion: Opinion
    session: DialogueSession
    days: int


@dataclass(frozen=True, kw_only=True)
class Sessions(Paged[SessionRow]):
    """One page of the list."""

    filter: SessionFilter

    def url(self, page: int = 1) -> str:
        """Another page."""
        return self.filter.url(page=page)


def matching(seen: View, wanted: SessionFilter) -> list[DialogueSession]:
    """The sessions, the latest first."""
    index = ("year", wanted.year) if wanted.year else ("all", "")
    return sorted(seen.find(DialogueSession, *index), key=lambda one: (one.day, one.id), reverse=True)


def waiting_opinions(seen: View, today_: str) -> list[WaitingOpinion]:
    """All that wait for an answer, who waits longest past its day first, then by day; those without a day last."""
    found = []
    for one in seen.find(Opinion, "state", "open"):
        session = seen.get(DialogueSession, one.session)
        if session is not None:
            days = (date.fromisoformat(today_) - date.fromisoformat(one.due)).days if one.due else 0
            found.append(WaitingOpinion(one, session, days))
    return sorted(found, key=lambda row: (not row.opinion.due, row.opinion.due, row.session.day, row.opinion.id))


def _row(seen: View, session: DialogueSession, today_: str) -> SessionRow:
    told = seen.find(Opinion, "session", session.id)
    waiting = [one for one in told if one.state == "open"]
    return SessionRow(session, len(told), len(waiting), sum(one.overdue(today_) for one in waiting))


async def show_sessions(request: Request) -> Response:
    """The list that the URL asks for, and what waits for an answer."""
    wanted, today_ = SessionFilter.read(request.query_params), today(request)
    with view(request) as seen:
        found = matching(seen, wanted)
        number = min(read_page(request.query_params), pages(len(found), PAGE))
        rows = [_row(seen, one, today_) for one in cut(found, number, PAGE)]
        waiting = waiting_opinions(seen, today_)
        years = sorted({one.day[:4] for one in seen.find(DialogueSession, "all", "")}, reverse=True)
    return page(
        request,
        "office/voice_sessions.html",
        listing=Sessions(filter=wanted, rows=rows, page=number, total=len(found), size=PAGE),
        waiting=waiting[:MOST_WAITING],
        more=len(waiting) - MOST_WAITING,
        years=years,
    )


async def export_sessions(request: Request) -> Response:
    """Every opinion of the sessions behind the URL, one a row; a session without any has one row."""
    with view(request) as seen:
        rows = list(_rows(seen, matching(seen, SessionFilter.read(request.query_params)), today(request), say(request)))
    return spreadsheet(request, "doi-thoai", rows)


def _rows(seen: View, sessions: list[DialogueSession], today_: str, word: Say) -> Iterator[dict[str, Any]]:
    for session in sessions:
        held = {
            word("office.session.day"): day(session.day),
            word("office.session.session_kind"): word(f"office.session.kind.{session.session_kind}"),
            word("office.session.place"): session.place,
            word("office.session.led_by"): session.led_by,
            word("office.session.present"): str(session.present),
        }
        told: list[Opinion | None] = [*seen.find(Opinion, "session", session.id)]
        for one in told or [None]:
            yield {
                **held,
                word("office.opinion.text"): one.text if one else "",
                word("office.opinion.said_by"): one.said_by if one else "",
                word("office.opinion.responsible"): one.responsible if one else "",
                word("office.opinion.due"): day(one.due) if one else "",
                word("office.opinion.answer"): one.answer if one else "",
                word("office.opinion.answered_at"): day(one.answered_at) if one else "",
                word("office.matter.overdue"): "x" if one and one.overdue(today_) else "",
            }


routes = [
    guarded(HERE, show_sessions, "voice.read"),
    guarded(f"{HERE}.xlsx", export_sessions, "voice.read"),
]
