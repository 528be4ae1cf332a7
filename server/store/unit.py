"""A unit of work over what is committed: its writes lie in layers until the engine has made them durable."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from server.domain.records import Record
from server.store.port import History, R, Stored
from server.store.tables import Committed


class Layer:
    """Writes that are not committed: records put (or None for removed), and what they change in the indexes."""

    def __init__(self, number: int) -> None:
        self.first = self.number = number
        self.records: dict[tuple[str, str], tuple[int, Record] | None] = {}
        self.types: dict[str, type[Record]] = {}
        self.touched: dict[tuple[str, str, str], dict[str, bool]] = {}

    def absorb(self, upper: "Layer") -> None:
        """Take over what a layer above this one holds."""
        for key, value in upper.records.items():
            self.records.pop(key, None)
            self.records[key] = value
        self.types.update(upper.types)
        for place, ids in upper.touched.items():
            mine = self.touched.setdefault(place, {})
            for id_, present in ids.items():
                mine.pop(id_, None)
                mine[id_] = present
        self.number = upper.number


class LayeredUnit:
    """The port's Unit over `Committed` and a stack of layers; `marks` reads the marks of earlier commits."""

    def __init__(self, committed: Committed, history: History, head: int, marks: Any) -> None:
        self._committed = committed
        self._marks = marks
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

    def stored(self, type_: type[R], id_: str) -> Stored[R] | None:
        """The record with its rev, own writes first."""
        key = (type_.kind, id_)
        for layer in reversed(self._layers):
            if key in layer.records:
                found = layer.records[key]
                return None if found is None else Stored(found[0], found[1])  # type: ignore[arg-type]
        return self._committed.get(type_, id_)

    def get(self, type_: type[R], id_: str) -> R | None:
        """The record, own writes first."""
        found = self.stored(type_, id_)
        return None if found is None else found.record

    def _ids(self, kind: str, index: str, value: str) -> dict[str, None]:
        place = (kind, index, value)
        ids = self._committed.ids(*place)
        changed = [layer.touched[place] for layer in self._layers if place in layer.touched]
        if not changed:
            return ids
        merged = dict(ids)
        for touched in changed:
            for id_, present in touched.items():
                merged.pop(id_, None)
                if present:
                    merged[id_] = None
        return merged

    def find(self, type_: type[R], index: str, value: str) -> list[R]:
        """All records there, by rev."""
        return [found for id_ in self._ids(type_.kind, index, value) if (found := self.get(type_, id_)) is not None]

    def count(self, type_: type[R], index: str, value: str) -> int:
        """How many there are."""
        return len(self._ids(type_.kind, index, value))

    def last(self, type_: type[R], index: str, value: str) -> R | None:
        """The one put last there."""
        place = (type_.kind, index, value)
        gone: set[str] = set()
        for layer in reversed(self._layers):
            for id_, present in reversed(layer.touched.get(place, {}).items()):
                if present and id_ not in gone:
                    return self.get(type_, id_)
                gone.add(id_)
        id_last = next((id_ for id_ in reversed(self._committed.ids(*place)) if id_ not in gone), None)
        return None if id_last is None else self.get(type_, id_last)

    def changes(self, type_: type[R], index: str, value: str, after: int, limit: int) -> list[Stored[R]]:
        """Those put after `after`, the first `limit` of them."""
        newest: list[Stored[R]] = []
        for id_ in reversed(self._ids(type_.kind, index, value)):
            found = self.stored(type_, id_)
            if found is None or found.rev <= after:
                break
            newest.append(found)
        newest.reverse()
        return newest[:limit]

    def scan(self, type_: type[R]) -> Iterator[Stored[R]]:
        """All of a kind, by rev."""
        own = {key[1] for layer in self._layers for key in layer.records if key[0] == type_.kind}
        mine = [found for id_ in own if (found := self.stored(type_, id_)) is not None]
        yield from (found for found in self._committed.scan(type_) if found.record.id not in own)
        yield from sorted(mine, key=lambda found: found.rev)

    def mark(self, number: int) -> str | None:
        """The mark of the commit that ended with `number`."""
        found: str | None = self._marks(number)
        return found

    def put(self, record: Record) -> int:
        """Insert or replace."""
        layer = self._layers[-1]
        self._touch(layer, record, type(record))
        rev = layer.number
        layer.number += 1
        key = (record.kind, record.id)
        layer.records.pop(key, None)
        layer.records[key] = (rev, record)
        for index, values in record.indexes().items():
            for value in values:
                touched = layer.touched.setdefault((record.kind, index, value), {})
                touched.pop(record.id, None)
                touched[record.id] = True
        return rev

    def remove(self, type_: type[Record], id_: str) -> None:
        """Forget a record."""
        layer = self._layers[-1]
        old = self.get(type_, id_)
        if old is not None:
            self._touch(layer, old, type_)
            layer.records[(type_.kind, id_)] = None

    def _touch(self, layer: Layer, record: Record, type_: type[Record]) -> None:
        layer.types[type_.kind] = type_
        old = self.get(type_, record.id)
        if old is not None:
            for index, values in old.indexes().items():
                for value in values:
                    layer.touched.setdefault((type_.kind, index, value), {})[record.id] = False

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
