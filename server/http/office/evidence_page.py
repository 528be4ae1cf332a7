"""One confirmation's evidence in words: both clocks, the receiver, what was amended, what stands beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.actions.evidence import Evidence, evidence
from server.actions.review import rivals
from server.domain.access import may
from server.domain.confirmations import Drawing
from server.domain.events import Event, Fate
from server.domain.people import Person
from server.domain.times import VIETNAM, instant
from server.http.office.item_story import event_data, event_words, receiver
from server.http.office.names import Names
from server.http.office.page import Say
from server.http.office.paper_words import slip_words
from server.http.render import clock, day
from server.store.port import View
from sync.messages import ConfirmationData

SAME_MS = 1000
"""Clocks that agree to this are the same to a reader."""


@dataclass(frozen=True)
class Verdict:
    """What the reviewer may do: `open` at all, and if not, the key of the sentence that says why."""

    open: bool
    why_not: str
    may_approve: bool


@dataclass(frozen=True)
class Other:
    """Another confirmation of the same item, to be compared."""

    fate: Fate
    person: str
    receiver: str
    drawing: Drawing | None


def verdict(fate: Fate, reviewer: Person) -> Verdict:
    """Nobody reviews his own; what is flagged is for a supervisor (the same rules as the action's, said beforehand)."""
    open_ = fate.what == "confirmation.recorded" and fate.status == "accepted" and not fate.undone
    why_not = ""
    if fate.person == reviewer.id:
        why_not = "office.review.own"
    elif fate.flags and not may(reviewer.role, "review.flagged"):
        why_not = "office.review.needs_supervisor"
    return Verdict(open_, why_not, fate.review != "approved")


def evidence_words(view: View, fate: Fate, reviewer: Person, say: Say) -> dict[str, Any]:
    """What the evidence's template is given. Raises KeyError for what is no confirmation that is understood."""
    found, names = evidence(view, fate), Names(view)
    assisted = found.assisted
    return {
        "evidence": found,
        "verdict": verdict(fate, reviewer),
        "place": _place(found, names),
        "location": _location(found, say),
        "agreed": [say(f"office.evidence.agreed.{what}") for what in ("photo", "place") if what in found.data.agreed],
        "receiver": receiver_words(found.data, say),
        "rivals": len(rivals(view, fate)),
        "signer": assisted.witness.name if assisted else found.data.to.name,
        "phone_clock": phone_clock(found.at),
        "server_clock": server_clock(found, say),
        "assisted": _assisted(found, say),
        "changes": _changes(found, say),
        "others": _others(view, found, names, say),
        "papers": slip_words(view, found.item, names, say) if found.item else [],
        "attempts": _attempts(view, found.attempts, names, say),
        "reviewer": names.person(fate.reviewed_by),
    }


def phone_clock(at: str) -> str:
    """The phone's clock as it stood, `09:14:22 · 24/11/2026`; as written if it is no time."""
    try:
        local = instant(at).astimezone(VIETNAM)
    except (ValueError, OverflowError):
        return at[:40]
    return local.strftime("%H:%M:%S · %d/%m/%Y")


def server_clock(found: Evidence, say: Say) -> str:
    """How far the phone's clock was off, and when the commune got the event."""
    received = clock(found.received_at)
    if day(found.received_at) != _day_of(found.at):
        received = f"{received} {day(found.received_at)}"
    if found.offset is None:
        return say("office.evidence.offset_unknown", received=received)
    key = "office.evidence.fast" if found.offset < 0 else "office.evidence.slow"
    if abs(found.offset) < SAME_MS:
        key = "office.evidence.on_time"
    return say(key, span=_span(abs(found.offset), say), received=received)


def _day_of(at: str) -> str:
    try:
        return day(at) if "T" in at else ""
    except (ValueError, OverflowError):
        return ""


def _span(ms: float, say: Say) -> str:
    """A span of time in its largest unit of which there are at least two."""
    seconds = ms / 1000
    for unit, size in (("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * size:
            return say(f"office.span.{unit}", n=round(seconds / size))
    return say("office.span.seconds", n=round(seconds))


def _place(found: Evidence, names: Names) -> str:
    """Year of birth and hamlet: what tells people of one name apart."""
    item = found.item
    return " · ".join(part for part in (str(item.birth_year or ""), names.place(item)) if part) if item else ""


def _location(found: Evidence, say: Say) -> str:
    """Where the phone was, `10.1234, 105.1234`, and within how many metres; '' if that was not noted."""
    place = found.data.place
    if place is None:
        return ""
    return say("office.evidence.location_at", at=f"{place.lat:.4f}, {place.lon:.4f}", metres=round(place.acc))


def receiver_words(data: ConfirmationData, say: Say) -> str:
    """Who received, with the relation."""
    return receiver(_to(data), say)


def _to(data: ConfirmationData) -> Mapping[str, Any]:
    return {"name": data.to.name if data.to.relation != "subject" else "", "relation": data.to.relation}


def _assisted(found: Evidence, say: Say) -> str:
    proof = found.assisted
    if proof is None:
        return ""
    return say(
        "office.evidence.assisted",
        reason=say(f"office.assisted.{proof.reason}"),
        mark=say(f"office.mark.{proof.mark}"),
        witness=proof.witness.name,
    )


def _changes(found: Evidence, say: Say) -> list[str]:
    """What the amendment changed, as `word: before → now`."""
    before, now = found.before, found.data
    if before is None:
        return []
    pairs = [
        ("office.evidence.to", receiver_words(before, say), receiver_words(now, say)),
        ("office.evidence.count_word", before.count, now.count),
        ("office.evidence.note", before.note or "–", now.note or "–"),
    ]
    return [f"{say(key)}: {old} → {new}" for key, old, new in pairs if old != new]


def _others(view: View, found: Evidence, names: Names, say: Say) -> list[Other]:
    others = []
    for fate in found.others:
        try:
            other = evidence(view, fate)
        except KeyError:
            continue
        others.append(Other(fate, names.person(fate.person), receiver_words(other.data, say), other.drawing))
    return others


def _attempts(view: View, fates: list[Fate], names: Names, say: Say) -> list[str]:
    lines = []
    for fate in fates:
        event = view.get(Event, fate.id)
        if event is not None:
            words = event_words(event, event_data(event), names, say)
            lines.append(f"{day(fate.when)} {clock(fate.when)} · {words} ({names.person(fate.person)})")
    return lines
