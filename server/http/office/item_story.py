"""Everything that happened to one item, event by event, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from server.actions.history import story as changes_of
from server.domain.changes import Change
from server.domain.events import OFFICE, Event, Fate
from server.domain.items import Item
from server.domain.people import Device
from server.http.office.names import Names
from server.http.office.page import Say
from server.http.render import day
from server.store.port import View


@dataclass(frozen=True)
class StoryLine:
    """One event: what happened, who did it, a remark; `evidence` is the confirmation that a reviewer can open."""

    at: str
    text: str
    who: str
    note: str
    fate: Fate | None
    evidence: str


def story(view: View, item: Item, names: Names, say: Say) -> list[StoryLine]:
    """The item's life: its events in the order of the ledger, and between them what was changed about it."""
    events = sorted(view.find(Event, "item", item.id), key=lambda event: event.seq)
    lines = [(event.at, _line(view, event, item, names, say)) for event in events]
    lines += [(change.at, _changed(change, names, say)) for change in changes_of(view, item)]
    return [line for _, line in sorted(lines, key=lambda entry: entry[0])]


def _changed(change: Change, names: Names, say: Say) -> StoryLine:
    words = say(f"office.story.{change.what}")
    return StoryLine(change.at, words, names.person(change.by), change.note, None, "")


def _line(view: View, event: Event, item: Item, names: Names, say: Say) -> StoryLine:
    fate = view.get(Fate, event.id) if event.device != OFFICE else None
    data = event_data(event)
    device = view.get(Device, event.device) if event.device != OFFICE else None
    who = names.person(event.person)
    recorded = event.what == "confirmation.recorded"
    return StoryLine(
        at=fate.when if fate else event.at,
        text=_slip_taken_back(view, event, data, say) or event_words(event, data, names, say, item.id),
        who=say("office.story.by_phone", name=who, label=device.label) if device and device.label else who,
        note=str(data.get("note") or data.get("why") or ""),
        fate=fate if fate and (recorded or fate.status == "held") else None,
        evidence=event.event if recorded and fate and fate.status == "accepted" else "",
    )


def _slip_taken_back(view: View, event: Event, data: Mapping[str, Any], say: Say) -> str:
    """The words for a slip on paper that was taken back, which is a sending back nobody has to answer; else ''."""
    if event.what != "review.sent_back":
        return ""
    reviewed = view.find(Event, "event", _text(data.get("of")))
    if all(one.what != "paper.confirmed" for one in reviewed):
        return ""
    return say("office.story.paper.taken_back", reason=_text(data.get("reason")))


def event_data(event: Event) -> Mapping[str, Any]:
    """The `data` of an event's body, {} if there is none to be read (an erased or broken body)."""
    try:
        data = msgspec.json.decode(event.words).get("data")
    except (msgspec.DecodeError, AttributeError):
        return {}
    return data if isinstance(data, Mapping) else {}


def event_words(event: Event, data: Mapping[str, Any], names: Names, say: Say, item: str | None = None) -> str:
    """One event as a sentence. Nothing in it is trusted to be of the right type: held events are shown too."""
    round_ = names.round(_text(data.get("round")))
    missing, withdrawn = data.get("missing"), data.get("withdrawn")
    if event.what == "items.imported" and data.get("dossier"):
        return say("office.story.items.from_dossier")
    if event.what == "items.imported" and isinstance(withdrawn, list) and item in withdrawn:
        return say("office.story.items.withdrawn")
    if event.what in ("handover.accepted", "handover.returned") and isinstance(missing, list) and item in missing:
        return say(f"office.story.missing.{event.what}", no=round_.no if round_ else "?")
    if event.what == "handover.taken_back" and data.get("round") == "":
        return say("office.story.handover.taken_back.post")
    to = data.get("to")
    values = {
        "no": round_.no if round_ else "?",
        "name": names.person(_text(data.get("deliverer")) or _text(to)),
        "from": names.person(_text(data.get("from"))),
        "reason": _reason(event.what, data, say),
        "next": day(_text(data.get("next"))),
        "receiver": receiver(to, say),
        "tracking": _text(data.get("tracking")),
    }
    if event.what == "item.posted" and data.get("instead_of"):
        return say("office.story.item.posted.instead", **values)
    if event.what == "attempt.failed" and values["next"]:
        return say("office.story.attempt.failed.next", **values)
    words = say(f"office.story.{event.what}", **values)
    return say("office.story.unknown", what=event.what) if words == f"office.story.{event.what}" else words


def receiver(to: object, say: Say) -> str:
    """Who received, as `con: Nguyễn Văn A`; the subject without a name before it."""
    if not isinstance(to, Mapping):
        return ""
    relation = say(f"office.relation.{to.get('relation')}")
    name = _text(to.get("name"))
    return f"{relation}: {name}" if name else relation


def _reason(what: str, data: Mapping[str, Any], say: Say) -> str:
    reason = _text(data.get("reason"))
    return say(f"office.reason.{reason}") if what in ("attempt.failed", "post.returned") else reason


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
