"""The lists behind a report's figures: each code has its list, and the figure is its length (R73)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from server.domain.appointments import Appointment
from server.domain.changes import Change
from server.domain.dossiers import Dossier
from server.domain.entries import DeskEntry
from server.domain.events import Fate
from server.domain.items import Item
from server.domain.names import folded
from server.domain.people import Person
from server.domain.report_codes import OVERLAPPING, Code
from server.domain.report_ends import as_stamp, ended_at, is_home, is_same_day, kept, result_at
from server.domain.report_people import first_papers, identified, identities
from server.domain.report_period import Period
from server.domain.requests import HomeRequest
from server.domain.savings import days_saved, trips_saved
from server.domain.times import VIETNAM, day_of, stamp


class FigureRow(NamedTuple):
    """One thing that a figure counts.

    `kind` and `id` are the document's, `day` the one on which it counts, `label` whose or what it is, `of` the key of
    the document that it belongs to, `amount` what a sum adds. The other fields are what the figure is parted by: ids,
    a procedure's code, a field's name; '' for nothing. `identities` say who it is (report_people).
    """

    kind: str
    id: str
    day: str
    label: str
    detail: str = ""
    of: str = ""
    amount: int = 0
    procedure: str = ""
    field: str = ""
    hamlet: str = ""
    union: str = ""
    form: str = ""
    scribe: str = ""
    deliverer: str = ""
    identities: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What is the same thing in any list: `dossier:ID`."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class Material:
    """What a period's figures are counted from. `now` is when: nothing that happened later is known.

    `dossiers` and `items` are all that there are, or at least those of the period; `corrections` the histories' acts
    that put a dossier right; `contacts` and `sessions` rows made from the log of contacts and of outreach.
    """

    period: Period
    now: datetime
    entries: Sequence[DeskEntry] = ()
    dossiers: Sequence[Dossier] = ()
    items: Sequence[Item] = ()
    attempts: Sequence[Fate] = ()
    corrections: Sequence[Change] = ()
    requests: Sequence[HomeRequest] = ()
    appointments: Sequence[Appointment] = ()
    contacts: Sequence[FigureRow] = ()
    sessions: Sequence[FigureRow] = ()
    people: Mapping[str, Person] = field(default_factory=dict)

    @cached_property
    def start(self) -> str:
        """The first instant of the period, UTC."""
        return stamp(datetime.combine(self.period.first, time(), VIETNAM))

    @cached_property
    def end(self) -> str:
        """The first instant after it, or now while it is not over."""
        over = datetime.combine(self.period.last + timedelta(days=1), time(), VIETNAM)
        return stamp(min(over, self.now.astimezone(VIETNAM) + timedelta(milliseconds=1)))

    @cached_property
    def dossier(self) -> dict[str, Dossier]:
        """The dossiers by id."""
        return {one.id: one for one in self.dossiers}

    def within(self, at: str | None) -> bool:
        """Whether an instant lies in the period; none does not."""
        return bool(at) and self.start <= as_stamp(at or "") < self.end

    def known(self, at: str | None) -> bool:
        """Whether an instant lies before the period's end; none does not."""
        return bool(at) and as_stamp(at or "") < self.end


def rows_of(material: Material) -> dict[Code, tuple[FigureRow, ...]]:
    """Every list of a period."""
    found: dict[Code, tuple[FigureRow, ...]] = {}
    for make in (_desk, _settled, _still_open, _dossier_quality, _road, _asked):
        found.update(make(material))
    found["contacts"], found["outreach_sessions"] = tuple(material.contacts), tuple(material.sessions)
    found["distinct"], found["people"] = _distinct(found), _people(found)
    return found


Lists = dict[Code, tuple[FigureRow, ...]]


def _desk(material: Material) -> Lists:
    written = [one for one in material.entries if material.period.holds(one.day) and not one.withdrawn_at]
    rows = {one.id: _entry(material, one) for one in written}
    return {
        "written": tuple(rows.values()),
        "guided": tuple(rows[one.id] for one in written if one.guided),
    }


def _settled(material: Material) -> Lists:
    """What came in and what ended in the period. A dossier that was not accepted or stopped has ended, too."""
    received, carried, same_day, refused = [], [], [], []
    ended: dict[str, list[FigureRow]] = {"settled_early": [], "settled_on_time": [], "settled_late": []}
    for one in material.dossiers:
        if not material.known(one.received_at):
            continue
        came, end = material.within(one.received_at), ended_at(one)
        if came:
            received.append(_dossier(one, one.received_at))
        elif not end or as_stamp(end) >= material.start:
            carried.append(_dossier(one, one.received_at))
        if end and material.within(end):
            ended[kept(one, end)].append(_dossier(one, end))
            if one.result is None:
                refused.append(_dossier(one, end))
            elif came and is_same_day(one):
                same_day.append(_dossier(one, end))
    lists: Lists = {"received": tuple(received), "carried_over": tuple(carried), "refused": tuple(refused)}
    lists["same_day"] = tuple(same_day)
    lists["settled_early"], lists["settled_on_time"], lists["settled_late"] = (tuple(one) for one in ended.values())
    return lists


def _still_open(material: Material) -> Lists:
    """What was not settled when the period ended; while a supplement is waited for the clock stands still."""
    in_time: list[FigureRow] = []
    late: list[FigureRow] = []
    for one in material.dossiers:
        if not material.known(one.received_at) or material.known(ended_at(one)):
            continue
        asked = one.supplement
        paused = asked and material.known(asked.at) and not material.known(asked.answered_at)
        over = bool(one.due_at) and as_stamp(one.due_at) < material.end and not paused
        (late if over else in_time).append(_dossier(one, one.received_at))
    return {"pending_in_time": tuple(in_time), "pending_late": tuple(late)}


def _dossier_quality(material: Material) -> Lists:
    """How well: asked again, put off, put right, how often somebody came, what was saved (R23, R43, R45)."""
    known = material.dossier
    settled = [one for one in material.dossiers if one.result and material.within(one.result.at)]
    days = [(one, days_saved(one)) for one in settled]
    trips = [(one, trips_saved(one)) for one in settled]
    asked = [(one, one.supplement.at) for one in material.dossiers if one.supplement]
    moved = [(one, one.apology.at) for one in material.dossiers if one.apology]
    return {
        "visits": tuple(_dossier(one, result_at(one), one.visits) for one in settled),
        "days_saved": tuple(_dossier(one, result_at(one), saved) for one, saved in days if saved),
        "trips_saved": tuple(_dossier(one, result_at(one), saved) for one, saved in trips if saved),
        "supplement_requests": tuple(_dossier(one, at) for one, at in asked if material.within(at)),
        "apologies": tuple(_dossier(one, at) for one, at in moved if material.within(at)),
        "corrections": tuple(
            _dossier(dossier, change.at, detail=change.note)
            for change in material.corrections
            if material.within(change.at) and (dossier := known.get(change.subject.partition(":")[2]))
        ),
    }


def _road(material: Material) -> Lists:
    """What went home: by a deliverer, by post, and the visits that met nobody (R35, R36)."""
    known = {one.id: one for one in material.items}
    there = [one for one in material.items if one.custody.state == "delivered"]
    there = [one for one in there if material.within(one.custody.delivered_at)]
    home = [one for one in there if is_home(one)]
    return {
        "cards_home": tuple(_delivered(material, one) for one in home if one.what.kind == "health_card"),
        "cases_home": tuple(_delivered(material, one) for one in home if one.what.kind == "result"),
        "home_by_post": tuple(_delivered(material, one) for one in there if one.custody.post is not None),
        "failed_attempts": tuple(
            _item(material, known[fate.item], fate.when, fate.person)
            for fate in material.attempts
            if not fate.undone and fate.status == "accepted" and material.within(fate.when) and fate.item in known
        ),
    }


def _asked(material: Material) -> Lists:
    """Who asked for service at home, who was served, who had an appointment."""
    made = [one for one in material.requests if material.within(one.made_at)]
    served = [one for one in material.requests if one.state == "served" and material.within(one.served_at)]
    booked = [one for one in material.appointments if material.period.holds(one.day) and one.state != "cancelled"]
    return {
        "requests_made": tuple(_request(one, one.made_at) for one in made),
        "requests_served": tuple(_request(one, one.served_at or "") for one in served),
        "appointments": tuple(map(_appointment, booked)),
        "appointments_kept": tuple(_appointment(one) for one in booked if one.state == "came"),
    }


def _distinct(lists: Lists) -> tuple[FigureRow, ...]:
    """Every thing of the streams once: a form and the dossier that it became, a dossier and its paper (R74)."""
    found: dict[str, FigureRow] = {}
    for code in OVERLAPPING:
        for row in lists[code]:
            found.setdefault(row.of or row.key, row)
    return tuple(found.values())


def _people(lists: Lists) -> tuple[FigureRow, ...]:
    """Everybody of the streams once, by their first paper."""
    rows = [row for code in OVERLAPPING for row in lists[code]]
    return tuple(rows[place] for place in first_papers((row.identities, row.label, row.hamlet) for row in rows))


def _applicants(material: Material, dossier: str | None, name: str) -> tuple[str, ...]:
    """What identifies the applicant of a dossier, if its paper names the same person."""
    known = material.dossier.get(dossier or "")
    return identities(known.applicant) if known and folded(known.applicant.name) == folded(name) else ()


def _entry(material: Material, one: DeskEntry) -> FigureRow:
    return FigureRow(
        "desk_entry",
        one.id,
        one.day,
        one.declarant,
        of=f"dossier:{one.dossier}" if one.dossier else "",
        procedure=one.procedure.code,
        hamlet=one.hamlet or "",
        union=one.union,
        form=one.form,
        scribe=one.scribe,
        identities=_applicants(material, one.dossier, one.declarant),
    )


def _dossier(one: Dossier, at: str, amount: int = 0, detail: str = "") -> FigureRow:
    return FigureRow(
        "dossier",
        one.id,
        day_of(at),
        one.applicant.name,
        detail,
        amount=amount,
        procedure=one.procedure_code,
        field=one.field,
        hamlet=one.applicant.hamlet or "",
        identities=identities(one.applicant),
    )


def _delivered(material: Material, one: Item) -> FigureRow:
    proof = (held.person for held in one.custody.confirmations if held.event == one.custody.proof)
    return _item(material, one, one.custody.delivered_at or "", next(proof, one.custody.holder or ""))


def _item(material: Material, one: Item, at: str, who: str) -> FigureRow:
    carrier = material.people.get(who)
    return FigureRow(
        "item",
        one.id,
        day_of(at),
        one.name,
        of=f"dossier:{one.dossier}" if one.dossier else "",
        procedure=one.what.title,
        hamlet=one.hamlet or "",
        union=(carrier.union if carrier else "") or "",
        deliverer=who,
        identities=(
            *identified(one.name, one.birth, one.personal_id, one.hamlet or ""),
            *_applicants(material, one.dossier, one.name),
        ),
    )


def _request(one: HomeRequest, at: str) -> FigureRow:
    return FigureRow("request", one.id, day_of(at), one.person.name, one.title, hamlet=one.person.hamlet or "")


def _appointment(one: Appointment) -> FigureRow:
    hamlet = one.person.hamlet or ""
    return FigureRow("appointment", one.id, one.day, one.person.name, "", procedure=one.procedure, hamlet=hamlet)
