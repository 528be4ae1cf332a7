"""Enrolment, and what the sync endpoint says to requests that cannot be read (sync.md §1, §4 rule 13)."""

import gzip
import json
from datetime import UTC, datetime, timedelta

import pytest

from server.actions import people
from tests.communes import Here, bearer
from tests.phones import Phone


class TestEnrolment:
    def test_the_same_code_and_key_again_gives_fresh_tokens(self, here: Here) -> None:
        phone = Phone()
        code, _ = here.do(lambda unit: people.invite(unit, here.act(), here.people["hamlet_head"].id))
        first = here.client.post("/sync/enrol", json=phone.enrolment(code))
        again = here.client.post("/sync/enrol", json=phone.enrolment(code))
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.json()["device"] == again.json()["device"]
        assert first.json()["token"] != again.json()["token"]
        assert first.json()["app"] == "tan-nha"

    def test_a_code_works_for_one_key_only(self, here: Here) -> None:
        code, _ = here.do(lambda unit: people.invite(unit, here.act(), here.people["hamlet_head"].id))
        here.client.post("/sync/enrol", json=Phone().enrolment(code))
        answer = here.client.post("/sync/enrol", json=Phone().enrolment(code))
        assert (answer.status_code, answer.json()["problem"]["code"]) == (409, "code_used")

    def test_a_code_ends_after_a_day(self, here: Here) -> None:
        code, _ = here.do(lambda unit: people.invite(unit, here.act(), here.people["hamlet_head"].id))
        here.clock = lambda: datetime.now(UTC) + timedelta(hours=24, seconds=1)
        answer = here.client.post("/sync/enrol", json=Phone().enrolment(code))
        assert (answer.status_code, answer.json()["problem"]["code"]) == (410, "code_expired")

    def test_a_known_key_of_another_person_is_refused_and_of_the_same_welcome(self, here: Here) -> None:
        phone = here.phone("hamlet_head")
        for who, expected in (("volunteer", 409), ("hamlet_head", 201)):
            code, _ = here.do(lambda unit, who=who: people.invite(unit, here.act(), here.people[who].id))  # type: ignore[misc]
            assert here.client.post("/sync/enrol", json=phone.enrolment(code)).status_code == expected

    @pytest.mark.parametrize("name", ["code", "label", "app", "proof"])
    def test_half_a_character_is_refused_and_stops_nobody(self, here: Here, name: str) -> None:
        code, _ = here.do(lambda unit: people.invite(unit, here.act(), here.people["hamlet_head"].id))
        spoilt = {**Phone().enrolment(code), name: "a\ud800"}
        answer = here.client.post("/sync/enrol", content=json.dumps(spoilt))
        assert (answer.status_code, answer.json()["problem"]["code"]) == (400, "bad_envelope")
        spoilt = {**Phone().enrolment(code), "public_key": {**Phone().jwk, "x": "a\ud800"}}
        answer = here.client.post("/sync/enrol", content=json.dumps(spoilt))
        assert (answer.status_code, answer.json()["problem"]["code"]) == (422, "bad_key")
        assert here.client.post("/sync/enrol", json=Phone().enrolment(code)).status_code == 201

    def test_a_key_that_is_none_and_a_proof_of_another_code(self, here: Here) -> None:
        phone = Phone()
        code, _ = here.do(lambda unit: people.invite(unit, here.act(), here.people["hamlet_head"].id))
        for change, problem in (
            ({"public_key": {**phone.jwk, "x": phone.jwk["y"]}}, "bad_key"),
            ({"public_key": {**phone.jwk, "crv": "P-384"}}, "bad_key"),
            ({"proof": phone.sign("tan-nha-enrol\nanother")}, "bad_proof"),
        ):
            answer = here.client.post("/sync/enrol", json={**phone.enrolment(code), **change})
            assert (answer.status_code, answer.json()["problem"]["code"]) == (422, problem)
        assert here.client.post("/sync/enrol", json=phone.enrolment(code)).status_code == 201

    def test_guessing_codes_is_slowed_down_and_a_room_full_of_people_is_not(self, here: Here) -> None:
        phone = Phone()
        answers = [here.client.post("/sync/enrol", json=phone.enrolment(f"guess {n}")) for n in range(31)]
        assert [answer.status_code for answer in answers] == [404] * 30 + [429]
        assert here.phone().device


class TestEnvelope:
    @pytest.mark.parametrize(
        ("content", "status", "code"),
        [
            (b"", 400, "bad_envelope"),
            (b"not json", 400, "bad_envelope"),
            (b"\xff\xfe", 400, "bad_envelope"),
            (b"[]", 400, "bad_envelope"),
            (b"{}", 400, "bad_envelope"),
            (b'{"protocol":"1"}', 400, "bad_envelope"),
            (b'{"protocol":2}', 400, "bad_protocol"),
            (b'{"protocol":1,"limit":-1}', 400, "bad_envelope"),
            (b'{"protocol":1,"limit":501}', 400, "bad_envelope"),
            (b'{"protocol":1,"events":[{"body":1,"sig":""}]}', 400, "bad_envelope"),
            (b'{"protocol":1,"events":{}}', 400, "bad_envelope"),
            (b"[" * 100_000, 400, "bad_envelope"),
            (b" " * (1024 * 1024 + 1), 413, "too_large"),
            (json.dumps({"protocol": 1, "events": [{"body": "", "sig": ""}] * 101}).encode(), 413, "too_large"),
        ],
    )
    def test_what_cannot_be_read(self, here: Here, content: bytes, status: int, code: str) -> None:
        phone = here.phone()
        for sent, headers in ((content, {}), (gzip.compress(content), {"Content-Encoding": "gzip"})):
            answer = here.client.post("/sync", content=sent, headers={**bearer(phone), **headers})
            assert (answer.status_code, answer.json()["problem"]["code"]) == (status, code)
            assert answer.json()["app"] == "tan-nha"
            assert {"text", "text_en", "field"} <= set(answer.json()["problem"])

    @pytest.mark.parametrize("path", ["/sync", "/sync/enrol"])
    @pytest.mark.parametrize(
        ("content", "headers"),
        [
            (b"\x1f\x8b rubbish", {"Content-Encoding": "gzip"}),
            (gzip.compress(b"{}", mtime=0)[:-4], {"Content-Encoding": "gzip"}),
            (b"{}", {"Content-Encoding": "br"}),
        ],
    )
    def test_an_encoding_that_is_broken(self, here: Here, path: str, content: bytes, headers: dict[str, str]) -> None:
        phone = here.phone()
        answer = here.client.post(path, content=content, headers={**bearer(phone), **headers})
        assert (answer.status_code, answer.json()["problem"]["code"]) == (400, "bad_envelope")

    @pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer nobody", "Basic xyz", "Bearer \u00e9"])
    def test_an_unknown_token(self, here: Here, authorization: str) -> None:
        headers = {b"Authorization": authorization.encode()}
        answer = here.client.post("/sync", json={"protocol": 1}, headers=headers)
        assert (answer.status_code, answer.json()["problem"]["code"]) == (401, "unknown_token")

    def test_other_methods_and_paths(self, here: Here) -> None:
        assert here.client.get("/sync").status_code == 405
        assert here.client.post("/sync/nothing", json={}).json()["problem"]["code"] == "not_found"

    def test_a_day_has_its_limit(self, here: Here) -> None:
        phone = here.phone()
        object.__setattr__(here.settings, "device_daily", 3)
        for _ in range(3):
            here.turn(phone, phone.write("attempt.failed", "x", {"reason": "absent"}))
        event = phone.write("attempt.failed", "x", {"reason": "absent"})
        answer = here.client.post("/sync", json=phone.request(event), headers=bearer(phone))
        assert (answer.status_code, answer.json()["problem"]["code"]) == (429, "too_many")
        assert "retry-after" in answer.headers
        assert here.turn(phone)["receipts"] == []


@pytest.mark.parametrize("name", ["rid", "app", "epoch", "cursor", "clock"])
def test_half_a_character_in_a_turn_is_refused(here: Here, name: str) -> None:
    phone = here.phone()
    answer = here.client.post("/sync", content=json.dumps(phone.request(**{name: "a\ud800"})), headers=bearer(phone))
    assert (answer.status_code, answer.json()["problem"]["code"]) == (400, "bad_envelope")
