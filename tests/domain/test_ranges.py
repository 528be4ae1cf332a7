"""Ranges of numbers against plain sets."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from server.domain.ranges import Ranges, add, has, missing, union

NUMBERS = st.lists(st.integers(1, 60))


def expand(ranges: Ranges | list[tuple[int, int]]) -> list[int]:
    return [number for first, last in ranges for number in range(first, last + 1)]


@given(NUMBERS)
def test_adding_is_adding_to_a_set(numbers: list[int]) -> None:
    ranges: Ranges = ()
    for number in numbers:
        ranges = add(ranges, number)
    assert expand(ranges) == sorted(set(numbers))
    assert ranges == union((number, number) for number in numbers)
    assert all(after[0] - before[1] > 1 for before, after in itertools.pairwise(ranges))
    assert all(has(ranges, number) == (number in numbers) for number in range(62))


@given(NUMBERS, st.integers(1, 60), st.integers(0, 60))
def test_what_is_missing_is_the_difference(numbers: list[int], first: int, length: int) -> None:
    wanted = range(first, first + length)
    ranges = union((number, number) for number in numbers)
    assert expand(missing(ranges, first, first + length - 1)) == [n for n in wanted if n not in numbers]
