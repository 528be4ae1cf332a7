"""Writing and reading the ledger: every event, from a phone or the office, is appended here and only here."""

import json
from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from msgspec import Raw

from server.actions.desk import Act, new_id
from server.domain.events import OFFICE, Event, Fate
from server.domain.facts import Fact, ImportedData, PackedData, PaperData, ReviewData
from server.domain.post_custody import PostData
from server.store.port import Unit, View
from sync.ledger import body_hash, link
from sync.messages import VERSION, AttemptData, Body, HandoverData, read_data

_decode_body = msgspec.json.Decoder(Body).decode
_ERASED: dict[str, object] = {
    "attempt.failed": AttemptData("other"),
    "paper.confirmed": PaperData(),
    "post.delivered": PostData(),
}
"""What is left of an erased event's data where custody still needs some."""


def append(
    unit: Unit,
    body: Body,
    text: str,
    sig: str,
    *,
    at: str,
    person: str | None,
    items: Sequence[str] = (),
    status: Literal["accepted", "held"] = "accepted",
    code: str | None = None,
    said: str | None = None,
    of: str | None = None,
    file: str | None = None,
    unwanted: Sequence[str] = (),
) -> Event:
    """The next row of the ledger, linked to the last one."""
    seq = unit.number
    last = unit.last(Event, "ledger", "")
    hash_ = body_hash(text)
    event = Event(
        id=hash_,
        event=body.id,
        seq=seq,
        link=link(last.link if last else unit.history.commune, seq, at, hash_, sig, status),
        at=at,
        status=status,
        code=code,
        text=said,
        body=text,
        sig=sig,
        device=body.device,
        n=body.n,
        what=body.kind,
        item=body.item,
        items=tuple(items),
        of=of,
        file=file,
        unwanted=tuple(unwanted),
        person=person,
    )
    unit.put(event)
    return event


def record_act(
    unit: Unit,
    act: Act,
    what: str,
    data: dict[str, Any],
    *,
    items: Sequence[str] = (),
    item: str | None = None,
    event_id: str | None = None,
) -> Event:
    """An act in the office as an event of the one office chain. `items` are those whose custody it concerns."""
    last = unit.last(Event, "office", "")
    head = {
        "id": event_id or act.event_id,
        "device": OFFICE,
        "by": act.by.id,
        "n": last.n + 1 if last else 1,
        "prev": last.id if last else "",
        "at": act.at,
        "kind": what,
        "v": VERSION,
        "item": item,
        "data": data,
    }
    if unit.count(Event, "event", str(head["id"])):
        head["id"] = new_id()
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    return append(unit, _decode_body(text), text, "", at=act.at, person=act.by.id, items=items)


def body_of(event: Event) -> Body:
    """An event's body; of an erased one what its row still says, with no data and nothing shown."""
    if event.words:
        return _decode_body(event.words)
    return Body(event.event, event.device, event.n, "", event.at, event.what, VERSION, Raw(b"null"), item=event.item)


def office_data(what: str, data: dict[str, Any]) -> object:
    """An office event's data as the fold of custody takes it."""
    if what == "items.imported":
        return ImportedData(frozenset(data["items"]), frozenset(data.get("withdrawn", ())))
    if what == "round.packed":
        return PackedData(data["round"], data["deliverer"])
    if what == "round.reassigned":
        return PackedData(data["round"], data["to"])
    if what.startswith("review."):
        return ReviewData(data["of"], data.get("reason", ""))
    if what == "item.posted" or what.startswith("post."):
        return PostData(data.get("tracking", ""), data.get("at", ""))
    if what.startswith("handover."):
        return HandoverData(data["round"], data["items"])
    if what == "paper.confirmed":
        return PaperData(data["to"]["name"], data["to"]["relation"], data["slip"]["at"])
    return None


def event_data(event: Event, body: Body) -> object:
    """An event's data by its kind. Raises msgspec.ValidationError if it is not understood."""
    if event.device == OFFICE:
        return office_data(event.what, msgspec.json.decode(body.data))
    return read_data(event.what, body.data)


def fact(event: Event, fate: Fate | None) -> Fact:
    """An event as the fold of custody takes it."""
    if not event.words:
        return _erased_fact(event, fate)
    body = _decode_body(event.words)
    return fact_of(event, body, event_data(event, body), fate)


def fact_of(event: Event, body: Body, data: object, fate: Fate | None) -> Fact:
    """The same, where body and data are at hand."""
    return Fact(
        seq=event.seq,
        event=event.event,
        device=event.device,
        n=event.n,
        what=event.what,
        person=event.person or "",
        at=body.at,
        when=fate.when if fate else event.at,
        data=data,
    )


def _erased_fact(event: Event, fate: Fate | None) -> Fact:
    """What is left of an event whose body was erased: that it happened, by whom and when."""
    when = fate.when if fate else event.at
    data = _ERASED.get(event.what)
    return Fact(event.seq, event.event, event.device, event.n, event.what, event.person or "", when, when, data)


def facts(view: View, item: str) -> list[Fact]:
    """All acting facts about an item, with what undoes or amends them even if it came before them."""
    rows = {event.id: event for event in view.find(Event, "item", item)}
    for event in list(rows.values()):
        rows.update((later.id, later) for later in view.find(Event, "of", event.event))
    found: list[Fact] = []
    for event in rows.values():
        fate = view.get(Fate, event.id)
        if fate is None or fate.status == "accepted":
            found.append(fact(event, fate))
    return found


def head(view: View) -> str:
    """`SEQ:LINK` of the last event, or `0:` and the commune's id before the first (sync.md §6)."""
    last = view.last(Event, "ledger", "")
    return f"{last.seq}:{last.link}" if last else f"0:{view.history.commune}"
