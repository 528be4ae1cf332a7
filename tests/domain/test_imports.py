"""The verdict on a row against what is known: whatever a list says, saying it twice changes nothing."""

from hypothesis import given
from hypothesis import strategies as st

from server.domain.cardlist import ReadRow
from server.domain.cards import Card
from server.domain.imports import changes, judge, new_item, renewed

WORDS = st.sampled_from(["", "Mẫu", "Thử"])
CARDS = st.builds(
    Card,
    name=st.sampled_from(["Lê Mẫu", "Lê Thử"]),
    number=st.just("0123456789"),
    valid_from=st.just("2020-09-01"),
    valid_to=WORDS,
    birth=WORDS,
    hospital=WORDS,
    hamlet=st.sampled_from([None, "h1", "h2"]),
    hamlet_text=WORDS,
    phone=WORDS,
    way=WORDS,
)


def row(card: Card | None) -> ReadRow:
    return ReadRow("", 1, {}, card, None, ())


@given(CARDS, CARDS)
def test_a_list_taken_in_twice_changes_nothing(first: Card, second: Card) -> None:
    item = new_item("i1", first, "2020-08-31", "2020-09-04", "b1")
    assert judge(row(first), item) == ("unchanged", ())
    later = renewed(item, second)
    assert judge(row(second), later) == ("unchanged", ())
    assert (later == item) == (judge(row(second), item)[0] == "unchanged")


@given(CARDS, CARDS)
def test_only_facts_change(first: Card, second: Card) -> None:
    item = new_item("i1", first, "2020-08-31", "2020-09-04", "b1")
    assert changes(item, second).keys() <= {
        "name",
        "valid_to",
        "birth",
        "hospital",
        "hamlet",
        "hamlet_text",
        "phone",
        "way",
    }
    later = renewed(item, second)
    assert (later.custody, later.arrived, later.due, later.batch) == (item.custody, item.arrived, item.due, item.batch)


def test_a_row_is_new_or_refused() -> None:
    assert judge(row(None), None) == ("refused", ())
    assert judge(row(Card(name="Lê Mẫu", number="0123456789")), None) == ("created", ())
