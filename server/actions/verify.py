"""Checking the ledger without any secret: bodies, signatures, chains of devices, links (sync.md §6)."""

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from server.domain.events import OFFICE, Event
from server.store.port import View
from sync.ledger import Unreadable, body_hash, event_message, link, public_key, read_body, verify


@dataclass
class Finding:
    """What a check found. `bad` is the first seq at fault and `why` says how; both None when all holds."""

    events: int = 0
    accepted: int = 0
    held: int = 0
    erased: int = 0
    head: str = ""
    bad: int | None = None
    why: str | None = None
    links: dict[int, str] = field(default_factory=dict, repr=False)

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return self.bad is None


PROGRESS_EVERY = 1000


def check(view: View, progress: Callable[[int, int], None] = lambda done, total: None) -> Finding:
    """Walk the whole ledger in its order and stop at the first break; `progress` hears how many events of how many."""
    found = Finding()
    previous = view.history.commune
    keys: dict[str, tuple[str, str]] = {}
    chains: dict[tuple[str, int], set[str]] = {}
    last_seq = 0
    rows = sorted((stored.record for stored in view.scan(Event)), key=lambda event: event.seq)
    erased = {msgspec.json.decode(row.body)["data"]["hash"] for row in rows if row.what == "event.erased" and row.body}
    for place, event in enumerate(rows):
        if place % PROGRESS_EVERY == 0:
            progress(place, len(rows))
        why = "seq does not rise" if event.seq <= last_seq else None
        if not event.body and event.id in erased:
            found.erased += 1
        else:
            why = why or _content(event, view.history.deployment, keys) or _chain(event, chains)
        expected = link(previous, event.seq, event.at, event.id, event.sig, event.status)
        why = why or (None if event.link == expected else "link does not follow from the row and the one before")
        if why:
            found.bad, found.why = event.seq, why
            return found
        if event.what == "device.enrolled" and event.device == OFFICE:
            data = msgspec.json.decode(event.body)["data"]
            keys[data["device"]] = (data["key"]["x"], data["key"]["y"])
        chains.setdefault((event.device, event.n), set()).add(event.id)
        previous, last_seq = event.link, event.seq
        found.events += 1
        found.accepted += event.status == "accepted"
        found.held += event.status == "held"
        found.links[event.seq] = event.link
    found.head = f"{last_seq}:{previous}"
    return found


def _content(event: Event, deployment: str, keys: dict[str, tuple[str, str]]) -> str | None:
    if body_hash(event.body) != event.id:
        return "body does not have its hash"
    try:
        body = read_body(event.body)
    except Unreadable:
        return "body cannot be read"
    if (body.id, body.device, body.n, body.kind) != (event.event, event.device, event.n, event.what):
        return "row and body differ"
    if event.device == OFFICE:
        return "an office act carries a signature" if event.sig else None
    key = keys.get(event.device)
    if key is None:
        return "its device was never enrolled"
    if not verify(public_key(*key), event.sig, event_message(deployment, event.body)):
        return "signature does not verify"
    return None


def _chain(event: Event, chains: dict[tuple[str, int], set[str]]) -> str | None:
    """The device's own chain; what was held for breaking it is evidence of that, not a fault of the ledger.

    Of a cloned phone there are two chains: an event may follow either of two that have the same number.
    """
    if event.status == "held":
        return None
    body = read_body(event.body)
    before = chains.get((event.device, event.n - 1))
    if event.n > 1 and before is not None and body.prev not in before:
        return "device chain is broken"
    if event.device == OFFICE and event.n > 1 and before is None:
        return "office chain has a hole"
    return None


def compare(found: Finding, head: str) -> str:
    """What an earlier head `SEQ:LINK` is to this ledger: prefix, not a prefix, or above (it was rolled back)."""
    seq, _, linked = head.partition(":")
    if not seq.isdigit() or not linked:
        return "unreadable"
    if found.links.get(int(seq)) == linked:
        return "prefix"
    newest = max(found.links, default=0)
    return "above" if int(seq) > newest else "not a prefix"
