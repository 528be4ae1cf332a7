"""The transaction of a unit on PostgreSQL: the counter's row first, then what the acts read, then all they put.

Whoever writes holds the commune's counter row, so the acts of all processes run one after another, N is taken in
commit order without holes, and nobody can pull past a commit that comes late.
"""

import json
import secrets

import msgspec
from psycopg import sql
from psycopg.rows import TupleRow

from server.store.port import History, Unavailable
from server.store.postgres_connection import DURABLE, Link, check_durable, connect, idle, unavailable
from server.store.postgres_reads import Reads
from server.store.postgres_rows import (
    PUT_MARKS,
    entries,
    key,
    put_entries,
    put_records,
    remove_entries,
    remove_records,
)
from server.store.unit import BufferedUnit, Written
from sync.ledger import to_base64url

_encode = msgspec.json.Encoder().encode
_MOST_TOLD = 4000
"""Bytes of a notification; PostgreSQL allows 8,000."""


class Writes:
    """One writing connection, made anew when it is lost. `sender` tells listeners whose commit a notification is."""

    def __init__(self, url: str, commune: str, sender: str) -> None:
        self._url, self._commune, self._sender = url, commune, sender
        self._connection: Link | None = None
        self._reads: Reads | None = None
        self._begin = sql.SQL(
            f"BEGIN; SELECT deployment, epoch, head, {DURABLE} FROM counter WHERE commune = {{}} FOR UPDATE"
        ).format(commune)

    def begin(self) -> BufferedUnit:
        """A unit that nobody else can write beside. Raises Unavailable."""
        with unavailable():
            row = self._started()
            if row is None:
                raise Unavailable("no commune of this name in the database")
            deployment, epoch, head, *durable = row
            check_durable(*durable)
        assert self._connection is not None
        self._reads = Reads(self._connection, self._commune)
        return BufferedUnit(self._reads, History(self._commune, deployment, epoch), head)

    def _started(self) -> TupleRow | None:
        """The counter's row, held. A connection that was lost while nothing was under way is made anew."""
        if self._connection is not None and idle(self._connection):
            try:
                return self._locked(self._connection)
            except Exception:
                if not self._connection.closed:
                    raise
        self.close()
        self._connection = connect(self._url)
        return self._locked(self._connection)

    def _locked(self, connection: Link) -> TupleRow | None:
        cursor = connection.execute(self._begin, prepare=False)
        cursor.nextset()
        return cursor.fetchone()

    def commit(self, unit: BufferedUnit) -> list[tuple[str, str]]:
        """Make a unit durable; what was put, as (kind, id). Raises Unavailable, then nothing is stored or nobody knows;
        anything else if something in the unit cannot be written: then nothing is."""
        connection, reads = self._connection, self._reads
        assert connection is not None
        assert reads is not None
        try:
            with unavailable():
                return self._flush(connection, reads, unit.written)
        finally:
            if not idle(connection):
                self._give_up(connection)

    def _give_up(self, connection: Link) -> None:
        """Leave a transaction that failed; without the connection if there is no other way."""
        try:
            connection.execute("ROLLBACK")
        except Exception:
            self.close()

    def _flush(self, connection: Link, reads: Reads, written: Written) -> list[tuple[str, str]]:
        if written.is_empty():
            connection.execute("COMMIT")
            return []
        put, removed = written.puts(), written.removed()
        rows = [(record.kind, key(record.id), rev, _encode(record)) for rev, record in put]
        places = [(record.kind, record.id) for _, record in put]
        old = reads.learn(written.types, places + removed)
        gone = [entry for one in old for entry in entries(*one)]
        new = [entry for one in put for entry in entries(*one)]
        with connection.pipeline(), connection.cursor() as cursor:
            remove_entries(cursor, self._commune, gone)
            remove_records(cursor, self._commune, [(kind, key(id_)) for kind, id_ in removed])
            put_records(cursor, self._commune, rows)
            put_entries(cursor, self._commune, new)
            if written.number > written.first:
                mark = to_base64url(secrets.token_bytes(8))
                cursor.execute(PUT_MARKS, (self._commune, [written.number - 1], [mark]))
                moved = (written.number - 1, self._commune)
                cursor.execute("UPDATE counter SET head = %s WHERE commune = %s", moved)
                cursor.execute("SELECT pg_notify(%s, %s)", (channel(self._commune), told(self._sender, places)))
            end = connection.execute("COMMIT", prepare=False)
        if end.statusmessage != "COMMIT":
            raise Unavailable(f"the commit ended as {end.statusmessage}")
        return places

    def close(self) -> None:
        """Let the connection go."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._reads = None


def channel(commune: str) -> str:
    """Where the commits of a commune are told."""
    return f"tannha:{commune}"[:63]


def told(sender: str, places: list[tuple[str, str]]) -> str:
    """A notification: by whom and what was put; of a large commit the kinds only, with the id ''."""
    text = json.dumps([sender, places])
    kinds = [(kind, "") for kind in dict.fromkeys(kind for kind, _ in places)]
    return text if len(text) <= _MOST_TOLD else json.dumps([sender, kinds])


def heard(payload: str) -> tuple[str, list[tuple[str, str]]]:
    """What a notification says: (sender, changed)."""
    sender, places = json.loads(payload)
    return sender, [(kind, id_) for kind, id_ in places]
