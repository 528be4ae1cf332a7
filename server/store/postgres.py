"""The store on PostgreSQL, for several processes or machines: the same contract, and no state kept in a process."""

import re
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from server.domain.records import Record
from server.store.port import Dumped, History, Mark, Snapshot, T, Unavailable, Unit, View
from server.store.postgres_connection import DURABLE, OPTIONS, Link, check_durable, configure, connect, unavailable
from server.store.postgres_fill import fill, index_anew, is_empty
from server.store.postgres_listener import PostgresListener
from server.store.postgres_reads import Reads, stream
from server.store.postgres_rows import dumped
from server.store.postgres_schema import STEPS, migrate, version
from server.store.postgres_writes import Writes
from server.store.unit import BufferedUnit
from server.store.writer import Listener, Writer, tell
from sync.ledger import to_base64url

COMMUNE = re.compile(r"[A-Za-z0-9_-]{1,40}\Z")
"""What a commune may be called in a database."""
READERS = 16
"""Connections of one process that read at the same time."""
_PATIENCE = 5.0
"""Seconds that a reader waits for one of them."""


class WhichCommune(Exception):
    """The database holds several communes and nobody said which is meant, or the name is none."""


class PostgresSnapshot:
    """The port's Snapshot over a read transaction."""

    def __init__(self, connection: Link, history: History) -> None:
        self._connection = connection
        self.history = history

    def records(self) -> Iterator[Dumped]:
        """Every record, by rev."""
        asked = "SELECT kind, id, rev, body FROM record WHERE commune = %s ORDER BY rev"
        rows = stream(self._connection, asked, (self.history.commune,))
        return (dumped(kind, bytes(id_), rev, bytes(body)) for kind, id_, rev, body in rows)

    def marks(self) -> Iterator[Mark]:
        """Every mark, by number."""
        asked = "SELECT number, mark FROM mark WHERE commune = %s ORDER BY number"
        return (Mark(*row) for row in stream(self._connection, asked, (self.history.commune,)))


class PostgresStore:
    """The port's Store on one commune of a database. `read_only` makes and changes nothing.

    Raises Unavailable when the database cannot be used, NotDurable when it may forget, NewerData, WhichCommune.
    """

    name = "postgresql"

    def __init__(self, url: str, kinds: list[type[Record]], commune: str = "", read_only: bool = False) -> None:
        self._url = url
        self._types = {type_.kind: type_ for type_ in kinds}
        self.history = self._opened(commune, read_only)
        self._sender = secrets.token_hex(8)
        self._listeners: list[Listener] = []
        self._listener: PostgresListener | None = None
        self._begin = sql.SQL(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
            " SELECT deployment, epoch, head FROM counter WHERE commune = {}"
        ).format(self.history.commune)
        self._held = threading.local()
        self._pool = ConnectionPool(
            url, kwargs=OPTIONS, configure=configure, min_size=0, max_size=READERS, timeout=_PATIENCE, open=True
        )
        self._writes = Writes(url, self.history.commune, self._sender)
        self._writer = Writer(self._writes.begin, self._commit)
        if not read_only:
            self._writer.start()

    def _opened(self, commune: str, read_only: bool) -> History:
        if commune and not COMMUNE.match(commune):
            raise WhichCommune(commune)
        connection = connect(self._url)
        with connection, unavailable():
            check_durable(*connection.execute(f"SELECT {DURABLE}".encode()).fetchone() or ("?", "?"))
            if not read_only:
                migrate(connection)
            elif version(connection) < len(STEPS):
                raise Unavailable("the database has no tables of this version")
            history = _history(connection, commune, read_only)
            if not read_only:
                index_anew(connection, self._types, history.commune)
        return history

    @contextmanager
    def read(self) -> Iterator[View]:
        """A view of what is committed; a block inside a block sees the same."""
        outer: View | None = getattr(self._held, "view", None)
        if outer is not None:
            yield outer
            return
        with self._reading() as (connection, head, history):
            self._held.view = BufferedUnit(Reads(connection, history.commune), history, head)
            try:
                yield self._held.view
            finally:
                self._held.view = None

    @contextmanager
    def _reading(self) -> Iterator[tuple[Link, int, History]]:
        connection, row = self._begun()
        try:
            deployment, epoch, head = row
            yield connection, head, History(self.history.commune, deployment, epoch)
        finally:
            try:
                if not connection.closed:
                    connection.execute("ROLLBACK")
            except psycopg.Error:
                connection.close()
            self._pool.putconn(connection)

    def _begun(self) -> tuple[Link, TupleRow]:
        """A connection in a read transaction. Those that were lost meanwhile are looked for and made anew."""
        with unavailable():
            for again in (True, False):
                connection: Link = self._pool.getconn()
                try:
                    cursor = connection.execute(self._begin, prepare=False)
                    cursor.nextset()
                    row = cursor.fetchone()
                except psycopg.Error:
                    connection.close()
                    self._pool.putconn(connection)
                    if not again:
                        raise
                    self._pool.check()
                    continue
                if row is None:
                    connection.execute("ROLLBACK")
                    self._pool.putconn(connection)
                    raise Unavailable("no commune of this name in the database")
                return connection, row
        raise AssertionError("one of two attempts raises or gives a connection")

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """All that is committed, read in one transaction."""
        with self._reading() as (connection, _, history):
            yield PostgresSnapshot(connection, history)

    def load(self, history: History, records: Iterable[Dumped], marks: Iterable[Mark]) -> None:
        """Fill an empty store."""
        with connect(self._url) as connection, unavailable(), connection.transaction():
            connection.execute("SELECT FROM counter WHERE commune = %s FOR UPDATE", (self.history.commune,))
            if not is_empty(connection, self.history.commune) or not is_empty(connection, history.commune):
                raise ValueError("the store is not empty")
            connection.execute("DELETE FROM counter WHERE commune IN (%s, %s)", (self.history.commune, history.commune))
            fill(connection, self._types, history, records, marks)

    def submit(self, act: Callable[[Unit], T]) -> "Future[T]":
        """Queue an act for this process's writer."""
        return self._writer.submit(act)

    def _commit(self, unit: BufferedUnit) -> None:
        tell(self._listeners, self._writes.commit(unit))

    def on_commit(self, listener: Listener) -> None:
        """Listen to the commits of all processes; of another process's the ids may be ''."""
        self._listeners.append(listener)
        if self._listener is None:
            kinds = list(self._types)
            self._listener = PostgresListener(self._url, self.history.commune, self._sender, kinds, self._listeners)
            self._listener.start()

    def close(self) -> None:
        """Finish what is queued and let the connections go."""
        self._writer.stop()
        if self._listener is not None:
            self._listener.stop()
        self._writes.close()
        self._pool.close()


def _history(connection: Link, commune: str, read_only: bool) -> History:
    """The commune that is meant; in an empty database, or under a new name that was said, a new one."""
    for again in (True, False):
        rows = connection.execute("SELECT commune, deployment, epoch FROM counter WHERE NOT aside").fetchall()
        meant = [History(*row) for row in rows if commune in ("", row[0])]
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise WhichCommune(", ".join(one.commune for one in meant))
        if read_only or not again:
            raise Unavailable("no commune in this database")
        with connection.transaction():
            connection.execute("LOCK TABLE counter IN SHARE ROW EXCLUSIVE MODE")
            new = [commune or _random(), _random(), _random()]
            connection.execute(
                "INSERT INTO counter (commune, deployment, epoch) SELECT %s, %s, %s WHERE %s <> ''"
                " OR NOT EXISTS (SELECT FROM counter WHERE NOT aside) ON CONFLICT DO NOTHING",
                (*new, commune),
            )
    raise AssertionError("one of two attempts raises or finds it")


def _random() -> str:
    return to_base64url(secrets.token_bytes(12))
