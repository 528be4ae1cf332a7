"""A file that is no form: its author is told what is wrong, and where, in words."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from server.documents.form_files import FOLDER
from server.domain.form_lint import lint

FORM = (FOLDER / "civil_extract_copy.json").read_bytes()


def told(data: bytes) -> str:
    """The one mistake of a file that cannot be read."""
    (mistake,) = lint(data, "civil_extract_copy")
    return mistake


def first(form: dict[str, Any]) -> dict[str, Any]:
    """Its first field."""
    field: dict[str, Any] = form["steps"][0]["fields"][0]
    return field


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda form: form.pop("title"), "thiếu mục “title”"),
        (lambda form: form["title"].pop("en"), "thiếu mục “en” ở mục “title”"),
        (lambda form: first(form).update(lable="x"), "mục “lable” không có trong mẫu"),
        (lambda form: first(form).update(lable="x"), "ở bước 1, trường 1 (“authority”)"),
        (lambda form: first(form).update(type="capz"), "không có loại trường “capz” (có phải “caps”?)"),
        (lambda form: first(form).update(type="capz"), "ở bước 1, trường 1 (“authority”), mục “type”"),
        (lambda form: first(form).update(type=" "), "; các loại: text, caps"),
        (lambda form: form.update(kind="x"), "giá trị “x” không dùng được ở mục “kind”"),
        (lambda form: form.update(steps={}), "cần danh sách […], lại gặp nhóm mục {…} ở mục “steps”"),
        (lambda form: form["steps"][0]["fields"].insert(0, "x"), "lại gặp chữ trong ngoặc kép ở bước 1, trường 1"),
        (lambda form: form["examples"]["fail"][0].pop("values"), "thiếu mục “values” ở mục “examples”, ví dụ sai 1"),
    ],
)
def test_what_is_wrong_and_where(change: Callable[[dict[str, Any]], Any], said: str) -> None:
    form = json.loads(FORM)
    change(form)
    mistake = told(json.dumps(form).encode())
    assert said in mistake
    assert "`" not in mistake


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{\n "code": "x",\n}', "ở dòng 3, cột 1"),
        (b'{"code": "x"\n "title": 1}', 'ở dòng 2, cột 2 (thường là thừa hay thiếu dấu phẩy, ngoặc): "title": 1}'),
        (b'{"code": "x', "tệp hết giữa chừng"),
        (b"", "tệp hết giữa chừng"),
        ('{"code": "ữ'.encode("utf-16"), "không phải chữ UTF-8"),
        (b"\xef\xbb\xbf{}", "không BOM"),
        (b"[]", "cần nhóm mục {…}, lại gặp danh sách […]"),
    ],
)
def test_where_the_text_breaks_off(data: bytes, said: str) -> None:
    assert said in told(data)
