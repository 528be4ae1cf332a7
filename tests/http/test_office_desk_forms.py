"""The list of forms: those in force first, what it is for, how often it was written, its prints."""

from datetime import UTC, datetime

import pytest

from server.actions import catalogue
from server.documents.catalogue_file import shipped
from server.documents.form_files import FaultyForm, shipped_forms
from server.domain.entries import DeskEntry, ProcedureName
from server.http.office.desk_forms import standing
from tests.communes import Here
from tests.http.office import get, text

HERE = "/office/forms"


@pytest.fixture
def desk(here: Here) -> Here:
    """A commune with its catalogue, a clerk in."""
    here.clock = lambda: datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
    here.do(lambda unit: catalogue.seed(unit, shipped()))
    here.log_in("clerk")
    return here


def test_every_form_with_its_prints_and_only_those_in_force_are_written(desk: Here) -> None:
    page = get(desk, HERE).text
    for form in shipped_forms().values():
        assert f"/office/forms/{form.code}/print" in page
        assert (f"/office/desk/new?form={form.code}" in page) == form.in_force("2026-11-25"), form.code
        assert desk.client.get(f"/office/forms/{form.code}/print").status_code == 200


def test_searched_without_marks(desk: Here) -> None:
    page = text(get(desk, f"{HERE}?q=to+khai+khai+sinh"))
    assert "Tờ khai đăng ký khai sinh" in page
    assert "Tờ khai đăng ký khai tử" not in page
    assert "Không có mẫu nào như vậy." in text(get(desk, f"{HERE}?q=khong+co"))


def test_how_often_it_was_written_this_year_opens_the_list(desk: Here) -> None:
    for day in ("2026-02-06", "2026-11-20", "2025-12-26"):
        written = DeskEntry(
            id=day,
            day=day,
            procedure=ProcedureName("2.000635", "Bản sao"),
            declarant="Danh Thị Thử",
            scribe=desk.people["volunteer"].id,
            form="civil_extract_copy",
        )
        desk.do(lambda unit, one=written: unit.put(one))  # type: ignore[misc]
    assert '&amp;form=civil_extract_copy">2</a>' in get(desk, HERE).text


def test_standing() -> None:
    form = shipped_forms()["social_pension_2025"]
    assert [standing(form, day) for day in ("2025-01-01", "2026-01-01", "2026-11-25")] == ["later", "now", "ended"]


def test_a_supervisor_prints_and_writes_nothing(desk: Here) -> None:
    desk.log_in("supervisor")
    page = get(desk, HERE).text
    assert ("/office/forms/civil_extract_copy/print" in page, "/office/desk/new" in page) == (True, False)


def test_the_communes_own_and_those_with_mistakes(desk: Here) -> None:
    faulty = (FaultyForm("sai.json", ("Thiếu tên mẫu",)),)
    desk.app.state.form_files = desk.app.state.form_files._replace(own=frozenset({"marital_status"}), faulty=faulty)
    page = text(get(desk, HERE))
    assert "sai.json : Thiếu tên mẫu" in page
    assert page.count("mẫu riêng của xã") == 1
