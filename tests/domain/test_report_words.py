"""How a report says numbers, and its sentences where there is nothing, little or more than before."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from server.domain.complaints import ComplaintCounts
from server.domain.entries import DeskEntry, ProcedureName
from server.domain.organisation import Agency
from server.domain.report_facts import ReportFacts
from server.domain.report_figures import Compared, figures_of
from server.domain.report_period import period
from server.domain.report_rows import Material
from server.domain.report_sections import sections
from server.domain.report_words import change, listed, number, percent
from server.domain.reports import EditedPart

NOW = datetime(2026, 11, 24, tzinfo=UTC)
MONTH = period(date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize(("count", "said"), [(0, "0"), (7, "07"), (10, "10"), (107, "107"), (1234, "1.234")])
def test_numbers(count: int, said: str) -> None:
    assert number(count) == said


def test_what_is_not_all_is_never_a_hundred_percent() -> None:
    assert percent(84, 84) == "100%"
    assert percent(9999, 10000) == "99,9%"
    assert percent(39, 40) == "97,5%"
    assert percent(0, 0) == ""


def test_lists_and_changes() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b và c"
    assert listed([]) == ""
    assert change(Compared(12, 10), "hồ sơ", "tháng 2") == "Tăng 02 hồ sơ (20,0%) so với tháng 2."
    assert change(Compared(5, 10), "hồ sơ", "tháng 2") == "Giảm 05 hồ sơ (50,0%) so với tháng 2."
    assert change(Compared(10, 10), "hồ sơ", "tháng 2") == "Bằng tháng 2."
    assert change(Compared(10, 0), "hồ sơ", "tháng 2") == ""


def facts(now: int, before: int, guided: bool = True) -> ReportFacts:
    """A month in which so many forms were written, and so many in the one before."""
    entries = [
        DeskEntry(
            id=f"{day}-{place}",
            day=day,
            procedure=ProcedureName("1", "P"),
            declarant="Người Thử",
            scribe="s",
            guided=guided,
        )
        for day, count in (("2026-03-05", now), ("2026-02-05", before))
        for place in range(count)
    ]
    return ReportFacts(
        figures=figures_of(Material(MONTH, NOW, entries=entries)),
        before=figures_of(Material(MONTH.before(), NOW, entries=entries)),
        agency=Agency("", "ỦY BAN NHÂN DÂN XÃ THỬ", "", "Thử"),
        committee="Ủy ban nhân dân xã Thử",
        commune="xã Thử",
    )


def said(found: ReportFacts) -> dict[str, str]:
    return {one.code: one.text for one in sections(found, {})}


def test_nothing_is_said_as_nothing() -> None:
    words = said(facts(0, 0))
    assert words["writing_result"] == "Trong kỳ chưa phát sinh trường hợp viết hộ."
    assert words["writing_effect"] == ""
    assert "dossiers_result" not in words
    assert "satisfaction" not in words


def test_letters_are_counted_and_nothing_else_of_them_is_said() -> None:
    none, three = facts(0, 0), replace(facts(0, 0), complaints=ComplaintCounts(3, 1))
    assert "satisfaction" not in said(none)
    assert said(three)["satisfaction"] == "Tiếp nhận 03 thư góp ý, phản ánh không ghi tên, đã trả lời 01."
    assert said(replace(none, complaints=ComplaintCounts(3, 0)))["satisfaction"].endswith("chưa trả lời.")


def test_a_month_is_compared_with_the_one_before() -> None:
    assert said(facts(9, 6))["writing_result"].endswith("Tăng 03 hồ sơ (50,0%) so với tháng 2 năm 2026.")
    assert "09 hồ sơ" in said(facts(9, 6))["writing_result"]
    assert "hướng dẫn nộp 0 hồ sơ" in said(facts(9, 6, guided=False))["writing_result"]


def test_a_part_written_by_hand_is_stale_when_its_suggestion_moved() -> None:
    found = facts(9, 6)
    suggestion = next(one.suggestion for one in sections(found, {}) if one.code == "limits")
    for base, stale in ((suggestion, False), ("- Khác.", True)):
        shown = {one.code: one for one in sections(found, {"limits": EditedPart("- Tay.", base)})}
        assert (shown["limits"].text, shown["limits"].stale) == ("- Tay.", stale)
