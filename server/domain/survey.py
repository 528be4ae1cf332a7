"""Answers without names: a box for each week, hamlet and stream, and the link on a paper that opens it once."""

from datetime import date, timedelta
from typing import ClassVar, Literal, get_args

from server.domain.reconciliations import week_days, week_of
from server.domain.records import Record
from server.domain.satisfaction import Answers

Stream = Literal["card", "result", "desk"]
"""A health card brought home, a dossier's result brought home, a result fetched at the desk."""
STREAMS: tuple[Stream, ...] = get_args(Stream)
Asking = Literal["public", "call"]
"""By the link on a paper, or by the weekly follow-up call."""
Outcome = Literal["called", "not_reached", "refused"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
LINK_LASTS = timedelta(days=60)
"""From the last print on."""


class SurveyBox(Record, frozen=True, kw_only=True):
    """All answers of one week, way of asking, hamlet and stream: no person, no paper, no time finer than the week.

    They lie in the order of their values, not of their coming, so that no id and no number of the store says whose
    one is. `week` is ISO 8601, `2026-W48`; `hamlet` its id, '' where unknown.
    """

    kind: ClassVar[str] = "survey_box"
    week: str
    asking: Asking
    hamlet: str
    stream: Stream
    answers: tuple[Answers, ...] = ()

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By week."""
        return {"week": (self.week,)}


def box_id(week: str, asking: Asking, hamlet: str, stream: Stream) -> str:
    """There is one box of each."""
    return f"{week}:{asking}:{hamlet}:{stream}"


def dropped(box: SurveyBox, answers: Answers) -> tuple[Answers, ...]:
    """The box's answers with one more, in the order of their values."""
    return tuple(sorted((*box.answers, answers), key=lambda one: tuple(level or 0 for level in one)))


class SurveyKey(Record, frozen=True, kw_only=True):
    """The commune's secret from which the links of papers are made, so that a second print shows the same one."""

    kind: ClassVar[str] = "survey_key"
    secret: str


class SurveyLink(Record, frozen=True, kw_only=True):
    """One printed link; `id` is the SHA-256 of its token, which is kept nowhere. It names no paper and no person.

    `week` is that of its first print, `expires` a day; `hamlet` and `stream` say which box its answers go to.
    """

    kind: ClassVar[str] = "survey_link"
    week: str
    expires: str
    hamlet: str
    stream: Stream
    used: bool = False

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By the week of its print."""
        return {"week": (self.week,)}


class FollowUpCall(Record, frozen=True, kw_only=True):
    """What came of calling who received a paper and was not asked at the door; `id` is the paper's (item).

    `week` is that of the delivery. What was answered is not here: it lies in a box.
    """

    kind: ClassVar[str] = "follow_up_call"
    week: str
    hamlet: str
    stream: Stream
    outcome: Outcome
    tries: int
    by: str
    day: str

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By week."""
        return {"week": (self.week,)}


_EARLIEST, _LATEST = date(1900, 1, 1), date(2199, 12, 28)
"""Nothing was asked outside of these days, whatever a URL says."""


def whole_weeks(first: date, last: date) -> tuple[date, date]:
    """The Monday and the Sunday of the weeks that these days touch."""
    low, high = (min(max(day, _EARLIEST), _LATEST) for day in (first, last))
    return week_days(week_of(low))[0], week_days(week_of(high))[1]


def weeks_between(first: date, last: date) -> list[str]:
    """The ISO weeks that these days touch, in order."""
    monday, weeks = week_days(week_of(first))[0], []
    while monday <= last:
        weeks.append(week_of(monday))
        monday += timedelta(weeks=1)
    return weeks
