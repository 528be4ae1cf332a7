"""The one thread of a process that writes: what waits together becomes one transaction of the engine."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import structlog

from server.store.port import T, Unavailable, Unit
from server.store.unit import BufferedUnit

Listener = Callable[[list[tuple[str, str]]], Any]
"""Is told the (kind, id) put in a commit."""
_MOST_TOGETHER = 64
log = structlog.get_logger()
_Entry = tuple[Callable[[Unit], Any], "Future[Any]"]


class Writer:
    """Runs acts in savepoints of one unit and answers for them only after the commit.

    `begin` opens a unit and `commit` makes it durable; both raise Unavailable when the engine cannot, `commit`
    anything else when something in the unit cannot be written.
    """

    def __init__(self, begin: Callable[[], BufferedUnit], commit: Callable[[BufferedUnit], None]) -> None:
        self._begin = begin
        self._commit = commit
        self._waiting: queue.SimpleQueue[_Entry | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write_forever, name="tannha-writer", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def submit(self, act: Callable[[Unit], T]) -> "Future[T]":
        """Queue an act."""
        future: Future[T] = Future()
        self._waiting.put((act, future))
        return future

    def stop(self) -> None:
        """Finish what is queued."""
        if self._thread.is_alive():
            self._waiting.put(None)
            self._thread.join()

    def _write_forever(self) -> None:
        while (first := self._waiting.get()) is not None:
            batch = [first]
            more = True
            while more and len(batch) < _MOST_TOGETHER and not self._waiting.empty():
                following = self._waiting.get()
                if following is None:
                    more = False
                else:
                    batch.append(following)
            self._write([entry for entry in batch if entry[1].set_running_or_notify_cancel()])
            if not more:
                return

    def _write(self, batch: list[_Entry]) -> None:
        if not batch:
            return
        done: list[tuple[Future[Any], Any]] = []
        try:
            unit = self._begin()
            for act, future in batch:
                try:
                    with unit.savepoint():
                        result = act(unit)
                except BaseException as error:
                    future.set_exception(error)
                else:
                    done.append((future, result))
            self._commit(unit)
        except Unavailable as error:
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        except Exception as error:
            self._apart([entry for entry in batch if not entry[1].done()], error)
            return
        for future, result in done:
            future.set_result(result)

    def _apart(self, batch: list[_Entry], error: Exception) -> None:
        """What cannot be written (a text with half a character) fails the act that made it, and no other."""
        if len(batch) == 1:
            batch[0][1].set_exception(error)
            return
        for entry in batch:
            self._write([entry])


def tell(listeners: list[Listener], changed: list[tuple[str, str]]) -> None:
    """Tell every listener of a commit; one that fails stops nobody."""
    for listener in listeners if changed else []:
        try:
            listener(changed)
        except Exception as error:  # it is stored all the same, and the writer goes on
            log.error("a listener failed", exc_info=error)
