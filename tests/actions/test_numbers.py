"""Numbers of papers: counted up by form and year, never twice, no hole by an act that failed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.actions.dossier_supplement import ask_supplement
from server.actions.dossier_undo import undo
from server.actions.numbers import give_back, next_number
from server.domain.dossiers import Dossier
from server.domain.problems import Refusal
from server.store.port import Unit
from tests import dossier_samples as samples
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


def test_what_was_taken_back_unprinted_is_given_again(here: Here) -> None:
    first, second = (here.do(lambda unit: next_number(unit, FORM, 2026)) for _ in range(2))
    here.do(lambda unit: give_back(unit, FORM, 2026, first))
    assert here.do(lambda unit: next_number(unit, FORM, 2026)) == "03"
    for number in ("03", second):
        here.do(lambda unit, number=number: give_back(unit, FORM, 2026, number))  # type: ignore[misc]
    assert here.do(lambda unit: next_number(unit, FORM, 2026)) == "02"
    here.do(lambda unit: give_back(unit, "rejection", 2026, "01"))


def test_a_paper_that_its_clerk_takes_back_leaves_no_hole(here: Here) -> None:
    by = here.people["clerk"].id
    dossiers = [samples.bare(by, state="processing", received_at=here.act().at), samples.bare(by, state="processing")]
    for dossier in dossiers:
        here.do(lambda unit, dossier=dossier: unit.put(dossier))  # type: ignore[misc]

    def asked(dossier: Dossier) -> str:
        made = here.do(lambda unit: ask_supplement(unit, here.act("clerk"), dossier.id, ["Tờ khai"], "thiếu"))
        assert made.supplement is not None
        return made.supplement.no

    assert asked(dossiers[0]) == "01"
    here.do(lambda unit: undo(unit, here.act("clerk"), dossiers[0].id))
    assert asked(dossiers[1]) == "01"
    assert asked(dossiers[0]) == "02"
