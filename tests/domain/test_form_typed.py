"""Typed inputs and values: each form's own examples go through both ways, whatever is typed never fails."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.documents.form_files import shipped_forms
from server.domain.citizens import Party
from server.domain.form_inputs import asked
from server.domain.form_people import declarant_block, people_on, put_person
from server.domain.form_retyped import defaults_of, typed_of
from server.domain.form_typed import filled, hidden_by, kept_beside, put_at
from server.domain.form_values import flat, value_at
from server.domain.forms import Form, faults

FORMS = shipped_forms()
COMMUNE = "xã Thử"
EXAMPLES = [(form, one) for form in FORMS.values() for one in (*form.examples.passing, *form.examples.failing)]
BIRTH, EXTRACT, AGENT = FORMS["birth_registration"], FORMS["civil_extract_copy"], FORMS["result_authorization"]


def typed(form: Form, **said: str | list[str]) -> dict[str, Any]:
    """The values of these inputs; a double underscore stands for a dot."""
    inputs = {name.replace("__", "."): [text] if isinstance(text, str) else text for name, text in said.items()}
    return filled(form, inputs, COMMUNE)[0]


def without_commune(form: Form, values: dict[str, Any]) -> dict[str, str]:
    """What is shown of values, with the commune that typing adds to a hamlet."""
    found = dict(flat(values))
    hidden = hidden_by(form, values)
    for field in asked(form):
        if field.when in hidden:
            found = {path: text for path, text in found.items() if not f"{path}.".startswith(f"{field.name}.")}
        elif field.type == "address" and f"{field.name}.hamlet" in found:
            found.setdefault(f"{field.name}.commune", COMMUNE)
    return found


@pytest.mark.parametrize(("form", "example"), EXAMPLES, ids=lambda one: getattr(one, "code", getattr(one, "name", "")))
def test_what_a_form_gives_as_examples_can_be_typed(form: Form, example: Any) -> None:
    values, _ = filled(form, typed_of(form, example.values), COMMUNE)
    assert flat(values) == without_commune(form, example.values)


def test_a_date_is_as_precise_as_it_was_typed() -> None:
    def birth(**boxes: str) -> Any:
        said = {f"requester__birth_date__{box}": text for box, text in boxes.items()}
        return value_at(typed(EXTRACT, **said), "requester.birth_date")

    assert birth(year="1941") == "1941"
    assert birth(year="1941", month="5") == "1941-05"
    assert birth(year="1941", month="5", day="2") == "1941-05-02"
    assert birth(day="2", year="1941") == "1941--02"  # not understood: it stays, and the check finds it
    assert birth() is None
    assert faults(EXTRACT, {"requester": {"birth_date": "1941--02"}})[0].path  # no date


@pytest.mark.parametrize(
    ("text", "count"),
    [("2", 2), (" 2 ", 2), ("2,5", 2.5), ("2.0", 2), ("hai", "hai"), ("-1", "-1"), ("9" * 40, "9" * 40)],
)
def test_numbers(text: str, count: object) -> None:
    assert value_at(typed(EXTRACT, copies__count=text), "copies.count") == count


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1.200.000", 1_200_000), ("1 200 000 đồng", 1_200_000), ("200000đ", 200_000), ("ít", "ít"), ("đ", "đ")],
)
def test_money(text: str, amount: object) -> None:
    assert value_at(typed(FORMS["bhxh_tk1"], mode="change", contribution=text), "contribution") == amount


def test_capitals_numbers_phones_yes_and_no() -> None:
    assert value_at(typed(BIRTH, child__name="lê văn mẫu"), "child.name") == "LÊ VĂN MẪU"
    assert value_at(typed(EXTRACT, requester__id__number="093 191-000.123"), "requester.id.number") == "093191000123"
    assert value_at(typed(FORMS["social_pension_2025"], phone="+84 900 000 671"), "phone") == "0900000671"
    assert value_at(typed(BIRTH, copies__wanted="yes"), "copies.wanted") is True
    assert value_at(typed(BIRTH, copies__wanted="no"), "copies.wanted") is False
    assert value_at(typed(BIRTH), "copies.wanted") is None


def test_rows_keep_their_order_and_lose_what_is_empty() -> None:
    values = typed(
        AGENT,
        dossiers=["3", "0", "7"],
        dossiers__3__result="Trích lục",
        dossiers__0__count="2",
        dossiers__7__code=" ",
    )
    assert values["dossiers"] == [{"result": "Trích lục"}, {"count": 2}]


def test_what_is_hidden_is_not_a_value_and_words_follow() -> None:
    values, hidden = filled(BIRTH, {"copies.wanted": ["no"], "copies.count": ["3"]}, COMMUNE)
    assert values["copies"] == {"wanted": False}
    assert "copies_wanted" in hidden
    day = {"child.birth_date.day": ["20"], "child.birth_date.month": ["11"], "child.birth_date.year": ["2026"]}
    said = "ngày hai mươi tháng mười một năm hai nghìn không trăm hai mươi sáu"
    assert value_at(filled(BIRTH, day, COMMUNE)[0], "child.birth_date_words") == said
    own = {**day, "child.birth_date_words": ["ngày hai mươi"], "child.birth_date_words.derived": [said]}
    assert value_at(filled(BIRTH, own, COMMUNE)[0], "child.birth_date_words") == "ngày hai mươi"
    old = {**day, "child.birth_date_words": ["ngày mười"], "child.birth_date_words.derived": ["ngày mười"]}
    assert value_at(filled(BIRTH, old, COMMUNE)[0], "child.birth_date_words") == said


def test_what_no_field_asks_for_is_kept() -> None:
    values = {"requester": {"name": "Danh", "secret": 1}, "more": [1], "copies": {"count": 1}}
    assert kept_beside(EXTRACT, values) == {"requester": {"secret": 1}, "more": [1]}
    assert values["copies"] == {"count": 1}


def test_an_empty_form_begins_with_its_defaults() -> None:
    assert defaults_of(EXTRACT) == {"copies.count": ["1"]}


def test_whose_form_it_is() -> None:
    assert declarant_block(EXTRACT) == "requester."
    assert declarant_block(AGENT) == "principal."
    assert declarant_block(FORMS["social_pension_2025"]) == ""
    assert [block.prefix for block in people_on(BIRTH)] == ["requester.", "child.", "mother.", "father."]


def test_a_person_goes_into_what_is_empty() -> None:
    who = Party("Danh Thị Mẫu", birth="1948-03", sex="female", number="093148000001", phone="0900000001")
    before = {"requester.birth_date.year": ["1949"]}
    after = put_person(EXTRACT, before, "requester.", who, "Ấp Hai", "2025-01-02")
    values, _ = filled(EXTRACT, after, COMMUNE)
    assert values["requester"] == {
        "name": "Danh Thị Mẫu",
        "birth_date": "1949-03",
        "residence": {"hamlet": "Ấp Hai", "commune": COMMUNE},
        "id": {"number": "093148000001", "kind": "identity_card", "date": "2025-01-02"},
    }


TEXTS = st.text(max_size=12) | st.sampled_from(["yes", "no", "0", "31", "1941", "self", "birth", "\x00"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.data())
def test_whatever_is_typed_becomes_values(data: st.DataObject) -> None:
    form = FORMS[data.draw(st.sampled_from(list(FORMS)))]
    names = sorted({*typed_of(form, form.examples.passing[0].values), *(field.name for field in asked(form))})
    inputs = data.draw(st.dictionaries(st.sampled_from(names), st.lists(TEXTS, min_size=1, max_size=3), max_size=12))
    values, hidden = filled(form, inputs, COMMUNE)
    faults(form, values)
    again, still = filled(form, typed_of(form, values), COMMUNE)
    assert (flat(again), still) == (flat(values), hidden)


@settings(deadline=None)
@given(st.data())
def test_whatever_a_phone_sent_can_be_put_right(data: st.DataObject) -> None:
    form = FORMS[data.draw(st.sampled_from(list(FORMS)))]
    values: dict[str, Any] = {}
    for name in data.draw(st.lists(st.sampled_from([field.name for field in asked(form)]), max_size=6)):
        put_at(values, name, data.draw(JSON))
    values.update(data.draw(st.dictionaries(st.text(max_size=6), JSON, max_size=2)))
    filled(form, typed_of(form, values), COMMUNE)
    heads = {field.name.split(".")[0] for field in asked(form)}
    unknown = {name: value for name, value in values.items() if name not in heads}
    kept = kept_beside(form, values)
    assert {name: value for name, value in kept.items() if name not in heads} == unknown
