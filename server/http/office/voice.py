"""How content people are: each question's answers as a table and bars, by group, never a bare percentage (R40, R64)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.actions.satisfaction import Satisfaction, satisfaction
from server.domain.satisfaction import HIDDEN, LEVELS, QUESTIONS, Tally
from server.http.desk import view
from server.http.office.charts import Chart, Row, chart
from server.http.office.names import Names
from server.http.office.page import Say, page, say, today
from server.http.office.period import Period, read_period, usual_periods
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day
from server.http.security import guarded

HERE = "/office/voice"
USUAL_DAYS = timedelta(days=89)
NOT_SHOWN, NOBODY = "office.voice.hidden", "office.voice.nobody"
WHOLE, SHORT = "office.voice.share", "office.voice.share_short"


@dataclass(frozen=True)
class Line:
    """One group: how it is called, how many of those asked answered, and each question in words, also in short ones."""

    label: str
    response: str
    questions: tuple[str, ...]
    short: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What one question asks, how many are content, in this period and in the one before, and its bars from the
    gladdest on; the bars are None where too few answered, `before` is '' where nobody was asked.
    """

    asked: str
    content: str
    before: str
    chart: Chart | None


@dataclass(frozen=True)
class Shown:
    """Everything of a period in words."""

    found: Satisfaction
    before: Satisfaction
    response: str
    questions: tuple[Question, ...]
    tables: dict[str, list[Line]]


def content_said(tally: Tally, place: int, word: Say, key: str = WHOLE) -> str:
    """How many of those who answered were content with what that question asks, in the screen's language."""
    asked = tally.questions[place]
    if asked is None:
        return word(NOT_SHOWN)
    return word(key, **asked.content.words) if asked.n else word(NOBODY)


def response_said(tally: Tally, word: Say) -> str:
    """How many of those who were asked answered; fewer than five are no number, either."""
    if 0 < tally.answered < HIDDEN:
        return word("office.voice.response_few", n=HIDDEN, asked=tally.asked)
    return word("office.voice.response", **tally.response.words) if tally.asked else word("office.voice.not_asked")


def lines(groups: Mapping[str, Tally], label: Mapping[str, str], word: Say) -> list[Line]:
    """The groups of one kind, in their order."""
    places = range(QUESTIONS)
    return [
        Line(
            label[key],
            response_said(one, word),
            tuple(content_said(one, place, word) for place in places),
            tuple(content_said(one, place, word, SHORT) for place in places),
        )
        for key, one in groups.items()
    ]


def labels(found: Satisfaction, names: Names, word: Say) -> dict[str, dict[str, str]]:
    """How the groups of each kind are called."""
    hamlets = {key: names.hamlet(key) or word("office.item.unknown_hamlet") for key in found.hamlets}
    return {
        "sources": {key: word(f"office.voice.source.{key}") for key in found.sources},
        "hamlets": dict(sorted(hamlets.items(), key=lambda pair: (not pair[0], pair[1]))),
        "streams": {key: word(f"office.voice.stream.{key}") for key in found.streams},
        "deliverers": {key: word(f"office.role.{key}") for key in found.deliverers},
    }


def read(request: Request) -> tuple[Period, Shown]:
    """The period of the URL, the last ninety days without one."""
    word, last = say(request), usual_periods(today(request))["month"].last
    period = read_period(request.query_params, Period(last - USUAL_DAYS, last))
    with view(request) as seen:
        found, names = satisfaction(seen, period), Names(seen)
        before = satisfaction(seen, Period(found.first - (found.last - found.first), found.first - timedelta(days=1)))
        called = labels(found, names, word)
    tables = {
        kind: lines({key: getattr(found, kind)[key] for key in label}, label, word) for kind, label in called.items()
    }
    questions = (_question(found.total, before.total, place, word) for place in range(QUESTIONS))
    return period, Shown(found, before, response_said(found.total, word), tuple(questions), tables)


def _question(total: Tally, before: Tally, place: int, word: Say) -> Question:
    asked, now, then = word(f"field.ask.{place + 1}"), total.questions[place], before.questions[place]
    rows = [
        Row(word(f"field.mood.{level}"), now.of(level) if now else 0, then.of(level) if then and then.n else None)
        for level in LEVELS
    ]
    return Question(
        asked,
        content_said(total, place, word),
        content_said(before, place, word) if before.answered else "",
        chart(asked, word("office.voice.answer"), rows) if now and now.n else None,
    )


async def show_voice(request: Request) -> Response:
    """The page."""
    period, shown = read(request)
    return page(
        request,
        "office/voice.html",
        period=period,
        shown=shown,
        few=shown.found.total.few and shown.found.total.answered >= HIDDEN,
        periods={name: f"{HERE}?{urlencode(one.query)}" for name, one in usual_periods(today(request)).items()},
        export=f"{HERE}.xlsx?{urlencode(period.query)}",
    )


async def export_voice(request: Request) -> Response:
    """The groups as XLSX, in the same words: what the page does not show, the file does not, either."""
    word, (_, shown) = say(request), read(request)
    return spreadsheet(request, "hai-long", list(_rows(shown, word)))


def _rows(shown: Shown, word: Say) -> Iterator[dict[str, Any]]:
    total, found = shown.found.total, shown.found
    asked = [word(f"field.ask.{place + 1}") for place in range(QUESTIONS)]
    head, weeks = word("office.voice.group"), f"{day(found.first)} – {day(found.last)}"
    whole = lines({"": total}, {"": weeks}, word)
    for kind, found_lines in {"total": whole, **shown.tables}.items():
        for line in found_lines:
            yield {
                word("office.voice.by"): word(f"office.voice.by.{kind}"),
                head: line.label,
                word("office.voice.answered"): line.response,
                **dict(zip(asked, line.questions, strict=True)),
            }


routes = [
    guarded(HERE, show_voice, "voice.read"),
    guarded(f"{HERE}.xlsx", export_voice, "voice.read"),
]
