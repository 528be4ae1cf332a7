"""Custody as a fold: who has the paper after any facts, in any order of arrival."""

from hypothesis import given
from hypothesis import strategies as st

from server.domain.custody import fold, step, watchers
from server.domain.facts import Fact, ImportedData, Outcome, PackedData, PaperData, ReviewData
from server.domain.items import Custody
from server.domain.post_custody import PostData
from server.domain.undoing import within_undo
from sync.messages import AmendedData, AttemptData, ConfirmationData, HandoverData, Recipient, Signature, UndoneData

ITEM = "i1"
CONFIRMED = ConfirmationData(to=Recipient("Danh Thị Mẫu", "subject"), proof=Signature((640, 320), ""))


def fact(seq: int, what: str, data: object, person: str = "head", event: str = "", minute: int = 0) -> Fact:
    """One fact; its device is its person's."""
    at = f"2026-11-24T02:{minute:02}:00.000Z"
    return Fact(seq, event or f"e{seq}", f"phone of {person}", seq, what, person, at, at, data)


def packed(seq: int, holder: str = "head", round_: str = "r1") -> Fact:
    return fact(seq, "round.packed", PackedData(round_, holder), "clerk")


def confirmed(seq: int, person: str = "head", minute: int = 0) -> Fact:
    return fact(seq, "confirmation.recorded", CONFIRMED, person, minute=minute)


def test_the_plain_way() -> None:
    accepted = fact(2, "handover.accepted", HandoverData("r1", [ITEM]))
    custody, verdicts = fold(ITEM, [packed(1), accepted, confirmed(3)])
    assert (custody.state, custody.proof, custody.round) == ("delivered", "e3", "r1")
    assert verdicts["e3"].flags == frozenset()


def test_missing_from_the_bag_is_back_at_the_desk() -> None:
    custody, _ = fold(ITEM, [packed(1), fact(2, "handover.accepted", HandoverData("r1", [], [ITEM]))])
    assert (custody.state, custody.holder, custody.round) == ("at_desk", None, None)


def test_brought_back_and_counted_in() -> None:
    returned = fact(2, "handover.returned", HandoverData("r1", [ITEM]))
    assert fold(ITEM, [packed(1), returned]).custody.state == "returned"
    counted = fact(3, "handover.taken_back", HandoverData("r1", [ITEM]), "clerk")
    assert fold(ITEM, [packed(1), returned, counted]).custody.state == "at_desk"


def test_attempts_count_and_start_anew_in_another_round() -> None:
    tries = [fact(seq, "attempt.failed", AttemptData("absent", "2026-11-26")) for seq in (2, 3, 4)]
    custody, _ = fold(ITEM, [packed(1), *tries])
    assert (custody.attempts, custody.next, custody.state) == (3, "2026-11-26", "in_round")
    back = fact(5, "handover.taken_back", HandoverData("r1", [ITEM]), "clerk")
    assert fold(ITEM, [packed(1), *tries, back, packed(6, round_="r2")]).custody.attempts == 0


def test_a_visit_after_a_delivery_that_is_undone_is_late_no_more() -> None:
    tried = fact(3, "attempt.failed", AttemptData("absent"))
    assert fold(ITEM, [packed(1), confirmed(2), tried]).verdicts["e3"].flags == {"late"}
    undone = fact(4, "confirmation.undone", UndoneData("e2"))
    assert fold(ITEM, [packed(1), confirmed(2), tried, undone]).verdicts["e3"].flags == frozenset()


def test_the_highest_n_of_amendments_wins_whatever_arrives_first() -> None:
    def amended(seq: int, n: int, name: str) -> Fact:
        to = Recipient(name, "child")
        data = AmendedData(of="e2", to=to, proof=CONFIRMED.proof)
        return fact(seq, "confirmation.amended", data)._replace(n=n)

    facts = [packed(1), confirmed(2), amended(3, 9, "chín"), amended(4, 8, "tám")]
    last = fold(ITEM, facts).verdicts["e2"].amended
    assert last is not None
    assert last.n == 9
    early = [
        packed(1),
        amended(2, 9, "chín")._replace(data=AmendedData(of="e3", to=CONFIRMED.to, proof=CONFIRMED.proof)),
    ]
    assert fold(ITEM, [*early, confirmed(3)]).verdicts["e3"].amended is not None


def test_sent_back_then_approved_after_all() -> None:
    back = fact(3, "review.sent_back", ReviewData("e2", "mờ"), "clerk")
    custody, verdicts = fold(ITEM, [packed(1), confirmed(2), back])
    assert custody.redo is not None
    assert (custody.state, custody.redo.reason, verdicts["e2"].review) == ("in_round", "mờ", "sent_back")
    custody, verdicts = fold(ITEM, [packed(1), confirmed(2), back, fact(4, "review.approved", ReviewData("e2"))])
    assert (custody.state, custody.redo, verdicts["e2"].review) == ("delivered", None, "approved")


def test_an_approved_proof_stands_where_no_other_does() -> None:
    """A conflict decided: the first is sent back, the second approved; then nobody has to do anything again."""
    second = confirmed(4, "other", minute=5)
    back = fact(5, "review.sent_back", ReviewData("e3", "sai người"), "supervisor")
    stands = fact(6, "review.approved", ReviewData("e4"), "supervisor")
    custody, verdicts = fold(ITEM, [packed(1), confirmed(3), second, back, stands])
    assert (custody.state, custody.proof, custody.redo) == ("delivered", "e4", None)
    assert custody.delivered_at == second.when
    assert verdicts["e3"].review == "sent_back"


def test_an_approved_proof_takes_nothing_from_the_one_that_acts() -> None:
    stands = fact(5, "review.approved", ReviewData("e4"), "supervisor")
    assert fold(ITEM, [packed(1), confirmed(3), confirmed(4, "other"), stands]).custody.proof == "e3"


def test_a_late_proof_that_is_approved_delivers() -> None:
    """The bag was passed on while the first deliverer was on the road: the paper is where he says it is."""
    facts = [packed(1), packed(2, "other"), confirmed(3), fact(4, "review.approved", ReviewData("e3"), "supervisor")]
    assert fold(ITEM, facts[:3]).custody.state == "in_round"
    assert fold(ITEM, facts).custody.state == "delivered"


def test_an_undoing_of_another_phone_undoes_nothing() -> None:
    undone = fact(3, "confirmation.undone", UndoneData("e2"), "stranger")
    assert fold(ITEM, [packed(1), confirmed(2), undone]).custody.state == "delivered"


def test_ten_minutes_by_the_phones_own_clock() -> None:
    for minute, state in ((10, "in_round"), (11, "delivered")):
        undone = fact(3, "confirmation.undone", UndoneData("e2"), minute=minute)
        assert fold(ITEM, [packed(1), confirmed(2), undone]).custody.state == state
    assert not within_undo("yesterday", "2026-11-24T02:00:00Z")
    assert not within_undo("2026-11-24T02:00:00", "2026-11-24T02:00:00Z")


def test_whose_phone_shows_it() -> None:
    assert watchers(fold(ITEM, [packed(1)]).custody) == {"head"}
    both = [packed(1), confirmed(2), confirmed(3, "other")]
    assert watchers(fold(ITEM, both).custody) == {"head"}, "who never carried it sees nothing by writing of it"
    late = [packed(1), packed(2, "other", "r2"), confirmed(3)]
    assert watchers(fold(ITEM, late).custody) == {"head", "other"}
    approved = [fact(seq, "review.approved", ReviewData(of), "clerk") for seq, of in ((4, "e2"), (5, "e3"))]
    assert watchers(fold(ITEM, [*both, *approved]).custody) == {"head"} - {"head"}


PEOPLE = st.sampled_from(["head", "other"])
EVENTS = st.sampled_from([f"e{seq}" for seq in range(1, 9)])
DATA = st.one_of(
    st.builds(PackedData, st.sampled_from(["r1", "r2"]), PEOPLE),
    st.builds(HandoverData, st.sampled_from(["r1", "r2", ""]), st.just([ITEM]), st.sampled_from([[], [ITEM]])),
    st.builds(AttemptData, st.sampled_from(["absent", "refused"])),
    st.builds(UndoneData, EVENTS),
    st.builds(ReviewData, EVENTS, st.sampled_from(["", "mờ"])),
    st.builds(AmendedData, of=EVENTS, to=st.just(CONFIRMED.to), proof=st.just(CONFIRMED.proof)),
    st.just(CONFIRMED),
    st.builds(PostData, st.sampled_from(["RR473124829VN", "RR261124004VN"]), st.just("2026-11-24T04:00:00.000Z")),
    st.sampled_from([ImportedData(frozenset({ITEM}), frozenset()), ImportedData(frozenset(), frozenset({ITEM}))]),
    st.builds(
        PaperData, st.just("Danh Thị Mẫu"), st.sampled_from(["subject", "child"]), st.just("2026-11-24T03:00:00.000Z")
    ),
)
KIND = {
    PackedData: ["round.packed"],
    HandoverData: ["handover.accepted", "handover.returned", "handover.given", "handover.taken_back"],
    AttemptData: ["attempt.failed"],
    UndoneData: ["confirmation.undone"],
    ReviewData: ["review.approved"],
    AmendedData: ["confirmation.amended"],
    ConfirmationData: ["confirmation.recorded"],
    PaperData: ["paper.confirmed"],
    PostData: ["item.posted", "post.delivered", "post.returned"],
    ImportedData: ["items.imported"],
}


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Any facts about one item of every kind that moves it: by two people, the office, the post and on paper."""
    found = []
    for seq, data in enumerate(draw(st.lists(DATA, max_size=8)), 1):
        what = draw(st.sampled_from(KIND[type(data)]))
        found.append(fact(seq, what, data, draw(PEOPLE), minute=draw(st.sampled_from([0, 5, 30]))))
    return found


@given(histories())
def test_an_item_is_always_in_exactly_one_custody(facts: list[Fact]) -> None:
    custody, verdicts = fold(ITEM, facts)
    in_a_bag = custody.round is not None and custody.holder is not None
    if custody.state in ("at_desk", "withdrawn"):
        assert (custody.holder, custody.round, custody.post) == (None, None, None)
    if custody.state == "in_round":
        assert in_a_bag
        assert custody.post is None
    if custody.state == "returned":
        assert in_a_bag == (custody.post is None)
    if custody.state == "posted":
        assert custody.post is not None
        assert (custody.holder, custody.round) == (None, None)
    assert (custody.state == "delivered") == (custody.proof is not None)
    assert not (custody.redo and custody.state == "delivered")
    acting = [event for event, verdict in verdicts.items() if event == custody.proof]
    assert all(not verdicts[event].undone and verdicts[event].review != "sent_back" for event in acting)
    assert (custody.under is None) == (custody.state != "delivered" or custody.proof not in slips(custody))
    assert custody.under is None or custody.under.under is None


def slips(custody: Custody) -> set[str]:
    """The events of the slips that stand."""
    return {paper.event for paper in custody.papers}


@given(histories(), st.integers(0, 8))
def test_a_slip_may_come_whenever_it_likes(facts: list[Fact], place: int) -> None:
    """Phone first or paper first: the same custody, the same flags, one delivery."""
    slip = fact(0, "paper.confirmed", PaperData("Danh Thị Mẫu", "child", "2026-11-24T03:00:00.000Z"), "clerk", "slip")
    others = [one for one in facts if not isinstance(one.data, PaperData)]

    def with_slip_at(seq: float) -> Outcome:
        moved = [one._replace(seq=2 * one.seq) for one in others]
        return fold(ITEM, [*moved, slip._replace(seq=int(2 * seq) + 1)])

    assert with_slip_at(place) == with_slip_at(len(others))
    custody = with_slip_at(place).custody
    assert custody.state in ("delivered", "withdrawn")
    assert [paper.event for paper in custody.papers] == ["slip"]


@given(histories())
def test_what_is_taken_back_of_one_leaves_the_other(facts: list[Fact]) -> None:
    """A slip taken back is as if it had never been; so the phone's word stands as it would without it."""
    slip = fact(90, "paper.confirmed", PaperData("Danh Thị Mẫu", "subject"), "clerk", "slip")
    back = fact(91, "review.sent_back", ReviewData("slip", "ghi nhầm"), "clerk")
    again = fact(92, "review.approved", ReviewData("slip"), "clerk")
    alone = fold(ITEM, facts)
    undone = fold(ITEM, [*facts, slip, back])
    assert undone.custody == alone.custody
    assert {event: seen for event, seen in undone.verdicts.items() if event != "slip"} == alone.verdicts
    assert fold(ITEM, [*facts, slip, back, again]).custody == fold(ITEM, [*facts, slip]).custody


@given(histories())
def test_the_order_of_arrival_in_memory_does_not_matter(facts: list[Fact]) -> None:
    assert fold(ITEM, facts) == fold(ITEM, list(reversed(facts)))


@given(histories())
def test_a_step_is_what_the_fold_does(facts: list[Fact]) -> None:
    """The shortcut that a turn takes for plain new facts ends where folding everything ends."""
    plain = [one for one in facts if not isinstance(one.data, UndoneData | AmendedData | ReviewData)]
    outcome = Outcome(Custody(), {})
    for one in plain:
        outcome = step(ITEM, Outcome(outcome.custody, {}), one)
    assert outcome.custody == fold(ITEM, plain).custody
