"""One person of the roster: the week, absences, the most in a month, the shifts to come."""

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from server.actions.availability import add_absence, availability, end_absence, set_availability
from server.actions.history import story
from server.domain.availability import PARTS, Absence, HalfDay
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.roster_records import Shift
from server.http.desk import act, form, view, write
from server.http.office.change_lines import change_lines
from server.http.office.names import Names
from server.http.office.page import Typed, page, say, today, typed
from server.http.office.people import person_of
from server.http.office.roster_words import state_words, time_words
from server.http.render import redirect
from server.http.security import guarded

HERE = "/office/roster/people/{id}"
PAST = 10
"""So many of the last shifts are shown beside those to come."""


def person_page(request: Request, refusal: Refusal | None = None, data: Typed | None = None) -> Response:
    """The person; with `refusal`, what was typed is still there."""
    word, day = say(request), today(request)
    with view(request) as seen:
        one, names = person_of(seen, request), Names(seen)
        known = availability(seen, one.id)
        shifts = [
            (shift, role, time_words(shift, word), state_words(shift, day, word))
            for role, index in (("duty", "person"), ("reserve", "reserve"))
            for shift in seen.find(Shift, index, one.id)
            if shift.state != "cancelled"
        ]
        history = change_lines(reversed(story(seen, known)), names)
        union = names.union(one.union)
    ahead = sorted((one for one in shifts if one[0].day >= day), key=lambda one: one[0].id)
    past = sorted((one for one in shifts if one[0].day < day), key=lambda one: one[0].id, reverse=True)
    return page(
        request,
        "office/roster_person.html",
        refusal=refusal,
        typed=data or Typed(),
        blank=Typed(),
        one=one,
        union=union,
        known=known,
        never={(half.weekday, half.part) for half in known.never},
        all_parts=PARTS,
        absences=sorted(known.absences, key=lambda absence: absence.first, reverse=True),
        ahead=ahead,
        past=past[:PAST],
        history=history,
    )


async def show_person(request: Request) -> Response:
    """The person."""
    return person_page(request)


async def do_availability(request: Request) -> Response:
    """When this person can come, and how often at most."""
    data, id_ = await form(request), request.path_params["id"]
    given, ticked = typed(data), data.getlist("never")
    never = tuple(HalfDay(day, part) for day in range(7) for part in PARTS if f"{day}-{part}" in ticked)
    try:
        _known(request)
        most, since = _most(given["most"]), _day(given["since"], "since") if given["since"] else ""
        await write(
            request,
            lambda unit: set_availability(
                unit, act(request, data), id_, never=never, most=most, since=since, note=given["note"]
            ),
        )
    except Refusal as refusal:
        return _again(request, refusal, Typed({**given, "form": "week"}))
    return redirect(request, f"/office/roster/people/{id_}")


async def do_absence(request: Request) -> Response:
    """Away for some days; with `end`, no longer."""
    data, id_ = await form(request), request.path_params["id"]
    given = typed(data)
    try:
        _known(request)
        if given["end"]:
            absence = _absence(request, given["end"])
            await write(request, lambda unit: end_absence(unit, act(request, data), id_, absence))
        else:
            first = _day(given["first"], "first")
            last = _day(given["last"], "last") if given["last"] else first
            part = next((one for one in PARTS if one == given["part"]), "")
            await write(
                request, lambda unit: add_absence(unit, act(request, data), id_, first, last, part, given["why"])
            )
    except Refusal as refusal:
        return _again(request, refusal, Typed({**given, "form": "absence"}))
    return redirect(request, f"/office/roster/people/{id_}")


def _known(request: Request) -> Person:
    with view(request) as seen:
        return person_of(seen, request)


def _again(request: Request, refusal: Refusal, given: Typed) -> Response:
    if refusal.code == "not_found":
        raise refusal
    return person_page(request, refusal, given)


def _absence(request: Request, key: str) -> Absence:
    """The absence that a form names by its days and part. Refuses not_found."""
    with view(request) as seen:
        known = availability(seen, request.path_params["id"])
    found = next((one for one in known.absences if absence_key(one) == key), None)
    if found is None:
        raise Refusal("not_found")
    return found


def absence_key(absence: Absence) -> str:
    """How a form names an absence."""
    return f"{absence.first}|{absence.last}|{absence.part}"


def _most(text: str) -> int | None:
    """The limit of a month, None for none. Refuses invalid."""
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 3):
        raise Refusal("invalid", "most", "Hãy ghi một số từ 0 đến 99, hoặc bỏ trống.")
    return int(text)


def _day(text: str, field: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refusal("invalid", field, "Hãy chọn một ngày.") from None


routes = [
    guarded(HERE, show_person, "roster.read"),
    guarded(f"{HERE}/week", do_availability, "roster.write", ["POST"]),
    guarded(f"{HERE}/absences", do_absence, "roster.write", ["POST"]),
]
