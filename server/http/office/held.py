"""Events that do not act: held ones wait for a person's decision, refused ones were not authentic."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.review import release
from server.domain.events import Event, Fate, Refused
from server.domain.items import Item
from server.domain.people import Device
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.item_story import event_data, event_words
from server.http.office.names import Names
from server.http.office.newest import newest
from server.http.office.page import Say, page, say
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import View
from sync.messages import KINDS

MOST = 100
"""So many refused ones are shown, the newest first."""
MOST_TEXT = 2000
_HIDDEN = ("answers", "strokes", "place")
_ANSWERS = re.compile(r'("(?:answers|strokes|place)"\s*:\s*)(\[[^\]]*\]?|\{[^}]*\}?|"[^"]*"?)')


@dataclass(frozen=True)
class HeldLine:
    """One event that does not act, and why: `code` is the protocol's."""

    hash: str
    code: str
    text: str
    who: str
    label: str
    at: str
    item: Item | None
    body: str
    releasable: bool


def readable(body: str) -> str:
    """A body to be read by a person: the three answers are shown nowhere by item, a place only where
    it is allowed, the strokes say nothing as text."""
    try:
        whole = json.loads(body)
    except (ValueError, RecursionError):
        return _ANSWERS.sub(r"\1…", body[:MOST_TEXT])
    return json.dumps(_without(whole), ensure_ascii=False, indent=1)[:MOST_TEXT]


def _without(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: "…" if key in _HIDDEN else _without(inner) for key, inner in value.items()}
    return [_without(inner) for inner in value] if isinstance(value, list) else value


def held_lines(seen: View, word: Say) -> list[HeldLine]:
    """What is held, the longest first."""
    names = Names(seen)
    return [
        line
        for fate in sorted(seen.find(Fate, "queue", "held"), key=lambda one: one.seq)
        if (line := _held(seen, fate, names, word)) is not None
    ]


def _held(seen: View, fate: Fate, names: Names, word: Say) -> HeldLine | None:
    event = seen.get(Event, fate.id)
    if event is None:
        return None
    device = seen.get(Device, fate.device)
    return HeldLine(
        hash=fate.id,
        code=fate.code or "",
        text=event_words(event, event_data(event), names, word),
        who=names.person(fate.person),
        label=device.label if device else "",
        at=event.at,
        item=seen.get(Item, fate.item) if fate.item else None,
        body=readable(event.words),
        releasable=fate.what in KINDS,
    )


def refused_lines(seen: View) -> list[HeldLine]:
    """What was refused, the newest first."""
    names = Names(seen)
    lines = []
    for one in newest(seen, Refused, "all", "", lambda some: len(some) >= MOST)[:MOST]:
        device = seen.get(Device, one.carrier)
        who, label = (names.person(device.person), device.label) if device else ("", "")
        lines.append(HeldLine(one.id, one.code, "", who, label, one.at, None, readable(one.body), False))
    return lines


def held_page(request: Request, refusal: Refusal | None = None) -> Response:
    """Both lists, and what was wrong with the last act."""
    with view(request) as seen:
        held, refused = held_lines(seen, say(request)), refused_lines(seen)
        total = seen.count(Refused, "all", "")
    return page(request, "office/held.html", refusal=refusal, held=held, refused=refused, refused_count=total)


async def show_held(request: Request) -> Response:
    """The two lists."""
    return held_page(request)


async def do_release(request: Request) -> Response:
    """Let a held event act after all."""
    data, hash_ = await form(request), request.path_params["hash"]
    try:
        await write(request, lambda unit: release(unit, act(request, data), hash_))
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return held_page(request, refusal)
    return redirect(request, "/office/held")


routes = [
    guarded("/office/held", show_held, "held.read"),
    guarded("/office/held/{hash}/release", do_release, "held.release", ["POST"]),
]
