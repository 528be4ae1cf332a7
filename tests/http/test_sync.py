"""The sync endpoint as other programs see it: sync.md §1, §2 and §4 over plain HTTP."""

import json
from pathlib import Path

from server.actions import devices, review
from server.actions.export import confirmations
from server.actions.verify import check
from server.domain.events import Refused
from server.domain.people import Device
from server.http.field import BUILD, field_build
from tests.communes import Here, bearer
from tests.http.turns import accepted, statuses
from tests.phones import confirmation, hash_of, id_of


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


def test_an_older_app_is_wished_newer(here: Here) -> None:
    phone, _ = accepted(here)
    here.app.state.field_build = lambda: "0123456789ab"
    told = {app: here.turn(phone, app=app)["orders"] for app in ("ba9876543210", "0123456789ab", "another program", "")}
    assert told == {"ba9876543210": ["update"], "0123456789ab": [], "another program": [], "": []}
    here.app.state.field_build = lambda: ""
    assert here.turn(phone, app="ba9876543210")["orders"] == []


def test_the_build_that_is_served_is_the_one_on_the_disk_now(tmp_path: Path) -> None:
    assert field_build(tmp_path) == ""
    for name in ("0123456789ab", "ba9876543210"):
        (tmp_path / "build.txt").write_text(name)
        assert field_build(tmp_path) == name


def test_what_the_phone_sends_is_that_build() -> None:
    scripts = ("worker.js", "screens.js", "writing.js")
    assert all(f'"{field_build()}"' in (BUILD / name).read_text("utf-8") for name in scripts)
