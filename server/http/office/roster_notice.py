"""The notice of a month's roster: on paper, as DOCX for the records clerk, and what it says every month."""

from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.actions.notice_wording import set_wording, wording_of
from server.actions.organisation import agency
from server.actions.roster import shifts_of
from server.actions.roster_changes import roster_of
from server.actions.roster_feeds import hours_of, roster_rule
from server.documents.official_document import official
from server.domain.availability import PARTS
from server.domain.official_documents import CAPACITIES, OfficialDocument
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.roster_notice import NoticeFacts, Seat, roster_notice
from server.domain.roster_records import Roster, Shift
from server.domain.roster_versions import newest_version
from server.http.desk import act, form, view, write
from server.http.ledger import head
from server.http.office.letterhead import committee_words, desk_words
from server.http.office.names import Names
from server.http.office.page import Typed, page, typed
from server.http.office.roster_words import month_of
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import View

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AT = "/office/roster/{month}/notice"


def facts_of(seen: View, roster: Roster, version: int) -> NoticeFacts:
    """What the notice of a version is made from. Refuses not_found where nothing is planned."""
    month, names, shifts = roster.id, Names(seen), shifts_of(seen, roster.id)
    if not shifts:
        raise Refusal("not_found")
    published = next((one.day for one in roster.versions if one.version == version), f"{month}-01")
    return NoticeFacts(
        agency=agency(seen, published),
        committee=committee_words(seen, published),
        roster=roster,
        shifts=shifts,
        people=_people(seen, shifts, names),
        unions={union.id: union.name for union in names.unions},
        wording=wording_of(seen, month),
        hours={part: hours_of(seen, part) for part in PARTS},
        place=f"{roster_rule(seen).place}, {desk_words(seen, published)}",
    )


def _people(seen: View, shifts: list[Shift], names: Names) -> dict[str, Seat]:
    ids = {id_ for shift in shifts for id_ in (shift.person, shift.reserve)}
    ids |= {id_ for shift in shifts for one in shift.amendments for id_ in (one.before, one.after)}
    found = (seen.get(Person, id_) for id_ in ids if id_)
    return {one.id: Seat(one.name, names.union(one.union), one.position, one.phone) for one in found if one}


def _notice(request: Request, seen: View) -> tuple[OfficialDocument, Roster, int]:
    """The notice that the URL asks for: a version, or the newest with a number and a day yet to be given."""
    roster, asked = roster_of(seen, month_of(request.path_params["month"])), request.query_params
    newest = newest_version(roster)
    text = asked.get("version", "")
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else newest
    if not 1 <= version <= newest:
        raise Refusal("not_found")
    return roster_notice(facts_of(seen, roster, version), version, *_given(request)), roster, version


def _given(request: Request) -> tuple[str, str]:
    """Number and day of a notice that is not out yet, as far as they were typed."""
    asked = request.query_params
    day = asked.get("day", "")
    return asked.get("number", "").strip()[:30], day if _is_day(day) else ""


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


async def print_notice(request: Request) -> Response:
    """The notice on paper."""
    with view(request) as seen:
        document, roster, version = _notice(request, seen)
        now = head(seen)
    number, day = _given(request)
    asked = {"version": str(version), "number": number, "day": day}
    return page(
        request,
        "print/roster_notice.html",
        document=document,
        roster=roster,
        version=version,
        newest=newest_version(roster),
        out=version <= roster.version,
        given={"number": number, "day": day},
        query=urlencode({key: value for key, value in asked.items() if value}),
        head=now,
        back=f"/office/roster/{roster.id}",
    )


async def notice_docx(request: Request) -> Response:
    """The notice as DOCX."""
    with view(request) as seen:
        document, roster, version = _notice(request, seen)
    name = f"thong-bao-lich-truc-{roster.id}{f'-{version}' if version > 1 else ''}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(official(document), 200, headers, DOCX)


def wording_page(request: Request, refusal: Refusal | None = None, data: Typed | None = None) -> Response:
    """The wording, or what was typed of it."""
    month = month_of(request.path_params["month"])
    with view(request) as seen:
        wording = wording_of(seen, month)
    shown = data or Typed(
        bases="\n".join(wording.bases),
        recipients="\n".join(wording.recipients),
        capacity=wording.capacity,
        position=wording.position,
        signer=wording.signer,
    )
    return page(request, "office/notice_wording.html", refusal=refusal, typed=shown, month=month, capacities=CAPACITIES)


async def show_wording(request: Request) -> Response:
    """What the notices say from a month on."""
    return wording_page(request)


async def do_wording(request: Request) -> Response:
    """Another wording from a month on."""
    month, data = month_of(request.path_params["month"]), await form(request)
    given = typed(data)
    try:
        await write(
            request,
            lambda unit: set_wording(
                unit,
                act(request, data),
                month,
                bases=given["bases"].split("\n"),
                recipients=given["recipients"].split("\n"),
                capacity=given["capacity"],
                position=given["position"],
                signer=given["signer"],
            ),
        )
    except Refusal as refusal:
        return wording_page(request, refusal, given)
    return redirect(request, f"/office/roster/{month}/notice")


routes = [
    guarded(AT, print_notice, "roster.read"),
    guarded(f"{AT}.docx", notice_docx, "roster.read"),
    guarded(f"{AT}/wording", show_wording, "roster.write"),
    guarded(f"{AT}/wording", do_wording, "roster.write", ["POST"]),
]
