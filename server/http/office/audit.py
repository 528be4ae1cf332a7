"""The log of looks: who looked at whose data. Reading it is a look like any other, and stands in it."""

from starlette.requests import Request
from starlette.responses import Response

from server.domain.people import Person
from server.domain.readings import MANNERS
from server.http.desk import view
from server.http.office.audit_list import Line, all_lines, listing, read_filter
from server.http.office.item_list import read_page
from server.http.office.page import Say, page, say, today
from server.http.office.place_words import place_word
from server.http.office.spreadsheet import spreadsheet
from server.http.render import clock, day
from server.http.security import guarded


async def show_audit(request: Request) -> Response:
    """`GET /office/audit`: what was looked at, up to a moment ago."""
    await request.app.state.looks.flush()
    wanted = read_filter(request.query_params)
    with view(request) as seen:
        shown = listing(seen, wanted, read_page(request.query_params), today(request))
        people = sorted((one.name, one.id) for one in seen.find(Person, "all", ""))
    return page(
        request,
        "office/audit.html",
        listing=shown,
        days=wanted.days(today(request)),
        people=people,
        manners=MANNERS,
        place_word=place_word,
    )


async def export_audit(request: Request) -> Response:
    """The list behind the URL as XLSX."""
    await request.app.state.looks.flush()
    word = say(request)
    with view(request) as seen:
        rows = [_row(line, word) for line in all_lines(seen, read_filter(request.query_params), today(request))]
    return spreadsheet(request, "nhat-ky-xem", rows)


def _row(line: Line, word: Say) -> dict[str, str]:
    return {
        word("office.audit.day"): day(line.day),
        word("office.audit.last"): clock(line.last),
        word("office.audit.reader"): line.reader,
        word("office.audit.where"): word(place_word(line.place)),
        word("office.audit.manner"): word(f"office.audit.manner.{line.manner}"),
        word("office.audit.whose"): line.name,
        word("office.audit.subject"): line.subject,
        word("office.audit.times"): str(line.times),
        word("office.audit.rows"): str(line.rows or ""),
    }


routes = [
    guarded("/office/audit", show_audit, "audit.read"),
    guarded("/office/audit.xlsx", export_audit, "audit.read"),
]
