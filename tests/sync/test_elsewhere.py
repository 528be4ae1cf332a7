"""A wrong server, a wiped server, a wiped phone, a person replaced in the middle of a round, a forger who was first."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.actions import people, rounds
from server.actions.verify import check
from server.domain.events import Event
from tests.communes import Here, bearer
from tests.http.turns import accepted, flags, statuses
from tests.phones import Phone, confirmation, hash_of, id_of


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Here]:
    """Another commune's server; or this one's after somebody emptied its folder."""
    commune = Here(tmp_path / "other")
    yield commune
    commune.store.close()


def test_a_wrong_server_takes_nothing_and_the_right_one_then_takes_all(here: Here, other: Here) -> None:
    phone, (one, *_) = accepted(here)
    event = phone.write("confirmation.recorded", one, confirmation())
    answer = other.client.post("/sync", json=phone.request(event), headers=bearer(phone))
    assert (answer.status_code, answer.json()["problem"]["code"]) == (401, "unknown_token")
    with other.store.read() as view:
        assert view.get(Event, hash_of(event)) is None
    assert statuses(here.turn(phone, event)) == [("accepted", None)]


def test_a_wiped_server_resets_the_phone_and_cannot_be_given_what_was_signed_for_the_old_one(
    here: Here, other: Here
) -> None:
    phone, (one, *_) = accepted(here)
    event = phone.write("confirmation.recorded", one, confirmation())
    here.turn(phone, event)
    cursor, epoch, deployment = phone.cursor, phone.epoch, phone.deployment
    code, _ = other.do(lambda unit: people.invite(unit, other.act(), other.people["hamlet_head"].id))
    phone.enrolled(other.client.post("/sync/enrol", json=phone.enrolment(code)).json())
    answer = other.turn(phone, event, epoch=epoch, cursor=cursor)
    assert answer["reset"] is True
    assert statuses(answer) == [("refused", "bad_signature")]
    assert answer["need"] == [[1, 2]], "it says that it has none of them"
    assert phone.deployment != deployment
    with other.store.read() as view:
        assert check(view).bad is None


def test_a_wiped_phone_enrols_anew_and_goes_on_with_the_bag(here: Here) -> None:
    phone, (one, two, three) = accepted(here)
    here.turn(phone, phone.write("confirmation.recorded", one, confirmation()))
    anew = here.phone()
    docs = {change["id"]: change["doc"] for change in here.turn(anew)["changes"] if change["type"] == "item"}
    assert {id_: doc["state"] for id_, doc in docs.items()} == {one: "delivered", two: "in_round", three: "in_round"}
    event = anew.write("confirmation.recorded", two, confirmation())
    assert statuses(here.turn(anew, event)) == [("accepted", None)]
    assert flags(here, event) == []
    assert here.item(two).custody.state == "delivered"


def test_a_person_replaced_in_the_middle_of_a_round(here: Here) -> None:
    """What the first delivered before counts, also if it arrives after; what is left is the second's alone."""
    first, (one, two, three) = accepted(here)
    round_id = here.item(one).custody.round
    assert round_id is not None
    here.turn(first, first.write("confirmation.recorded", one, confirmation()))
    unsent = first.write("confirmation.recorded", two, confirmation())
    here.do(lambda unit: rounds.reassign(unit, here.act("clerk"), round_id, here.people["volunteer"].id))
    second = here.phone("volunteer")
    seen = {change["id"] for change in here.turn(second)["changes"] if change["type"] == "item"}
    assert seen == {two, three}
    here.turn(second, second.write("handover.accepted", None, {"round": round_id, "items": [two, three]}))
    assert statuses(here.turn(first, unsent)) == [("accepted", None)]
    assert flags(here, unsent) == ["late"]
    event = second.write("confirmation.recorded", three, confirmation())
    here.turn(second, event)
    assert flags(here, event) == []
    assert [here.item(id_).custody.state for id_ in (one, two, three)] == ["delivered", "in_round", "delivered"]
    answer = here.turn(first)
    gone = {change["id"] for change in answer["changes"] if change.get("gone")}
    assert three in gone or three not in {change["id"] for change in answer["changes"]}


def test_a_forged_event_before_the_real_one(here: Here) -> None:
    """Somebody else's phone was first with the same id, and with the very same text: the real one is not touched."""
    phone, (one, *_) = accepted(here)
    forger = here.phone("volunteer")
    real = phone.write("confirmation.recorded", one, confirmation())
    same_text = {"body": real["body"], "sig": forger.seal(real["body"])["sig"]}
    in_its_name = forger.seal(real["body"].replace("Danh Thị Mẫu", "Kẻ Giả Mạo"))
    answer = here.turn(forger, same_text, in_its_name)
    assert statuses(answer) == [("refused", "bad_signature")] * 2
    assert statuses(here.turn(phone, real)) == [("accepted", None)]
    assert here.item(one).custody.proof == id_of(real)


def test_a_clock_set_back_changes_neither_order_nor_proof(here: Here) -> None:
    phone, (one, two, _) = accepted(here)
    now = phone.write("confirmation.recorded", one, confirmation())
    before = phone.write("confirmation.recorded", two, confirmation(), at="2020-01-01T00:00:00.000Z")
    receipts = here.turn(phone, now, before)["receipts"]
    assert receipts[0]["seq"] < receipts[1]["seq"]
    assert (flags(here, now), flags(here, before)) == ([], ["clock"])
    assert here.item(two).custody.state == "delivered"


def test_phones_of_two_people_never_share_a_number(here: Here) -> None:
    """Two people on one phone are two devices: each with its own chain, neither sees the other's bag."""
    first, (one, *_) = accepted(here)
    second: Phone = here.phone("volunteer")
    here.turn(second, second.write("attempt.failed", one, {"reason": "absent"}))
    answer = here.turn(first, first.write("confirmation.recorded", one, confirmation()))
    assert (answer["tip"], answer["need"]) == (2, [])
    assert {change["type"] for change in here.turn(second, cursor=None)["changes"]} == {"hamlet"}
