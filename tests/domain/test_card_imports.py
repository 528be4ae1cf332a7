"""A card against what the desk knows: whatever a list says, saying it twice changes nothing."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from server.domain.batches import renewal, restored
from server.domain.card_imports import changes, new_item
from server.domain.cards import Card

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


@given(CARDS, CARDS)
def test_a_list_taken_in_twice_changes_nothing(first: Card, second: Card) -> None:
    item = new_item("i1", first, "2020-08-31", "2020-09-04", "b1")
    assert changes(item, first) == {}
    later = structs.replace(item, **changes(item, second))
    assert changes(later, second) == {}
    assert (later == item) == (changes(item, second) == {})


@given(CARDS, CARDS)
def test_only_facts_change(first: Card, second: Card) -> None:
    item = new_item("i1", first, "2020-08-31", "2020-09-04", "b1")
    facts = {"name", "valid_to", "birth", "hospital", "hamlet", "hamlet_text", "phone", "way"}
    assert changes(item, second).keys() <= facts


@given(CARDS, CARDS)
def test_what_a_list_changed_can_be_put_back(first: Card, second: Card) -> None:
    item = new_item("i1", first, "2020-08-31", "2020-09-04", "b1")
    told = changes(item, second)
    later = structs.replace(item, **told)
    assert restored(later, renewal("item", item, later, told)) == (item, ())


def test_what_somebody_changed_since_stays() -> None:
    item = new_item(
        "i1", Card(name="Lê Mẫu", number="0123456789", phone="0912345678"), "2020-08-31", "2020-09-04", "b1"
    )
    later = structs.replace(item, phone="0987654321", way="sau chùa")
    touched = structs.replace(later, phone="0911111111")
    renewed = renewal("item", item, later, ["phone", "way"])
    assert restored(touched, renewed) == (structs.replace(touched, way=""), ("phone",))
