"""The notice of a roster: that of October 2020 as its worked example, and what an amendment shows of old and new."""

from dataclasses import replace
from datetime import date

from msgspec import structs

from server.domain.demo_notices import OF_2020
from server.domain.demo_rosters import past_rosters
from server.domain.notice_wording import NoticeWording
from server.domain.official_documents import OfficialDocument, Paragraph, Run, Table
from server.domain.organisation import Agency
from server.domain.roster_notice import NoticeFacts, Seat, month_words, roster_notice
from server.domain.roster_records import Amendment, Roster, Shift, Version
from server.domain.roster_versions import newest_version

PEOPLE = {
    "a": Seat("Danh Thử An", "Đoàn Thanh niên", "Bí thư Đoàn xã", "0300000001"),
    "b": Seat("Lâm Thử Bình", "Hội Nông dân", "Chủ tịch Hội", "0300000002"),
    "c": Seat("Lê Thử Cúc", "Hội Phụ nữ", "Phó Chủ tịch Hội", "0300000003"),
    "d": Seat("Sơn Thử Dũng", "Hội Cựu chiến binh", "Ủy viên", ""),
}
RECORDS = list(past_rosters(tuple("abcd"), tuple("cdab"), "clerk"))
OCTOBER = next(one for one in RECORDS if isinstance(one, Roster) and one.id == "2020-10")
SHIFTS = tuple(one for one in RECORDS if isinstance(one, Shift) and one.month == "2020-10")
FACTS = NoticeFacts(
    agency=Agency("ỦY BAN NHÂN DÂN HUYỆN MẪU", "ỦY BAN NHÂN DÂN XÃ HÒA MẪU", "BỘ PHẬN MỘT CỬA", "Hòa Mẫu"),
    committee="Ủy ban nhân dân xã Hòa Mẫu",
    roster=OCTOBER,
    shifts=SHIFTS,
    people=PEOPLE,
    unions={"farmers-union": "Hội Nông dân"},
    wording=OF_2020,
    hours={"morning": ("07:00", "11:00"), "afternoon": ("13:00", "17:00")},
    place="Bàn viết hộ, Bộ phận Một cửa xã Hòa Mẫu",
)


def amended(role: str, before: str | None, after: str | None, version: int = 1, at: str = "2020-10-15") -> Amendment:
    """A change of one place."""
    return Amendment(f"{at}T03:00:00.000Z", "clerk", version, role, before, after, "ốm")  # type: ignore[arg-type]


def changed(place: int, *amendments: Amendment, **fields: object) -> NoticeFacts:
    """October after a shift was changed, not published again."""
    shifts = [*SHIFTS]
    shifts[place] = structs.replace(shifts[place], amendments=amendments, **fields)
    return replace(FACTS, shifts=tuple(shifts), roster=structs.replace(OCTOBER, amended=True))


def table(document: OfficialDocument) -> Table:
    """The table of a notice."""
    return next(block for block in document.body if isinstance(block, Table))


def said(document: OfficialDocument) -> list[str]:
    """The paragraphs of a notice."""
    return ["".join(run.text for run in one.words) for one in document.ended if isinstance(one, Paragraph)]


def test_the_notice_of_october_2020() -> None:
    notice = roster_notice(FACTS, newest_version(OCTOBER))
    assert notice.agency == "ỦY BAN NHÂN DÂN\nXÃ HÒA MẪU"
    assert (notice.number_line, notice.dated) == ("Số: 1039/TB-UBND", "Hòa Mẫu, ngày 01 tháng 10 năm 2020")
    assert (notice.type_name, notice.summary) == (
        "Thông báo",
        "Về việc phân công cán bộ trực Bàn viết hộ tháng 10/2020",
    )
    assert [column.head for column in table(notice).columns] == [
        *("Ngày", "Buổi", "Hội", "Họ tên", "Chức vụ", "Điện thoại", "Dự phòng")
    ]
    rows = [["".join(run.text for run in cell) for cell in row] for row in table(notice).rows]
    assert [row[0] for row in rows[::2]] == [f"Thứ Sáu\n{day:02}/10/2020" for day in (2, 9, 16, 23, 30)]
    assert rows[0] == [
        *("Thứ Sáu\n02/10/2020", "Sáng", "Hội Nông dân", "Lâm Thử Bình", "Chủ tịch Hội", "0300000002"),
        "Danh Thử An\n0300000001",
    ]
    assert rows[1][1] == "Chiều"
    assert "buổi sáng từ 07 giờ 00 đến 11 giờ 00; buổi chiều từ 13 giờ 00 đến 17 giờ 00" in " ".join(said(notice))
    assert said(notice)[-1].endswith("thực hiện./.")
    assert any("993/KH-UBND" in base for base in notice.bases)
    assert notice.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert notice.listed_recipients[-1] == "- Lưu: VT, CCHC."


def test_a_draft_has_room_for_its_number_and_takes_one() -> None:
    draft = replace(FACTS, roster=Roster(id="2020-10"))
    assert roster_notice(draft, 1).number_line == "Số:        /TB-UBND"
    assert roster_notice(draft, 1).day is None
    given = roster_notice(draft, 1, "1040", "2020-10-02")
    assert (given.number_line, given.day) == ("Số: 1040/TB-UBND", date(2020, 10, 2))


def test_an_amendment_strikes_the_old_name_and_says_the_new() -> None:
    facts = changed(4, amended("duty", "d", "a"), person="a")
    version = newest_version(facts.roster)
    notice = roster_notice(facts, version)
    assert version == 2
    assert notice.summary == "Về việc sửa đổi lịch phân công cán bộ trực Bàn viết hộ tháng 10/2020"
    assert notice.number == ""
    assert table(notice).rows[4][3] == (
        *(Run("Sơn Thử Dũng", struck=True), Run("\n"), Run("Danh Thử An", bold=True), Run("\n")),
        Run("(sửa đổi ngày 15/10/2020)", italic=True),
    )
    assert "- Thứ Sáu, ngày 16/10/2020, buổi sáng: Danh Thử An trực thay Sơn Thử Dũng." in said(notice)
    assert "tại Thông báo số 1039/TB-UBND ngày 01 tháng 10 năm 2020" in said(notice)[0]
    assert "ốm" not in " ".join(said(notice)).split()


def test_the_first_version_is_printed_again_as_it_was() -> None:
    steps = (amended("duty", "d", "a"), amended("duty", "a", "b"), amended("reserve", SHIFTS[4].reserve, None))
    facts = changed(4, *steps, person="b", reserve=None)
    assert table(roster_notice(facts, 1)) == table(roster_notice(FACTS, 1))


def test_steps_between_two_versions_count_as_one_and_nothing_if_it_is_as_before() -> None:
    twice = changed(4, amended("duty", "d", "a"), amended("duty", "a", "b", at="2020-10-16"), person="b")
    assert "Lâm Thử Bình trực thay Sơn Thử Dũng" in " ".join(said(roster_notice(twice, 2)))
    assert "sửa đổi ngày 16/10/2020" in table(roster_notice(twice, 2)).rows[4][3][-1].text
    back = changed(4, amended("duty", "d", "a"), amended("duty", "a", "d"))
    assert not [line for line in said(roster_notice(back, 2)) if line.startswith("- ")]


def test_a_shift_given_up_is_struck_and_gone_in_the_next_version() -> None:
    facts = changed(6, amended("shift", "d", None), state="cancelled")
    row = table(roster_notice(facts, 2)).rows[6]
    assert all(run.struck for cell in row[:3] for run in cell)
    assert row[3][-1].text == "(bỏ buổi trực, sửa đổi ngày 15/10/2020)"
    assert len(table(roster_notice(facts, 1)).rows) == 10
    again = structs.replace(
        OCTOBER, versions=(*OCTOBER.versions, Version(2, "1100/TB-UBND", "2020-10-16", "", "clerk")), amended=True
    )
    assert len(table(roster_notice(replace(facts, roster=again), 3)).rows) == 9


def test_a_shift_added_later_is_not_in_the_first_version() -> None:
    facts = changed(6, amended("duty", None, "a"), extra=True, person="a")
    assert len(table(roster_notice(facts, 1)).rows) == 9
    assert table(roster_notice(facts, 2)).rows[6][3][-1].text == "(bổ sung ngày 15/10/2020)"


def test_a_place_that_nobody_has_names_the_union_whose_turn_it_is() -> None:
    facts = replace(FACTS, shifts=(structs.replace(SHIFTS[0], person=None, turn="farmers-union"),))
    assert [run.text for cell in table(roster_notice(facts, 1)).rows[0] for run in cell][2:6] == [
        *("Hội Nông dân", "", "", "")
    ]


def test_months_as_papers_write_them() -> None:
    assert [month_words(month) for month in ("2021-02", "2020-09")] == ["tháng 02/2021", "tháng 9/2020"]


def test_the_usual_wording_rests_on_the_model_and_names_no_one() -> None:
    wording = NoticeWording(id="2026-12")
    assert "Hỗ trợ người dân" in wording.bases[0]
    assert not wording.signer
