"""The iCalendar file of a person or a union: which shifts are in it, and what each says."""

from datetime import UTC, datetime
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from server.actions.roster import shifts_of
from server.actions.roster_feeds import hours_of, roster_rule
from server.actions.setup import commune
from server.actions.unions import union_name
from server.documents.ics import CalendarEntry, calendar_file
from server.domain.calendar_links import CalendarOf
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.roster_records import Roster, Shift
from server.domain.times import instant
from server.domain.unions import Union
from server.http.render import translate
from server.store.port import View

NEWEST_MONTHS = 14
"""So many published months are in a file: a year and what is to come."""
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


class Owner(NamedTuple):
    """Whose calendar it is."""

    of: CalendarOf
    id: str
    name: str


def owner_of(view: View, of: str, id_: str) -> Owner:
    """The person or union. Refuses not_found, also for who no longer takes part."""
    if of == "person" and (person := view.get(Person, id_)) and person.active:
        return Owner("person", id_, person.name)
    if of == "union" and (union := view.get(Union, id_)) and union.active:
        return Owner("union", id_, union.name)
    raise Refusal("not_found")


def calendar_answer(request: Request, view: View, owner: Owner, language: str) -> Response:
    """The file as an answer that nobody keeps."""
    here = commune(view)
    title = translate(language, "office.roster.calendar_name", name=owner.name, commune=here.name if here else "")
    data = calendar_file(title, entries(view, owner, language), f"{request.app.state.settings.url}/field/shifts")
    return Response(data, headers=HEADERS, media_type="text/calendar; charset=utf-8")


def entries(view: View, owner: Owner, language: str) -> list[CalendarEntry]:
    """The shifts of published months that are, or once were, this person's or union's."""
    months = sorted(view.find(Roster, "state", "published"), key=lambda one: one.id)[-NEWEST_MONTHS:]
    maker = _Entries(view, owner, language)
    found = (maker.entry(shift, roster) for roster in months for shift in shifts_of(view, roster.id))
    return [one for one in found if one is not None]


class _Entries:
    """Makes the entries of one calendar."""

    def __init__(self, view: View, owner: Owner, language: str) -> None:
        self._view, self._owner, self._language = view, owner, language
        self._place = roster_rule(view).place

    def entry(self, shift: Shift, roster: Roster) -> CalendarEntry | None:
        """One shift, None where this calendar has nothing to do with it."""
        duty, reserve, once = self._part_in(shift)
        if not (duty or reserve or once):
            return None
        here = (duty or reserve) and shift.state != "cancelled"
        begins, ends = hours_of(self._view, shift.part)
        changes = [one.at for one in shift.amendments]
        changed = max([roster.versions[0].at, *changes])
        return CalendarEntry(
            uid=f"{shift.id}.{self._owner.id}@{self._view.history.commune}",
            sequence=len(changes),
            changed_at=instant(changed).astimezone(UTC).replace(microsecond=0),
            starts=datetime.fromisoformat(f"{shift.day}T{begins}"),
            ends=datetime.fromisoformat(f"{shift.day}T{ends}"),
            summary=self._summary(shift, duty),
            description=self._description(shift, roster),
            place=self._place,
            cancelled=not here,
        )

    def _part_in(self, shift: Shift) -> tuple[bool, bool, bool]:
        """Whether this calendar's owner is on duty, is the reserve, or was one of them."""
        people = (shift.person, shift.reserve)
        before = [one for change in shift.amendments for one in (change.before, change.after) if one]
        if self._owner.of == "person":
            return people[0] == self._owner.id, people[1] == self._owner.id, self._owner.id in before
        return self._sends(people[0]), self._sends(people[1]), any(map(self._sends, before))

    def _sends(self, person: str | None) -> bool:
        found = self._view.get(Person, person) if person else None
        return found is not None and found.union == self._owner.id

    def _summary(self, shift: Shift, duty: bool) -> str:
        key = "office.roster.calendar_duty" if duty else "office.roster.calendar_reserve"
        text = translate(self._language, key, place=self._place)
        person = shift.person if duty else shift.reserve
        return f"{text}: {self._name(person)}" if self._owner.of == "union" and person else text

    def _description(self, shift: Shift, roster: Roster) -> str:
        lines = [
            (translate(self._language, "office.roster.duty"), self._name(shift.person)),
            (translate(self._language, "office.roster.reserve"), self._name(shift.reserve)),
            (translate(self._language, "office.roster.union"), union_name(self._view, shift.union)),
            (translate(self._language, "office.roster.notice"), roster.number),
        ]
        return "\n".join(f"{word}: {said}" for word, said in lines if said)

    def _name(self, person: str | None) -> str:
        found = self._view.get(Person, person) if person else None
        return found.name if found else ""
