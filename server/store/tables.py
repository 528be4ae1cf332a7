"""What is committed, in memory: TinyDB's documents and queries over dictionaries that nobody rewrites.

TinyDB's own storage writes its whole file for each change; here `Memory` is its storage and `KeyedTable` its
table: both hand out the live dictionaries, with the ids that we give. Durability is the engine's business.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from server.domain.records import Record
from server.store.port import R, Stored
from server.store.unit import Skip

Index = dict[tuple[str, str, str], dict[str, None]]
"""(kind, index, value) → ids by rev ascending."""


class Row(Mapping[str, Any]):
    """A record with its rev, as TinyDB sees a document; a nested part becomes plain values when it is asked for."""

    __slots__ = ("stored",)

    def __init__(self, rev: int, record: Record) -> None:
        self.stored = Stored(rev, record)

    def __getitem__(self, name: str) -> Any:
        if name not in self.stored.record.__struct_fields__:
            raise KeyError(name)
        return msgspec.to_builtins(getattr(self.stored.record, name))

    def __iter__(self) -> Iterator[str]:
        return iter(self.stored.record.__struct_fields__)

    def __len__(self) -> int:
        return len(self.stored.record.__struct_fields__)


class Memory(Storage):
    """A TinyDB storage that is the dictionary itself."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Any]] = {}

    def read(self) -> dict[str, dict[str, Any]]:
        """The live tables."""
        return self.tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take whole tables (TinyDB asks for this only when tables are dropped)."""
        self.tables = data


class KeyedTable(Table):
    """A TinyDB table whose ids are our strings and whose changes touch only what changed."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB documents that ids of another class are allowed

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return self._storage.read().setdefault(self.name, {})  # type: ignore[union-attr]

    def _update_table(self, updater: Callable[[dict[Any, Mapping[str, Any]]], None]) -> None:
        updater(self._read_table())
        self.clear_cache()


class Documents(TinyDB):
    """TinyDB over `Memory` with `KeyedTable`s."""

    table_class = KeyedTable

    def __init__(self) -> None:
        super().__init__(storage=Memory)


class Committed:
    """Every committed record, by kind and id and by declared index: the base of a unit. Not thread-safe: the engine
    locks. `mark` reads the marks of commits."""

    def __init__(self, mark: Callable[[int], str | None] = lambda number: None) -> None:
        self.documents = Documents()
        self.indexes: Index = {}
        self.mark = mark
        self._live: dict[str, dict[str, Row]] = {}

    def _table(self, kind: str) -> dict[str, Row]:
        if kind not in self._live:
            keyed = self.documents.table(kind)
            assert isinstance(keyed, KeyedTable)
            self._live[kind] = cast(dict[str, Row], keyed._read_table())
        return self._live[kind]

    def get(self, type_: type[R], id_: str) -> Stored[R] | None:
        """The record with its rev."""
        row: Row | None = self._table(type_.kind).get(id_)
        return None if row is None else row.stored  # type: ignore[return-value]  # a kind has one type

    def _ids(self, type_: type[Record], index: str, value: str) -> dict[str, None]:
        return self.indexes.get((type_.kind, index, value), {})

    def find(self, type_: type[R], index: str, value: str, skip: Skip) -> list[Stored[R]]:
        """All records there, by rev."""
        table = self._table(type_.kind)
        ids = self._ids(type_, index, value)
        return [table[id_].stored for id_ in ids if id_ not in skip]  # type: ignore[misc]

    def count(self, type_: type[R], index: str, value: str, skip: Skip) -> int:
        """How many there are."""
        ids = self._ids(type_, index, value)
        return len(ids) if not skip or not ids else sum(1 for id_ in ids if id_ not in skip)

    def last(self, type_: type[R], index: str, value: str, skip: Skip) -> R | None:
        """The one put last there."""
        table = self._table(type_.kind)
        ids = reversed(self._ids(type_, index, value))
        return next((table[id_].stored.record for id_ in ids if id_ not in skip), None)  # type: ignore[return-value]

    def changes(self, type_: type[R], index: str, value: str, after: int, limit: int, skip: Skip) -> list[Stored[R]]:
        """Those put after `after`, the first `limit` of them; only what changed since is looked at."""
        table = self._table(type_.kind)
        newest: list[Stored[R]] = []
        for id_ in reversed(self._ids(type_, index, value)):
            found = table[id_].stored
            if found.rev <= after:
                break
            if id_ not in skip:
                newest.append(found)  # type: ignore[arg-type]
        newest.reverse()
        return newest[:limit]

    def scan(self, type_: type[R]) -> Iterator[Stored[R]]:
        """All of a kind, by rev."""
        table = self._table(type_.kind)
        for id_ in sorted(table, key=lambda key: table[key].stored.rev):
            found = self.get(type_, id_)
            if found is not None:
                yield found

    def apply(self, rev: int, record: Record) -> None:
        """Take in one committed record."""
        kind, id_, table, indexes = record.kind, record.id, self._table(record.kind), self.indexes
        if id_ in table:
            self._unindex(type(record), id_)
        table[id_] = Row(rev, record)
        for index, values in record.indexes().items():
            for value in values:
                ids = indexes.get((kind, index, value))
                if ids is None:
                    indexes[kind, index, value] = {id_: None}
                else:
                    ids[id_] = None

    def forget(self, type_: type[Record], id_: str) -> None:
        """Take in one committed removal."""
        self._unindex(type_, id_)
        self._table(type_.kind).pop(id_, None)

    def _unindex(self, type_: type[Record], id_: str) -> None:
        old = self.get(type_, id_)
        if old is None:
            return
        for index, values in old.record.indexes().items():
            for value in values:
                key = (type_.kind, index, value)
                ids = self.indexes.get(key)
                if ids is not None:
                    ids.pop(id_, None)
                    if not ids:
                        del self.indexes[key]
