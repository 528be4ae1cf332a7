"""Card lists as they arrive: headers, odd cells, rows that are none, bad rows refused one by one."""

import contextlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.cards import Card
from server.domain.commune import Hamlet
from server.domain.lists import ReadList, ReadRow, known_of, read_list
from server.domain.problems import Refusal
from server.domain.tables import Cell, Day, Sheet, Table

HAMLETS = [
    Hamlet(id="h1", name="Ấp 1"),
    Hamlet(id="h2", name="Ấp Mẫu Đông", other_names=("Mẫu Đông A",)),
    Hamlet(id="h3", name="Ấp Hòa Mẫu"),
]
HEADER = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Mã số BHXH", "Số thẻ BHYT", "Từ ngày", "Đến ngày", "Địa chỉ")
GOOD = (1, "Nguyễn Văn Mẫu", "16/08/1961", "Nam", "0123456789", "HN3930123456789", "01/09/2020", "31/12/2020", "Ấp 1")


def read(*rows: Sequence[Cell]) -> ReadList:
    return read_list(Table((Sheet("DS", tuple(map(tuple, rows))),)), "cards", known_of(HAMLETS))


def told(row: ReadRow) -> Card:
    assert isinstance(row.told, Card), row.problem
    return row.told


def one(header: Sequence[Cell], row: Sequence[Cell]) -> ReadRow:
    rows = read(header, row).rows
    assert len(rows) == 1
    return rows[0]


def card(header: Sequence[Cell], row: Sequence[Cell]) -> Card:
    return told(one(header, row))


def changed(**cells: Cell) -> tuple[Cell, ...]:
    """The good row with some cells changed, by a short name of their column."""
    places = {"name": 1, "birth": 2, "sex": 3, "code": 4, "number": 5, "start": 6, "end": 7, "address": 8}
    row: list[Cell] = list(GOOD)
    for name, cell in cells.items():
        row[places[name]] = cell
    return tuple(row)


def codes(row: ReadRow) -> list[str]:
    return [warning.code for warning in row.warnings]


def test_a_plain_row() -> None:
    row = one(HEADER, GOOD)
    assert row.row == 2
    assert not row.warnings
    assert row.told == Card(
        name="Nguyễn Văn Mẫu",
        number="HN3930123456789",
        valid_from="2020-09-01",
        valid_to="2020-12-31",
        birth="1961-08-16",
        sex="male",
        insurance_code="0123456789",
        hamlet="h1",
        hamlet_text="Ấp 1",
    )


def test_titles_above_two_row_header_totals_and_signatures() -> None:
    found = read(
        ("BẢO HIỂM XÃ HỘI", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (),
        ("DANH SÁCH CẤP THẺ BẢO HIỂM Y TẾ",),
        ("STT", "Họ và tên", "Ngày sinh", "Số thẻ BHYT", "Giá trị sử dụng", None, "Địa chỉ"),
        (None, None, None, None, "Từ ngày", "Đến ngày", None),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
        (1.0, "Lê Thị Thử", 1950.0, "BT2930000000001", Day("2020-09-01"), 44196.0, "ấp mẫu đông, Hoà Mẫu"),
        (2.0, "Trần Văn Ví Dụ", "06/1933", "BT2930000000002", "01/09/2020", "31/12/2020", "Ấp Lạ"),
        ("Tổng cộng: 2 thẻ",),
        (None, None, None, None, None, "Hòa Mẫu, ngày 1 tháng 9 năm 2020"),
        (None, "NGƯỜI LẬP BIỂU", None, None, None, "GIÁM ĐỐC"),
        (None, "Phạm Văn Ký", None, None, None, "Đỗ Thị Duyệt"),
    )
    assert [row.row for row in found.rows] == [7, 8]
    first, second = map(told, found.rows)
    assert (first.birth, first.valid_from, first.valid_to) == ("1950", "2020-09-01", "2020-12-31")
    assert (first.hamlet, second.hamlet, second.hamlet_text) == ("h2", None, "Ấp Lạ")
    assert codes(found.rows[1]) == ["unknown_hamlet"]
    titles = {column.field: column.title for column in found.columns}
    assert titles["valid_to"] == "Giá trị sử dụng – Đến ngày"


def test_columns_in_any_order_and_spelling() -> None:
    header = (
        "Đia chỉ",
        "Đến ngày",
        "Số điện thoại",
        "MÃ THẺ BHYT",
        "HỌ VÀ TÊN NGƯỜI THAM GIA",
        "Năm sinh",
        "Từ ngày",
        "X",
    )
    found = card(
        header, ("tổ 3 ấp 1 xã Hòa Mẫu", "31/12/2020", 912345678, "TE1930000000001", "Võ Thử", 2015, "1/9/2020", 1)
    )
    assert (found.phone, found.birth, found.hamlet, found.valid_from) == ("0912345678", "2015", "h1", "2020-09-01")
    columns = read(header, ("", "", "", "TE1930000000001", "Võ Thử", "", "1/9/2020")).columns
    assert [column.field for column in columns][-1] is None


def test_decomposed_letters_and_stray_blanks() -> None:
    header = tuple(title.replace("ọ", "o\u0323") for title in HEADER)
    assert card(header, changed(name="  Lê   Thi\u0323  Thử ")).name == "Lê Thị Thử"


def test_birth_dates_under_nam_and_nu() -> None:
    header = ("TT", "Họ tên", "Ngày, tháng, năm sinh", None, "Mã thẻ")
    second = (None, None, "Nam", "Nữ", None)
    found = read(
        header,
        second,
        (1, "Lê Thử", None, "02/03/1944", "BT2930000000001"),
        (2, "Võ Mẫu", 1950, None, "BT2930000000002"),
    )
    cards = map(told, found.rows)
    assert [(c.birth, c.sex) for c in cards] == [("1944-03-02", "female"), ("1950", "male")]


def test_names_in_two_columns() -> None:
    titled = ("STT", "Họ và chữ đệm", "Tên", "Mã thẻ")
    untitled = ("STT", "Họ và tên", None, "Mã thẻ")
    for header in (titled, untitled):
        assert card(header, (1, "Nguyễn Thị Ngọc", "Mẫu", "BT2930000000001")).name == "Nguyễn Thị Ngọc Mẫu"


def test_headings_of_hamlets() -> None:
    header = ("STT", "Họ và tên", "Số thẻ")
    found = read(
        header,
        ("I. Ấp 1",),
        (1, "Lê Thử", "BT2930000000001"),
        ("II", "Ấp Mẫu Đông A"),
        (2, "Võ Mẫu", "BT2930000000002"),
    )
    assert [told(row).hamlet for row in found.rows] == ["h1", "h2"]


def test_the_hamlet_is_not_the_commune_of_the_same_name() -> None:
    assert card(HEADER, changed(address="Ấp Lạ, xã Hòa Mẫu")).hamlet is None
    assert card(HEADER, changed(address="Hòa Mẫu")).hamlet == "h3"
    assert card(HEADER, changed(address="Ấp Mẫu Đông A - Hoà Mẫu")).hamlet == "h2"


@pytest.mark.parametrize(
    ("cell", "birth"),
    [
        (Day("1961-08-16"), "1961-08-16"),
        ("16-8-1961", "1961-08-16"),
        ("1961-08-16 00:00", "1961-08-16"),
        ("06/1933", "1933-06"),
        ("00/00/1941", "1941"),
        ("00/06/1941", "1941-06"),
        ("1941", "1941"),
        (1941.0, "1941"),
        (22509, "1961-08-16"),
        ("22509", "1961-08-16"),
        (9081961, "1961-08-09"),
        ("ngày 5 tháng 6 năm 1950", "1950-06-05"),
        (None, ""),
    ],
)
def test_birth_dates(cell: Cell, birth: str) -> None:
    row = one(HEADER, changed(birth=cell))
    assert told(row).birth == birth
    assert not row.warnings


@pytest.mark.parametrize(("cell", "birth", "code"), [("31/02/1950", "1950", "only_year"), ("lâu rồi", "", "bad_birth")])
def test_nobody_is_refused_for_a_birth_date(cell: Cell, birth: str, code: str) -> None:
    row = one(HEADER, changed(birth=cell))
    assert (told(row).birth, codes(row)) == (birth, [code])


def test_numbers_that_lost_their_leading_zeros() -> None:
    row = one(HEADER, changed(code=123456789.0))
    assert told(row).insurance_code == "0123456789"
    assert codes(row) == ["zeros_back"]
    row = one(("Họ tên", "Mã thẻ", "CCCD", "SĐT"), ("Lê Thử", 9245190.0, 93061000001.0, "84 912 345 678"))
    assert (told(row).number, told(row).personal_id, told(row).phone) == ("0009245190", "093061000001", "0912345678")


@pytest.mark.parametrize("number", ["HN3930123456789", "hn 3 93 012 345 6789", "0123456789", "093061000001"])
def test_old_and_new_card_numbers(number: str) -> None:
    assert card(HEADER, changed(number=number, code=None)).number == number.replace(" ", "").upper()


def test_a_list_with_insurance_codes_only() -> None:
    found = card(("Họ và tên", "Mã số BHXH"), ("Lê Thử", 123456789))
    assert (found.number, found.insurance_code) == ("0123456789", "0123456789")


def test_what_only_warns() -> None:
    row = one(HEADER, changed(code="9999999999", sex="?", address=None))
    assert codes(row) == ["bad_sex", "code_differs", "no_hamlet"]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (changed(name=None), "Họ và tên", "no_name"),
        (changed(name="…"), "Họ và tên", "no_name"),
        (changed(number=None), "Số thẻ BHYT", "no_number"),
        (changed(number="12345"), "Số thẻ BHYT", "bad_number"),
        (changed(number="HN9930123456789"), "Số thẻ BHYT", "bad_number"),
        (changed(number=5.19e14), "Số thẻ BHYT", "bad_number"),
        (changed(start=None), "Từ ngày", "no_valid_from"),
        (changed(start="2020"), "Từ ngày", "bad_valid_from"),
        (changed(end="31/11/2020"), "Đến ngày", "bad_valid_to"),
        (changed(end="31/08/2020"), "Đến ngày", "ends_before_start"),
    ],
)
def test_a_bad_row_says_where_and_why(row: tuple[Cell, ...], column: str, code: str) -> None:
    found = read(HEADER, row, changed(number="HN3930123456780", code=None))
    bad, good = found.rows
    assert bad.told is None
    assert bad.problem is not None
    assert (bad.problem.row, bad.problem.column, bad.problem.code) == (2, column, code)
    assert bad.problem.problem.endswith(".")
    assert good.told is not None


def test_the_same_card_twice_is_refused_and_a_renewal_is_not() -> None:
    found = read(HEADER, GOOD, GOOD, changed(start="01/01/2021", end="31/12/2021"))
    assert [row.problem.code if row.problem else None for row in found.rows] == [None, "twice_in_file", None]
    assert found.rows[1].problem is not None
    assert "dòng 2" in found.rows[1].problem.problem


def test_both_days_in_one_column() -> None:
    for text in ("01/09/2020 - 31/12/2020", "Từ 01-09-2020 đến 31-12-2020"):
        found = card(("Họ tên", "Số thẻ", "Thời hạn sử dụng"), ("Lê Thử", "BT2930000000001", text))
        assert (found.valid_from, found.valid_to) == ("2020-09-01", "2020-12-31")


def test_a_header_repeated_on_every_page() -> None:
    assert len(read(HEADER, GOOD, HEADER, changed(number="HN3930123456780", code=None)).rows) == 2


def test_every_sheet_with_a_header_is_read() -> None:
    sheets = (
        Sheet("Bìa", (("DANH SÁCH",),)),
        Sheet("Ấp 1", (HEADER, GOOD)),
        Sheet("Ấp 2", (HEADER, GOOD)),
    )
    found = read_list(Table(sheets), "cards", known_of(HAMLETS))
    assert [(row.sheet, row.told is None) for row in found.rows] == [("Ấp 1", False), ("Ấp 2", True)]


@pytest.mark.parametrize("rows", [[], [("a", "b")], [("Họ và tên", "Ngày sinh")], [("Số thẻ BHYT", "Ngày sinh")]])
def test_no_header(rows: list[tuple[Cell, ...]]) -> None:
    with pytest.raises(Refusal, match="no_header"):
        read(*rows)


WORDS = st.sampled_from(
    [*HEADER, "Nam", "Nữ", "Ấp 1", "Tổng cộng", "HN3930123456789", "01/09/2020", "0", "1", "NGƯỜI LẬP"]
)
CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(-(10**20), 10**20), st.floats(), WORDS,
    st.dates().map(lambda day: Day(day.isoformat())),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=10), max_size=12))
def test_no_table_whatever_makes_it_fail(rows: list[list[Cell]]) -> None:
    found = read(HEADER, *rows)
    for row in found.rows:
        assert (row.told is None) == (row.problem is not None)
        assert 1 < row.row <= len(rows) + 1


@given(st.lists(st.lists(CELLS, max_size=10), max_size=6))
def test_no_table_without_a_header_either(rows: list[list[Cell]]) -> None:
    with contextlib.suppress(Refusal):
        read(*rows)
