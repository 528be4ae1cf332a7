"""Complaints in the office: each act first asks whether who acts may read it, and otherwise knows nothing (R42)."""

from collections.abc import Iterable

from msgspec import structs

from server.actions.complaints import checked_text, room_for_word
from server.actions.desk import Act
from server.domain.complaint_readers import readers_of
from server.domain.complaints import Complaint, ComplaintCounts, ComplaintState, ComplaintStep, Step, Word
from server.domain.names import tidy
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.times import chosen_day, local_day
from server.store.port import Unit, View

MAX_NOTE = 500


def counts(view: View, first: str, last: str) -> ComplaintCounts:
    """Numbers for a report, both days inclusive, nothing else of any complaint."""
    found = [one for one in view.find(Complaint, "all", "") if first <= one.sent <= last]
    return ComplaintCounts(len(found), sum(one.replied for one in found))


def readable(view: View, who: Person, state: ComplaintState | None = None) -> list[Complaint]:
    """The complaints that this person may read, in a state or all."""
    index = ("state", state) if state else ("all", "")
    return list(_allowed(view, who, view.find(Complaint, *index)))


def _allowed(view: View, who: Person, complaints: Iterable[Complaint]) -> Iterable[Complaint]:
    people = view.find(Person, "all", "")
    known: dict[tuple[str, tuple[str, ...]], bool] = {}
    for one in complaints:
        key = (one.role, one.concerned)
        if key not in known:
            known[key] = who.id in readers_of(one, people)
        if known[key]:
            yield one


def complaint_for(view: View, who: Person, id_: str) -> Complaint:
    """The complaint. Refuses not_found, also to who may not read it: it is as if it were not there."""
    found = view.get(Complaint, id_)
    if found is None or who.id not in readers_of(found, view.find(Person, "all", "")):
        raise Refusal("not_found")
    return found


def readers_now(view: View, complaint: Complaint) -> list[Person]:
    """Who may read it and be given it."""
    people = view.find(Person, "all", "")
    allowed = readers_of(complaint, people)
    return [one for one in people if one.id in allowed]


def assign(unit: Unit, act: Act, id_: str, person: str) -> Complaint:
    """Give it to one of its readers, '' to nobody. Refuses not_found, invalid at `assigned`."""
    before = complaint_for(unit, act.by, id_)
    known = {one.id: one for one in readers_now(unit, before)}
    if person and person not in known:
        raise Refusal("invalid", "assigned", "Người này không đọc được góp ý này.")
    return _put(unit, act, before, "assigned", known[person].name if person else "", assigned=person)


def set_due(unit: Unit, act: Act, id_: str, day: str) -> Complaint:
    """Another day for the reply. Refuses not_found, invalid at `due`."""
    before = complaint_for(unit, act.by, id_)
    day = chosen_day(day, "due")
    if day < before.sent:
        raise Refusal("invalid", "due", "Hạn không thể trước ngày gửi.")
    return _put(unit, act, before, "due", day, due=day)


def reply(unit: Unit, act: Act, id_: str, text: str) -> Complaint:
    """What the commune tells the sender, who reads it by the code. Refuses not_found, invalid at `text`."""
    before = complaint_for(unit, act.by, id_)
    if before.did(act.event_id):
        return before
    word = Word("commune", checked_text(text), local_day(act.now))
    room_for_word(before)
    state: ComplaintState = "answered" if before.state == "waiting" else before.state
    return _put(unit, act, before, "replied", "", state=state, words=(*before.words, word))


def close(unit: Unit, act: Act, id_: str, note: str) -> Complaint:
    """Nothing more is to be done; `note` says why and stays inside.

    Refuses not_found, complaint_closed, needs_reason at `note`.
    """
    before = complaint_for(unit, act.by, id_)
    if before.did(act.event_id):
        return before
    if before.state == "closed":
        raise Refusal("complaint_closed")
    if not tidy(note):
        raise Refusal("needs_reason", "note")
    return _put(unit, act, before, "closed", note, state="closed")


def reopen(unit: Unit, act: Act, id_: str) -> Complaint:
    """It waits again. Refuses not_found."""
    before = complaint_for(unit, act.by, id_)
    if before.state != "closed":
        return before
    return _put(unit, act, before, "reopened", "", state="waiting")


def _put(unit: Unit, act: Act, before: Complaint, what: ComplaintStep, note: str, **changed: object) -> Complaint:
    if before.did(act.event_id):
        return before
    step = Step(act.event_id, what, act.at, act.by.id, tidy(note)[:MAX_NOTE])
    after = structs.replace(before, steps=(*before.steps, step), **changed)
    unit.put(after)
    return after
