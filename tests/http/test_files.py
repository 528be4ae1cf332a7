"""Files of events (sync.md §5): only what an event names, only what its hash says, only photos."""

import hashlib

import pytest

from server.domain.people import Device
from tests.communes import Here, bearer
from tests.phones import Phone, confirmation, id_of

JPEG = b"\xff\xd8\xff\xe0" + b"x" * 1000
SHA = hashlib.sha256(JPEG).hexdigest()


def named(here: Here, name: str = SHA) -> tuple[Phone, dict[str, str]]:
    here.allow(photos=True)
    items = here.items(1)
    here.round(items)
    phone = here.phone()
    event = phone.write("confirmation.recorded", items[0], confirmation(photo=name))
    here.turn(phone, event)
    return phone, event


def put(here: Here, phone: Phone, content: bytes, name: str = SHA) -> tuple[int, str]:
    answer = here.client.put(f"/sync/files/{name}", content=content, headers=bearer(phone))
    body = answer.json()
    assert body["app"] == "tan-nha"
    return answer.status_code, body.get("problem", {}).get("code", "")


def test_handed_in_once_asked_for_and_looked_at(here: Here) -> None:
    phone, event = named(here)
    url = f"/sync/files/{SHA}"
    absent = here.client.head(url, headers=bearer(phone))
    assert (absent.status_code, absent.headers["x-app"]) == (404, "tan-nha")
    here.log_in("clerk")
    review = f"/office/review/{id_of(event)}"
    assert "Ảnh chưa tới" in here.client.get(review, headers={"Accept": "text/html"}).text
    assert put(here, phone, JPEG) == (201, "")
    assert put(here, phone, JPEG) == (200, "")
    there = here.client.head(url, headers=bearer(phone))
    assert (there.status_code, there.headers["x-app"]) == (200, "tan-nha")
    assert f"/office/files/{SHA}" in here.client.get(review, headers={"Accept": "text/html"}).text
    seen = here.client.get(f"/office/files/{SHA}")
    assert (seen.content, seen.headers["content-type"]) == (JPEG, "image/jpeg")


def test_a_turn_names_the_files_that_are_not_here(here: Here) -> None:
    """As after a copy of the folder, made before the photo came, has taken the folder's place."""
    phone, event = named(here)
    assert here.turn(phone)["files"] == [SHA]
    assert "files" not in here.turn(here.phone("volunteer"))
    assert put(here, phone, JPEG) == (201, "")
    assert "files" not in here.turn(phone)
    (here.settings.data / "files" / SHA[:2] / SHA).unlink()
    assert here.turn(phone)["files"] == [SHA]
    assert "files" not in here.turn(phone, have={"first": phone.n + 1, "last": phone.n + 1}), "let go of by the phone"


def test_what_no_event_of_that_phone_names_is_not_taken(here: Here) -> None:
    phone, _ = named(here)
    other = here.phone("volunteer")
    assert put(here, other, JPEG) == (404, "not_found")
    assert put(here, phone, JPEG, "0" * 64) == (404, "not_found")
    assert put(here, phone, JPEG, "..%2f..%2fetc")[0] == 404
    unknown = Phone()
    unknown.token = "nobody"
    assert put(here, unknown, JPEG) == (401, "unknown_token")


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (JPEG + b"y", 422, "bad_hash"),
        (b"<html>", 415, "bad_photo"),
        (b"", 415, "bad_photo"),
        (b"\xff\xd8\xff" + b"x" * (300 * 1024), 413, "too_large"),
    ],
)
def test_what_is_no_photo_or_another(here: Here, content: bytes, status: int, code: str) -> None:
    phone, _ = named(here)
    assert put(here, phone, content) == (status, code)


def test_a_name_that_is_no_hash_never_reaches_the_disk(here: Here) -> None:
    phone, event = named(here, "../../secret")
    here.log_in("clerk")
    answer = here.client.get(f"/office/review/{id_of(event)}", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert here.client.get("/office/files/..%2F..%2Fsecret").status_code == 404
    with here.store.read() as view:
        assert view.get(Device, phone.device) is not None
