"""What is committed, read from PostgreSQL inside one transaction: the base of a unit.

What was read once is remembered for as long as the transaction lasts: it cannot change in it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from server.domain.records import Record
from server.store.port import R, Stored
from server.store.postgres_connection import Link, unavailable
from server.store.postgres_rows import columns, key
from server.store.unit import Skip

T = TypeVar("T")
_REMEMBERED = 20_000
_PAGE = 500
_FURTHEST = 2**63 - 1
_decoders: dict[type[Record], msgspec.json.Decoder[Any]] = {}

_GET = "SELECT rev, body FROM record WHERE commune = %s AND kind = %s AND id = %s"
_MANY = """
SELECT wanted.kind, wanted.id, record.rev, record.body
FROM unnest(%b::text[], %b::bytea[]) AS wanted (kind, id) CROSS JOIN LATERAL (
  SELECT rev, body FROM record WHERE commune = %s AND kind = wanted.kind AND id = wanted.id LIMIT 1) AS record
"""
_THERE = "FROM entry WHERE commune = %s AND kind = %s AND name = %s AND value = %s"
_FOUND = f"""
SELECT record.rev, record.body FROM (SELECT commune, kind, rev, id {_THERE}%s) AS entry CROSS JOIN LATERAL (
  SELECT rev, body FROM record
  WHERE commune = entry.commune AND kind = entry.kind AND id = entry.id LIMIT 1) AS record
ORDER BY entry.rev
"""
"""LATERAL and LIMIT 1: one look-up by key a row, whatever the planner knew of the table when it made the plan."""
_FIND = _FOUND.replace("value = %s%s", "value = %s")
_CHANGES = _FOUND.replace("value = %s%s", "value = %s AND rev > %s ORDER BY rev LIMIT %s")
_LAST = _FOUND.replace("value = %s%s", "value = %s ORDER BY rev DESC LIMIT %s") + " DESC"
_COUNT = f"SELECT count(*) {_THERE}"
_IDS = f"SELECT id {_THERE}"
_SCAN = "SELECT rev, body FROM record WHERE commune = %s AND kind = %s ORDER BY rev"
_MARK = "SELECT mark FROM mark WHERE commune = %s AND number = %s"


def decode(type_: type[R], body: bytes) -> R:
    """A record out of its row."""
    decoder = _decoders.get(type_)
    if decoder is None:
        decoder = _decoders[type_] = msgspec.json.Decoder(type_)
    found: R = decoder.decode(body)
    return found


class Reads:
    """The unit's Base over an open transaction."""

    def __init__(self, connection: Link, commune: str) -> None:
        self._connection = connection
        self._cursor = connection.cursor(binary=True)
        self._commune = commune
        self._seen: dict[tuple[object, ...], Any] = {}

    def _rows(self, statement: str, *asked: object) -> list[Any]:
        with unavailable():
            return self._cursor.execute(statement.encode(), asked).fetchall()

    def _once(self, place: tuple[object, ...], read: Callable[[], T]) -> T:
        if place in self._seen:
            return self._seen[place]  # type: ignore[no-any-return]  # a place has one type
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        found = self._seen[place] = read()
        return found

    def _records(self, type_: type[R], rows: Iterable[tuple[int, bytes]]) -> list[Stored[R]]:
        found = [Stored(rev, decode(type_, body)) for rev, body in rows]
        self._seen.update(((type_.kind, one.record.id), one) for one in found)
        return found

    def get(self, type_: type[R], id_: str) -> Stored[R] | None:
        """The record with its rev."""

        def read() -> Stored[R] | None:
            rows = self._rows(_GET, self._commune, type_.kind, key(id_))
            return Stored(rows[0][0], decode(type_, rows[0][1])) if rows else None

        return self._once((type_.kind, id_), read)

    def learn(self, types: dict[str, type[Record]], wanted: Iterable[tuple[str, str]]) -> list[Stored[Record]]:
        """All of the (kind, id) that are there, in one question for those that nobody asked for before."""
        known = list(wanted)
        unknown = {(kind, key(id_)): (kind, id_) for kind, id_ in known if (kind, id_) not in self._seen}
        if unknown:
            self._seen.update(dict.fromkeys(unknown.values()))
            for kind, id_, rev, body in self._rows(_MANY, *columns(unknown, 2), self._commune):
                self._seen[unknown[kind, bytes(id_)]] = Stored(rev, decode(types[kind], body))
        return [found for place in known if (found := self._seen.get(place)) is not None]

    def find(self, type_: type[R], index: str, value: str, skip: Skip) -> list[Stored[R]]:
        """All records there, by rev."""
        place = (type_.kind, index, key(value))
        found = self._once(("find", *place), lambda: self._records(type_, self._rows(_FIND, self._commune, *place)))
        return [one for one in found if one.record.id not in skip]

    def count(self, type_: type[R], index: str, value: str, skip: Skip) -> int:
        """How many there are."""
        place = (type_.kind, index, key(value))
        if not skip:
            return self._once(("count", *place), lambda: int(self._rows(_COUNT, self._commune, *place)[0][0]))
        ids = self._once(("ids", *place), lambda: [bytes(row[0]) for row in self._rows(_IDS, self._commune, *place)])
        gone = {key(id_) for id_ in skip} if ids else set[bytes]()
        return sum(1 for id_ in ids if id_ not in gone)

    def last(self, type_: type[R], index: str, value: str, skip: Skip) -> R | None:
        """The one put last there."""
        place = (type_.kind, index, key(value))
        most = 1
        while True:
            found = self._once(("last", *place, most), lambda most=most: self._newest(type_, place, most))  # type: ignore[misc]
            for one in found:
                if one.record.id not in skip:
                    return one.record
            if len(found) < most:
                return None
            most *= 16

    def _newest(self, type_: type[R], place: tuple[object, ...], most: int) -> list[Stored[R]]:
        return self._records(type_, self._rows(_LAST, self._commune, *place, most))

    def changes(self, type_: type[R], index: str, value: str, after: int, limit: int, skip: Skip) -> list[Stored[R]]:
        """Those put after `after`, the first `limit` of them."""
        place = (self._commune, type_.kind, index, key(value))
        found: list[Stored[R]] = []
        while len(found) < limit:
            page = self._records(type_, self._rows(_CHANGES, *place, min(after, _FURTHEST), limit))
            found += [one for one in page if one.record.id not in skip]
            if len(page) < limit:
                break
            after = page[-1].rev
        return found[:limit]

    def scan(self, type_: type[R]) -> Iterator[Stored[R]]:
        """All of a kind, by rev, page by page."""
        for rev, body in stream(self._connection, _SCAN, (self._commune, type_.kind)):
            yield Stored(rev, decode(type_, body))

    def mark(self, number: int) -> str | None:
        """The mark of the commit that ended with `number`."""
        rows = self._rows(_MARK, self._commune, number) if number <= _FURTHEST else []
        return str(rows[0][0]) if rows else None


_streams = iter(range(2**63))


def stream(connection: Link, statement: str, asked: tuple[object, ...]) -> Iterator[tuple[Any, ...]]:
    """Many rows of a transaction, without holding them all; others may be asked for meanwhile."""
    with unavailable(), connection.cursor(f"stream_{next(_streams)}", binary=True) as cursor:
        cursor.itersize = _PAGE
        cursor.execute(statement.encode(), asked)
        while rows := cursor.fetchmany(_PAGE):
            yield from rows
