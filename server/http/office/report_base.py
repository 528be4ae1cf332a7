"""What every screen of one report begins with: the report of the URL, its figures, its tabs."""

from typing import NamedTuple

from starlette.requests import Request

from server.actions.report_figures import figures
from server.actions.report_said import figures_said, report_of
from server.domain.problems import Refusal
from server.domain.report_figures import Figures
from server.domain.reports import Report
from server.store.port import View

HERE = "/office/reports"
AT = f"{HERE}/{{id}}"


class Said(NamedTuple):
    """A report with its figures, and those of the period before as the data has them."""

    report: Report
    figures: Figures
    before: Figures


def asked_report(request: Request, seen: View) -> Report:
    """The report of the URL. Refuses not_found."""
    found = report_of(seen, request.path_params["id"])
    if found is None:
        raise Refusal("not_found")
    return found


def said(request: Request, seen: View) -> Said:
    """The report of the URL with its figures. Refuses not_found."""
    report, now = asked_report(request, seen), request.app.state.clock()
    return Said(report, figures_said(seen, report, now), figures(seen, report.period.before(), now))


def file_name(report: Report) -> str:
    """`bao-cao-2020-08-26-2020-10-13`, with the version from the second on."""
    name = f"bao-cao-{report.period.first}-{report.period.last}"
    return f"{name}-ban-{report.version}" if report.version > 1 else name
