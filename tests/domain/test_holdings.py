"""What is held about a person is one list, and no kind of record is forgotten in it."""

import pytest

from server.app import RECORDS
from server.domain.holdings import HOLDINGS, NOT_HELD, OWN
from server.domain.subject_records import TYPES
from server.http.office.subject_behind import BEHIND
from server.http.render import catalogue


def test_every_kind_of_record_is_placed_once() -> None:
    placed = [kind for one in HOLDINGS for kind in (one.kind, *one.also)] + [*NOT_HELD]
    assert sorted(placed) == sorted(record.kind for record in RECORDS)


def test_each_holding_is_found_by_something() -> None:
    assert {one.kind for one in OWN} == set(TYPES)
    assert {one.kind for one in HOLDINGS if not one.own} == set(BEHIND)


def test_a_letter_without_a_name_is_nobodys() -> None:
    assert NOT_HELD["complaint"] == "anonymous"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_says_in_words_what_it_is_and_what_for(language: str) -> None:
    words = catalogue(language)
    assert all(words[f"office.subject.{part}.{one.kind}"] for one in HOLDINGS for part in ("kind", "why"))
