"""Logging in and out, the language, and that no log-in leads to another site."""

from datetime import timedelta

import pytest

from server.actions.desk import new_id
from server.domain.people import Session
from tests.communes import PASSWORD, Here
from tests.http.office import PAGE, get, post, text


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


def log_in(here: Here, name: str = "clerk", password: str = PASSWORD) -> str:
    """By the form; the cookie's value."""
    answer = post(here, "/office/login", username=name, password=password)
    assert answer.status_code == 303, text(answer)
    return str(answer.cookies["tannha"])


def is_in(here: Here, cookie: str) -> bool:
    """Whether that cookie still opens the office."""
    here.client.cookies.clear()
    here.client.cookies.set("tannha", cookie)
    return here.client.get("/office/account", headers=PAGE).status_code == 200


def test_a_log_in_makes_a_new_secret_and_ends_the_one_before(here: Here) -> None:
    first = log_in(here)
    second = log_in(here)
    assert first != second
    assert is_in(here, second)
    assert not is_in(here, first)


def test_a_secret_from_elsewhere_is_never_taken_over(here: Here) -> None:
    here.client.cookies.set("tannha", "chosen-by-somebody")
    assert log_in(here) != "chosen-by-somebody"
    assert not is_in(here, "chosen-by-somebody")


def test_left_alone_it_ends_and_in_use_it_ends_too(here: Here) -> None:
    began = here.clock()
    here.log_in("clerk")
    for minutes in range(0, 12 * 60, 100):  # each use within two hours of the one before
        here.clock = lambda minutes=minutes: began + timedelta(minutes=minutes)  # type: ignore[misc]
        assert here.client.get("/office/account", headers=PAGE).status_code == 200, minutes
        here.do(lambda unit: None)  # what was noted is written
    here.clock = lambda: began + timedelta(hours=12, seconds=1)
    assert here.client.get("/office/account", headers=PAGE).status_code == 303
    here.clock = lambda: began
    here.log_in("clerk")
    here.clock = lambda: began + timedelta(hours=2, seconds=1)
    assert here.client.get("/office/account", headers=PAGE).status_code == 303


def test_a_new_password_ends_the_other_log_ins(here: Here) -> None:
    elsewhere = log_in(here)
    here.client.cookies.clear()
    own = log_in(here)
    wrong = post(here, "/office/account/password", current="sai", password="mat-khau-moi-1", event_id=new_id())
    assert (wrong.status_code, "Mật khẩu đang dùng chưa đúng." in text(wrong)) == (422, True)
    short = post(here, "/office/account/password", current=PASSWORD, password="1", event_id=new_id())
    assert short.status_code == 422
    done = post(here, "/office/account/password", current=PASSWORD, password="mat-khau-moi-1", event_id=new_id())
    assert done.status_code == 303
    assert is_in(here, own)
    assert not is_in(here, elsewhere)
    here.client.cookies.clear()
    assert post(here, "/office/login", username="clerk", password=PASSWORD).status_code == 401
    log_in(here, password="mat-khau-moi-1")


def test_out_everywhere(here: Here) -> None:
    elsewhere = log_in(here)
    here.client.cookies.clear()
    own = log_in(here)
    assert "1 nơi khác" in text(get(here, "/office/account"))
    assert post(here, "/office/account/leave").headers["location"] == "/office/login"
    assert not is_in(here, own)
    assert not is_in(here, elsewhere)


def test_what_is_kept_opens_nothing(here: Here) -> None:
    cookie = log_in(here)
    with here.store.read() as view:
        kept = view.find(Session, "person", here.people["clerk"].id)
    assert cookie not in str(kept)
    assert not is_in(here, kept[0].id)
