"""A `request.made` that a phone brought becomes a request in the office, in the turn's own transaction."""

import msgspec
from msgspec import structs

from server.actions.ledger import body_of
from server.domain.commune import Hamlet
from server.domain.events import Event, Fate
from server.domain.requested import read_request
from server.domain.requests import HomeRequest
from server.store.port import Unit
from sync.home_request import RequestData


def take_request(unit: Unit, event: Event, fate: Fate) -> None:
    """Put the request of an acting event, once. A clock in doubt does not make anybody wait for years."""
    if event.what != "request.made":
        return
    taken = unit.get(HomeRequest, event.event)
    if taken is not None and taken.event == event.id:
        return
    data = msgspec.json.decode(body_of(event).data, type=RequestData)
    wish = read_request(data, unit.find(Hamlet, "all", ""))
    unit.put(
        HomeRequest(
            id=event.event if taken is None else event.id,
            event=event.id,
            made_by=event.person or "",
            made_at=event.at if "clock" in fate.flags else fate.when,
            **structs.asdict(wish),
        )
    )
