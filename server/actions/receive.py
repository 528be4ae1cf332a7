"""Taking in what a phone carried: each event is judged, stored and acts, or is held, or is kept apart as refused.

One bad event never blocks another: each is judged in a savepoint of its own (sync.md §4 rules 1-4, 9-11).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from msgspec import structs

from server.actions.authenticity import Candidate
from server.actions.consent import unwanted
from server.actions.custody import Touched, advance, refold, settle
from server.actions.form_events import take_form
from server.actions.judge import TEXTS, objection
from server.actions.ledger import append, fact_of
from server.actions.request_events import take_request
from server.actions.shift_events import take_shift_answer
from server.domain.confirmations import thin
from server.domain.events import OFFICE, Event, Fate, Refused
from server.domain.items import Item
from server.domain.people import Device
from server.domain.ranges import add, has
from server.domain.rounds import Round
from server.domain.times import corrected, local_day, stamp
from server.store.port import Unit
from sync.ledger import digest
from sync.messages import AmendedData, Body, ConfirmationData, HandoverData, Receipt, UndoneData

MAX_REFUSED = 200
MAX_REFUSED_BYTES = 5_000_000


class Taking:
    """One turn's taking in: which devices, items and rounds it touched, so that they are brought up to date once."""

    def __init__(self, unit: Unit, carrier: Device | None, now: datetime) -> None:
        self.unit = unit
        self.carrier = carrier.id if carrier else OFFICE
        self.now = now
        self.at = stamp(now)
        self.devices: dict[str, Device] = {carrier.id: carrier} if carrier else {}
        self.touched = Touched()

    def device(self, id_: str) -> Device:
        """The device as this turn has it so far."""
        if id_ not in self.devices:
            found = self.unit.get(Device, id_)
            assert found is not None, "authenticity was judged by its key"
            self.devices[id_] = found
        return self.devices[id_]


def receive(unit: Unit, carrier: Device | None, candidates: Sequence[Candidate], now: datetime) -> list[Receipt]:
    """Judge and store everything that was carried; receipts in order.

    `carrier` is the device whose token brought it, None for a rescue file in a clerk's hands (sync.md §7).
    """
    taking = Taking(unit, (unit.get(Device, carrier.id) or carrier) if carrier else None, now)
    receipts = [_take(taking, candidate) for candidate in candidates]
    settle(unit, taking.touched, taking.at)
    if carrier is not None:
        _count(taking, carrier.id, receipts, candidates)
    for device in taking.devices.values():
        unit.put(device)
    return receipts


def _count(taking: Taking, carrier: str, receipts: list[Receipt], candidates: Sequence[Candidate]) -> None:
    """What this turn adds to its phone's day (rule 13), and that the phone was heard of."""
    day = local_day(taking.now)
    stored = sum(1 for receipt in receipts if receipt.at == taking.at)
    size = sum(len(candidate.sent.body) for candidate in candidates)
    mine = taking.devices[carrier]
    taking.devices[carrier] = structs.replace(
        mine,
        seen_at=taking.at,
        day=day,
        day_events=stored + (mine.day_events if mine.day == day else 0),
        day_bytes=size + (mine.day_bytes if mine.day == day else 0),
    )


def _take(taking: Taking, candidate: Candidate) -> Receipt:
    if candidate.denial is not None or candidate.body is None:
        return _refuse(taking, candidate)
    known = taking.unit.get(Event, candidate.hash)
    if known is not None:
        return receipt(known)
    try:
        with taking.unit.savepoint():
            event = _store(
                taking,
                candidate,
                candidate.body,
                objection(
                    taking.unit,
                    taking.device(candidate.body.device),
                    candidate.hash,
                    candidate.body,
                    candidate.data,
                ),
            )
    except Exception:
        # Whatever the rules stumbled over, the fact is authentic: it is kept and a person looks at it.
        with taking.unit.savepoint():
            event = _store(taking, candidate, candidate.body, "not_understood")
    device = taking.device(event.device)
    taking.devices[device.id] = structs.replace(
        device,
        stored=add(device.stored, event.n),
        cloned_at=device.cloned_at or (taking.at if event.code in ("n_reused", "chain_broken") else None),
    )
    return receipt(event)


def receipt(event: Event) -> Receipt:
    """The receipt of a stored event: the verdict of first storing, the same for ever."""
    return Receipt(event.event, event.id, event.status, event.seq, event.at, event.code, event.text)


def _refuse(taking: Taking, candidate: Candidate) -> Receipt:
    unit, carrier = taking.unit, taking.carrier
    code: str = candidate.denial or "unreadable"
    text, sig = candidate.sent.body.encode("utf-8", "replace").decode(), candidate.sent.sig
    id_ = f"{carrier}:{digest(f'{candidate.hash}{sig}'.encode('utf-8', 'replace'))}"
    kept = unit.find(Refused, "carrier", carrier)
    if all(row.id != id_ for row in kept):
        size = sum(len(row.body) + len(row.sig) for row in kept) + len(text) + len(sig)
        if len(kept) >= MAX_REFUSED or size > MAX_REFUSED_BYTES:
            code = "full"
        else:
            sig = sig.encode("utf-8", "replace").decode()
            unit.put(Refused(id=id_, carrier=carrier, at=taking.at, code=code, body=text, sig=sig))
    own_id = candidate.body.id if candidate.body else None
    return Receipt(own_id, candidate.hash, "refused", None, taking.at, code, TEXTS[code])


def _store(taking: Taking, candidate: Candidate, body: Body, code: str | None) -> Event:
    unit, device, data = taking.unit, taking.device(body.device), candidate.data
    about = _about(unit, body, data, code)
    item = about.item
    event = append(
        unit,
        body,
        candidate.sent.body,
        candidate.sent.sig,
        at=taking.at,
        person=device.person,
        items=about.items,
        status="held" if code else "accepted",
        code=code,
        said=TEXTS[code] if code else None,
        of=about.of,
        file=about.file,
        unwanted=about.unwanted,
    )
    earliest = _handed_over_at(unit, item)
    when = corrected(body.at, body.offset, earliest, taking.at)
    flags = () if code else _flags(unit, device, body, data, item, when.doubtful)
    fate = Fate(
        id=event.id,
        event=event.event,
        seq=event.seq,
        device=event.device,
        person=device.person,
        what=event.what,
        item=item,
        status=event.status,
        code=code,
        text=event.text,
        flags=flags,
        when=when.when,
    )
    _close_gap(unit, device, body)
    if code is None:
        fate = _act(taking, event, fate, body, data, late=body.n < device.tip)
    elif unit.get(Fate, event.id) is None:
        unit.put(fate)
    return event


class About(NamedTuple):
    """The item an event is about (through what it undoes or amends, too), all whose custody it concerns, what it
    undoes or amends, the file that it names, and what it brings that the commune switched off."""

    item: str | None
    items: list[str]
    of: str | None = None
    file: str | None = None
    unwanted: tuple[str, ...] = ()


def _about(unit: Unit, body: Body, data: Any, code: str | None) -> About:
    alone = About(body.item, [body.item] if body.item else [])
    if code == "not_understood":
        return alone
    if isinstance(data, HandoverData):
        return About(None, [*dict.fromkeys([*data.items, *data.missing])])
    if isinstance(data, UndoneData | AmendedData):
        target = next(iter(unit.find(Event, "event", data.of)), None)
        item = target.item if target else body.item
        return About(item, [item] if item else [], data.of, getattr(data, "photo", None), unwanted(unit, data))
    return alone._replace(file=getattr(data, "photo", None), unwanted=unwanted(unit, data))


def _handed_over_at(unit: Unit, item_id: str | None) -> str | None:
    item = unit.get(Item, item_id) if item_id else None
    round_ = unit.get(Round, item.custody.round) if item and item.custody.round else None
    return round_.packed_at if round_ else None


def _flags(unit: Unit, device: Device, body: Body, data: Any, item: str | None, doubtful: bool) -> tuple[str, ...]:
    """What a reviewer should know of an event that acts, in the order of the alphabet."""
    found = ["clock"] if doubtful else []
    if body.n > 1 and not has(device.stored, body.n - 1):
        found.append("gap")
    if isinstance(data, ConfirmationData) and thin(data.proof):
        found.append("thin")
    if item is not None and unit.get(Item, item) is None:
        found.append("unknown_item")
    return tuple(found)


def _close_gap(unit: Unit, device: Device, body: Body) -> None:
    """What was flagged because this event was missing is so no longer (rule 3)."""
    for row in unit.find(Event, "n", f"{device.id}:{body.n + 1}"):
        fate = unit.get(Fate, row.id)
        if fate is not None and "gap" in fate.flags:
            unit.put(structs.replace(fate, flags=tuple(flag for flag in fate.flags if flag != "gap")))


def _act(taking: Taking, event: Event, fate: Fate, body: Body, data: Any, late: bool) -> Fate:
    """Let an accepted event act on the items it concerns. What is late, looks back or meets a slip is folded anew."""
    unit = taking.unit
    looks_back = late or event.what in ("confirmation.undone", "confirmation.amended") or _on_paper(unit, event)
    if looks_back or not event.items:
        unit.put(fate)
        for item in event.items:
            refold(unit, taking.touched, item)
    else:
        new = fact_of(event, body, data, fate)
        flags = frozenset[str]().union(*(advance(unit, taking.touched, item, new) for item in event.items))
        if flags:
            fate = structs.replace(fate, flags=tuple(sorted({*fate.flags, *flags})))
        unit.put(fate)
    if isinstance(data, HandoverData):
        _note_handover(taking, event, data)
    take_request(unit, event, fate)
    take_form(unit, event, fate)
    take_shift_answer(unit, event, fate)
    return fate


def _on_paper(unit: Unit, event: Event) -> bool:
    """Whether an item of this event has a signed slip: whether the two agree is seen by all of its facts only."""
    return any(item.custody.papers for id_ in event.items if (item := unit.get(Item, id_)) is not None)


def _note_handover(taking: Taking, event: Event, data: HandoverData) -> None:
    round_ = taking.unit.get(Round, data.round)
    if round_ is None or round_.deliverer != event.person:
        fate = taking.unit.get(Fate, event.id)
        if fate is not None:
            taking.unit.put(structs.replace(fate, flags=tuple(sorted({*fate.flags, "not_holder"}))))
        return
    if event.what == "handover.accepted":
        round_ = structs.replace(round_, accepted_at=round_.accepted_at or event.at, missing=tuple(data.missing))
    else:
        round_ = structs.replace(round_, returned_at=event.at)
    taking.unit.put(round_)
    for item in round_.items:
        taking.touched.item(item, round_.id)
