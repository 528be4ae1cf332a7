"""A unit of work over what is committed: its writes lie in layers until the engine has made them durable."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from server.domain.records import Record
from server.store.port import History, R, Stored

Entry = tuple[int, Record] | None
"""What was written under an id: the number and the record, or None for removed."""
Skip = Mapping[str, object]
"""The ids that are as if they were not there: the unit has written them."""


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


class Layer:
    """Writes that are not committed: by kind and id, and under which indexes they were put.

    A put under an index counts as long as the id's entry still has that number.
    """

    def __init__(self, number: int) -> None:
        self.first = self.number = number
        self.records: dict[str, dict[str, Entry]] = {}
        self.types: dict[str, type[Record]] = {}
        self.placed: dict[tuple[str, str, str], dict[str, int]] = {}

    def write(self, type_: type[Record], id_: str, entry: Entry) -> None:
        """Keep one entry, as the last."""
        self.types[type_.kind] = type_
        entries = self.records.setdefault(type_.kind, {})
        entries.pop(id_, None)
        entries[id_] = entry

    def place(self, kind: str, index: str, value: str, id_: str, rev: int) -> None:
        """Note that a record was put under an index."""
        ids = self.placed.setdefault((kind, index, value), {})
        ids.pop(id_, None)
        ids[id_] = rev

    def absorb(self, upper: "Layer") -> None:
        """Take over what a layer above this one holds."""
        for kind, entries in upper.records.items():
            for id_, entry in entries.items():
                self.write(upper.types[kind], id_, entry)
        for place, ids in upper.placed.items():
            for id_, rev in ids.items():
                self.place(*place, id_, rev)
        self.number = upper.number

    def put(self) -> list[tuple[int, Record]]:
        """All that was put, by number."""
        found = [entry for entries in self.records.values() for entry in entries.values() if entry is not None]
        return sorted(found, key=lambda entry: entry[0])

    def removed(self) -> list[tuple[str, str]]:
        """(kind, id) of all that was removed."""
        return [(kind, id_) for kind, entries in self.records.items() for id_, entry in entries.items() if not entry]


class LayeredUnit:
    """The port's Unit over what is committed and a stack of layers."""

    def __init__(self, base: Base, history: History, head: int) -> None:
        self._base = base
        self.history = history
        self._layers = [Layer(head + 1)]

    @property
    def head(self) -> int:
        """The number of the last put, this unit's own included."""
        return self.number - 1

    @property
    def number(self) -> int:
        """The number that the next put will take."""
        return self._layers[-1].number

    @property
    def bottom(self) -> Layer:
        """All that this unit would commit."""
        return self._layers[0]

    def _written(self, kind: str) -> Mapping[str, Entry]:
        """Own writes of a kind, the uppermost layer first."""
        layers = [layer.records[kind] for layer in reversed(self._layers) if kind in layer.records]
        return ChainMap(*layers) if len(layers) > 1 else layers[0] if layers else {}

    def _own(self, type_: type[R], index: str, value: str, written: Mapping[str, Entry]) -> list[Stored[R]]:
        """Own puts under an index, by rev: all of them come after whatever is committed."""
        place = (type_.kind, index, value)
        found: list[Stored[R]] = []
        for layer in self._layers:
            for id_, rev in layer.placed.get(place, {}).items():
                entry = written[id_]
                if entry is not None and entry[0] == rev:
                    found.append(Stored(rev, entry[1]))  # type: ignore[arg-type]  # a kind has one type
        return found

    def stored(self, type_: type[R], id_: str) -> Stored[R] | None:
        """The record with its rev, own writes first."""
        for layer in reversed(self._layers):
            entries = layer.records.get(type_.kind)
            if entries is not None and id_ in entries:
                entry = entries[id_]
                return None if entry is None else Stored(entry[0], entry[1])  # type: ignore[arg-type]
        return self._base.get(type_, id_)

    def get(self, type_: type[R], id_: str) -> R | None:
        """The record, own writes first."""
        found = self.stored(type_, id_)
        return None if found is None else found.record

    def find(self, type_: type[R], index: str, value: str) -> list[R]:
        """All records there, by rev."""
        written = self._written(type_.kind)
        found = self._base.find(type_, index, value, written)
        return [one.record for one in found] + [one.record for one in self._own(type_, index, value, written)]

    def count(self, type_: type[R], index: str, value: str) -> int:
        """How many there are."""
        written = self._written(type_.kind)
        return self._base.count(type_, index, value, written) + len(self._own(type_, index, value, written))

    def last(self, type_: type[R], index: str, value: str) -> R | None:
        """The one put last there."""
        place, written = (type_.kind, index, value), self._written(type_.kind)
        for layer in reversed(self._layers):
            for id_, rev in reversed(layer.placed.get(place, {}).items()):
                entry = written[id_]
                if entry is not None and entry[0] == rev:
                    return entry[1]  # type: ignore[return-value]  # a kind has one type
        return self._base.last(type_, index, value, written)

    def changes(self, type_: type[R], index: str, value: str, after: int, limit: int) -> list[Stored[R]]:
        """Those put after `after`, the first `limit` of them."""
        written = self._written(type_.kind)
        found = self._base.changes(type_, index, value, after, limit, written)
        own = [one for one in self._own(type_, index, value, written) if one.rev > after]
        return (found + own)[:limit]

    def scan(self, type_: type[R]) -> Iterator[Stored[R]]:
        """All of a kind, by rev."""
        own = dict(self._written(type_.kind))
        yield from (found for found in self._base.scan(type_) if found.record.id not in own)
        mine = sorted((entry for entry in own.values() if entry is not None), key=lambda entry: entry[0])
        yield from (Stored(rev, record) for rev, record in mine)  # type: ignore[misc]  # a kind has one type

    def mark(self, number: int) -> str | None:
        """The mark of the commit that ended with `number`."""
        return self._base.mark(number)

    def put(self, record: Record) -> int:
        """Insert or replace."""
        layer = self._layers[-1]
        rev = layer.number
        layer.number += 1
        layer.write(type(record), record.id, (rev, record))
        for index, values in record.indexes().items():
            for value in values:
                layer.place(record.kind, index, value, record.id, rev)
        return rev

    def remove(self, type_: type[Record], id_: str) -> None:
        """Forget a record."""
        self._layers[-1].write(type_, id_, None)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """All inside, or none of it."""
        self._layers.append(Layer(self.number))
        try:
            yield
        except BaseException:
            self._layers.pop()
            raise
        upper = self._layers.pop()
        self._layers[-1].absorb(upper)
