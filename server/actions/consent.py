"""Photo and place at a door: whether the commune allows them reaches the phones, and what came all the same is marked.

Both need the commune's switch and the recipient's word, each time (Luật 91/2025/QH15; domain §2.9).
"""

from datetime import datetime

import msgspec
from msgspec import structs

from server.actions.desk import Act, new_id
from server.actions.erasure import erase
from server.actions.feeds import EVERYONE, publish
from server.actions.form_retention import PROGRAM
from server.actions.setup import commune
from server.domain.commune import Commune
from server.domain.events import Event
from server.domain.people import Device
from server.domain.retention import PURPOSE, Rule
from server.store.port import Unit, View

LAW = f"{PURPOSE}: vị trí tới khi xã đã tắt"


def publish_consent(unit: Unit, here: Commune) -> None:
    """What deliverers may ask for, to every phone; a commune that allows neither has no such document."""
    doc = {"photos": here.photos, "places": here.places}
    publish(unit, "commune", here.id, {EVERYONE: doc} if here.photos or here.places else {})


def unwanted(view: View, data: object) -> tuple[str, ...]:
    """Of what an event brings along, `photo` and `place`, that which the commune has switched off."""
    brought = [name for name in ("photo", "place") if getattr(data, name, None) is not None]
    here = commune(view) if brought else None
    allowed = {"photo": here is not None and here.photos, "place": here is not None and here.places}
    return tuple(name for name in brought if not allowed[name])


def may_show(view: View, event: Event, what: str) -> bool:
    """Whether somebody may look at an event's `photo` or `place`: allowed now, and when it came."""
    here = commune(view)
    allowed = here is not None and (here.photos if what == "photo" else here.places)
    return allowed and what not in event.unwanted


def may_show_file(view: View, name: str) -> bool:
    """The same of a photo by its file's name, which several events may give."""
    rows = (row for device in view.find(Device, "all", "") for row in view.find(Event, "file", f"{device.id}:{name}"))
    return any(may_show(view, event, "photo") for event in rows)


def forget_places(unit: Unit, now: datetime, rule: Rule) -> int:
    """Take the place out of every event that brought one against the switch; how many.

    A signed body is whole or erased: it is erased, and what it said besides the place is kept beside it.
    """
    due = unit.find(Event, "unwanted", "place")
    for event in due:
        rest = without_place(event.body)
        erased = erase(unit, Act(PROGRAM, now, new_id()), event.id, LAW)
        unit.put(structs.replace(erased, rest=rest))
    return len(due)


def without_place(body: str) -> str:
    """A body's text with no place in it."""
    fact = msgspec.json.decode(body)
    fact["data"]["place"] = None
    return msgspec.json.encode(fact).decode()
