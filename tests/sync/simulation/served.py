"""The real server with three levers that a simulation pulls: its clock, the pace of its commits, and its death.

The levers lie in the JSON file that `TANNHA_LEVERS` names: `clock` (ms added to the time), `slow` (seconds that a
commit takes longer), `die` ("before", "after": SIGKILL at that side of the next commit; "later": when its answer has
left), `full` (the disk has no room for a commit).
"""

import json
import os
import signal
import sqlite3
import sys
import threading
import time
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Self

import server.app
from server.__main__ import main
from server.store.tiny import TinyStore
from server.store.unit import BufferedUnit

ANSWERS_LEAVE = 0.05
"""Seconds in which an answer that did not wait for the commit would get out."""
FULL = 2
"""PRAGMA synchronous: a commit waits for the disk."""
LEVERS = Path(os.environ["TANNHA_LEVERS"])


def levers() -> dict[str, Any]:
    """How they stand."""
    found: dict[str, Any] = json.loads(LEVERS.read_bytes())
    return found


class Clock(datetime):
    """A clock that goes by the lever."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """The time as this server sees it."""
        shown = datetime.now(UTC) + timedelta(milliseconds=levers()["clock"])
        return cls.fromtimestamp(shown.timestamp(), tz)


def die(log: Path, left: int | None = None) -> None:
    """As when the power goes. `left`: how much of SQLite's log is on the disk, if it was not told to wait for all."""
    if left is not None:
        os.truncate(log, left)
    os.kill(os.getpid(), signal.SIGKILL)


def _log_of(store: TinyStore) -> Path:
    name = store._connection.execute("PRAGMA database_list").fetchone()[2]
    return Path(f"{name}-wal")


def commit_with_levers(store: TinyStore, unit: BufferedUnit) -> None:
    """The store's own commit, slow or deadly if the levers say so."""
    pulled = levers()
    time.sleep(pulled["slow"])
    if pulled["full"] and not unit.written.is_empty():
        raise sqlite3.OperationalError("database or disk is full")
    deadly = bool(pulled["die"]) and not unit.written.is_empty()
    log = _log_of(store).stat().st_size if deadly and _log_of(store).exists() else 0
    if deadly and pulled["die"] == "before":
        time.sleep(ANSWERS_LEAVE)
        die(_log_of(store))
    _commit(store, unit)
    if deadly and pulled["die"] == "after":
        die(_log_of(store))
    if deadly and pulled["die"] == "later":
        synchronous = store._connection.execute("PRAGMA synchronous").fetchone()[0]
        threading.Timer(ANSWERS_LEAVE, die, (_log_of(store), log if synchronous < FULL else None)).start()


_commit = TinyStore._commit
TinyStore._commit = commit_with_levers  # type: ignore[method-assign,assignment]
server.app.datetime = Clock  # type: ignore[attr-defined]

if __name__ == "__main__":
    sys.argv[0] = "server"
    main()
