"""What hangs on the documents of somebody: signed facts, phones, calls, imports, changes, and who looked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import msgspec

from server.actions.consent import may_show
from server.actions.history import story
from server.actions.readings import readings_between
from server.domain.batches import Batch
from server.domain.changes import Change, subject_of
from server.domain.dossiers import Dossier
from server.domain.events import OFFICE, Event, Fate, Feed
from server.domain.items import Item
from server.domain.names import folded
from server.domain.people import Person
from server.domain.readings import Reading
from server.domain.records import Record
from server.domain.reminders import Reminder
from server.domain.subjects import SubjectRequest
from server.domain.survey import FollowUpCall
from server.http.office.item_story import event_data, event_words
from server.http.office.place_words import place_word
from server.http.office.subject_facts import Facts, Speech, Told
from server.store.port import View

LOOKED_BACK = timedelta(days=365)
"""The days of the log of looks that are gone through."""
Behind = Callable[[View, Sequence[Record], Speech, str], Iterator[Told]]
"""What of a kind hangs on documents, as of a day."""


def _items(records: Sequence[Record]) -> Iterator[Item]:
    return (one for one in records if isinstance(one, Item))


def events(view: View, records: Sequence[Record], say: Speech, today: str) -> Iterator[Told]:
    """The ledger's facts about their papers, and of what a phone wrote for them; signatures are noted, not drawn.

    Where the name that was signed is another than today's, both are told. The three answers at the door are not told
    here: nobody sees them with a name (product.md).
    """
    for item in _items(records):
        for event in sorted(view.find(Event, "item", item.id), key=lambda one: one.seq):
            yield _event(view, event, item, say)
    for hash_ in filter(None, (getattr(one, "event", "") for one in records)):
        if (made := view.get(Event, hash_)) is not None:
            yield _event(view, made, None, say)


def _event(view: View, event: Event, item: Item | None, say: Speech) -> Told:
    data, fate = event_data(event), view.get(Fate, event.id)
    signed = _signed_name(event)
    facts: Facts = say.known(
        ("office.subject.by", say.names.person(event.person)),
        ("office.subject.proof", _proof(data, say)),
        ("office.evidence.photo", say.word("office.subject.photo_kept") if event.file else ""),
        ("office.evidence.location", _location(data) if may_show(view, event, "place") else ""),
        ("office.subject.review", say.word(f"office.queue.{fate.queue}") if fate and fate.queue else ""),
    )
    if signed and item is not None and folded(signed) != folded(item.name):
        facts += say.known(("office.subject.signed_as", signed), ("office.subject.now", item.name))
    if not event.words:
        facts = say.known(("office.subject.erased", say.word("office.subject.erased_words")))
    confirmed = event.what == "confirmation.recorded" and event.device != OFFICE
    words = event_words(event, data, say.names, say.word, item.id if item else None)
    return Told(words, event.at, f"/office/review/{event.event}" if confirmed else "", facts)


def _location(data: Mapping[str, Any]) -> str:
    """Where a phone was at the door, '' if that was not noted or is no place."""
    place = data.get("place")
    if not isinstance(place, Mapping):
        return ""
    return ", ".join(str(place.get(axis, "")) for axis in ("lat", "lon"))


def _signed_name(event: Event) -> str:
    """The name on the screen when it was signed, '' if none was noted."""
    try:
        shown = msgspec.json.decode(event.words).get("shown")
    except (msgspec.DecodeError, AttributeError):
        return ""
    name = shown.get("name") if isinstance(shown, Mapping) else ""
    return name if isinstance(name, str) else ""


def _proof(data: Mapping[str, Any], say: Speech) -> str:
    proof = data.get("proof")
    if not isinstance(proof, Mapping):
        return ""
    return say.word("office.subject.signed" if proof.get("by") == "signature" else "office.subject.assisted")


def feeds(view: View, records: Sequence[Record], say: Speech, today: str) -> Iterator[Told]:
    """On whose phone a paper of theirs is at this moment."""
    for item in _items(records):
        for feed in view.find(Feed, "doc", f"item:{item.id}"):
            if feed.doc is not None:
                yield Told(item.what.title, "", "", _on_phone(feed, say))


def _on_phone(feed: Feed, say: Speech) -> Facts:
    return say.known(("office.subject.phone_of", say.names.person(feed.audience.removeprefix("person:"))))


def calls(view: View, records: Sequence[Record], say: Speech, today: str) -> Iterator[Told]:
    """Follow-up calls: that one was made. What was answered lies in a box without names."""
    for item in _items(records):
        if (call := view.get(FollowUpCall, item.id)) is not None:
            yield Told(say.word(f"office.call.{call.outcome}"), call.day)


def reminders(view: View, records: Sequence[Record], say: Speech, today: str) -> Iterator[Told]:
    """That somebody of the commune was reminded of a document of theirs."""
    for record in records:
        for one in view.find(Reminder, "about", subject_of(record)):
            yield Told(say.names.person(one.to), one.at, "", say.known(("office.request.note", one.note)))


def batches(view: View, records: Sequence[Record], say: Speech, today: str) -> Iterator[Told]:
    """The lists with which their documents came."""
    ids = dict.fromkeys(one.batch for one in records if isinstance(one, Item | Dossier) and one.batch)
    for id_ in ids:
        if (batch := view.get(Batch, id_)) is not None:
            yield Told(batch.name, batch.at)


def changes(view: View, records: Sequence[Record], say: Speech, today: str) -> Iterator[Told]:
    """What was done to their documents in the office: when, by whom, why, and what stood there before."""
    for record in records:
        for change in story(view, record):
            yield Told(_words(change, say), change.at, "", _change(change, say))


def _words(change: Change, say: Speech) -> str:
    words = say.word(f"office.story.{change.what}")
    return words if words != f"office.story.{change.what}" else say.word("office.subject.changed")


def _change(change: Change, say: Speech) -> Facts:
    facts = say.known(("office.subject.by", say.names.person(change.by)), ("office.subject.reason", change.note))
    if change.what.startswith("subject."):
        facts += [(say.word("office.subject.before"), one.before) for one in change.differences if one.before]
    return facts


def looks(view: View, records: Sequence[Record], say: Speech, today: str) -> Iterator[Told]:
    """Who looked at their documents in the last year: the role and the page, a line a day."""
    subjects = {subject_of(one) for one in records}
    first = (date.fromisoformat(today) - LOOKED_BACK).isoformat()
    for reading in readings_between(view, first, today):
        if times := sum(seen.times for subject, seen in reading.subjects.items() if subject in subjects):
            yield _look(view, reading, times, say)


def _look(view: View, reading: Reading, times: int, say: Speech) -> Told:
    who = view.get(Person, reading.reader)
    role = say.word(f"office.role.{who.role}") if who else ""
    facts = say.known(
        ("office.audit.reader", ", ".join(filter(None, (role, say.names.person(reading.reader))))),
        ("office.audit.manner", say.word(f"office.audit.manner.{reading.manner}")),
        ("office.audit.times", str(times)),
    )
    return Told(say.word(place_word(reading.place)), reading.last, "", facts)


def requests(view: View, records: Sequence[Record], say: Speech, today: str) -> Iterator[Told]:
    """What they asked about their data, and what they were told."""
    found = {one.id: one for record in records for one in view.find(SubjectRequest, "document", subject_of(record))}
    for one in found.values():
        facts = say.known(
            ("office.subject.asked_by", one.asked_by or one.name),
            ("office.subject.identity", say.word(f"office.subject.identity.{one.identity}")),
            ("office.request.note", one.note),
            ("office.subject.answer", one.answer),
        )
        title = ", ".join(say.word(f"office.subject.asked.{asked}") for asked in one.asked)
        yield Told(title, one.made_at, f"/office/subjects/{one.id}", facts)


BEHIND: Mapping[str, Behind] = MappingProxyType(
    {
        "event": events,
        "feed": feeds,
        "follow_up_call": calls,
        "reminder": reminders,
        "batch": batches,
        "change": changes,
        "reading": looks,
        "subject_request": requests,
    }
)
"""How each kind that hangs on documents is found (domain/holdings.py)."""
