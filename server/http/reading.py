"""Who looked at whose data: noted by every guarded route, kept in memory for seconds, written many at once.

Why not with each answer: a look is a read, and reads must stay as fast as they are. One durable write for each page
would make every page wait for the disk and would stand in the queue before the phones' confirmations. Gathered for
`EVERY` seconds the log costs one commit however many looked; what a power cut can take from it is those seconds.
"""

import asyncio
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from datetime import datetime
from itertools import islice
from typing import Any

import structlog
from starlette.requests import Request

from server.actions.readings import write_looks
from server.domain.people import Device
from server.domain.readings import Look, Manner
from server.domain.records import Record
from server.domain.times import local_day, stamp
from server.http.reading_places import PERSONAL, SUBJECTS, is_read, manner_of
from server.store.port import Store
from server.timed_task import TimedTask

EVERY = 10.0
"""Seconds in which looks are gathered."""
MOST = 1000
"""Looks that are written at once even before that."""
MOST_SUBJECTS = 500
"""Documents that one look names: a page shows fifty, a print of a day's rounds some hundreds."""
_DEEP = 4
"""A page's facts → the listing → its row → what is in it; a list costs nothing."""
log = structlog.get_logger()


class Looks(TimedTask):
    """What was looked at and is not written yet. `note` may be called from any thread."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._guard = threading.Lock()
        self._waiting: list[Look] = []

    def note(self, look: Look) -> None:
        """Keep one look for the next writing."""
        with self._guard:
            self._waiting.append(look)
            full = len(self._waiting) >= MOST
        if full:
            self._send()

    async def flush(self) -> None:
        """Write what waits and wait for it: the log's own page shows what happened a moment ago."""
        if (sent := self._send()) is not None:
            await asyncio.wrap_future(sent)

    def _send(self) -> "Future[int] | None":
        with self._guard:
            looks, self._waiting = self._waiting, []
        return self._store.submit(lambda unit: write_looks(unit, looks)) if looks else None

    def start(self) -> None:
        """Write now and again until it is stopped."""
        self._begin()

    async def stop(self) -> None:
        """End, with everything written."""
        await super().stop()
        await self.once()

    def wait(self) -> float:
        """Seconds in which looks are gathered."""
        return EVERY

    async def once(self) -> None:
        """Write what waits. What fails is logged: it stops no page."""
        try:
            await self.flush()
        except Exception:
            log.exception("looks could not be written")


def note_page(request: Request, path: str, reader: str) -> None:
    """Note that `reader` was shown the page of a route; `request.state.shown` is what its template was given.

    A page about one person is a look at that document; one about a round, a file or an event is a look at those in it.
    """
    if not is_read(path):
        return
    own = subject_of_path(path, request.path_params)
    subjects = {own} if own else set[str]()
    if own.partition(":")[0] not in PERSONAL:
        subjects |= set(islice(subjects_in(getattr(request.state, "shown", None)), MOST_SUBJECTS))
    _note(request, reader, path, manner_of(path), tuple(sorted(subjects)), rows=getattr(request.state, "rows", 0))


def note_pull(request: Request, device: Device, items: Iterable[str]) -> None:
    """Note which items a phone was given; nothing if there were none."""
    if subjects := tuple(f"item:{id_}" for id_ in items):
        _note(request, device.person, "/sync", "phone", subjects, device.id)


def _note(
    request: Request,
    reader: str,
    place: str,
    manner: Manner,
    subjects: tuple[str, ...],
    device: str = "",
    rows: int = 0,
) -> None:
    now: datetime = request.app.state.clock()
    looks: Looks = request.app.state.looks
    looks.note(
        Look(
            reader=reader,
            place=place,
            manner=manner,
            day=local_day(now),
            at=stamp(now),
            device=device,
            subjects=subjects,
            rows=rows,
        )
    )


def subject_of_path(path: str, params: dict[str, Any]) -> str:
    """`kind:id` of the document that a route is about, '' if it is about none that names people."""
    for prefix, kind, name in SUBJECTS:
        if path.startswith(prefix):
            return f"{kind}:{params[name]}"
    return ""


def subjects_in(shown: object, deep: int = _DEEP) -> Iterator[str]:
    """The documents about people in what a template was given: lists of rows, rows, and the records in them."""
    if isinstance(shown, Record):
        if shown.kind in PERSONAL:
            yield f"{shown.kind}:{shown.id}"
        return
    parts: Iterable[object] = ()
    if isinstance(shown, dict):
        parts = shown.values()
    elif isinstance(shown, list | tuple | set | frozenset):
        parts, deep = shown, deep + (0 if hasattr(shown, "_fields") else 1)
    elif hasattr(shown, "__dataclass_fields__"):
        parts = [getattr(shown, name) for name in shown.__dataclass_fields__]
    if deep:
        for part in parts:
            yield from subjects_in(part, deep - 1)
