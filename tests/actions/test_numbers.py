"""Numbers of papers: counted up by form and year, never twice, no hole by an act that failed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.actions.numbers import next_number
from server.domain.problems import Refusal
from server.store.port import Unit
from tests.communes import Here

FORM = "supplement_request"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    made = Here(tmp_path)
    yield made
    made.store.close()


def test_each_form_and_year_counts_for_itself(here: Here) -> None:
    assert [here.do(lambda unit: next_number(unit, FORM, 2026)) for _ in range(10)][::9] == ["01", "10"]
    assert here.do(lambda unit: next_number(unit, "rejection", 2026)) == "01"
    assert here.do(lambda unit: next_number(unit, FORM, 2027)) == "01"
    assert here.do(lambda unit: next_number(unit, FORM, 2026)) == "11"


def test_a_failed_act_leaves_no_hole(here: Here) -> None:
    def failing(unit: Unit) -> None:
        next_number(unit, FORM, 2026)
        raise Refusal("supplement_once")

    assert here.do(lambda unit: next_number(unit, FORM, 2026)) == "01"
    with pytest.raises(Refusal):
        here.do(failing)
    assert here.do(lambda unit: next_number(unit, FORM, 2026)) == "02"


def test_many_at_once_get_a_number_each(here: Here) -> None:
    with ThreadPoolExecutor(8) as clerks:
        given = list(clerks.map(lambda _: here.do(lambda unit: next_number(unit, FORM, 2026)), range(40)))
    assert sorted(given) == [f"{number:02}" for number in range(1, 41)]
