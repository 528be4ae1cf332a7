"""Facts against state: gaps, flags, undoing and amending (sync.md §4 rules 3, 9, 10)."""

from datetime import UTC, datetime, timedelta

import pytest

from server.actions import review, rounds
from tests.communes import Here
from tests.http.turns import accepted, flags, statuses
from tests.phones import confirmation, id_of, signed


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
