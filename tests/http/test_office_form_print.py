"""The papers of the writing desk in the office: filled and empty, for whom they are, and what is noted of them."""

from msgspec import structs

from server.actions.history import story
from server.domain.citizens import Party
from server.domain.filled_forms import FilledForm, Signing
from tests.communes import Here
from tests.http.office import PAGE, get, text

VALUES = {"authority": "Ủy ban nhân dân xã Thử", "requester": {"name": "Danh Thị Thử", "birth_date": "1941"}}


def filled(here: Here, **changed: object) -> str:
    """A form that somebody wrote for somebody; its id."""
    made = FilledForm(
        id="filled",
        form="civil_extract_copy",
        title="Tờ khai",
        declarant=Party(name="Danh Thị Thử"),
        values=VALUES,
        scribe=here.people["volunteer"].id,
        made_at="2026-11-24T02:00:00.000Z",
        day="2026-11-24",
    )
    here.do(lambda unit: unit.put(structs.replace(made, **changed)))
    return made.id


def test_the_paper_has_the_answers_and_not_the_scribe(here: Here) -> None:
    here.log_in("clerk")
    page = text(get(here, f"/office/desk/{filled(here)}/print"))
    assert "TỜ KHAI CẤP BẢN SAO TRÍCH LỤC HỘ TỊCH" in page
    assert "Kính gửi: (1) Ủy ban nhân dân xã Thử" in page
    assert "…/…/1941" in page
    assert here.people["volunteer"].name not in page
    assert "Người làm chứng" not in page


def test_a_thumb_mark_has_its_witness(here: Here) -> None:
    here.log_in("clerk")
    id_ = filled(here, signing=Signing(by="assisted", reason="cannot_write", witness="Thạch Thí Dụ"))
    assert "Người làm chứng: Thạch Thí Dụ (ký)" in text(get(here, f"/office/desk/{id_}/print"))


def test_who_opened_it_is_noted_once(here: Here) -> None:
    here.log_in("clerk")
    id_ = filled(here)
    for _ in range(2):
        get(here, f"/office/desk/{id_}/print")
    with here.store.read() as view:
        form = view.get(FilledForm, id_)
        assert form is not None
        assert [(one.what, one.by) for one in story(view, form)] == [("form.printed", here.people["clerk"].id)]


def test_nothing_is_printed_of_what_was_erased_or_nobody_knows(here: Here) -> None:
    here.log_in("clerk")
    assert here.client.get("/office/desk/none/print", headers=PAGE).status_code == 404
    id_ = filled(here, form="unknown")
    assert here.client.get(f"/office/desk/{id_}/print", headers=PAGE).status_code == 404
    id_ = filled(here, erased_at="2026-12-24T02:00:00.000Z", values={})
    assert here.client.get(f"/office/desk/{id_}/print", headers=PAGE).status_code == 404


def test_every_form_is_there_to_be_written_by_hand(here: Here) -> None:
    here.log_in("clerk")
    assert len(here.app.state.forms) >= 13
    for code in here.app.state.forms:
        assert "by-hand" in get(here, f"/office/forms/{code}/print").text
    assert here.client.get("/office/forms/none/print", headers=PAGE).status_code == 404
