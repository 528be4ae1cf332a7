"""Carries long imports through, step by step in a thread of its own, whether or not somebody looks on.

What was under way when the server stopped goes on when it starts again: a batch knows its next row.
"""

import threading
from collections.abc import Callable
from datetime import datetime

import structlog

from server.actions.desk import Act
from server.actions.import_steps import give_up, go_on
from server.actions.import_undo import go_back
from server.actions.read_lists import ReadLists
from server.domain.batches import Batch
from server.domain.imports import Upload
from server.domain.lists import ReadList
from server.domain.people import Person
from server.store.port import Store, Unit

log = structlog.get_logger()


class Importer:
    """One thread at a time, which ends when nothing is left to do."""

    def __init__(self, store: Store, lists: ReadLists, clock: Callable[[], datetime]) -> None:
        self._store, self._lists, self._clock = store, lists, clock
        self._lock = threading.Lock()
        self._waiting: dict[str, None] = {}
        self._thread: threading.Thread | None = None
        self._stopping = False

    def resume(self) -> None:
        """Go on with what was under way when the server stopped."""
        with self._store.read() as view:
            moving = view.find(Batch, "moving", "")
        for batch in moving:
            self.wake(batch.id)

    def wake(self, batch_id: str) -> None:
        """Carry this batch through, after those that wait already."""
        with self._lock:
            if self._stopping:
                return
            self._waiting.setdefault(batch_id)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="tannha-importer", daemon=True)
                self._thread.start()

    def busy(self, batch_id: str) -> bool:
        """Whether somebody is at it."""
        with self._lock:
            return batch_id in self._waiting

    def stop(self) -> None:
        """End after the step under way."""
        self._stopping = True
        self.join()

    def join(self, seconds: float | None = None) -> None:
        """Wait until there is nothing to do."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _run(self) -> None:
        while (batch_id := self._next()) is not None:
            try:
                self._carry(batch_id)
            except Exception:
                log.exception("an import has stopped", batch=batch_id)
            finally:
                with self._lock:
                    self._waiting.pop(batch_id, None)

    def _next(self) -> str | None:
        with self._lock:
            batch_id = None if self._stopping else next(iter(self._waiting), None)
            if batch_id is None:
                self._thread = None
            return batch_id

    def _carry(self, batch_id: str) -> None:
        with self._store.read() as view:
            batch = view.get(Batch, batch_id)
            upload = view.get(Upload, batch.upload) if batch and batch.upload else None
        if batch is None:
            return
        if batch.state == "running" and upload is None:
            self._store.submit(lambda unit: give_up(unit, batch_id)).result()
            return
        listed = self._lists.listed(upload) if batch.state == "running" and upload else None
        while batch.moving and not self._stopping:
            batch = self._store.submit(lambda unit: self._step(unit, batch_id, listed)).result()

    def _step(self, unit: Unit, batch_id: str, listed: ReadList | None) -> Batch:
        batch = unit.get(Batch, batch_id)
        assert batch is not None
        if batch.state == "running" and listed is not None:
            return go_on(unit, self._act(unit, batch.by, batch.id), batch_id, listed)
        return go_back(unit, self._act(unit, batch.undone_by, batch.undo), batch_id)

    def _act(self, unit: Unit, person: str, event_id: str) -> Act:
        by = unit.get(Person, person) or Person(id=person, name="", role="admin")
        return Act(by, self._clock(), event_id)
