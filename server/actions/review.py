"""Review: a clerk approves a confirmation or sends it back; what was held is released by a person."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from msgspec import structs

from server.actions.custody import Touched, refold, settle
from server.actions.desk import Act
from server.actions.feeds import publish_fate
from server.actions.form_events import take_form
from server.actions.ledger import record_act
from server.actions.request_events import take_request
from server.actions.shift_events import take_shift_answer
from server.domain.access import may
from server.domain.events import Event, Fate
from server.domain.people import Device
from server.domain.problems import Refusal
from server.store.port import Unit, View
from sync.messages import KINDS, Body, ConfirmationData, Signature

MAX_REASON = 500


class Bulk(NamedTuple):
    """How many were approved at once, and how many were left because they are not clean, or not his to review."""

    approved: int
    left: int


def fate_of(view: View, event: str) -> Fate | None:
    """The fate of a phone's event, by the id that its writer gave it; the first stored of that id."""
    for row in view.find(Event, "event", event):
        fate = view.get(Fate, row.id)
        if fate is not None:
            return fate
    return None


def approve(unit: Unit, act: Act, event: str) -> Fate:
    """Accept a confirmation. Also takes back an earlier sending back. Twice is once."""
    fate = _reviewable(unit, act, event)
    return fate if fate.review == "approved" else _review(unit, act, fate, "review.approved", {"of": event})


def send_back(unit: Unit, act: Act, event: str, reason: str) -> Fate:
    """Return a confirmation to its phone as a task, with the reason."""
    reason = " ".join(reason.split())[:MAX_REASON]
    if not reason:
        raise Refusal("needs_reason", "reason")
    fate = _reviewable(unit, act, event)
    if fate.review == "sent_back" and fate.reason == reason:
        return fate
    return _review(unit, act, fate, "review.sent_back", {"of": event, "reason": reason})


def approve_many(unit: Unit, act: Act, events: Sequence[str]) -> Bulk:
    """Approve what a person has looked at and found clean, each for itself: one that is refused stops no other.

    What is flagged, assisted or amended is not clean and has its own screen: it is left as it is.
    """
    approved, left = 0, 0
    for event in dict.fromkeys(events):
        try:
            with unit.savepoint():
                fate = _reviewable(unit, act, event)
                if not is_clean(unit, fate):
                    raise Refusal("conflict")
                approve(unit, act, event)
        except Refusal:
            left += 1
        else:
            approved += 1
    return Bulk(approved, left)


def is_clean(view: View, fate: Fate) -> bool:
    """Whether nothing about a pending confirmation asks for a screen of its own."""
    event = view.get(Event, fate.id)
    if event is None or not event.words or fate.queue != "pending" or fate.flags or fate.amended or rivals(view, fate):
        return False
    data = msgspec.json.decode(msgspec.json.decode(event.words, type=Body).data, type=KINDS[event.what])
    return isinstance(data, ConfirmationData) and isinstance(data.proof, Signature)


def rivals(view: View, fate: Fate) -> list[Fate]:
    """The other confirmations of the same item that still stand beside this one."""
    around = view.find(Fate, "item", fate.item) if fate.item else []
    standing = (one for one in around if one.what == "confirmation.recorded" and one.status == "accepted")
    return [one for one in standing if one.id != fate.id and not one.undone and one.review != "sent_back"]


def decide(unit: Unit, act: Act, event: str, reason: str) -> Fate:
    """Of several confirmations of one item this one counts: the others go back with the reason (sync.md §4 rule 9).

    Both stay in the ledger with their proofs. Refuses needs_reason, needs_supervisor, own_review, not_found, conflict.
    """
    chosen = _reviewable(unit, act, event)
    if not may(act.by.role, "review.flagged"):
        raise Refusal("needs_supervisor")
    for other in rivals(unit, chosen):
        send_back(unit, act, other.event, reason)
    return approve(unit, act, event)


def _reviewable(unit: Unit, act: Act, event: str) -> Fate:
    fate = fate_of(unit, event)
    if fate is None or fate.what != "confirmation.recorded":
        raise Refusal("not_found")
    if fate.status == "held" or fate.undone:
        raise Refusal("conflict", None, "Xác nhận này đang được giữ lại hoặc đã hủy.")
    if fate.person == act.by.id:
        raise Refusal("own_review")
    if fate.flags and not may(act.by.role, "review.flagged"):
        raise Refusal("needs_supervisor")
    return fate


def _review(unit: Unit, act: Act, fate: Fate, what: str, data: dict[str, str]) -> Fate:
    items = [fate.item] if fate.item else []
    record_act(unit, act, what, data, item=fate.item, items=items)
    touched = Touched()
    for item in items:
        refold(unit, touched, item, act.by.id, act.at)
    changed = unit.get(Fate, fate.id)
    assert changed is not None
    if changed.review == fate.review and changed.reason == fate.reason:
        # No item of ours is behind it (flag unknown_item): the verdict stands by itself.
        review = "approved" if what == "review.approved" else "sent_back"
        changed = structs.replace(
            fate, review=review, reason=data.get("reason", ""), reviewed_by=act.by.id, reviewed_at=act.at
        )
        unit.put(changed)
        publish_fate(unit, changed)
    settle(unit, touched, act.at)
    return changed


def release(unit: Unit, act: Act, event_hash: str) -> Fate:
    """Let a held event act after all. What this version does not understand stays held."""
    event, fate = unit.get(Event, event_hash), unit.get(Fate, event_hash)
    if event is None or fate is None:
        raise Refusal("not_found")
    if fate.status == "accepted":
        return fate
    body = msgspec.json.decode(event.words, type=Body)
    try:
        msgspec.json.decode(body.data, type=KINDS[body.kind])
    except (KeyError, msgspec.ValidationError) as error:
        raise Refusal("conflict", None, "Chương trình chưa hiểu nội dung này nên chưa thể cho hiệu lực.") from error
    record_act(unit, act, "event.released", {"of": event.event, "hash": event.id}, item=fate.item)
    released = structs.replace(fate, status="accepted", code=None, text=None)
    unit.put(released)
    publish_fate(unit, released)
    take_request(unit, event, released)
    take_form(unit, event, released)
    take_shift_answer(unit, event, released)
    touched = Touched()
    for item in event.items:
        refold(unit, touched, item)
    settle(unit, touched, act.at)
    return unit.get(Fate, event_hash) or released


def device_of(view: View, fate: Fate) -> Device | None:
    """The phone that wrote it."""
    return view.get(Device, fate.device)
