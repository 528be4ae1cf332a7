"""Weeks, and what two lists of papers differ in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.items import Item, What
from server.domain.reconciliations import Finding, Reconciliation, differences, next_week, week_days, week_of


def test_weeks_over_the_turn_of_a_year() -> None:
    assert week_of(date(2026, 11, 24)) == "2026-W48"
    assert week_of(date(2027, 1, 3)) == "2026-W53"
    assert week_days("2026-W48") == (date(2026, 11, 23), date(2026, 11, 29))
    assert next_week("2026-W53", 1) == "2027-W01"
    assert next_week("2027-W01", -1) == "2026-W53"


@pytest.mark.parametrize("text", ["2026-W54", "2026-48", "", "2026-W00", "tuần này"])
def test_no_such_week(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        week_days(text)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_lies_in_its_week(day: date) -> None:
    monday, sunday = week_days(week_of(day))
    assert monday <= day <= sunday


IDS = st.sets(st.sampled_from("abcdefgh"))


@given(IDS, IDS)
def test_every_paper_is_agreed_on_or_differs_once(held: set[str], said: set[str]) -> None:
    items = [Item(id=id_, name=id_, what=What("result", "x")) for id_ in held]
    found = differences(items, said)
    assert {id_ for id_, kind in found if kind == "missing"} == held - said
    assert {id_ for id_, kind in found if kind == "extra"} == said - held
    assert len(found) == len(held ^ said)


def test_what_is_explained_is_not_open() -> None:
    found = Reconciliation(
        id="r",
        week="2026-W48",
        deliverer="p",
        counted_at="x",
        counted_by="c",
        source="papers",
        findings=(
            Finding("a", "A", "missing"),
            Finding("b", "B", "extra", settled_at="x", settled_by="c", how="đã về"),
        ),
    )
    assert [one.item for one in found.open] == ["a"]
    assert found.indexes()["open"] == ("",)
