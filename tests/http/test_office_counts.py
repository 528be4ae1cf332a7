"""The desk's figures on their screen: each opens a list that is as long as it says, whatever was written."""

import io
import random
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from server.actions import catalogue
from server.actions.demo import fill
from server.app import open_store
from server.documents.catalogue_file import shipped
from server.domain.commune import Hamlet
from server.domain.desk_counts import DIMENSIONS, count, count_by
from server.domain.entries import DeskEntry, ProcedureName
from server.http.office.desk_counts import figures
from server.http.office.entry_filter import EntryFilter, matching, read_entry_filter
from server.http.office.period import Period
from server.settings import Settings
from tests.communes import Here
from tests.http.office import get, text

HERE = "/office/desk/counts"
YEAR = Period(date(2026, 1, 1), date(2026, 11, 25))
PROCEDURES = (
    ProcedureName("2.000635", "Cấp bản sao trích lục hộ tịch"),
    ProcedureName("1.001193", "Đăng ký khai sinh"),
    ProcedureName("", "Giấy khác"),
)


def entry(chance: random.Random, place: int, scribes: list[str], hamlets: list[str]) -> DeskEntry:
    """Any entry of the year and of a little before it."""
    day = YEAR.first + timedelta(days=chance.randint(-20, 328))
    return DeskEntry(
        id=f"e{place:04}",
        day=day.isoformat(),
        procedure=chance.choice(PROCEDURES),
        declarant=chance.choice(["Danh Thị Thử", "Sơn Văn Mẫu", "Thạch Thị Giả"]),
        hamlet=chance.choice([*hamlets, None]),
        scribe=chance.choice(scribes),
        union=chance.choice(["youth-union", "womens-union", ""]),
        guided=chance.random() < 0.7,
        form=chance.choice(["civil_extract_copy", "birth_registration", ""]),
        place=chance.choice(["desk", "home"]),
        dossier=chance.choice([None, "d1"]),
        withdrawn_at="2026-11-24T01:00:00.000Z" if chance.random() < 0.1 else "",
    )


def written(here: Here, seed: int = 1, count_: int = 150) -> list[DeskEntry]:
    """Entries in the store, at random but the same every time."""
    chance = random.Random(seed)
    with here.store.read() as view:
        hamlets = [one.id for one in view.find(Hamlet, "all", "")]
    scribes = [here.people[name].id for name in ("volunteer", "hamlet_head", "clerk")]
    made = [entry(chance, place, scribes, hamlets) for place in range(count_)]
    here.do(lambda unit: [unit.put(one) for one in made])
    return made


@pytest.fixture
def desk(here: Here) -> Here:
    """A commune with its catalogue, a clerk in, on a Wednesday."""
    here.clock = lambda: datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
    here.do(lambda unit: catalogue.seed(unit, shipped()))
    here.log_in("clerk")
    return here


def linked(page: str) -> list[tuple[int, str]]:
    """(figure, address) of every figure of a page that opens a list."""
    found = re.findall(r'href="(/office/desk/entries\?[^"]*)"[^>]*>(?:<strong>)?(\d+)<', page)
    return [(int(number), unescape(href)) for href, number in found]


def test_every_figure_on_the_page_opens_a_list_of_its_length(desk: Here) -> None:
    written(desk)
    found = linked(get(desk, HERE).text)
    assert len(found) > 40
    for number, href in found:
        data = desk.client.get(href.replace("entries?", "entries.xlsx?")).content
        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        assert len(rows) - 1 == number, href


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), size=st.integers(0, 120))
def test_a_figure_is_the_length_of_its_list(seed: int, size: int) -> None:
    chance = random.Random(seed)
    made = [entry(chance, place, ["a", "b"], ["ap-1", "ap-2"]) for place in range(size)]
    there = [one for one in made if YEAR.first.isoformat() <= one.day <= YEAR.last.isoformat() and not one.withdrawn_at]
    asked = [figures(count("", there), EntryFilter(YEAR))]
    for dimension in DIMENSIONS:
        for one in count_by(there, dimension):
            asked.append(figures(one, EntryFilter(YEAR, **{dimension: one.value})))
    for figure in (figure for line in asked for figure in line):
        wanted = read_entry_filter(dict(parse_qsl(urlsplit(figure.href).query)), "2026-11-25")
        assert figure.number == sum(wanted.passes(one) for one in there), figure.href


def test_the_names_behind_the_ids(desk: Here) -> None:
    written(desk)
    page = text(get(desk, HERE))
    for name in (
        "Tờ khai cấp bản sao trích lục hộ tịch",
        "Không ghi mẫu",
        "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh",
        "Không ghi thủ tục",
        "Người volunteer",
        "Không thuộc hội nào",
        "Ấp Một",
        "Không rõ ấp",
    ):
        assert name in page
    assert "civil_extract_copy" not in page


def test_the_list_says_what_it_is_asked_for_and_can_be_asked_less(desk: Here) -> None:
    written(desk)
    page = get(desk, "/office/desk/entries?form=civil_extract_copy&only=guided&weekday=4")
    assert "Mẫu: Tờ khai cấp bản sao trích lục hộ tịch ✕" in text(page)
    assert "thứ Sáu ✕" in text(page)
    assert 'value="guided" selected' in page.text
    assert "1–50 trong" in text(get(desk, "/office/desk/entries"))
    assert "Không có tờ nào như vậy." in text(get(desk, "/office/desk/entries?q=khong+co+ai"))
    assert "Sơn Văn Mẫu" in text(get(desk, "/office/desk/entries?q=son+van"))
    assert "Danh Thị Thử" not in text(get(desk, "/office/desk/entries?q=son+van"))


def test_nonsense_in_the_url_is_as_if_it_were_not_there(desk: Here) -> None:
    written(desk)
    whole = text(get(desk, "/office/desk/entries"))
    assert text(get(desk, "/office/desk/entries?only=x&weekday=9&from=y&page=-1")) == whole
    assert "chưa viết tờ nào" in text(get(desk, f"{HERE}?from=1990-01-01&to=1991-01-01"))


def test_the_spreadsheet_holds_every_table_and_the_sum(desk: Here) -> None:
    made = written(desk)
    data = desk.client.get(f"{HERE}.xlsx").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    there = [one for one in made if one.day >= "2026-01-01" and not one.withdrawn_at]
    sums = rows[-1]
    assert (sums[0], sums[2]) == ("Cộng", str(len(there)))
    for by in ("Theo mẫu", "Theo thủ tục", "Theo người viết", "Theo hội, đoàn thể", "Theo ấp"):
        assert sum(int(str(row[2])) for row in rows[1:-1] if row[0] == by) == len(there)


def test_the_demonstration_counts_107(tmp_path: Path) -> None:
    store = open_store(Settings(data=tmp_path))
    now = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    store.submit(lambda unit: fill(unit, now, "https://xa.example", shipped())).result()
    with store.read() as view:
        days = EntryFilter(Period(date(2020, 8, 26), date(2020, 10, 13)))
        found = matching(view, days)
        assert (len(found), len(matching(view, replace(days, only="guided")))) == (107, 107)
        assert len({one.scribe for one in found}) == 4
    store.close()
