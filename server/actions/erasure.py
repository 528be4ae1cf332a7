"""Erasing what an event said, when the law on personal data demands it; that it happened stays provable."""

from msgspec import structs

from server.actions.desk import Act
from server.actions.ledger import record_act
from server.domain.events import Event
from server.domain.problems import Refusal
from server.store.port import Unit

ERASABLE = (
    "confirmation.recorded",
    "confirmation.amended",
    "attempt.failed",
    "form.filled",
    "request.made",
    "paper.confirmed",
    "post.delivered",
)
"""What a person's data stand in; hand-overs and the other acts in the office carry ids only, and custody needs them."""


def erase(unit: Unit, act: Act, event_hash: str, law: str) -> Event:
    """Empty an event's body; id, n, hash, signature, seq, status and time stay. Twice is once.

    `law` is the article or the request that demands it. Refuses not_found, needs_reason, conflict.
    """
    event = unit.get(Event, event_hash)
    if event is None:
        raise Refusal("not_found")
    law = " ".join(law.split())[:500]
    if not law:
        raise Refusal("needs_reason", "law")
    if event.what not in ERASABLE:
        raise Refusal("conflict", None, "Chỉ xóa được nội dung xác nhận, lần không gặp, tờ đã viết và yêu cầu.")
    if not event.body:
        return event
    # The erasure's own event comes first: the ledger's last row must never be one without a body.
    record_act(unit, act, "event.erased", {"of": event.event, "hash": event.id, "law": law}, item=event.item)
    erased = structs.replace(event, body="")
    unit.put(erased)
    return erased
