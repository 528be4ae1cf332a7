"""What the post does to a paper, in any order, beside what phones and rounds say."""

from hypothesis import given
from hypothesis import strategies as st

from server.domain.custody import fold
from server.domain.facts import Fact, PackedData
from server.domain.items import Custody
from server.domain.post_custody import PostData
from sync.messages import ConfirmationData, HandoverData, Recipient, Signature

ITEM, FIRST, SECOND = "i1", "RR473124829VN", "RR473124832VN"
CONFIRMED = ConfirmationData(to=Recipient("Danh Thị Mẫu", "subject"), proof=Signature((640, 320), ""))


def fact(seq: int, what: str, data: object, person: str = "clerk") -> Fact:
    at = f"2026-11-24T02:{seq:02}:00.000Z"
    return Fact(seq, f"e{seq}", "office" if person == "clerk" else person, seq, what, person, at, at, data)


def posted(seq: int, tracking: str = FIRST) -> Fact:
    return fact(seq, "item.posted", PostData(tracking))


def delivered(seq: int) -> Fact:
    return fact(seq, "post.delivered", PostData(at="2026-11-25T05:00:00.000Z"))


def returned(seq: int) -> Fact:
    return fact(seq, "post.returned", PostData())


def counted_in(seq: int, round_: str = "") -> Fact:
    return fact(seq, "handover.taken_back", HandoverData(round_, [ITEM]))


def after(*facts: Fact) -> Custody:
    return fold(ITEM, facts).custody


def test_posted_and_brought() -> None:
    custody = after(posted(1), delivered(2))
    assert (custody.state, custody.proof, custody.delivered_at) == ("delivered", "e2", "2026-11-25T05:00:00.000Z")
    assert custody.post is not None
    assert custody.post.tracking == FIRST


def test_posted_and_sent_back() -> None:
    custody = after(posted(1), returned(2))
    assert (custody.state, custody.holder, custody.round) == ("returned", None, None)
    assert after(posted(1), returned(2), counted_in(3)) == Custody()
    assert after(posted(1), counted_in(2)) == Custody()


def test_a_mistyped_number_and_a_mistaken_end_are_put_right() -> None:
    custody = after(posted(1), posted(2, SECOND))
    assert custody.post is not None
    assert (custody.post.tracking, custody.post.posted_at) == (SECOND, "2026-11-24T02:01:00.000Z")
    again = after(posted(1), delivered(2), posted(3))
    assert (again.state, again.proof, again.delivered_at) == ("posted", None, None)
    assert after(posted(1), returned(2), posted(3)).state == "posted"


def test_what_is_in_a_bag_is_not_posted_nor_the_other_way_round() -> None:
    packed = fact(1, "round.packed", PackedData("r1", "head"))
    assert after(packed, posted(2)).state == "in_round"
    assert after(posted(1), fact(2, "round.packed", PackedData("r1", "head"))).state == "posted"
    assert after(posted(1), counted_in(2, "r1")).state == "posted"
    assert after(packed, counted_in(2)).state == "in_round"


def test_a_late_word_of_a_phone_is_only_a_claim() -> None:
    packed = fact(1, "round.packed", PackedData("r1", "head"))
    facts = [packed, counted_in(2, "r1"), posted(3), fact(4, "confirmation.recorded", CONFIRMED, "head")]
    outcome = fold(ITEM, facts)
    assert outcome.custody.state == "posted"
    assert outcome.verdicts["e4"].flags == {"late"}


ACTS = st.sampled_from(
    [
        ("item.posted", PostData(FIRST), "clerk"),
        ("item.posted", PostData(SECOND), "clerk"),
        ("post.delivered", PostData(), "clerk"),
        ("post.returned", PostData(), "clerk"),
        ("round.packed", PackedData("r1", "head"), "clerk"),
        ("handover.taken_back", HandoverData("r1", [ITEM]), "clerk"),
        ("handover.taken_back", HandoverData("", [ITEM]), "clerk"),
        ("handover.returned", HandoverData("r1", [ITEM]), "head"),
        ("confirmation.recorded", CONFIRMED, "head"),
    ]
)


@given(st.lists(ACTS, max_size=10))
def test_post_and_bag_never_have_it_both(acts: list[tuple[str, object, str]]) -> None:
    custody = after(*(fact(seq, what, data, person) for seq, (what, data, person) in enumerate(acts, 1)))
    assert custody.post is None or custody.round is None
    assert custody.state not in ("posted",) or custody.post is not None
    assert (custody.state == "delivered") == (custody.proof is not None)
    if custody.state in ("in_round", "returned"):
        assert (custody.post is None) == (custody.round is not None and custody.holder is not None)
    if custody.state == "at_desk":
        assert (custody.post, custody.round, custody.holder) == (None, None, None)
