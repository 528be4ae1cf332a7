"""How long data of people are kept: the table that every night follows, and what the last nights removed."""

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from server.domain.retention import KEPT_WITHOUT_END, RULES, RetentionRun, Rule
from server.http.desk import view
from server.http.office.page import Say, page, say
from server.http.office.spreadsheet import spreadsheet
from server.http.render import day
from server.http.security import guarded
from server.store.port import View

NIGHTS = 30
"""So many nights are added up beside the last one."""


class Line(NamedTuple):
    """A rule with what the last night and the last thirty removed; `failed`: it could not be followed."""

    rule: Rule
    last: int
    month: int
    failed: bool


def lines(seen: View) -> tuple[RetentionRun | None, list[Line]]:
    """The last night's account, and the table."""
    runs = sorted(seen.find(RetentionRun, "all", ""), key=lambda one: one.id)[-NIGHTS:]
    last = runs[-1] if runs else None
    return last, [
        Line(
            rule,
            last.removed.get(rule.code, 0) if last else 0,
            sum(run.removed.get(rule.code, 0) for run in runs),
            bool(last and rule.code in last.failed),
        )
        for rule in RULES
    ]


async def show_retention(request: Request) -> Response:
    """`GET /office/retention`."""
    with view(request) as seen:
        last, table = lines(seen)
    return page(request, "office/retention.html", last=last, lines=table, without_end=KEPT_WITHOUT_END)


async def export_retention(request: Request) -> Response:
    """The table as XLSX."""
    word = say(request)
    with view(request) as seen:
        last, table = lines(seen)
    return spreadsheet(request, "thoi-han-luu", [_row(line, last, word) for line in table])


def _row(line: Line, last: RetentionRun | None, word: Say) -> dict[str, str]:
    code = line.rule.code
    return {
        word("office.retention.what"): word(f"office.retention.{code}"),
        word("office.retention.days"): str(line.rule.days),
        word("office.retention.goes"): word(f"office.retention.goes.{code}"),
        word("office.retention.stays"): word(f"office.retention.stays.{code}"),
        word("office.retention.law"): line.rule.law,
        word("office.retention.last"): f"{line.last} ({day(last.id)})" if last else "",
        word("office.retention.month"): str(line.month),
    }


routes = [
    guarded("/office/retention", show_retention, "audit.read"),
    guarded("/office/retention.xlsx", export_retention, "audit.read"),
]
