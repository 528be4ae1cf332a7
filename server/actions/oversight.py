"""What a supervisor looks after (R62): what is overdue, stuck, unsigned or unreconciled, and who was reminded of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal, NamedTuple, get_args

from server.actions.desk import Act
from server.actions.reconciliation import open_differences, reconciliation_of, to_reconcile
from server.domain.dossiers import OPEN_STATES, Dossier
from server.domain.events import Event, Fate
from server.domain.items import MAX_ATTEMPTS, Item
from server.domain.people import Device, Person
from server.domain.problems import Refusal
from server.domain.reconciliations import next_week, week_days, week_of
from server.domain.reminders import HOWS, Reminder
from server.domain.rounds import Round
from server.domain.times import VIETNAM, instant, local_day, stamp
from server.store.port import Unit, View

Matter = Literal["overdue", "stuck", "unsigned", "unreconciled"]
MATTERS: tuple[Matter, ...] = get_args(Matter)
SIGNING = timedelta(days=1)
"""Both sides confirm a hand-over within a day."""
ANSWERING = timedelta(days=2)
"""What was sent back, or is held, is settled within two days."""
SILENT = timedelta(days=3)
"""Who carries a bag and was not heard of for so long is asked about."""
SUPPLEMENTING = timedelta(days=10)
"""A supplement that does not come for so long is asked for."""


class Concern(NamedTuple):
    """One thing that somebody has to see to.

    `code` says what is the matter, `about` which document (`kind:id`), `name` whose, `person` who can settle it
    (None for the desk), `since` the day on which it became so.
    """

    matter: Matter
    code: str
    about: str
    name: str
    person: str | None
    since: str


def concerns(view: View, now: datetime) -> list[Concern]:
    """Everything, what waits longest first. The cost grows with what is open, not with the past."""
    found = [*_items(view, now), *_dossiers(view, now), *_rounds(view, now), *_held(view, now), *_phones(view, now)]
    found += _bags(view, now)
    return sorted(found, key=lambda one: (one.since, one.name, one.about))


def _items(view: View, now: datetime) -> Iterator[Concern]:
    today = local_day(now)
    for state in ("at_desk", "in_round", "returned"):
        for item in view.find(Item, "state", state):
            custody, about = item.custody, f"item:{item.id}"
            if custody.redo is not None:
                since = _redo_since(view, custody.redo.event)
                if since <= local_day(now - ANSWERING):
                    yield Concern("stuck", "sent_back", about, item.name, custody.redo.person, since)
            elif custody.attempts >= MAX_ATTEMPTS and state != "at_desk":
                yield Concern("stuck", "attempts", about, item.name, custody.holder, custody.next or today)
            elif item.due is not None and item.due < today:
                yield Concern("overdue", "item", about, item.name, custody.holder, item.due)


def _redo_since(view: View, event: str) -> str:
    row = next(iter(view.find(Event, "event", event)), None)
    fate = view.get(Fate, row.id) if row else None
    return local_day(instant(fate.reviewed_at)) if fate and fate.reviewed_at else ""


def _dossiers(view: View, now: datetime) -> Iterator[Concern]:
    for state in OPEN_STATES:
        for dossier in view.find(Dossier, "state", state):
            about, name = f"dossier:{dossier.id}", dossier.applicant.name
            asked = dossier.supplement
            if state == "supplement" and asked is not None:
                if asked.at <= stamp(now - SUPPLEMENTING):
                    yield Concern("stuck", "supplement", about, name, None, local_day(instant(asked.at)))
            elif dossier.due_at and dossier.due_at < stamp(now):
                yield Concern("overdue", "dossier", about, name, None, local_day(instant(dossier.due_at)))


def _rounds(view: View, now: datetime) -> Iterator[Concern]:
    late = stamp(now - SIGNING)
    for round_ in view.find(Round, "open", ""):
        about, name = f"round:{round_.id}", str(round_.no)
        if round_.given_at and not round_.accepted_at and round_.given_at <= late:
            since = local_day(instant(round_.given_at))
            yield Concern("unsigned", "not_accepted", about, name, round_.deliverer, since)
        if round_.accepted_at and not round_.given_at and round_.accepted_at <= late:
            yield Concern("unsigned", "not_given", about, name, None, local_day(instant(round_.accepted_at)))


def _held(view: View, now: datetime) -> Iterator[Concern]:
    late = stamp(now - ANSWERING)
    for fate in view.find(Fate, "queue", "held"):
        event = view.get(Event, fate.id)
        if event is not None and event.at <= late:
            item = view.get(Item, fate.item) if fate.item else None
            since = local_day(instant(event.at))
            yield Concern("stuck", "held", f"event:{fate.id}", item.name if item else "", None, since)


def _phones(view: View, now: datetime) -> Iterator[Concern]:
    for person in dict.fromkeys(round_.deliverer for round_ in view.find(Round, "open", "")):
        seen = [device.seen_at or device.enrolled_at for device in view.find(Device, "person", person) if _used(device)]
        carrying = min(round_.given_at or round_.packed_at for round_ in view.find(Round, "open", person))
        last = max([*seen, carrying])
        if last <= stamp(now - SILENT):
            who = view.get(Person, person)
            yield Concern(
                "stuck", "silent", f"person:{person}", who.name if who else "", person, local_day(instant(last))
            )


def _bags(view: View, now: datetime) -> Iterator[Concern]:
    """The bags of last week that nobody signed off, and every difference that nobody has explained."""
    this = week_of(now.astimezone(VIETNAM).date())
    last, monday = next_week(this, -1), week_days(this)[0].isoformat()
    for deliverer in to_reconcile(view, last, this):
        found, who = reconciliation_of(view, last, deliverer), view.get(Person, deliverer)
        if who is not None and (found is None or not found.signed_at):
            yield Concern("unreconciled", "not_reconciled", f"bag:{last}/{deliverer}", who.name, None, monday)
    for one, finding in open_differences(view):
        about, since = f"bag:{one.week}/{one.deliverer}?item={finding.item}", local_day(instant(one.counted_at))
        yield Concern("unreconciled", "difference", about, finding.name, one.deliverer, since)


def _used(device: Device) -> bool:
    return device.revoked_at is None


def reminders(view: View, concern: Concern) -> list[Reminder]:
    """The reminders of this matter so far, oldest first."""
    return [one for one in view.find(Reminder, "about", concern.about) if one.code == concern.code]


def remind(unit: Unit, act: Act, about: str, code: str, how: str, note: str) -> Reminder:
    """Write down that somebody was reminded. Refuses not_found when the matter is settled meanwhile, invalid."""
    if (done := unit.get(Reminder, act.event_id)) is not None:
        return done
    concern = next((one for one in concerns(unit, act.now) if (one.about, one.code) == (about, code)), None)
    if concern is None:
        raise Refusal("not_found", None, "Việc này vừa xong, không cần nhắc nữa.")
    known = next((one for one in HOWS if one == how), None)
    if known is None:
        raise Refusal("invalid", "how", "Hãy chọn cách nhắc.")
    reminder = Reminder(
        id=act.event_id,
        about=about,
        code=code,
        to=concern.person or act.by.id,
        by=act.by.id,
        at=act.at,
        how=known,
        note=" ".join(note.split())[:300],
    )
    unit.put(reminder)
    return reminder
