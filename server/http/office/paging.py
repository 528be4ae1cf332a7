"""Pages of a list: which one, of how many, and the numbers of its first and last row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Paged(Generic[T]):
    """One page, of at most `size` rows, of a list of `total`; pages and rows count from 1."""

    rows: Sequence[T]
    page: int
    total: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return pages(self.total, self.size)

    @property
    def first(self) -> int:
        """The number of the first row, 0 if there is none."""
        return (self.page - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last row."""
        return (self.page - 1) * self.size + len(self.rows)


def pages(total: int, size: int) -> int:
    """How many pages of that size a list of `total` rows has; an empty one has one."""
    return max(1, -(-total // size))


def cut(rows: Sequence[T], page: int, size: int) -> Sequence[T]:
    """The rows of one page."""
    return rows[(page - 1) * size : page * size]
