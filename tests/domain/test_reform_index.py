"""The map of figures to the index: whole, and of figures that there are."""

from server.domain.reform_index import GROUPS
from server.domain.report_codes import KINDS


def test_the_groups_make_a_hundred_points() -> None:
    assert [group.points for group in GROUPS] == [18, 20, 22, 22, 18]
    assert sum(group.points for group in GROUPS) == 100


def test_only_figures_that_are_counted_are_named() -> None:
    assert {code for group in GROUPS for code in group.figures} <= KINDS.keys()
    assert [group.name for group in GROUPS if group.survey] == ["Mức độ hài lòng"]
