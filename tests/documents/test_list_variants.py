"""What differs between lists that say the same: each variant of a file is read as its plain form is."""

import unicodedata
from collections.abc import Callable, Sequence

import pytest

from server.documents.sheets import read_table
from server.domain.cards import Card
from server.domain.commune import Hamlet
from server.domain.font_tables import converted, table_font
from server.domain.listed_dossiers import ListedDossier
from server.domain.lists import ListKind, ReadList, kinds_of, known_of, read_list
from server.domain.procedures import Procedure
from server.domain.tables import Cell, Day
from tests import lists
from tests.fonts import in_tcvn3, in_vni

Rows = list[list[Cell]]
File = tuple[bytes, str]
KNOWN = known_of(
    [Hamlet(id="h1", name="Ấp Một")],
    [Procedure(id="p", code="2.000635", name="Cấp bản sao trích lục hộ tịch", field="Hộ tịch")],
)
PLAIN: dict[ListKind, Rows] = {
    "cards": [list(lists.CARD_HEADER), *(list(lists.card_row(n)) for n in range(1, 9))],
    "dossiers": [list(lists.DOSSIER_HEADER), *(list(lists.dossier_row(n)) for n in range(1, 9))],
}
DATES = {"cards": (2, 6, 7), "dossiers": (8, 9)}
"""The places of days and moments."""
NUMBERS = {"cards": (4,), "dossiers": (7,)}
"""The places of numbers whose leading zero a spreadsheet takes."""


def each(rows: Rows, places: Sequence[int], change: Callable[[str], Cell]) -> Rows:
    """The rows with some cells below the header changed."""
    body = [[change(str(c)) if j in places else c for j, c in enumerate(row)] for row in rows[1:]]
    return [rows[0], *body]


def texts(rows: Rows, change: Callable[[str], str]) -> Rows:
    """The rows with every text changed."""
    return [[change(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def day(text: str) -> Cell:
    """A moment of a list as a true date of a workbook."""
    date, _, clock = text.partition(" ")
    iso = "-".join(reversed(date.split("/")))
    return Day(f"{iso}T{clock}" if clock else iso)


def with_titles(rows: Rows) -> Rows:
    """The country's name, a title, a line of numbers, a total and signatures."""
    width = len(rows[0])
    numbers: list[Cell] = [f"({place})" for place in range(1, width + 1)]
    foot: Rows = [
        [f"Tổng cộng: {len(rows) - 1}"],
        [],
        [None, None, None, None, "Thử, ngày 01 tháng 10 năm 2020"],
        [None, "NGƯỜI LẬP BIỂU", None, None, "CHỦ TỊCH"],
        [None, "Phạm Văn Ký", None, None, "Đỗ Thị Duyệt"],
    ]
    head: Rows = [["ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["DANH SÁCH"], []]
    return [*head, rows[0], numbers, *rows[1:], *foot]


def on_pages(rows: Rows) -> Rows:
    """The header again after every third row, as printed lists have it."""
    found: Rows = []
    for place, row in enumerate(rows[1:]):
        found += [["DANH SÁCH (tiếp theo)"], rows[0], row] if place % 3 == 0 else [row]
    return found


def two_rows(rows: Rows) -> tuple[Rows, list[str]]:
    """A header of two rows: a joined title over the last two columns, the other titles joined downwards."""
    width = len(rows[0])
    upper: list[Cell] = [*rows[0][: width - 2], "Thông tin khác", None]
    lower: list[Cell] = [None] * (width - 2) + rows[0][width - 2 :]
    return [["DANH SÁCH"], upper, lower, *rows[1:]], ["A1:F1"]


def split_name(rows: Rows) -> Rows:
    """The name in two columns."""
    place = rows[0].index("Họ và tên") if "Họ và tên" in rows[0] else rows[0].index("Chủ hồ sơ")
    head: list[Cell] = [*rows[0][:place], "Họ và tên đệm", "Tên", *rows[0][place + 1 :]]
    return [head, *([*row[:place], *str(row[place]).rsplit(" ", 1), *row[place + 1 :]] for row in rows[1:])]


def moved(rows: Rows) -> Rows:
    """Other order of columns, one of them unknown."""
    return [[row[0], "xanh" if i else "Màu", *reversed(row[1:])] for i, row in enumerate(rows)]


VARIANTS: dict[str, Callable[[ListKind, Rows], File]] = {
    "xlsx": lambda kind, rows: (lists.as_xlsx(rows), "x.xlsx"),
    "html called xls": lambda kind, rows: (lists.as_html(rows), "x.xls"),
    "html in utf-16": lambda kind, rows: (lists.as_html(rows, "utf-16"), "x.xls"),
    "html in windows-1258": lambda kind, rows: (lists.as_html(in_1258(rows), "cp1258"), "x.xls"),
    "csv with ; and BOM": lambda kind, rows: (lists.as_csv(rows), "x.csv"),
    "csv with commas": lambda kind, rows: (lists.as_csv(rows, "utf-8", ","), "x.csv"),
    "csv with tabs in utf-16": lambda kind, rows: (lists.as_csv(rows, "utf-16", "\t"), "x.txt"),
    "csv in windows-1258": lambda kind, rows: (lists.as_csv(in_1258(rows), "cp1258"), "x.csv"),
    "csv after sep=": lambda kind, rows: (b"sep=;\r\n" + lists.as_csv(rows, "utf-8"), "x.csv"),
    "decomposed letters": lambda kind, rows: (lists.as_xlsx(texts(rows, nfd)), "x.xlsx"),
    "capitals": lambda kind, rows: (lists.as_xlsx([[str(title).upper() for title in rows[0]], *rows[1:]]), "x.xlsx"),
    "titles, totals, signatures": lambda kind, rows: (lists.as_xlsx(with_titles(rows)), "x.xlsx"),
    "titles in html": lambda kind, rows: (lists.as_html(with_titles(rows)), "x.xls"),
    "a header on every page": lambda kind, rows: (lists.as_xlsx(on_pages(rows)), "x.xlsx"),
    "a header of two rows": lambda kind, rows: (lists.as_xlsx(two_rows(rows)[0], merged=two_rows(rows)[1]), "x.xlsx"),
    "another order": lambda kind, rows: (lists.as_xlsx(moved(rows)), "x.xlsx"),
    "names in two columns": lambda kind, rows: (lists.as_xlsx(split_name(rows)), "x.xlsx"),
    "days as dates": lambda kind, rows: (lists.as_xlsx(each(rows, DATES[kind], day)), "x.xlsx"),
    "days as serial numbers": lambda kind, rows: (lists.as_xlsx(each(rows, DATES[kind], lists.serial)), "x.xlsx"),
    "days with strokes": lambda kind, rows: (
        lists.as_xlsx(each(rows, DATES[kind], lambda text: text.replace("/", "-"))),
        "x.xlsx",
    ),
    "numbers without their zeros": lambda kind, rows: (
        lists.as_xlsx(each(rows, NUMBERS[kind], lambda text: int(text))),
        "x.xlsx",
    ),
    "a hidden sheet": lambda kind, rows: (
        lists.as_xlsx(rows, [*rows, lists.card_row(99)], hidden=[1]),
        "x.xlsx",
    ),
    "two sheets": lambda kind, rows: (lists.as_xlsx([["BÌA"]], rows[:5], [rows[0], *rows[5:]]), "x.xlsx"),
    "blanks everywhere": lambda kind, rows: (
        lists.as_xlsx(texts(rows, lambda text: f" \u00a0{text.replace(' ', '  ')} ")),
        "x.xlsx",
    ),
    "TCVN3": lambda kind, rows: (lists.as_xlsx(texts(rows, in_tcvn3)), "x.xlsx"),
    "VNI": lambda kind, rows: (lists.as_xlsx(texts(rows, in_vni)), "x.xlsx"),
    "TCVN3 in a csv": lambda kind, rows: (lists.as_csv(texts(rows, in_tcvn3), "cp1252"), "x.csv"),
    "VNI in html": lambda kind, rows: (lists.as_html(texts(rows, in_vni), "cp1252"), "x.xls"),
}


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def in_1258(rows: Rows) -> Rows:
    """Code page 1258 has vowels with their sign, and tones behind them."""
    tones = "\u0300\u0301\u0303\u0309\u0323"

    def split(letter: str) -> str:
        parts = nfd(letter)
        tone = next((mark for mark in parts if mark in tones), "")
        return unicodedata.normalize("NFC", parts.replace(tone, "")) + tone if tone else letter

    return texts(rows, lambda text: "".join(map(split, text)))


def read(file: File, kind: ListKind) -> ReadList:
    table = read_table(*file)
    if font := table_font(table):
        table = converted(table, font)
    assert kinds_of(table) == [kind]
    return read_list(table, kind, KNOWN)


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("kind", ["cards", "dossiers"])
def test_says_the_same(kind: ListKind, name: str) -> None:
    plain = read((lists.as_xlsx(PLAIN[kind]), "x.xlsx"), kind)
    found = read(VARIANTS[name](kind, PLAIN[kind]), kind)
    assert [row.problem for row in found.rows] == [None] * 8
    assert [row.told for row in found.rows] == [row.told for row in plain.rows]


def test_what_the_plain_lists_say() -> None:
    (card,) = [row.told for row in read((lists.as_xlsx(PLAIN["cards"]), "x.xlsx"), "cards").rows[:1]]
    (dossier,) = [row.told for row in read((lists.as_xlsx(PLAIN["dossiers"]), "x.xlsx"), "dossiers").rows[:1]]
    assert isinstance(card, Card)
    assert (card.name, card.birth, card.insurance_code, card.hamlet) == (
        "Danh Thị Thử",
        "1941-02-02",
        "0300000001",
        "h1",
    )
    assert isinstance(dossier, ListedDossier)
    assert (dossier.applicant.name, dossier.applicant.phone) == ("Lâm Văn Thử", "0912000001")
    assert (dossier.received, dossier.due) == ("2020-10-02T08:30", "2020-10-02T17:00")


def test_lost_zeros_are_put_back_with_a_warning() -> None:
    kinds: tuple[tuple[ListKind, int], ...] = (("cards", 4), ("dossiers", 7))
    for kind, place in kinds:
        found = read((lists.as_xlsx(each(PLAIN[kind], (place,), int)), "x.xlsx"), kind)
        codes = {warning.code for row in found.rows for warning in row.warnings}
        assert ("zeros_back" in codes) == (kind == "cards")  # a telephone's zero is no news


def test_only_a_year() -> None:
    rows = each(PLAIN["cards"], (2,), lambda text: text[-4:])
    told = [row.told for row in read((lists.as_xlsx(rows), "x.xlsx"), "cards").rows]
    assert [one.birth for one in told if isinstance(one, Card)] == [str(1940 + n) for n in range(1, 9)]


def test_empty_cells_between() -> None:
    rows: Rows = [*PLAIN["dossiers"][:3], [], [None, "   "], *PLAIN["dossiers"][3:]]
    assert len(read((lists.as_xlsx(rows), "x.xlsx"), "dossiers").rows) == 8
