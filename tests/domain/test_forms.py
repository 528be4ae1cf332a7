"""Forms of the writing desk: those brought along are sound, values judged alike on both sides, mistakes explained."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.documents.catalogue_file import shipped
from server.documents.form_files import FOLDER, SCHEMA, form_paths, form_schema, shipped_forms
from server.domain.form_lint import lint
from server.domain.forms import faults, holds

VECTORS = json.loads((Path(__file__).parents[1] / "forms" / "vectors.json").read_text("utf-8"))
FORMS = shipped_forms()
EXTRACT = (FOLDER / "civil_extract_copy.json").read_bytes()


@pytest.mark.parametrize("path", form_paths(), ids=lambda path: path.stem)
def test_what_is_brought_along_is_sound(path: Path) -> None:
    assert lint(path.read_bytes(), path.stem) == []


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: f"{one['form']}: {one['name']}")
def test_the_same_faults_on_both_sides(vector: dict[str, Any]) -> None:
    found = faults(FORMS[vector["form"]], vector["values"])
    assert [[fault.path, fault.rule] for fault in found] == vector["faults"]


def test_its_procedures_are_in_the_catalogue() -> None:
    known = {one.code for one in shipped()}
    assert {code for form in FORMS.values() for code in form.procedures} <= known


def test_on_a_day_there_is_one_form_for_a_pension() -> None:
    def on(day: str) -> list[str]:
        return [code for code, form in FORMS.items() if "1.014027" in form.procedures and form.in_force(day)]

    assert on("2026-10-04") == ["social_pension_2025"]
    assert on("2026-10-05") == ["social_allowance_2026"]


def test_the_schema_of_form_files_is_what_the_program_reads() -> None:
    assert (FOLDER / SCHEMA).read_bytes() == form_schema()


def test_what_is_shown_when() -> None:
    form = FORMS["birth_registration"]
    assert holds(form, "copies_wanted", {"copies": {"wanted": True}})
    assert not holds(form, "copies_wanted", {})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(FORMS)), st.dictionaries(st.sampled_from(["subject", "authority", "x", "child"]), JSON))
def test_no_values_make_it_fall_over(code: str, values: dict[str, Any]) -> None:
    assert faults(FORMS[code], values)


def changed(change: Callable[[dict[str, Any]], Any]) -> list[str]:
    """The mistakes of a form after somebody's edit."""
    document = json.loads(EXTRACT)
    change(document)
    return lint(json.dumps(document).encode(), "civil_extract_copy")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda form: form.update(code="other"), "phải trùng tên tệp"),
        (lambda form: form.update(colour="red"), "không đọc được tệp"),
        (lambda form: form["steps"][0]["fields"][0].update(type="colour"), "không đọc được tệp"),
        (lambda form: form["steps"][0]["fields"][0].update(name="nobody"), "không có trong lược đồ"),
        (lambda form: form["steps"][0]["fields"][0].update(when="never"), "không có trong $defs"),
        (lambda form: form["steps"][0]["fields"].append(form["steps"][0]["fields"][1]), "có hai lần"),
        (lambda form: form["steps"][1]["fields"][0]["options"].pop(), "khác với lược đồ"),
        (lambda form: form["values"]["properties"].update(more={"type": "string"}), "không bước nào hỏi"),
        (lambda form: form["values"].update(unevaluatedProperties=False), "không dùng được"),
        (lambda form: form["values"]["properties"].update(authority={"type": "string", "pattern": "\\d+"}), "^"),
        (lambda form: form["values"]["properties"].update(authority={"type": "string", "format": "uri"}), "không có"),
        (lambda form: form["values"].update(type="objekt"), "lược đồ `values` sai"),
        (lambda form: form["examples"].update({"pass": []}), "ít nhất một ví dụ"),
        (lambda form: form["examples"]["pass"][0]["values"].pop("copies"), "bị bắt lỗi ở /copies"),
        (lambda form: form["examples"]["fail"][0].update(at="/copies"), "phải sai ở /copies"),
        (lambda form: form.update(valid_to="2020-01-01"), "trước ngày có hiệu lực"),
        (lambda form: form["steps"][0]["fields"][0].update(paper={"stands": "beside"}), "trước nó không có trường nào"),
        (lambda form: form["steps"][0]["fields"][1].update(paper={"lines": 0}), "số dòng không dùng được"),
        (lambda form: form["steps"][0]["fields"][1].update(paper={"parts": [{"of": "x", "label": ""}]}), "nhiều phần"),
        (lambda form: form["steps"][1]["fields"][0]["options"][0].update(paper="số {x}"), "nhắc “x”"),
        (lambda form: form["steps"].append({"title": {"vi": "", "en": ""}, "fields": []}), "ít nhất một trường"),
    ],
)
def test_a_mistake_is_explained(change: Callable[[dict[str, Any]], Any], said: str) -> None:
    assert any(said in mistake for mistake in changed(change))


@given(st.binary(max_size=60))
def test_no_file_makes_the_check_fall_over(data: bytes) -> None:
    assert lint(data, "x")
