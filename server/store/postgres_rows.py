"""Records as rows: how keys are written, which index entries a record has, and the statements that change them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from psycopg import Cursor

from server.domain.records import Record
from server.store.port import Dumped

_LONGEST = 512
_HASHED = b"\xff"
"""No UTF-8 begins so: a key of such a length that PostgreSQL's index has no room for it is kept as its hash."""

PUT_RECORDS = """
INSERT INTO record (commune, kind, id, rev, body)
SELECT %s, * FROM unnest(%b::text[], %b::bytea[], %b::bigint[], %b::bytea[])
ON CONFLICT (commune, kind, id) DO UPDATE SET rev = excluded.rev, body = excluded.body
"""
REMOVE_RECORDS = """
DELETE FROM record WHERE commune = %s AND ctid = ANY (ARRAY(
  SELECT place FROM unnest(%b::text[], %b::bytea[]) AS gone (kind, id) CROSS JOIN LATERAL (
    SELECT ctid AS place FROM record WHERE commune = %s AND kind = gone.kind AND id = gone.id LIMIT 1) AS found))
"""
PUT_ENTRIES = """
INSERT INTO entry (commune, kind, name, value, rev, id)
SELECT %s, * FROM unnest(%b::text[], %b::text[], %b::bytea[], %b::bigint[], %b::bytea[])
"""
REMOVE_ENTRIES = """
DELETE FROM entry WHERE commune = %s AND ctid = ANY (ARRAY(
  SELECT place FROM unnest(%b::text[], %b::text[], %b::bytea[], %b::bigint[]) AS gone (kind, name, value, rev)
  CROSS JOIN LATERAL (SELECT ctid AS place FROM entry WHERE commune = %s AND kind = gone.kind AND name = gone.name
    AND value = gone.value AND rev = gone.rev LIMIT 1) AS found))
"""
PUT_MARKS = "INSERT INTO mark (commune, number, mark) SELECT %s, * FROM unnest(%b::bigint[], %b::text[])"


class Entry(NamedTuple):
    """One index entry."""

    kind: str
    name: str
    value: bytes
    rev: int
    id: bytes


class _Named(msgspec.Struct):
    id: str


def key(text: str) -> bytes:
    """A record's id or an index's value as it is written in a row."""
    data = text.encode("utf-8", "surrogatepass")  # half a character is asked for in vain, but may be asked for
    return data if len(data) <= _LONGEST else _HASHED + hashlib.sha256(data).digest()


def dumped(kind: str, id_: bytes, rev: int, body: bytes) -> Dumped:
    """A row of `record` as the port dumps it."""
    name = msgspec.json.decode(body, type=_Named).id if id_.startswith(_HASHED) else id_.decode()
    return Dumped(kind, name, rev, body)


def entries(rev: int, record: Record) -> Iterator[Entry]:
    """The index entries of a record put with that number."""
    id_ = key(record.id)
    for name, values in record.indexes().items():
        for value in dict.fromkeys(values):
            yield Entry(record.kind, name, key(value), rev, id_)


def columns(rows: Iterable[Sequence[Any]], width: int) -> list[list[Any]]:
    """Rows as the arrays that `unnest` takes."""
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]


def put_records(cursor: Cursor[Any], commune: str, rows: Sequence[tuple[str, bytes, int, bytes]]) -> None:
    """Insert or replace rows (kind, id, rev, body)."""
    if rows:
        cursor.execute(PUT_RECORDS, (commune, *columns(rows, 4)))


def remove_records(cursor: Cursor[Any], commune: str, keys: Sequence[tuple[str, bytes]]) -> None:
    """Delete rows by (kind, id)."""
    if keys:
        cursor.execute(REMOVE_RECORDS, (commune, *columns(keys, 2), commune))


def put_entries(cursor: Cursor[Any], commune: str, found: Sequence[Entry]) -> None:
    """Insert index entries."""
    if found:
        cursor.execute(PUT_ENTRIES, (commune, *columns(found, 5)))


def remove_entries(cursor: Cursor[Any], commune: str, found: Sequence[Entry]) -> None:
    """Delete index entries."""
    if found:
        cursor.execute(REMOVE_ENTRIES, (commune, *columns(found, 5)[:4], commune))
