"""The week's reconciliation: every bag, what differs anywhere, and the same as a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.reconciliation import open_differences
from server.http.desk import view
from server.http.office.names import Names
from server.http.office.page import Say, page, say, today
from server.http.office.reconciliation_lines import BagLine, Week, difference, read_week, week_lines
from server.http.office.spreadsheet import spreadsheet
from server.http.render import clock, day
from server.http.security import guarded
from server.store.port import View

MOST_OPEN = 50


async def show_reconciliation(request: Request) -> Response:
    """The week that the URL asks for."""
    word = say(request)
    with view(request) as seen:
        names, week = Names(seen), read_week(request.query_params.get("week"), today(request))
        lines = week_lines(seen, week, names)
        found = open_differences(seen)
        shown = [
            (one, names.person(one.deliverer), difference(seen, finding, one.deliverer, names, word))
            for one, finding in found[:MOST_OPEN]
        ]
    return page(
        request, "office/reconciliation.html", week=week, lines=lines, differences=shown, more=len(found) - len(shown)
    )


async def export_reconciliation(request: Request) -> Response:
    """The week, one row a bag, and one row more for each difference."""
    with view(request) as seen:
        week = read_week(request.query_params.get("week"), today(request))
        rows = list(_rows(seen, week, Names(seen), say(request)))
    return spreadsheet(request, f"doi-chieu-{week.id}", rows)


def _rows(seen: View, week: Week, names: Names, word: Say) -> Iterator[dict[str, Any]]:
    for line in week_lines(seen, week, names):
        yield _row(line, names, word)
        for finding in line.found.findings if line.found else ():
            one = difference(seen, finding, line.deliverer, names, word)
            yield {
                **_row(line, names, word),
                word("office.reconcile.difference"): word(f"office.reconcile.{finding.kind}"),
                word("office.item.name"): finding.name,
                word("office.reconcile.last"): f"{one.at} {one.last}".strip(),
                word("office.reconcile.how"): finding.how,
            }


def _row(line: BagLine, names: Names, word: Say) -> dict[str, Any]:
    found = line.found
    return {
        word("office.round.deliverer"): line.name,
        word("office.reconcile.held"): str(line.held),
        word("office.reconcile.said"): str(len(found.said)) if found else "",
        word("office.round.state"): word(f"office.reconcile.is.{line.state}"),
        word("office.reconcile.counted"): f"{day(found.counted_at)} {clock(found.counted_at)}" if found else "",
        word("office.reconcile.counted_by"): names.person(found.counted_by) if found else "",
        word("office.reconcile.signed"): f"{day(found.signed_at)} {clock(found.signed_at)}".strip() if found else "",
        word("office.reconcile.signed_by"): names.person(found.signed_by) if found else "",
        word("office.reconcile.difference"): "",
        word("office.item.name"): "",
        word("office.reconcile.last"): "",
        word("office.reconcile.how"): "",
    }


routes = [
    guarded("/office/reconciliation", show_reconciliation, "reconcile"),
    guarded("/office/reconciliation.xlsx", export_reconciliation, "reconcile"),
]
