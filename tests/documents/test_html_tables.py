"""Tables of HTML pages: joined cells, nested tables, entities, character sets; no page whatever takes anybody along."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.documents.encodings import decode
from server.documents.html_tables import TooLarge, read_tables
from server.documents.sheets import read_table
from server.domain.problems import Refusal


def rows(page: str, most: int = 1000) -> list[list[list[str | None]]]:
    return [table["rows"] for table in read_tables(page, most, 20)]


def test_joined_cells_stand_in_their_first_place() -> None:
    page = """<table><tr><td colspan=3>Tiêu đề</td></tr>
      <tr><td rowspan=2>a</td><td>b</td><td>c</td></tr>
      <tr><td>d</td><td rowspan="2">e</td></tr><tr><td>f</td></tr></table>"""
    assert rows(page) == [[["Tiêu đề"], ["a", "b", "c"], [None, "d", "e"], ["f"]]]


def test_what_is_left_open_is_closed() -> None:
    assert rows("<TABLE><TR><TD>a<TD>b<TR><TH>c</TABLE><td>d") == [[["a", "b"], ["c"]]]
    assert rows("<table><td>a</td></tr></td></table></table></tr>") == [[["a"]]]
    assert rows("<table><tr><td>a") == [[["a"]]]


def test_a_table_within_a_table_is_a_sheet_of_its_own() -> None:
    page = "<table><tr><td>x<table><tr><td>1</td><td>2</td></tr></table>y</td><td>z</td></tr></table>"
    assert rows(page) == [[["xy", "z"]], [["1", "2"]]]


def test_text_as_a_reader_sees_it() -> None:
    page = """<table><tr><td>L&ecirc; &amp; H&#7843;i&nbsp;&#x1EBF;</td><td>a<br>b<p>c</p></td>
      <td><b>d</b><!-- x -->e</td><td><script>f</script><style>g</style>h</td><td> </td></tr></table>i"""
    assert rows(page) == [[["Lê & Hải\u00a0ế", "a\nb\nc", "de", "h"]]]


@pytest.mark.parametrize("span", ["1000000000", "-1", "0", "x", "", "99999999999999999999", "٣"])
def test_a_span_is_not_believed(span: str) -> None:
    page = f"<table><tr><td colspan='{span}' rowspan='{span}'>a</td></tr><tr><td>b</td></tr></table>"
    assert {text for row in rows(page)[0] for text in row if text} == {"a", "b"}


@pytest.mark.parametrize(
    "page",
    [
        "<table>" + "<tr><td>a</td></tr>" * 1001,
        "<table><tr>" + "<td>a</td>" * 21,
        "<table><tr><td colspan=20></td><td>a</td></tr></table>",
        "<table><tr><td>a</td></tr></table>" * 21,
        "<table>" * 100_000,
    ],
)
def test_bombs_are_too_large(page: str) -> None:
    with pytest.raises(TooLarge):
        read_tables(page, 1000, 20)


def test_too_large_is_said() -> None:
    with pytest.raises(Refusal) as caught:
        read_table(("<table>" + "<tr><td>a</td></tr>" * 20_001).encode(), "x.xls")
    assert "20.000" in (caught.value.detail or "")


TEXT = "Trần Thị Được, ấp Mỹ Phú: sổ bộ lưu"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_files(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_what_the_bytes_show_wins_over_what_the_page_declares() -> None:
    for charset in ("windows-1252", "windows-1258", "utf-16"):
        assert TEXT in decode(f"<meta charset={charset}><table><tr><td>{TEXT}".encode())
    assert decode("<meta charset=utf-8>Lê".encode("cp1258")).endswith("Lê")


@pytest.mark.parametrize("data", [b"a;\0b", b"\xff\xfe\x00", b"\xff\xfea\0b\0\0\0"])
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - a torn UTF-16 raises a kind of it
        decode(data)


PIECES = st.sampled_from(
    ["<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td colspan=3>", "<th rowspan=9>", "<br>", "a", "&amp;",
     "<!--", "-->", "<script>", "</script>", "<", "&#", "\n", '"', "<td colspan=999999999 rowspan=999999999>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60))
def test_no_page_makes_it_fail(pieces: list[str]) -> None:
    try:
        found = read_tables("".join(pieces), 50, 20)
    except TooLarge:
        found = []
    assert all(len(row) <= 20 for table in found for row in table["rows"])
    assert sum(len(table["rows"]) for table in found) <= 50


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_behind_html_make_it_fail(data: bytes) -> None:
    with contextlib.suppress(Refusal):
        assert len(read_table(b"<html><table><tr><td>" + data, "x.xls").sheets) < 100
