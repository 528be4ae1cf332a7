"""What a phone is answered: its changes since a cursor, and what of its own the commune lacks (sync.md §4)."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from server.actions.feeds import EVERYONE, device_audience, person_audience
from server.actions.photo_retention import photo_wanted
from server.domain.events import Event, Feed
from server.domain.people import Device
from server.domain.ranges import missing
from server.store.port import Stored, View
from sync.messages import Change, Have, Turn


class Cursor(NamedTuple):
    """`<N>:<H>:<mark of H>`: N the last row given, H the head when the page was read."""

    row: int
    head: int
    mark: str

    def __str__(self) -> str:
        return f"{self.row}:{self.head}:{self.mark}"


class Page(NamedTuple):
    """One page of changes."""

    reset: bool
    changes: list[Change]
    cursor: str | None
    more: bool


def read_cursor(view: View, turn: Turn) -> Cursor | None:
    """The turn's cursor if it belongs to this history, else None: another epoch, another mark, or no cursor at all."""
    parts = (turn.cursor or "").split(":")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 16 for part in parts[:2]):
        return None
    cursor = Cursor(int(parts[0]), int(parts[1]), parts[2])
    if turn.epoch not in (None, view.history.epoch) or cursor.row > cursor.head:
        return None
    return cursor if view.mark(cursor.head) == cursor.mark else None


def page(view: View, device: Device, turn: Turn, full: bool) -> Page:
    """The next page for a device. With limit 0, or with the `send` token, nothing is given and the cursor stays.

    A revoked device is given nothing, and there is nothing more for it.
    """
    other_epoch = turn.epoch is not None and turn.epoch != view.history.epoch
    cursor = read_cursor(view, turn)
    reset = other_epoch or (turn.cursor is not None and cursor is None)
    if turn.limit == 0 or not full or device.revoked_at is not None:
        return Page(reset, [], None if reset else turn.cursor, more=device.revoked_at is None)
    after = cursor.row if cursor and not reset else 0
    rows = _rows(view, device, after, turn.limit + 1)
    more = len(rows) > turn.limit
    given = rows[: turn.limit]
    head = view.head
    last = given[-1].rev if given else after
    return Page(reset, [_change(row) for row in given], str(Cursor(last, head, view.mark(head) or "")), more)


def _rows(view: View, device: Device, after: int, limit: int) -> list[Stored[Feed]]:
    audiences = (EVERYONE, person_audience(device.person), device_audience(device.id))
    rows = [row for audience in audiences for row in view.changes(Feed, "audience", audience, after, limit)]
    return sorted(rows, key=lambda row: row.rev)[:limit]


def _change(row: Stored[Feed]) -> Change:
    feed = row.record
    return Change(feed.type, feed.doc_id, row.rev, feed.doc, gone=feed.doc is None)


def needed(device: Device, have: Have | None) -> list[tuple[int, int]]:
    """What of the phone's range the ledger lacks."""
    return missing(device.stored, max(1, have.first), have.last) if have and have.last >= have.first else []


MOST_FILES = 50
"""Names of files that one answer asks for: more are asked for when these are in."""


def lacking(view: View, device: Device, have: Have | None, has: Callable[[str], bool], now: datetime) -> list[str]:
    """The files that events of this phone name, that it still keeps, and that are not here, oldest event first.

    An event can be here without the file that the phone was told is in: a copy of the folder, made between the two,
    that took the folder's place. `has` says whether a file is here. What may not be kept is not asked for.
    """
    if have is None:
        return []
    events = [event for event in view.find(Event, "photos", device.id) if event.n >= have.first]
    named = sorted((event.n, event.file) for event in events if photo_wanted(event, now))
    return [name for _, name in named if name and not has(name)][:MOST_FILES]


_BUILD = re.compile(r"[0-9a-f]{12}")


def orders(device: Device, app: str, served: str) -> list[str]:
    """Standing wishes: `wipe` of a revoked phone, `update` of one whose app is another build than the one served.

    What calls itself otherwise than our builds do (another program, a test) is wished nothing. `served` may be ''.
    """
    if device.revoked_at is not None:
        return ["wipe"]
    return ["update"] if served and app != served and _BUILD.fullmatch(app) else []
