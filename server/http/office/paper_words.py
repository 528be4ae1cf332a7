"""Slips signed on paper in words: what each says, what the phones say of the same result, whether they agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.domain.events import Event, Fate
from server.domain.items import Item
from server.domain.times import instant, local_day
from server.http.office.item_story import event_data, receiver
from server.http.office.names import Names
from server.http.office.newest import newest
from server.http.office.page import Say
from server.http.render import clock, day
from server.store.port import View

WHAT = "paper.confirmed"
SHOWN = 50
"""So many of a day's slips stand in the running list."""


@dataclass(frozen=True)
class SlipWords:
    """A recorded slip: the item's name, who received, when by the slip, how it is marked, who recorded it when.

    `standing`: not taken back; `agrees`: False where a phone names another receiver, None where no phone spoke.
    """

    event: str
    item: str
    name: str
    to: str
    when: str
    mark: str
    by: str
    at: str
    standing: bool
    agrees: bool | None


@dataclass(frozen=True)
class PhoneWords:
    """What a phone says: whose, to whom, when, and the evidence's id."""

    by: str
    to: str
    when: str
    event: str


def slip_words(view: View, item: Item, names: Names, say: Say) -> list[SlipWords]:
    """The standing slips of an item, the first recorded first."""
    events = (next(iter(view.find(Event, "event", paper.event)), None) for paper in item.custody.papers)
    return [_slip(view, event, names, say) for event in events if event is not None]


def recorded_today(view: View, by: str, today: str, names: Names, say: Say) -> list[SlipWords]:
    """What this person recorded today, the newest first, taken back ones too."""

    def past(found: list[Event]) -> bool:
        return bool(found) and local_day(instant(found[-1].at)) < today

    mine = [
        event
        for event in newest(view, Event, "office", "", past)
        if event.what == WHAT and event.person == by and local_day(instant(event.at)) == today
    ]
    return [_slip(view, event, names, say) for event in mine[:SHOWN]]


def phones_words(view: View, item: Item, names: Names, say: Say) -> list[PhoneWords]:
    """What phones confirmed of an item and has not been undone."""
    found = []
    for fate in view.find(Fate, "item", item.id):
        if fate.what == "confirmation.recorded" and fate.status == "accepted" and not fate.undone:
            event = view.get(Event, fate.amended or fate.id)
            to = event_data(event).get("to") if event else None
            found.append(PhoneWords(names.person(fate.person), _to(to, say), _moment(fate.when), fate.event))
    return found


def _slip(view: View, event: Event, names: Names, say: Say) -> SlipWords:
    data = event_data(event)
    item = view.get(Item, event.item or "")
    slip = data.get("slip")
    said: Mapping[str, Any] = slip if isinstance(slip, Mapping) else {}
    at, hour = str(said.get("at") or event.at), bool(said.get("hour"))
    witness, mark = str(said.get("witness") or ""), str(said.get("mark") or "signature")
    return SlipWords(
        event=event.event,
        item=event.item or "",
        name=item.name if item else "",
        to=_to(data.get("to"), say),
        when=_moment(at) if hour else day(at),
        mark="" if mark == "signature" else say(f"office.paper.mark.{mark}.by", witness=witness),
        by=names.person(event.person),
        at=event.at,
        standing=item is not None and any(paper.event == event.event for paper in item.custody.papers),
        agrees=_agrees(view, item),
    )


def _agrees(view: View, item: Item | None) -> bool | None:
    """Whether the phones name the same receiver: the fold flags them where they do not."""
    fates = view.find(Fate, "item", item.id) if item else []
    spoken = [fate for fate in fates if fate.what == "confirmation.recorded" and not fate.undone]
    return not any("twice" in fate.flags for fate in spoken) if spoken else None


def _to(to: object, say: Say) -> str:
    """Who received; of the subject the relation alone says it."""
    if isinstance(to, Mapping) and to.get("relation") == "subject":
        return receiver({"relation": "subject"}, say)
    return receiver(to, say)


def _moment(at: str) -> str:
    return f"{day(at)} {clock(at)}"
