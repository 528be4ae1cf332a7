"""The embedded store: TinyDB's documents in memory, each commit one SQLite transaction of what changed.

One writer thread runs the acts; those that wait together share a commit (one fsync). Memory changes only after
the commit, so a reader never sees what a power cut could take back.
"""

import fcntl
import gc
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec

from server.domain.records import FORMAT, Record
from server.store.port import Dumped, History, Mark, NewerData, Snapshot, Stored, T, Unavailable, Unit, View
from server.store.tables import Committed
from server.store.unit import BufferedUnit, Written
from server.store.writer import Listener, Writer, tell
from sync.ledger import to_base64url

_SCHEMA = """
CREATE TABLE IF NOT EXISTS document (kind TEXT, id TEXT, rev INTEGER NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (kind, id));
CREATE TABLE IF NOT EXISTS mark (number INTEGER PRIMARY KEY, mark TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS history (commune TEXT, deployment TEXT, epoch TEXT);
"""
FILE = "tannha.sqlite"
"""The store's file in its folder."""
_encode = msgspec.json.Encoder().encode


class Locked(Exception):
    """Another process serves this data folder."""


class TinySnapshot:
    """The port's Snapshot over a read transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.history = _history(connection, read_only=True)

    def records(self) -> Iterator[Dumped]:
        """Every record, by rev."""
        rows = self._connection.execute("SELECT kind, id, rev, body FROM document ORDER BY rev")
        return (Dumped(*row) for row in rows)

    def marks(self) -> Iterator[Mark]:
        """Every mark, by number."""
        return (Mark(*row) for row in self._connection.execute("SELECT number, mark FROM mark ORDER BY number"))


class TinyStore:
    """The port's Store on one folder. `read_only` opens a snapshot beside a running server. Raises NewerData."""

    name = "tinydb"

    def __init__(self, folder: Path, kinds: list[type[Record]], read_only: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_newer(folder / FILE)
        self._lock_file = None if read_only else lock(folder / "lock")
        self._path = folder / FILE
        self._connection = _connect(self._path, read_only)
        self._marks = _connect(self._path, True)
        self._committed = Committed(self._mark)
        self._guard = threading.RLock()  # a reader may read again inside its block
        self._listeners: list[Listener] = []
        self.history = _history(self._connection, read_only)
        self._head = 0
        self._load({type_.kind: type_ for type_ in kinds})
        self._writer = Writer(self._unit, self._durably)
        if not read_only:
            self._writer.start()

    def _load(self, types: dict[str, type[Record]]) -> None:
        gc.disable()
        try:
            for kind, rev, body in self._connection.execute("SELECT kind, rev, body FROM document ORDER BY rev"):
                if kind in types:
                    self._committed.apply(rev, msgspec.json.decode(body, type=types[kind]))
            row = self._connection.execute("SELECT max(number) FROM mark").fetchone()
            self._head = row[0] or 0
        finally:
            gc.enable()
            gc.freeze()

    def _mark(self, number: int) -> str | None:
        row = self._marks.execute("SELECT mark FROM mark WHERE number = ?", (number,)).fetchone()
        return None if row is None else str(row[0])

    def _unit(self) -> BufferedUnit:
        return BufferedUnit(self._committed, self.history, self._head)

    @contextmanager
    def read(self) -> Iterator[View]:
        """A view of what is committed."""
        with self._guard:
            yield self._unit()

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """All that is committed, read through a connection of its own."""
        connection = _connect(self._path, read_only=True)
        try:
            connection.execute("BEGIN")
            yield TinySnapshot(connection)
        finally:
            connection.close()

    def load(self, history: History, records: Iterable[Dumped], marks: Iterable[Mark]) -> None:
        """Fill an empty store."""
        if self._head:
            raise ValueError("the store is not empty")
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.execute("DELETE FROM history")
            self._connection.execute("INSERT INTO history VALUES (?, ?, ?)", history)
            self._connection.executemany("INSERT INTO document VALUES (?, ?, ?, ?)", records)
            self._connection.executemany("INSERT INTO mark VALUES (?, ?)", marks)
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def submit(self, act: Callable[[Unit], T]) -> "Future[T]":
        """Queue an act for the writer."""
        return self._writer.submit(act)

    def on_commit(self, listener: Listener) -> None:
        """Listen to commits (called from the writer thread)."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Finish what is queued, close the files, let the folder go."""
        self._writer.stop()
        self._connection.close()
        self._marks.close()
        if self._lock_file is not None:
            self._lock_file.close()

    def _durably(self, unit: BufferedUnit) -> None:
        try:
            self._commit(unit)
        except (sqlite3.Error, OSError) as error:
            raise Unavailable(str(error)) from error

    def _commit(self, unit: BufferedUnit) -> None:
        written = unit.written
        if written.is_empty():
            return
        put = written.puts()
        rows = [(record.kind, record.id, rev, _encode(record)) for rev, record in put]
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.executemany(
                "INSERT INTO document VALUES (?, ?, ?, ?)"
                " ON CONFLICT (kind, id) DO UPDATE SET rev = excluded.rev, body = excluded.body",
                rows,
            )
            self._connection.executemany("DELETE FROM document WHERE kind = ? AND id = ?", written.removed())
            if written.number > written.first:
                mark = to_base64url(secrets.token_bytes(8))
                self._connection.execute("INSERT INTO mark VALUES (?, ?)", (written.number - 1, mark))
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        self._take_in(written, put)

    def _take_in(self, written: Written, put: list[Stored[Any]]) -> None:
        with self._guard:
            for kind, id_ in written.removed():
                self._committed.forget(written.types[kind], id_)
            for rev, record in put:
                self._committed.apply(rev, record)
            self._head = written.number - 1
        tell(self._listeners, [(record.kind, record.id) for _, record in put])


def lock(path: Path) -> IO[str]:
    """Hold a data folder until the file is closed. Raises Locked."""
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise Locked(str(path.parent)) from error
    return file


def _connect(path: Path, read_only: bool) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(_SCHEMA)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
    return connection


def _refuse_newer(path: Path) -> None:
    """Raises NewerData. What release 0.1.0 wrote has no number (0); it is of format 1."""
    if path.exists():
        with closing(_connect(path, True)) as connection:
            kept: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if kept > FORMAT:
            raise NewerData(kept)


def _history(connection: sqlite3.Connection, read_only: bool) -> History:
    row = connection.execute("SELECT commune, deployment, epoch FROM history").fetchone()
    if row is None:
        if read_only:
            raise Unavailable("no commune in this folder")
        row = tuple(to_base64url(secrets.token_bytes(12)) for _ in range(3))
        connection.execute("INSERT INTO history VALUES (?, ?, ?)", row)
    return History(*row)
