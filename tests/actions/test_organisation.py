"""Units and hamlets over time: the merger of 1/7/2025 as it was (NQ 1668/NQ-UBTVQH15), and what cannot be."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from server.actions.history import story
from server.actions.organisation import add_unit, agency, end_unit, merge_hamlets, new_hamlet, unit_on
from server.domain.commune import Hamlet, find_hamlet
from server.domain.organisation import AdministrativeUnit, Agency, place_name
from server.domain.problems import Refusal
from server.store.port import Unit
from tests.communes import Here

LAW = "NQ 1668/NQ-UBTVQH15"
LAST, FIRST = "2025-06-30", "2025-07-01"


@pytest.fixture
def merged(here: Here) -> Here:
    """Hòa Mỹ and Phụng Hiệp of huyện Phụng Hiệp, Hậu Giang, become Phụng Hiệp of Cần Thơ, under Hòa Mỹ's code."""
    here.clock = lambda: datetime(2026, 11, 24, 2, tzinfo=UTC)

    def merge(unit: Unit) -> None:
        def enter(name: str, level: str, code: str, **more: object) -> AdministrativeUnit:
            return add_unit(unit, here.act(), name=name, level=level, code=code, **more)  # type: ignore[arg-type]

        old = enter("tỉnh Hậu Giang", "province", "93")
        district = enter("huyện Phụng Hiệp", "district", "934", parent=old.id)
        desk = "Bộ phận Tiếp nhận và Trả kết quả"
        enter("xã Hòa Mỹ", "commune", "31420", parent=district.id, desk=desk)
        other = enter("xã Phụng Hiệp", "commune", "31417", parent=district.id, neighbour=True)
        new = {"valid_from": FIRST, "document": LAW}
        city = enter("thành phố Cần Thơ", "province", "92", **new)
        centre = "Trung tâm Phục vụ hành chính công"
        one = enter("xã Phụng Hiệp", "commune", "31420", parent=city.id, desk=centre, **new)
        end_unit(unit, here.act(), other.id, LAST, LAW, one.id)
        end_unit(unit, here.act(), district.id, LAST, LAW)

    here.do(merge)
    return here


def units(here: Here) -> dict[tuple[str, str], AdministrativeUnit]:
    """By name and code: neither alone is enough."""
    with here.store.read() as view:
        return {(one.name, one.code): one for one in view.find(AdministrativeUnit, "all", "")}


def refused(here: Here, act: Callable[[Unit], object]) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as caught:
        here.do(act)
    return caught.value.code, caught.value.field


@pytest.mark.parametrize("day", ["2020-10-13", LAST])
def test_who_issued_papers_before(merged: Here, day: str) -> None:
    with merged.store.read() as view:
        assert agency(view, day) == Agency(
            "ỦY BAN NHÂN DÂN HUYỆN PHỤNG HIỆP",
            "ỦY BAN NHÂN DÂN XÃ HÒA MỸ",
            "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
            "Hòa Mỹ",
        )


@pytest.mark.parametrize("day", [FIRST, "2026-11-24"])
def test_who_issues_them_after(merged: Here, day: str) -> None:
    with merged.store.read() as view:
        assert agency(view, day) == Agency(
            "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ",
            "ỦY BAN NHÂN DÂN XÃ PHỤNG HIỆP",
            "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
            "Phụng Hiệp",
        )
        assert unit_on(view, "district", day) is None


def test_a_code_used_again_is_another_unit(merged: Here) -> None:
    known = units(merged)
    before, after = known["xã Hòa Mỹ", "31420"], known["xã Phụng Hiệp", "31420"]
    neighbour = known["xã Phụng Hiệp", "31417"]
    assert before.successor == neighbour.successor == after.id
    assert (before.valid_to, neighbour.valid_to, after.valid_from) == (LAST, LAST, FIRST)
    assert known["tỉnh Hậu Giang", "93"].successor == known["thành phố Cần Thơ", "92"].id
    assert known["huyện Phụng Hiệp", "934"].successor is None
    with merged.store.read() as view:
        assert [change.what for change in story(view, before)] == ["unit.added", "unit.ended"]
        assert story(view, before)[-1].note == "xã Phụng Hiệp"


def test_what_cannot_be(merged: Here) -> None:
    known = units(merged)
    one, city = known["xã Phụng Hiệp", "31420"], known["thành phố Cần Thơ", "92"]

    def end(day: str, into: str | None = None) -> tuple[str, str | None]:
        return refused(merged, lambda unit: end_unit(unit, merged.act(), one.id, day, LAW, into))

    assert end("2025-06-01") == ("invalid", "valid_to")
    assert end("mai") == ("invalid", "valid_to")
    assert end("2027-01-01", city.id) == end("2027-01-01", one.id) == ("invalid", "successor")
    assert refused(merged, lambda unit: end_unit(unit, merged.act(), "none", LAST, LAW))[0] == "not_found"
    assert refused(
        merged, lambda unit: add_unit(unit, merged.act(), name="xã Khác", level="commune", valid_from=FIRST)
    ) == ("invalid", "valid_from")


def test_without_units_papers_say_what_the_set_up_said(here: Here) -> None:
    with here.store.read() as view:
        assert agency(view, "2026-11-24") == Agency("", "ỦY BAN NHÂN DÂN XÃ THỬ", "", "Thử")


@pytest.mark.parametrize(
    ("name", "place"),
    [("xã Hòa Mỹ", "Hòa Mỹ"), ("Phường Cái Khế", "Cái Khế"), ("đặc khu Phú Quốc", "Phú Quốc"), ("Hòa Mỹ", "Hòa Mỹ")],
)
def test_the_place_where_a_paper_is_written(name: str, place: str) -> None:
    assert place_name(name) == place


def test_hamlets_from_and_until_a_day(merged: Here) -> None:
    new = merged.do(lambda unit: new_hamlet(unit, merged.act(), "Ấp Ba", ["Ấp 3"], False, "2026-01-01"))
    assert [new.in_force(day) for day in ("2025-12-31", "2026-01-01")] == [False, True]
    with merged.store.read() as view:
        target = next(one for one in view.find(Hamlet, "all", "") if one.name == "Ấp Một")

    def merge(day: str) -> Hamlet:
        return merged.do(lambda unit: merge_hamlets(unit, merged.act(), [new.id], target.id, day, "NQ 5"))

    with pytest.raises(Refusal) as caught:
        merge("2026-12-01")
    assert (caught.value.code, caught.value.field) == ("invalid", "day")
    grown = merge("2026-07-01")
    with merged.store.read() as view:
        gone = view.get(Hamlet, new.id)
        active = [one for one in view.find(Hamlet, "all", "") if one.active]
    assert gone is not None
    assert [gone.in_force(day) for day in ("2026-06-30", "2026-07-01")] == [True, False]
    assert (gone.successor, grown.other_names) == (target.id, ("Ấp Ba", "Ấp 3"))
    assert find_hamlet("Ấp 3", active) == grown
