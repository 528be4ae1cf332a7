"""Who did a great deal in a report's period (R66): the table with its criteria, a proposal for people to decide on."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.actions.commendation import commendation
from server.domain.commendation import CONTRIBUTIONS, GROUPS, Contribution, Group, Line, Proposal
from server.domain.reports import Report
from server.http.desk import view
from server.http.office.page import Say, page, say
from server.http.office.report_base import AT, file_name, said
from server.http.office.spreadsheet import workbook
from server.http.security import guarded
from server.store.port import View


def read_marks(request: Request, group: Group) -> dict[Contribution, int] | None:
    """The marks that the URL sets for a group, None for the usual ones; what is no number sets none."""
    asked = request.query_params
    if asked.get("of") != group:
        return None
    texts = {name: asked.get(name, "").strip() for name in CONTRIBUTIONS}
    return {name: int(text) for name, text in texts.items() if text.isascii() and text.isdigit() and len(text) < 6}


def _read(request: Request, seen: View) -> tuple[Report, list[Proposal]]:
    found = said(request, seen)
    return found.report, [commendation(seen, found.figures, one, read_marks(request, one)) for one in GROUPS]


async def show_commendation(request: Request) -> Response:
    """The three tables."""
    with view(request) as seen:
        report, proposals = _read(request, seen)
    asked = urlencode(list(request.query_params.items())[:10])
    return page(request, "office/report_commendation.html", report=report, proposals=proposals, asked=asked)


async def export_commendation(request: Request) -> Response:
    """The same as XLSX, a sheet each."""
    word = say(request)
    with view(request) as seen:
        report, proposals = _read(request, seen)
    sheets = {
        word(f"office.commendation.{one.group}"): [_row(one, line, word) for line in one.lines] for one in proposals
    }
    return workbook(request, f"{file_name(report)}-bieu-duong", sheets)


def _row(proposal: Proposal, line: Line, word: Say) -> dict[str, str]:
    return {
        word("office.commendation.name"): line.name,
        **{word(f"office.commendation.{one}"): str(line.counts[one]) for one in proposal.columns},
        word("office.commendation.proposed"): "x" if line.proposed else "",
    }


routes = [
    guarded(f"{AT}/commendation", show_commendation, "reports.read"),
    guarded(f"{AT}/commendation.xlsx", export_commendation, "reports.read"),
]
