"""What a deliverer said on his phone that he holds: the papers of his bags that he accepted there."""

import msgspec

from server.domain.events import Event, Fate
from server.domain.items import Item
from server.store.port import View
from sync.messages import Body, HandoverData

_decode_body = msgspec.json.Decoder(Body).decode


def accepted_on_phone(view: View, item: Item) -> bool:
    """Whether whoever holds this paper accepted it on his phone, in the round that it is in now."""
    custody = item.custody
    for event in view.find(Event, "item", item.id):
        if event.what == "handover.accepted" and event.person == custody.holder and event.body:
            fate = view.get(Fate, event.id)
            data = msgspec.json.decode(_decode_body(event.body).data, type=HandoverData)
            if data.round == custody.round and item.id in data.items and fate and fate.status == "accepted":
                return True
    return False


def last_event(view: View, item: str) -> Event | None:
    """The last event about a paper."""
    return view.last(Event, "item", item)
