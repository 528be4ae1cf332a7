"""The sync endpoint as other programs see it: sync.md §1, §2 and §4 over plain HTTP."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from server.actions import devices, people, review, rounds
from server.actions.export import confirmations
from server.actions.verify import check
from server.domain.events import Refused
from server.domain.people import Device
from tests.communes import Here, bearer
from tests.phones import Phone, confirmation, hash_of, id_of, signed


def accepted(here: Here, items: int = 3) -> tuple[Phone, list[str]]:
    """A phone that has accepted a bag."""
    ids = here.items(items)
    round_ = here.round(ids)
    phone = here.phone()
    here.turn(phone, phone.write("handover.accepted", None, {"round": round_.id, "items": ids, "missing": []}))
    return phone, ids


def statuses(answer: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(row["status"], row["code"]) for row in answer["receipts"]]


def flags(here: Here, event: dict[str, str]) -> list[str]:
    with here.store.read() as view:
        return next(row["flags"] for row in confirmations(view) if row["event"] == id_of(event))


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


class TestReceipts:
    def test_a_day_at_the_doors(self, here: Here) -> None:
        phone, (one, two, three) = accepted(here)
        events = [
            phone.write("confirmation.recorded", one, confirmation()),
            phone.write("attempt.failed", two, {"reason": "absent", "next": "2026-11-26", "note": ""}),
            phone.write("confirmation.recorded", three, confirmation()),
        ]
        answer = here.turn(phone, *events)
        assert statuses(answer) == [("accepted", None)] * 3
        assert [row["hash"] for row in answer["receipts"]] == [hash_of(event) for event in events]
        assert (answer["tip"], answer["need"], answer["keep"]) == (4, [], 0)
        assert here.item(one).custody.state == "delivered"
        assert (here.item(two).custody.state, here.item(two).custody.attempts) == ("in_round", 1)

    def test_sent_again_the_receipt_is_the_same(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        event = phone.write("confirmation.recorded", one, confirmation())
        first = here.turn(phone, event)["receipts"]
        assert here.turn(phone, event, event)["receipts"] == first * 2
        with here.store.read() as view:
            assert len(list(confirmations(view))) == 1

    def test_a_bad_event_does_not_hold_back_the_others(self, here: Here) -> None:
        phone, (one, two, _) = accepted(here)
        good = phone.write("confirmation.recorded", one, confirmation())
        forged = {**good, "sig": phone.sign("something else")}
        also = phone.write("confirmation.recorded", two, confirmation())
        poison = [
            {"body": "", "sig": ""},
            {"body": "{", "sig": good["sig"]},
            {"body": '{"a":' * 5000, "sig": good["sig"]},
            {"body": "x" * 17000, "sig": good["sig"]},
            phone.seal(good["body"].replace('"v":1', '"v":1,"v":1')),
            phone.seal("\ufeff" + good["body"]),
            phone.seal(good["body"].replace('"count":1', '"count":NaN')),
            phone.seal(good["body"].replace('"note":""', '"note":"\\u0000"')),
            phone.seal(good["body"].replace('"note":""', '"note":"\\ud800"')),
            {"body": good["body"].replace(phone.device, "nobody"), "sig": good["sig"]},
        ]
        answer = here.turn(phone, forged, *poison, good, also)
        codes = [row["code"] for row in answer["receipts"]]
        assert codes == ["bad_signature", *["unreadable"] * 9, "unknown_device", None, None]
        assert all(row["seq"] is None for row in answer["receipts"][:11])
        assert here.item(one).custody.state == here.item(two).custody.state == "delivered"
        with here.store.read() as view:
            assert view.count(Refused, "all", "") == 11

    def test_a_lone_surrogate_in_the_envelope_poisons_only_its_own_event(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        good = phone.write("confirmation.recorded", one, confirmation())
        body = json.dumps(phone.request(good, {"body": '{"a":"\ud800"}', "sig": "x"}))
        answer = here.client.post("/sync", content=body, headers=bearer(phone))
        assert statuses(answer.json()) == [("accepted", None), ("refused", "unreadable")]

    def test_refused_things_are_kept_up_to_a_limit(self, here: Here) -> None:
        phone = here.phone()
        for start in range(0, 300, 100):
            rubbish = [{"body": f"rubbish {start + place}", "sig": ""} for place in range(100)]
            answer = here.turn(phone, *rubbish)
        assert {row["code"] for row in answer["receipts"]} == {"full"}
        with here.store.read() as view:
            assert view.count(Refused, "carrier", phone.device) == 200

    def test_held_for_a_person_to_look_at(self, here: Here) -> None:
        phone, (one, two, _) = accepted(here)
        other = here.phone("volunteer")
        theirs = other.write("attempt.failed", one, {"reason": "absent"})
        here.turn(other, theirs)
        events = [
            phone.write("moon.landed", None, {}),
            phone.write("confirmation.recorded", one, confirmation(), v=2),
            phone.write("confirmation.recorded", one, {"to": "nobody"}),
            phone.write("confirmation.recorded", None, confirmation()),
            phone.write("confirmation.undone", None, {"of": id_of(theirs), "why": ""}),
        ]
        answer = here.turn(phone, *events)
        assert statuses(answer) == [
            ("held", "unknown_kind"),
            ("held", "newer_version"),
            ("held", "not_understood"),
            ("held", "not_understood"),
            ("held", "not_yours"),
        ]
        assert answer["tip"] == 6
        assert all(row["text"] for row in answer["receipts"])
        assert here.item(one).custody.state == "in_round"

    def test_reused_ids_and_numbers_and_a_broken_chain(self, here: Here) -> None:
        phone, (one, two, three) = accepted(here)
        first = phone.write("confirmation.recorded", one, confirmation())
        here.turn(phone, first)
        n, previous = phone.n, phone.previous
        same_id = phone.write("confirmation.recorded", two, confirmation(), id=id_of(first))
        phone.n, phone.previous = n - 1, previous
        same_n = phone.write("confirmation.recorded", two, confirmation())
        phone.n, phone.previous = 40, "A" * 43
        loose = phone.write("confirmation.recorded", two, confirmation())
        phone.previous = "B" * 43
        broken = phone.write("confirmation.recorded", three, confirmation())
        answer = here.turn(phone, same_id, same_n, loose, broken)
        assert statuses(answer) == [
            ("held", "id_reused"),
            ("held", "n_reused"),
            ("accepted", None),
            ("held", "chain_broken"),
        ]
        with here.store.read() as view:
            device = view.get(Device, phone.device)
        assert device is not None
        assert device.cloned_at is not None

    def test_another_phone_may_carry_the_events(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        courier = here.phone("volunteer")
        answer = here.turn(courier, phone.write("confirmation.recorded", one, confirmation()))
        assert statuses(answer) == [("accepted", None)]
        assert answer["tip"] == 0
        assert here.item(one).custody.state == "delivered"


class TestGaps:
    def test_a_gap_is_noted_and_closed(self, here: Here) -> None:
        phone, (one, two, three) = accepted(here)
        early = phone.write("confirmation.recorded", one, confirmation())
        late = phone.write("confirmation.recorded", two, confirmation())
        answer = here.turn(phone, late)
        assert statuses(answer) == [("accepted", None)]
        assert answer["need"] == [[2, 2]]
        assert flags(here, late) == ["gap"]
        assert here.turn(phone, early)["need"] == []
        assert flags(here, late) == []

    def test_an_undoing_that_arrives_before_what_it_undoes(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        event = phone.write("confirmation.recorded", one, confirmation())
        undo = phone.write("confirmation.undone", None, {"of": id_of(event), "why": "nhầm"})
        here.turn(phone, undo)
        here.turn(phone, event)
        assert here.item(one).custody.state == "in_round"


class TestFactsAgainstState:
    def test_twice_the_first_proof_wins(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        other = here.phone()
        first = phone.write("confirmation.recorded", one, confirmation())
        second = other.write("confirmation.recorded", one, confirmation("Người Khác"))
        here.turn(phone, first)
        here.turn(other, second)
        assert flags(here, second) == ["twice"]
        assert here.item(one).custody.proof == id_of(first)

    def test_when_the_first_is_undone_the_second_acts(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        other = here.phone()
        first = phone.write("confirmation.recorded", one, confirmation())
        second = other.write("confirmation.recorded", one, confirmation())
        here.turn(phone, first)
        here.turn(other, second)
        here.turn(phone, phone.write("confirmation.undone", None, {"of": id_of(first), "why": "nhầm nhà"}))
        assert here.item(one).custody.proof == id_of(second)
        assert flags(here, second) == []

    def test_somebody_who_never_held_it(self, here: Here) -> None:
        _, (one, *_) = accepted(here)
        stranger = here.phone("volunteer")
        event = stranger.write("confirmation.recorded", one, confirmation())
        assert statuses(here.turn(stranger, event)) == [("accepted", None)]
        assert flags(here, event) == ["not_holder"]
        assert here.item(one).custody.state == "in_round"

    def test_too_late_after_the_bag_was_passed_on(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        round_id = here.item(one).custody.round
        assert round_id is not None
        volunteer = here.people["volunteer"].id
        here.do(lambda unit: rounds.reassign(unit, here.act("clerk"), round_id, volunteer))
        event = phone.write("confirmation.recorded", one, confirmation())
        here.turn(phone, event)
        assert flags(here, event) == ["late"]

    def test_an_item_nobody_knows(self, here: Here) -> None:
        phone, _ = accepted(here)
        event = phone.write("confirmation.recorded", "no-such-item", confirmation())
        assert statuses(here.turn(phone, event)) == [("accepted", None)]
        assert flags(here, event) == ["unknown_item"]

    @pytest.mark.parametrize(
        ("at", "offset"),
        [("2031-01-01T00:00:00.000Z", 0), ("1999-01-01T00:00:00.000Z", None), ("yesterday", 0)],
    )
    def test_a_wrong_clock(self, here: Here, at: str, offset: int | None) -> None:
        phone, (one, *_) = accepted(here)
        event = phone.write("confirmation.recorded", one, confirmation(), at=at, offset=offset)
        here.turn(phone, event)
        assert flags(here, event) == ["clock"]

    def test_an_offset_that_corrects_the_clock_but_is_large(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        at = (datetime.now(UTC) - timedelta(days=3)).isoformat()
        event = phone.write("confirmation.recorded", one, confirmation(), at=at, offset=3 * 86_400_000)
        here.turn(phone, event)
        assert flags(here, event) == ["clock"]

    def test_a_scratch_for_a_signature(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        event = phone.write("confirmation.recorded", one, confirmation(proof=signed("AQEAAAA")))
        here.turn(phone, event)
        assert flags(here, event) == ["thin"]


class TestUndoAndAmend:
    def test_an_undoing_after_ten_minutes_is_a_flag_only(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        event = phone.write("confirmation.recorded", one, confirmation())
        later = (datetime.now(UTC) + timedelta(minutes=11)).isoformat()
        here.turn(phone, event, phone.write("confirmation.undone", None, {"of": id_of(event), "why": ""}, at=later))
        assert here.item(one).custody.state == "delivered"

    def test_an_undoing_after_the_review_is_a_flag_only(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        event = phone.write("confirmation.recorded", one, confirmation())
        here.turn(phone, event)
        here.do(lambda unit: review.approve(unit, here.act("clerk"), id_of(event)))
        here.turn(phone, phone.write("confirmation.undone", None, {"of": id_of(event), "why": ""}))
        assert here.item(one).custody.state == "delivered"

    def test_sent_back_and_amended(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        event = phone.write("confirmation.recorded", one, confirmation())
        here.turn(phone, event)
        here.do(lambda unit: review.send_back(unit, here.act("clerk"), id_of(event), "Ghi rõ quan hệ"))
        answer = here.turn(phone)
        by_type = {change["type"]: change for change in answer["changes"]}
        assert by_type["item"]["doc"]["redo"] == {"event": id_of(event), "reason": "Ghi rõ quan hệ"}
        assert by_type["event"]["id"] == id_of(event)
        assert by_type["event"]["doc"]["review"] == "sent_back"
        amended = {"of": id_of(event), **confirmation(to={"name": "Danh Thị Con", "relation": "child"})}
        answer = here.turn(phone, phone.write("confirmation.amended", one, amended))
        assert statuses(answer) == [("accepted", None)]
        assert here.item(one).custody.redo is None
        assert here.item(one).custody.proof == id_of(event)

    def test_sent_back_and_signed_again(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        event = phone.write("confirmation.recorded", one, confirmation())
        here.turn(phone, event)
        here.do(lambda unit: review.send_back(unit, here.act("clerk"), id_of(event), "Chữ ký không rõ"))
        again = phone.write("confirmation.recorded", one, confirmation())
        here.turn(phone, again)
        assert here.item(one).custody.proof == id_of(again)
        assert flags(here, again) == []


class TestPull:
    def test_nobody_sees_the_bag_of_another(self, here: Here) -> None:
        accepted(here)
        stranger = here.phone("volunteer")
        assert {change["type"] for change in here.turn(stranger)["changes"]} == {"hamlet"}

    def test_pages_follow_each_other_and_then_nothing_is_new(self, here: Here) -> None:
        phone, ids = accepted(here, 12)
        phone.cursor = None
        seen: list[str] = []
        for _ in range(20):
            answer = here.turn(phone, limit=4)
            assert len(answer["changes"]) <= 4
            seen += [change["id"] for change in answer["changes"] if change["type"] == "item"]
            if not answer["more"]:
                break
        assert sorted(seen) == sorted(ids)
        assert here.turn(phone)["changes"] == []

    def test_a_finished_item_leaves_the_phone(self, here: Here) -> None:
        phone, (one,) = accepted(here, 1)
        event = phone.write("confirmation.recorded", one, confirmation())
        here.turn(phone, event)
        here.do(lambda unit: review.approve(unit, here.act("clerk"), id_of(event)))
        changes = {(change["type"], change["id"]): change for change in here.turn(phone)["changes"]}
        assert changes["item", one]["gone"] is True
        assert changes["event", id_of(event)]["doc"]["review"] == "approved"

    def test_another_history_resets(self, here: Here) -> None:
        phone, _ = accepted(here)
        here.turn(phone)
        good, epoch = phone.cursor, phone.epoch
        assert good is not None
        row, head, mark = good.split(":")
        wrong = [f"{row}:{head}:AAAAAAAAAAA", f"{row}:{int(head) + 999}:{mark}", "rubbish", f"{row}:{head}"]
        for cursor in wrong:
            assert here.turn(phone, cursor=cursor, epoch=epoch)["reset"] is True
        answer = here.turn(phone, cursor=good, epoch="another")
        assert answer["reset"] is True
        assert len(answer["changes"]) > 1
        assert here.turn(phone, cursor=good, epoch=epoch)["reset"] is False

    def test_limit_zero_and_the_send_token_leave_the_cursor(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        here.turn(phone)
        cursor = phone.cursor
        answer = here.turn(phone, limit=0)
        assert (answer["cursor"], answer["more"], answer["changes"]) == (cursor, True, [])
        event = phone.write("confirmation.recorded", one, confirmation())
        sent = here.client.post(
            "/sync", json=phone.request(event), headers={"Authorization": f"Bearer {phone.send}"}
        ).json()
        assert (sent["cursor"], sent["more"], sent["changes"]) == (cursor, True, [])
        assert statuses(sent) == [("accepted", None)]

    def test_a_revoked_phone_hands_in_and_gets_nothing(self, here: Here) -> None:
        phone, (one, *_) = accepted(here)
        here.do(lambda unit: devices.revoke(unit, here.act(), phone.device, "mất máy"))
        answer = here.turn(phone, phone.write("confirmation.recorded", one, confirmation()))
        assert statuses(answer) == [("held", "revoked")]
        assert (answer["orders"], answer["changes"]) == (["wipe"], [])
        assert here.item(one).custody.state == "in_round"


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
            (gzip.compress(b"{}")[:-4], {"Content-Encoding": "gzip"}),
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


def test_after_all_this_the_ledger_verifies(here: Here) -> None:
    phone, (one, two, three) = accepted(here)
    event = phone.write("confirmation.recorded", one, confirmation())
    here.turn(phone, event, phone.write("moon.landed", None, {}), {"body": "", "sig": ""})
    here.do(lambda unit: review.send_back(unit, here.act("clerk"), id_of(event), "mờ"))
    here.turn(phone, phone.write("confirmation.recorded", one, confirmation()))
    with here.store.read() as view:
        found = check(view)
    assert (found.bad, found.held) == (None, 1)
    assert found.events == 7


def test_health(here: Here) -> None:
    answer = here.client.get("/health").json()
    assert (answer["app"], answer["status"], answer["store"]) == ("tan-nha", "ok", "tinydb")
