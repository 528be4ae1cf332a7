"""A unit of work over what is committed: its writes lie here until the engine has made them durable."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, Protocol

from server.domain.records import Record
from server.store.port import History, R, Stored

Entry = Stored[Any] | None
"""What was written under an id: the record with its number, or None for removed."""
Skip = Mapping[str, object]
"""The ids that are as if they were not there: the unit has written them."""
_NOT_WRITTEN: Final = Stored[Any](-1, None)
_NOTHING: Mapping[str, Entry] = {}


class Base(Protocol):
    """What is committed, as a unit reads it; the results are by rev ascending."""

    def get(self, type_: type[R], id_: str) -> Stored[R] | None:
        """The record with its rev."""

    def find(self, type_: type[R], index: str, value: str, skip: Skip) -> list[Stored[R]]:
        """All records there."""

    def count(self, type_: type[R], index: str, value: str, skip: Skip) -> int:
        """How many `find` would give."""

    def last(self, type_: type[R], index: str, value: str, skip: Skip) -> R | None:
        """The one put last there."""

    def changes(self, type_: type[R], index: str, value: str, after: int, limit: int, skip: Skip) -> list[Stored[R]]:
        """Those put after `after`, the first `limit` of them."""

    def scan(self, type_: type[R]) -> Iterator[Stored[R]]:
        """All of a kind."""

    def mark(self, number: int) -> str | None:
        """The mark of the commit that ended with `number`."""


class Written:
    """Writes that are not committed: by kind and id, and under which indexes they were put.

    Each write is noted, so that those since a savepoint can be taken back: most savepoints hold, and cost nothing then.
    A put under an index counts as long as the id's entry still has that number.
    """

    def __init__(self, number: int) -> None:
        self.first = self.number = number
        self.records: dict[str, dict[str, Entry]] = {}
        self.types: dict[str, type[Record]] = {}
        self._placed: dict[tuple[str, str, str], list[tuple[int, str]]] = {}
        self._before: list[tuple[type[Record], str, Entry]] = []

    def write(self, type_: type[Record], id_: str, entry: Entry) -> None:
        """Keep one entry."""
        kind = type_.kind
        entries = self.records.get(kind)
        if entries is None:
            self.types[kind] = type_
            entries = self.records[kind] = {}
        self._before.append((type_, id_, entries.get(id_, _NOT_WRITTEN)))
        entries[id_] = entry

    def put(self, record: Record) -> int:
        """Keep a record under the next number, and under its indexes."""
        rev = self.number
        self.number += 1
        self.write(type(record), record.id, Stored(rev, record))
        for index, values in record.indexes().items():
            for value in values:
                place = (record.kind, index, value)
                there = self._placed.get(place)
                if there is None:
                    self._placed[place] = [(rev, record.id)]
                else:
                    there.append((rev, record.id))
        return rev

    def there(self, type_: type[Record], index: str, value: str, newest_first: bool = False) -> Iterator[Stored[Any]]:
        """What was put under an index and still stands there, by rev."""
        placed = self._placed.get((type_.kind, index, value))
        if placed is None:
            return
        entries = self.records[type_.kind]
        for rev, id_ in reversed(placed) if newest_first else placed:
            entry = entries.get(id_)
            if entry is not None and entry[0] == rev:
                yield entry

    def here(self) -> tuple[int, int]:
        """Where it stands now, for `take_back`."""
        return self.number, len(self._before)

    def take_back(self, number: int, writes: int) -> None:
        """Undo everything since `here` said this."""
        while len(self._before) > writes:
            type_, id_, before = self._before.pop()
            entries = self.records[type_.kind]
            entry = entries.pop(id_)
            if entry is not None:
                self._displace(entry.record)
            if before is not _NOT_WRITTEN:
                entries[id_] = before
        self.number = number

    def _displace(self, record: Record) -> None:
        """The last put is the last of each of its places."""
        for index, values in record.indexes().items():
            for value in values:
                self._placed[record.kind, index, value].pop()

    def is_empty(self) -> bool:
        """Whether there is nothing to commit."""
        return not any(self.records.values())

    def puts(self) -> list[Stored[Any]]:
        """All that was put, by number."""
        found = [entry for entries in self.records.values() for entry in entries.values() if entry is not None]
        return sorted(found, key=lambda entry: entry[0])

    def removed(self) -> list[tuple[str, str]]:
        """(kind, id) of all that was removed."""
        return [(kind, id_) for kind, entries in self.records.items() for id_, entry in entries.items() if not entry]


class BufferedUnit:
    """The port's Unit over what is committed and its own writes."""

    def __init__(self, base: Base, history: History, head: int) -> None:
        self._base = base
        self.history = history
        self.written = Written(head + 1)

    @property
    def head(self) -> int:
        """The number of the last put, this unit's own included."""
        return self.written.number - 1

    @property
    def number(self) -> int:
        """The number that the next put will take."""
        return self.written.number

    def _own(self, type_: type[Record]) -> Mapping[str, Entry]:
        return self.written.records.get(type_.kind, _NOTHING)

    def stored(self, type_: type[R], id_: str) -> Stored[R] | None:
        """The record with its rev, own writes first."""
        entries = self.written.records.get(type_.kind)
        if entries is not None:
            entry = entries.get(id_, _NOT_WRITTEN)
            if entry is not _NOT_WRITTEN:
                return entry
        return self._base.get(type_, id_)

    def get(self, type_: type[R], id_: str) -> R | None:
        """The record, own writes first."""
        found = self.stored(type_, id_)
        return None if found is None else found.record

    def find(self, type_: type[R], index: str, value: str) -> list[R]:
        """All records there, by rev: own ones come after whatever is committed."""
        found = [one.record for one in self._base.find(type_, index, value, self._own(type_))]
        found.extend(one.record for one in self.written.there(type_, index, value))
        return found

    def count(self, type_: type[R], index: str, value: str) -> int:
        """How many there are."""
        own = sum(1 for _ in self.written.there(type_, index, value))
        return self._base.count(type_, index, value, self._own(type_)) + own

    def last(self, type_: type[R], index: str, value: str) -> R | None:
        """The one put last there."""
        own = next(self.written.there(type_, index, value, newest_first=True), None)
        return own.record if own is not None else self._base.last(type_, index, value, self._own(type_))

    def changes(self, type_: type[R], index: str, value: str, after: int, limit: int) -> list[Stored[R]]:
        """Those put after `after`, the first `limit` of them."""
        found = self._base.changes(type_, index, value, after, limit, self._own(type_))
        found.extend(one for one in self.written.there(type_, index, value) if one.rev > after)
        return found[:limit]

    def scan(self, type_: type[R]) -> Iterator[Stored[R]]:
        """All of a kind, by rev."""
        own = dict(self._own(type_))
        yield from (found for found in self._base.scan(type_) if found.record.id not in own)
        yield from sorted((entry for entry in own.values() if entry is not None), key=lambda entry: entry[0])

    def mark(self, number: int) -> str | None:
        """The mark of the commit that ended with `number`."""
        return self._base.mark(number)

    def put(self, record: Record) -> int:
        """Insert or replace."""
        return self.written.put(record)

    def remove(self, type_: type[Record], id_: str) -> None:
        """Forget a record."""
        self.written.write(type_, id_, None)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """All inside, or none of it."""
        here = self.written.here()
        try:
            yield
        except BaseException:
            self.written.take_back(*here)
            raise
