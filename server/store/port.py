"""The contract of a store. Each engine passes the one suite in tests/store/contract.py.

A store keeps records (server.domain.records.Record) by kind and id. One counter N numbers every put, in the
order of commits, without holes: an event's `seq` is the number of its put, a document's `rev` that of its last.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from server.domain.records import Record

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Stored(NamedTuple, Generic[R]):
    """A record with the number of its last put."""

    rev: int
    record: R


class History(NamedTuple):
    """Which history this store is: the commune, the installation, and the epoch (new at start and restore)."""

    commune: str
    deployment: str
    epoch: str


class Dumped(NamedTuple):
    """One record as it is stored: its kind, id, rev and JSON, whatever the program knows of it."""

    kind: str
    id: str
    rev: int
    body: bytes


class Mark(NamedTuple):
    """The mark of a commit whose last number was `number`."""

    number: int
    mark: str


class Snapshot(Protocol):
    """One committed state of a whole store, read without holding up anybody."""

    @property
    def history(self) -> History:
        """Which history it is."""

    def records(self) -> Iterator[Dumped]:
        """Every record, by rev ascending."""

    def marks(self) -> Iterator[Mark]:
        """Every mark, by number ascending."""


class Unavailable(Exception):
    """Nothing was stored, or it is not known; trying again settles it (disk full, closed store)."""


class NewerData(Exception):
    """The data are of a format that this program does not know yet (records.FORMAT); they were left as they are."""

    def __init__(self, format_: int) -> None:
        super().__init__(f"format {format_}")
        self.format = format_


class View(Protocol):
    """Reads. A view shows one committed state for as long as it is open."""

    @property
    def history(self) -> History:
        """Which history is read."""

    @property
    def head(self) -> int:
        """N: the number of the last put, 0 before the first."""

    def get(self, type_: type[R], id_: str) -> R | None:
        """The record, or None. Never scans."""

    def stored(self, type_: type[R], id_: str) -> Stored[R] | None:
        """The record with its rev, or None. Never scans."""

    def find(self, type_: type[R], index: str, value: str) -> list[R]:
        """All records with that value in that declared index, by rev ascending. Cost grows with what is found."""

    def count(self, type_: type[R], index: str, value: str) -> int:
        """How many `find` would give, at the cost of one look-up."""

    def last(self, type_: type[R], index: str, value: str) -> R | None:
        """The one that was put last among them, at the cost of one look-up."""

    def changes(self, type_: type[R], index: str, value: str, after: int, limit: int) -> list[Stored[R]]:
        """Of `find` those with rev > `after`, the first `limit` by rev. Cost grows with what changed since."""

    def scan(self, type_: type[R]) -> Iterator[Stored[R]]:
        """Every record of a kind by rev ascending: for exports and checks, never for a request's hot path."""

    def mark(self, number: int) -> str | None:
        """The mark (8 random bytes, base64url) of the commit whose last number was `number`; None if none was."""


class Unit(View, Protocol):
    """A unit of work: its own writes are seen by its reads, by nobody else until the commit, and all or none last."""

    @property
    def number(self) -> int:
        """The number that the next put will take."""

    def put(self, record: Record) -> int:
        """Insert or replace; gives the number taken. The record appears under its indexes at once."""

    def remove(self, type_: type[Record], id_: str) -> None:
        """Forget a record that no phone pulls (sessions, drafts). Takes no number; unknown ids are no error."""

    def savepoint(self) -> AbstractContextManager[None]:
        """What is put inside is undone, numbers too, when the block raises; the exception goes on."""


class Store(Protocol):
    """The engine."""

    name: str

    @property
    def history(self) -> History:
        """Which history this is."""

    def read(self) -> AbstractContextManager[View]:
        """A view of what is committed, for a short block of synchronous code."""

    def submit(self, act: Callable[[Unit], T]) -> "Future[T]":
        """Run `act` in a unit of work of its own; its result comes only after it is durable.

        What `act` raises undoes all of it and comes out of the future. Acts run one after another; those that
        arrive together may share one commit. Raises Unavailable out of the future when the commit failed.
        """

    def on_commit(self, listener: Callable[[list[tuple[str, str]]], Any]) -> None:
        """Call `listener` with the (kind, id) put after each commit, from any thread."""

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """All that is committed now, for a backup."""

    def load(self, history: History, records: Iterable[Dumped], marks: Iterable[Mark]) -> None:
        """Fill an empty store with a snapshot's content under the given history, all or nothing.

        Raises ValueError if the store is not empty. The store has to be opened anew afterwards.
        """

    def close(self) -> None:
        """Finish what was submitted and let go of the files."""
