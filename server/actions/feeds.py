"""What phones pull: each document is published to the audiences that may see it, and withdrawn from the others."""

from typing import Any

from server.actions.restrictions import stopped
from server.domain.changes import subject_of
from server.domain.commune import Hamlet
from server.domain.custody import watchers
from server.domain.delivery_class import checks
from server.domain.events import Fate, Feed
from server.domain.items import Item
from server.domain.rounds import Round
from server.store.port import Unit, View

EVERYONE = "all"
STOPPED = "Xã đang tạm dừng xử lý giấy này theo yêu cầu của chính người đó: chưa trả, hãy hỏi xã."


def person_audience(person: str) -> str:
    """The audience of one person, on whichever phone."""
    return f"person:{person}"


def device_audience(device: str) -> str:
    """The audience of one device."""
    return f"device:{device}"


def publish(unit: Unit, type_: str, id_: str, docs: dict[str, dict[str, Any]]) -> None:
    """Make `docs` (audience → document) all that anyone sees of this document. What did not change is not put."""
    for old in unit.find(Feed, "doc", f"{type_}:{id_}"):
        if old.audience not in docs and old.doc is not None:
            unit.put(_feed(old.audience, type_, id_, None))
    for audience, doc in docs.items():
        known = unit.get(Feed, _feed_id(audience, type_, id_))
        if known is None or known.doc != doc:
            unit.put(_feed(audience, type_, id_, doc))


def publish_again(unit: Unit, type_: str, id_: str, audience: str, seq: int) -> None:
    """Give one audience a document once more that was not put since the event `seq`: so that a phone which laid an
    answer of its own over it shows again what is true.
    """
    stored = unit.stored(Feed, _feed_id(audience, type_, id_))
    if stored is not None and stored.rev <= seq:
        unit.put(stored.record)


def published(view: View, type_: str, id_: str | None = None) -> dict[str, dict[str, Any]]:
    """What everyone sees of a type, by id; with `id_` that document alone, found without a search."""
    if id_ is not None:
        one = view.get(Feed, _feed_id(EVERYONE, type_, id_))
        return {id_: one.doc} if one is not None and one.doc is not None else {}
    rows = view.find(Feed, "audience", EVERYONE)
    return {row.doc_id: row.doc for row in rows if row.type == type_ and row.doc is not None}


def _feed_id(audience: str, type_: str, id_: str) -> str:
    return f"{audience}|{type_}|{id_}"


def _feed(audience: str, type_: str, id_: str, doc: dict[str, Any] | None) -> Feed:
    return Feed(id=_feed_id(audience, type_, id_), audience=audience, type=type_, doc_id=id_, doc=doc)


def publish_item(unit: Unit, item: Item) -> None:
    """An item to those whose phone shows it (sync.md §4 rule 8)."""
    audiences = watchers(item.custody)
    hamlet = unit.get(Hamlet, item.hamlet) if item.hamlet and audiences else None
    place = hamlet.name if hamlet else item.hamlet_text
    stops = bool(audiences) and subject_of(item) in stopped(unit)
    publish(
        unit,
        "item",
        item.id,
        {person_audience(person): item_doc(item, place, person, stops) for person in sorted(audiences)},
    )


def item_doc(item: Item, hamlet: str, person: str, stops: bool = False) -> dict[str, Any]:
    """An item as one person's phone has it: what finds the house and what to check, no number of an identity card.

    `stops`: it may not be processed further for now, which is the first thing to check.
    """
    custody = item.custody
    redo = custody.redo if custody.redo and custody.redo.person == person else None
    return {
        "round": custody.round,
        "name": item.name,
        "sex": item.sex,
        "birth_year": item.birth_year,
        "hamlet": hamlet,
        "way": item.way,
        "nickname": item.nickname,
        "phone": item.phone,
        "what": {"kind": item.what.kind, "title": item.what.title, "count": item.what.count},
        "checks": [*((STOPPED,) if stops else ()), *checks(item)],
        "class": item.delivery_class,
        "state": custody.state,
        "due": item.due,
        "attempts": custody.attempts,
        "next": custody.next,
        "redo": {"event": redo.event, "reason": redo.reason} if redo else None,
    }


def publish_round(unit: Unit, round_: Round) -> None:
    """A round to its deliverer, as long as it is open."""
    doc = {"no": round_.no, "state": round_.state, "due": round_.due, "items": list(round_.items)}
    publish(unit, "round", round_.id, {} if round_.closed_at else {person_audience(round_.deliverer): doc})


def publish_fate(unit: Unit, fate: Fate) -> None:
    """The later verdict on an event, to the device that signed it (sync.md §4 rule 2)."""
    doc = {
        "hash": fate.id,
        "status": fate.status,
        "code": fate.code,
        "text": fate.text,
        "review": fate.review,
        "reason": fate.reason,
    }
    publish(unit, "event", fate.event, {device_audience(fate.device): doc})


def publish_hamlet(unit: Unit, hamlet: Hamlet) -> None:
    """A hamlet's name to everyone."""
    publish(unit, "hamlet", hamlet.id, {EVERYONE: {"name": hamlet.name}} if hamlet.active else {})
