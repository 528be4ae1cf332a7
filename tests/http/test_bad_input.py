"""Bodies over their bounds, and what a failure of ours looks like; test_fuzz.py sends everything else to every door."""

import pytest

from server.http.bodies import MAX_FORM, MAX_UPLOAD
from tests.communes import Here
from tests.http.asgi import Door, Sent
from tests.http.office import PAGE


def test_an_upload_over_the_cap_is_refused(here: Here) -> None:
    here.log_in("clerk")
    files = {"file": ("the.xlsx", b"x" * (MAX_UPLOAD + 10))}
    answer = here.client.post("/office/import", files=files, headers={"Accept": "text/html"})
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/office/people/new", "/office/dossiers/new", "/office/login", "/gop-y", "/tra-cuu"])
def test_a_form_without_files_may_be_a_tenth_of_that(here: Here, path: str) -> None:
    here.log_in("admin")
    answer = here.client.post(path, data={"name": "x" * MAX_FORM}, headers=PAGE)
    assert answer.status_code == 413


def test_an_address_with_bytes_of_no_letter(here: Here) -> None:
    door = Door(here.app)
    answer = door.ask(Sent("GET", "/so-tay", b"q=\xff\xfe&\x80", ((b"accept", b"text/html"),)))
    door.close()
    assert (answer.status, answer.error) == (200, None)


def test_a_failure_of_ours_is_a_sentence(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    here.log_in("clerk")
    monkeypatch.setattr(type(here.store), "read", lambda self: 1 / 0)
    answer = here.client.get("/health")
    assert (answer.status_code, answer.json()["problem"]["code"]) == (500, "internal")
    assert "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
