"""Logging in and out, the language, and that no log-in leads to another site."""

import pytest

from tests.communes import PASSWORD, Here
from tests.http.office import get, post, text


def test_in_and_out(here: Here) -> None:
    here.client.cookies.clear()
    assert here.client.get("/office/").headers["location"] == "/office/login?next=/office/"
    answer = post(here, "/office/login", username="Clerk ", password=PASSWORD, next="/office/items")
    assert (answer.status_code, answer.headers["location"]) == (303, "/office/items")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "Kết quả" in text(get(here, "/office/items"))
    assert post(here, "/office/logout").headers["location"] == "/office/login"
    assert here.client.get("/office/").status_code == 303


@pytest.mark.parametrize(("name", "password"), [("clerk", "sai-mat-khau"), ("nobody", PASSWORD), ("", "")])
def test_wrong_says_so_and_keeps_the_name(here: Here, name: str, password: str) -> None:
    answer = post(here, "/office/login", username=name, password=password)
    assert answer.status_code == 401
    assert "Tên hoặc mật khẩu không đúng." in text(answer)
    assert f'value="{name}"' in answer.text
    assert password not in answer.text or not password


@pytest.mark.parametrize("where", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_never_to_another_site(here: Here, where: str) -> None:
    answer = post(here, "/office/login", username="clerk", password=PASSWORD, next=where)
    assert answer.headers["location"] == "/office/"


def test_guessing_is_slowed_down(here: Here) -> None:
    answers = [post(here, "/office/login", username="clerk", password="x").status_code for _ in range(12)]
    assert answers[-1] == 429


def test_the_other_language(here: Here) -> None:
    here.log_in("clerk")
    answer = post(here, "/office/language", locale="en", back="/office/items?state=all")
    assert answer.headers["location"] == "/office/items?state=all"
    assert "Import a list" in text(get(here, "/office/"))
    assert post(here, "/office/language", locale="xx", back="//evil.example").headers["location"] == "/office/"
