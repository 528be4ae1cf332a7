"""Every form as its paper: all labels, numbers and answers in their order, and a form that nobody has seen before."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.documents.form_files import shipped_forms
from server.domain.form_layout import lay_out
from server.domain.forms import FIELD_TYPES, Field, Form, Option, Words, read_form
from tests.domain.test_forms import JSON
from tests.printed_forms import filled_in, must_say, page

FORMS = shipped_forms()
CASES = [
    *((form, None, "empty") for form in FORMS.values()),
    *((form, filled_in(form), "complete") for form in FORMS.values()),
    *((form, one.values, one.name) for form in FORMS.values() for one in form.examples.passing),
]


def in_order(said: list[str], text: str) -> None:
    """Each of these stands in the text, after the one before it."""
    at = 0
    for one in said:
        found = text.find(one, at)
        assert found >= 0, (one, text[max(at - 80, 0) : at + 300])
        at = found + len(one)


@pytest.mark.parametrize(("form", "values", "name"), CASES, ids=lambda one: getattr(one, "code", None))
def test_the_paper_says_everything_in_its_order(form: Form, values: dict[str, object] | None, name: str) -> None:
    text = page(form, values)
    in_order(must_say(form, values), text)
    for block in form.paper.office:
        in_order([block.title, *block.lines, *block.signatures], text)
    in_order(list(form.paper.footnotes), text)
    assert not {"None", "{"} & set(text.split())


def test_a_known_year_alone_leaves_day_and_month_open() -> None:
    text = page(FORMS["death_registration"], FORMS["death_registration"].examples.passing[0].values)
    assert "Ngày, tháng, năm sinh: …/…/1938" in text
    assert "…… giờ …… phút, ngày 19 tháng 11 năm 2026" in text


def test_what_does_not_apply_is_struck_out() -> None:
    form = FORMS["death_registration"]
    assert "Số Giấy báo tử / []Giấy tờ thay thế Giấy báo tử[/]" in page(form, form.examples.passing[1].values)
    assert "[]" not in page(form, form.examples.passing[0].values)


def test_the_marital_status_is_a_sentence() -> None:
    form = FORMS["marital_status"]
    said = "đã ly hôn theo Bản án/Quyết định ly hôn số 15/2020/HNGĐ-ST ngày 01/06/2020 của Tòa án nhân dân huyện Mẫu"
    assert said in page(form, form.examples.passing[2].values)
    assert "………" in page(form, {"marital": {"kind": "divorced"}})


def test_official_papers_keep_the_lines_that_do_not_apply_and_ours_leave_them_out() -> None:
    assert "Số lượng:" in page(FORMS["birth_registration"], {"copies": {"wanted": False, "count": 2}})
    assert "2 bản" not in page(FORMS["birth_registration"], {"copies": {"wanted": False, "count": 2}})
    home = FORMS["home_service_request"]
    assert "D. Viết hộ" not in page(home, {"services": ["deliver"]})
    assert "D. Viết hộ" in page(home, {"services": ["write"]})


def test_what_is_asked_beside_the_paper_is_not_on_it() -> None:
    assert "đã đăng ký kết hôn" not in page(FORMS["birth_registration"], filled_in(FORMS["birth_registration"]))


def test_no_official_paper_has_a_place_for_the_scribe() -> None:
    for form in FORMS.values():
        if form.kind == "official":
            assert "viết hộ" not in page(form, None).lower()


def test_who_was_there_when_a_thumb_was_pressed() -> None:
    assert "Người làm chứng: Thạch Thí Dụ" in page(FORMS["civil_extract_copy"], {}, witness="Thạch Thí Dụ")


def test_a_sheet_of_data_looks_like_no_official_paper() -> None:
    text = page(FORMS["social_allowance_2026"], None, witness="Thạch Thí Dụ")
    assert "CỘNG HÒA" not in text
    assert "Người làm chứng" not in text
    assert "chép từ phiếu này" in text


def never_seen() -> Form:
    """A form of every type of field, without a word about its paper."""
    options = (Option("a", "Loại A", "A"), Option("b", "Loại B", "B"))
    fields = tuple(
        Field(
            type=kind,
            label=Words(f"Nhãn {place}", f"Label {place}"),
            name=f"v.f{place}",
            number=str(place),
            options=options if kind in ("choice", "choices") else (),
            columns=(Field(type="text", label=Words("Cột", "Column"), name="c"),) if kind == "rows" else (),
            of="v.f1" if kind == "words" else "",
        )
        for place, kind in enumerate(sorted(FIELD_TYPES, key=("place_date", "signature").count), 1)
    )
    file = {
        "code": "never_seen",
        "title": {"vi": "Đơn chưa ai thấy", "en": "A form that nobody has seen"},
        "procedures": [],
        "source": "Quyết định mẫu",
        "kind": "official",
        "steps": [{"title": {"vi": "Một", "en": "One"}, "fields": msgspec.to_builtins(fields)}],
        "values": {"type": "object"},
        "examples": {"pass": [], "fail": []},
    }
    return read_form(msgspec.json.encode(file))


def test_a_form_never_seen_before_prints() -> None:
    form = never_seen()
    for values in (None, filled_in(form)):
        text = page(form, values)
        assert "ĐƠN CHƯA AI THẤY" in text
        in_order(must_say(form, values), text)


@given(st.sampled_from([*FORMS.values(), never_seen()]), st.data())
def test_no_answers_make_it_fall_over(form: Form, data: st.DataObject) -> None:
    names = sorted({field.name.split(".")[0] for field in form.fields if field.name})
    values = data.draw(st.dictionaries(st.sampled_from(names), JSON | st.dictionaries(st.sampled_from(names), JSON)))
    assert lay_out(form, values).blocks
    assert page(form, values)
