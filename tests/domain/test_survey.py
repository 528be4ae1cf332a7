"""The box of answers without names: nothing in it tells in which order they came."""

from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from server.domain.satisfaction import Answers
from server.domain.survey import SurveyBox, SurveyLink, box_id, dropped, weeks_between, whole_weeks

level = st.none() | st.integers(1, 5)


def filled(order: list[Answers]) -> SurveyBox:
    box = SurveyBox(
        id=box_id("2026-W48", "public", "", "desk"), week="2026-W48", asking="public", hamlet="", stream="desk"
    )
    for answers in order:
        box = SurveyBox(
            **{name: getattr(box, name) for name in box.__struct_fields__} | {"answers": dropped(box, answers)}
        )
    return box


@given(st.lists(st.tuples(level, level, level), max_size=5))
def test_the_order_of_coming_is_forgotten(given_answers: list[Answers]) -> None:
    boxes = {filled(list(order)) for order in permutations(given_answers)}
    assert len(boxes) == 1
    assert sorted(map(str, boxes.pop().answers)) == sorted(map(str, given_answers))


def test_what_is_kept_names_nobody() -> None:
    assert set(SurveyBox.__struct_fields__) == {"id", "week", "asking", "hamlet", "stream", "answers"}
    assert set(SurveyLink.__struct_fields__) == {"id", "week", "expires", "hamlet", "stream", "used"}


@given(st.dates(), st.dates())
def test_whole_weeks_of_any_days(one: date, other: date) -> None:
    first, last = whole_weeks(min(one, other), max(one, other))
    assert (first.isoweekday(), last.isoweekday()) == (1, 7)
    assert first < last
    if 1900 < one.year < 2199 and 1900 < other.year < 2199:
        assert first <= min(one, other) <= max(one, other) <= last


def test_the_weeks_that_days_touch() -> None:
    assert weeks_between(date(2026, 11, 22), date(2026, 11, 23)) == ["2026-W47", "2026-W48"]
    assert weeks_between(date(2020, 12, 28), date(2021, 1, 4)) == ["2020-W53", "2021-W01"]
