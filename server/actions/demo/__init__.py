"""The demonstration commune (product.md): the seed's 48 days as real events, and a day to try things on."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from server.actions.catalogue import seed
from server.actions.demo.appointments import live_appointments
from server.actions.demo.desk import live_dossiers
from server.actions.demo.history import History, at
from server.actions.demo.organisation import found_units, merge_units
from server.actions.demo.reach import live_contacts, outreach_sessions
from server.actions.demo.reports import report_of_2020
from server.actions.demo.requests import asked_by_a_phone, live_requests
from server.actions.demo.road import OUT, asked_for_post, weeks_ago
from server.actions.demo.rosters import live_rosters, rosters_of_2020
from server.actions.demo.same_day import settle_same_day
from server.actions.demo.staff import PASSWORD, Staff, hire
from server.actions.demo.today import HEAD_OF, UNION, todays_rounds
from server.actions.demo.voice import peoples_voice
from server.actions.demo.writing import todays_forms
from server.actions.desk import Act, new_id
from server.actions.forms import publish_handbook
from server.actions.people import invite
from server.domain.demo_entries import desk_entries
from server.domain.demo_names import Inventor
from server.domain.demo_papers import Papers
from server.domain.demo_plan import LAUNCH
from server.domain.forms import Form
from server.domain.people import Role
from server.domain.procedures import Procedure
from server.domain.times import local_day
from server.store.port import Unit

SEED, DESK, ASKED, ROAD, HELPED, WROTE, CALLED = 2020, 2026, 2030, 2040, 2050, 2060, 2070
"""Whom the inventor makes up: the 48 days, the desk of today, requests, the road, appointments, forms, calls."""
ASKING = "Ấp Thử Đông"
"""Whose head asks for a neighbour."""


class Account(Struct, frozen=True):
    """Somebody who can log in."""

    username: str
    password: str
    role: Role


class Invited(Struct, frozen=True):
    """A phone may be enrolled with this code, once; `url` is the link that the phone opens."""

    person: str
    name: str
    role: Role
    code: str
    url: str


class LiveRound(Struct, frozen=True):
    """A bag of today; `items` are their ids."""

    id: str
    deliverer: str
    items: tuple[str, ...]


class Demo(Struct, frozen=True):
    """What whoever starts the demonstration is told; as JSON it is what `demo --json` prints."""

    accounts: tuple[Account, ...]
    invites: tuple[Invited, ...]
    rounds: tuple[LiveRound, ...]


def fill(
    unit: Unit, now: datetime, url: str, procedures: Sequence[Procedure], forms: Mapping[str, Form] | None = None
) -> Demo:
    """Fill an empty store with the demonstration. `url` is where phones reach the server, without a slash at its end.
    `procedures` is the catalogue that it begins with, `forms` by code those of the writing desk.

    The same people and papers every time; keys, codes and ids differ. Refuses already_set_up.
    """
    inventor = Inventor(SEED)
    papers = Papers(inventor)
    staff = hire(unit, at(LAUNCH, 8))
    found_units(unit, staff, at(LAUNCH, 8))
    seed(unit, procedures)
    publish_handbook(unit, forms or {}, local_day(now))
    history = History(unit, staff, papers)
    history.play()
    scribes = [(person.id, person.union or "") for person in staff.volunteers.values()]
    for desk in desk_entries(inventor, scribes, list(staff.hamlets.values())):
        unit.put(desk)
    rosters_of_2020(unit, staff)
    settle_same_day(unit, staff, inventor, procedures)
    merge_units(unit, staff)
    road = Papers(Inventor(ROAD), after=900)
    weeks_ago(unit, staff, road, history.phones[OUT], now)
    asked_by_a_phone(unit, staff, history.phones[ASKING], Inventor(ASKED), ASKING, now)
    rounds = todays_rounds(unit, staff, papers, now)
    live_dossiers(unit, staff, Inventor(DESK), now, procedures)
    live_requests(unit, staff, Inventor(ASKED + 1), now)
    live_appointments(unit, staff, Inventor(HELPED), now)
    live_contacts(unit, staff, Inventor(CALLED), now)
    outreach_sessions(unit, staff, now)
    asked_for_post(unit, staff, road, now)
    live_rosters(unit, staff, staff.volunteers[UNION], now)
    todays_forms(unit, staff, history.phones, Inventor(WROTE), now, forms or {})
    peoples_voice(unit, staff, now)
    report_of_2020(unit, staff, now)
    return Demo(
        accounts=tuple(Account(person.username or "", PASSWORD, person.role) for person in staff.accounts),
        invites=tuple(_invitations(unit, staff, now, url)),
        rounds=tuple(LiveRound(round_.id, round_.deliverer, round_.items) for round_ in rounds),
    )


def _invitations(unit: Unit, staff: Staff, now: datetime, url: str) -> list[Invited]:
    """For whoever carries a bag today, and for another head and another volunteer."""
    people = [staff.heads[HEAD_OF], staff.volunteers[UNION], staff.heads["Ấp 1"], staff.volunteers["Đoàn Thanh niên"]]
    found = []
    for person in people:
        code, _ = invite(unit, Act(staff.admin, now, new_id()), person.id)
        found.append(Invited(person.id, person.name, person.role, code, f"{url}/field/enrol#{code}"))
    return found
