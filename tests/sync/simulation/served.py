"""The real server with three levers that a simulation pulls: its clock, the pace of its commits, and its death.

The levers lie in the JSON file that `TANNHA_LEVERS` names: `clock` (ms added to the time), `slow` (seconds that a
commit takes longer), `die` ("before" or "after": SIGKILL at that side of the next commit).
"""

import json
import os
import signal
import sys
import time
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Self

import server.app
from server.__main__ import main
from server.store.tiny import TinyStore

ANSWERS_LEAVE = 0.05
"""Seconds in which an answer that did not wait for the commit would get out."""
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


def die() -> None:
    """As when the power goes, but for what the disk already has."""
    os.kill(os.getpid(), signal.SIGKILL)


def commit_with_levers(store: TinyStore, *given: Any) -> None:
    """The store's own commit, slow or deadly if the levers say so."""
    pulled = levers()
    time.sleep(pulled["slow"])
    if pulled["die"] == "before":
        time.sleep(ANSWERS_LEAVE)
        die()
    _commit(store, *given)
    if pulled["die"] == "after":
        die()


_commit = TinyStore._commit
TinyStore._commit = commit_with_levers  # type: ignore[method-assign]
server.app.datetime = Clock  # type: ignore[attr-defined]

if __name__ == "__main__":
    sys.argv[0] = "server"
    main()
