"""A signed slip and a phone's confirmation of one paper: one delivery, whichever comes first."""

import pytest

from server.domain.custody import fold, watchers
from server.domain.facts import Fact, PaperData, ReviewData
from server.domain.paper_twin import same_receiver
from sync.messages import AmendedData, AttemptData, HandoverData, Recipient, Relation, UndoneData
from tests.domain.test_custody import CONFIRMED, ITEM, confirmed, fact, packed

SIGNED_AT = "2026-11-24T01:30:00.000Z"


def slip(seq: int, name: str = "Danh Thị Mẫu", relation: str = "subject") -> Fact:
    return fact(seq, "paper.confirmed", PaperData(name, relation, SIGNED_AT), "clerk", f"slip{seq}")


def test_a_slip_alone_delivers_and_the_phone_that_comes_after_speaks() -> None:
    custody, _ = fold(ITEM, [packed(1), slip(2)])
    assert (custody.state, custody.proof, custody.delivered_at) == ("delivered", "slip2", SIGNED_AT)
    assert watchers(custody) == set()
    custody, verdicts = fold(ITEM, [packed(1), slip(2), confirmed(3)])
    assert (custody.state, custody.proof, len(custody.papers)) == ("delivered", "e3", 1)
    assert verdicts["e3"].flags == frozenset()


def test_phone_first_or_paper_first_ends_the_same() -> None:
    late = confirmed(9)._replace(event="e2")
    assert (
        fold(ITEM, [packed(1), confirmed(2)._replace(n=9), slip(3)]).custody
        == fold(ITEM, [packed(1), slip(3), late]).custody
    )


@pytest.mark.parametrize("phone_first", [True, False])
def test_another_receiver_on_the_slip_is_for_a_supervisor(phone_first: bool) -> None:
    facts = (
        [confirmed(2), slip(3, "Lê Văn Con", "child")]
        if phone_first
        else [slip(2, "Lê Văn Con", "child"), confirmed(3)]
    )
    custody, verdicts = fold(ITEM, [packed(1), *facts])
    phone = "e2" if phone_first else "e3"
    assert (custody.state, custody.proof) == ("delivered", phone)
    assert verdicts[phone].flags == {"twice"}
    back = fact(4, "review.sent_back", ReviewData(facts[1 if phone_first else 0].event, "nhầm phiếu"), "clerk")
    assert fold(ITEM, [packed(1), *facts, back]).verdicts[phone].flags == frozenset()


def test_an_amendment_that_agrees_with_the_slip_ends_the_doubt() -> None:
    amended = AmendedData(of="e2", to=Recipient("lê văn con", "relative"), proof=CONFIRMED.proof)
    facts = [packed(1), confirmed(2), slip(3, "Lê Văn Con", "child"), fact(4, "confirmation.amended", amended)]
    assert fold(ITEM, facts).verdicts["e2"].flags == frozenset()


def test_each_may_be_taken_back_alone() -> None:
    undone = fact(4, "confirmation.undone", UndoneData("e2"))
    custody, _ = fold(ITEM, [packed(1), confirmed(2), slip(3), undone])
    assert (custody.state, custody.proof) == ("delivered", "slip3")
    back = fact(4, "review.sent_back", ReviewData("slip3", "nhầm phiếu"), "clerk")
    custody, _ = fold(ITEM, [packed(1), confirmed(2), slip(3), back])
    assert (custody.state, custody.proof, custody.papers) == ("delivered", "e2", ())
    assert fold(ITEM, [packed(1), slip(3), back]).custody == fold(ITEM, [packed(1)]).custody


def test_a_slip_answers_what_was_sent_back() -> None:
    facts = [packed(1), confirmed(2), fact(3, "review.sent_back", ReviewData("e2", "mờ"), "clerk"), slip(4)]
    custody, _ = fold(ITEM, facts)
    assert (custody.state, custody.proof, custody.redo) == ("delivered", "slip4", None)
    anew, _ = fold(ITEM, [*facts, confirmed(5)])
    assert (anew.state, anew.proof, anew.redo) == ("delivered", "e5", None)


def test_two_phones_and_a_slip_are_still_twice_among_the_phones() -> None:
    _, verdicts = fold(ITEM, [packed(1), slip(2), confirmed(3), confirmed(4, "other")])
    assert (verdicts["e3"].flags, verdicts["e4"].flags) == (frozenset(), frozenset({"twice"}))


def test_what_the_phone_says_meanwhile_is_kept_under_the_slip() -> None:
    tried = fact(3, "attempt.failed", AttemptData("absent"))
    returned = fact(4, "handover.returned", HandoverData("r1", [ITEM]))
    facts = [packed(1), slip(2), tried, returned]
    assert fold(ITEM, facts).custody.state == "delivered"
    back = fact(5, "review.sent_back", ReviewData("slip2", "nhầm phiếu"), "clerk")
    custody, _ = fold(ITEM, [*facts, back])
    assert (custody.state, custody.attempts) == ("returned", 1)


def test_given_at_the_desk_on_a_slip() -> None:
    custody, _ = fold(ITEM, [slip(1)])
    assert (custody.state, custody.holder, custody.round) == ("delivered", None, None)


@pytest.mark.parametrize(
    ("phone", "paper", "same"),
    [
        (("Danh Thị Mẫu", "subject"), ("", "subject"), True),
        (("Danh Thị Mẫu", "subject"), ("Lê Văn Con", "child"), False),
        (("Lê Văn Con", "child"), ("LE VAN CON", "relative"), True),
        (("Lê Văn Con", "child"), ("Lê Văn Cháu", "child"), False),
        (("", "child"), ("Lê Văn Con", "child"), True),
        (("", "child"), ("Lê Văn Con", "spouse"), False),
        (("Lê Văn Con", "child"), ("", ""), True),
    ],
)
def test_who_is_the_same(phone: tuple[str, Relation], paper: tuple[str, str], same: bool) -> None:
    assert same_receiver(Recipient(*phone), PaperData(*paper)) is same
