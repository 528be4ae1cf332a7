"""A report as papers and files: its print, its DOCX, and every list behind its figures in one workbook."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.report_views import document
from server.documents.official_document import official
from server.http.desk import view
from server.http.ledger import head
from server.http.office.page import page, say
from server.http.office.report_base import AT, HERE, asked_report, file_name, said
from server.http.office.report_rows import RowWords, spreadsheet_row
from server.http.office.spreadsheet import workbook
from server.http.security import guarded

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def print_report(request: Request) -> Response:
    """The report on paper; at its foot the ledger's head, of a published one that of its day."""
    with view(request) as seen:
        report = asked_report(request, seen)
        made, now = document(seen, report, request.app.state.clock()), head(seen)
    return page(
        request,
        "print/report.html",
        document=made,
        report=report,
        head=report.snapshot.head if report.snapshot else now,
        back=f"{HERE}/{report.id}",
    )


async def report_docx(request: Request) -> Response:
    """The report as DOCX."""
    with view(request) as seen:
        report = asked_report(request, seen)
        made = document(seen, report, request.app.state.clock())
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(report)}.docx"',
        "Cache-Control": "no-store",
    }
    return Response(official(made), 200, headers, DOCX)


async def report_xlsx(request: Request) -> Response:
    """Every list, a sheet each, after the sheet of the figures."""
    word = say(request)
    with view(request) as seen:
        found, words = said(request, seen), RowWords(request, seen)
        sums = [
            {
                word("office.report.figure"): word(f"office.report.code.{one.code}"),
                word("office.report.count"): str(one.count),
                word("office.report.amount"): str(one.amount) if one.kind.sum else "",
                word("office.report.before"): str(found.before.count(one.code)),
            }
            for one in found.figures.all
        ]
        sheets = {word("office.report.figures"): sums} | {
            word(f"office.report.code.{one.code}"): [
                spreadsheet_row(one.kind, words.shown(one.kind, row), word) for row in one.rows
            ]
            for one in found.figures.all
        }
    return workbook(request, file_name(found.report), sheets)


routes = [
    guarded(f"{AT}/print", print_report, "reports.read"),
    guarded(f"{AT}.docx", report_docx, "reports.read"),
    guarded(f"{AT}.xlsx", report_xlsx, "reports.read"),
]
