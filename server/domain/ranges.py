"""Sets of whole numbers as ranges: which n of a device are stored, and which are missing."""

from collections.abc import Iterable

Ranges = tuple[tuple[int, int], ...]
"""Ascending, disjoint, not touching; both ends belong to it."""


def add(ranges: Ranges, number: int) -> Ranges:
    """The ranges with one more number."""
    if ranges and number == ranges[-1][1] + 1:
        return (*ranges[:-1], (ranges[-1][0], number))
    return union([*ranges, (number, number)])


def union(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Any ranges, put in order and joined."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def has(ranges: Ranges, number: int) -> bool:
    """Whether the number is among them."""
    return any(first <= number <= last for first, last in reversed(ranges))


def missing(ranges: Ranges, first: int, last: int, most: int = 100) -> list[tuple[int, int]]:
    """What of first..last is not in the ranges, the first `most` gaps of it."""
    gaps: list[tuple[int, int]] = []
    expected = first
    for low, high in ranges:
        if high < expected:
            continue
        if low > last:
            break
        if low > expected:
            gaps.append((expected, low - 1))
        expected = high + 1
    if expected <= last:
        gaps.append((expected, last))
    return gaps[:most]
