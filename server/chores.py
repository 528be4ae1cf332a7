"""Long work that an administrator asks for in the office: a check of the ledger, a backup. One at a time.

Each is the program's own command beside the running server: it reads a snapshot, and neither the writer nor the event
loop waits for a hundred thousand signatures.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
import structlog

from server.actions.desk import new_id
from server.backups import backup_file, notes, reason, rotate
from server.domain.keep import BackupNote
from server.domain.ledger_checks import LedgerCheck
from server.domain.times import stamp
from server.settings import Settings
from server.store.port import Store

log = structlog.get_logger()
Chore = Literal["check", "backup"]
COPIES = "copies"
"""Where in the data folder a backup made by hand is put while no folder for backups is set."""
MOST_SAID = 500


@dataclass
class Running:
    """What is under way: since when (UTC), and how far, `done` of `total` events; 0 of 0 when it cannot be said."""

    chore: Chore
    since: str
    done: int = 0
    total: int = 0


class Chores:
    """The one chore under way, and how the last backup that failed did so; `moved` is called when there is news."""

    def __init__(
        self, store: Store, settings: Settings, clock: Callable[[], datetime], moved: Callable[[], None]
    ) -> None:
        self._store, self._settings, self._clock, self._moved = store, settings, clock, moved
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[str] | None = None
        self._stopping = False
        self.running: Running | None = None
        self.failed = ""
        """Why the last backup asked for here was not made; '' if it was."""

    @property
    def folder(self) -> Path:
        """Where backups are put."""
        return (self._settings.backup_dir or self._settings.data / COPIES).absolute()

    def made(self) -> list[BackupNote]:
        """The backups that were read back and found whole, the newest first."""
        return sorted(
            (note for note in notes(self._settings.data) if note.epoch), key=lambda note: note.at, reverse=True
        )

    def check(self, by: str, head: str = "") -> bool:
        """Begin a check of the ledger, against an earlier head SEQ:LINK if one is given; False if one is at work."""
        return self._begin("check", lambda: self._check(by, head))

    def backup(self) -> bool:
        """Begin a backup; False if a chore is at work already."""
        return self._begin("backup", self._backup)

    def join(self, seconds: float | None = None) -> None:
        """Wait until there is nothing to do."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def stop(self) -> None:
        """Give up what is under way: a half backup stays under no name of a backup, a half check is no check."""
        with self._lock:
            self._stopping = True
            if self._process is not None:
                self._process.kill()
        self.join()

    def _begin(self, chore: Chore, work: Callable[[], None]) -> bool:
        with self._lock:
            if self.running is not None or self._stopping:
                return False
            self.running = Running(chore, stamp(self._clock()))
            self._thread = threading.Thread(target=self._carry, args=(work,), name="tannha-chore", daemon=True)
            self._thread.start()
            return True

    def _carry(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:
            log.exception("a chore of the office has stopped")
        finally:
            self.running = None
            self._moved()

    def _command(self, *words: str) -> tuple[int, str, str]:
        """One command of the program's own on this data folder: how it ended, its answer, what it said in error."""
        command = [sys.executable, "-m", "server", *words, "--data", str(self._settings.data), "--json"]
        with self._lock:
            if self._stopping:
                return 1, "", "stopped"
            self._process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
            )
        process, said = self._process, list[str]()
        with process:
            assert process.stdout is not None
            assert process.stderr is not None
            for line in process.stderr:
                if not self._told(line):
                    said.append(line)
            answer = process.stdout.read()
        self._process = None
        return process.returncode, answer, "".join(said).strip()[-MOST_SAID:]

    def _told(self, line: str) -> bool:
        """Whether a line only says how far the work is: `DONE/TOTAL`."""
        done, slash, total = line.strip().partition("/")
        if not (slash and done.isdigit() and total.isdigit()):
            return False
        if self.running is not None:
            self.running.done, self.running.total = int(done), int(total)
            self._moved()
        return True

    def _check(self, by: str, head: str) -> None:
        begun = time.monotonic()
        _, answer, said = self._command("verify", "--progress", *(["--head", head] if head else []))
        if self._stopping:
            return
        check = LedgerCheck(
            id=new_id(),
            by=by,
            at=stamp(self._clock()),
            seconds=round(time.monotonic() - begun, 1),
            given=head,
            **_found(answer, said),
        )
        self._store.submit(lambda unit: unit.put(check)).result()

    def _backup(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.failed = f"{self.folder}: {error.strerror}"
            return
        file = backup_file(self.folder, self._clock())
        code, _, said = self._command("backup", str(file))
        self.failed = "" if code == 0 else said or f"exit {code}"
        if code == 0:
            rotate(self._settings.data, self.folder, self._clock())
            log.info("backup made", file=str(file))
        elif not self._stopping:
            log.error("backup failed", file=str(file), said=reason(said))


def _found(answer: str, said: str) -> dict[str, Any]:
    """The fields of a check from the answer of `verify`; without one, why it could not be carried out."""
    try:
        found = msgspec.json.decode(answer, type=dict[str, Any])
    except msgspec.MsgspecError:
        return {"failed": said or "?"}
    fields = {name: found[name] for name in ("events", "held", "erased", "head", "bad")}
    return {**fields, "why": found["why"] or "", "compared": found["compared"] or ""}
