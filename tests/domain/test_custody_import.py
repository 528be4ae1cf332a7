"""An import and its undoing in the fold of custody: only what lies at the desk leaves the lists, and may return."""

from hypothesis import given
from hypothesis import strategies as st

from server.domain.custody import fold
from server.domain.facts import Fact, ImportedData, PackedData
from server.domain.items import Custody, State
from sync.messages import HandoverData

ITEM = "i1"
COME = ImportedData(frozenset({ITEM}), frozenset())
GONE = ImportedData(frozenset(), frozenset({ITEM}))
PACKED = PackedData("r1", "p1")
BACK = HandoverData("r1", [ITEM])
WHAT = {COME: "items.imported", GONE: "items.imported", PACKED: "round.packed"}


def state(*data: object) -> State:
    facts = [
        Fact(n, f"e{n}", "office", n, "handover.taken_back" if one is BACK else WHAT[one], "p0", "", "", one)  # type: ignore[index]
        for n, one in enumerate(data)
    ]
    return fold(ITEM, facts).custody.state


def test_withdrawn_at_the_desk_and_brought_back() -> None:
    assert state(COME) == "at_desk"
    assert state(COME, GONE) == "withdrawn"
    assert state(COME, GONE, GONE) == "withdrawn"
    assert state(COME, GONE, COME) == "at_desk"
    assert fold(ITEM, []).custody == Custody()


def test_what_left_the_desk_is_not_withdrawn() -> None:
    assert state(COME, PACKED, GONE) == "in_round"
    assert state(COME, PACKED, COME) == "in_round"
    assert state(COME, PACKED, BACK, GONE) == "withdrawn"


def test_another_items_import_is_nothing_to_this_one() -> None:
    other = ImportedData(frozenset(), frozenset({"i2"}))
    facts = [Fact(1, "e1", "office", 1, "items.imported", "p0", "", "", other)]
    assert fold(ITEM, facts).custody.state == "at_desk"


@given(st.lists(st.sampled_from([COME, GONE, PACKED, BACK])))
def test_always_in_one_custody(data: list[object]) -> None:
    found = state(*data)
    assert found in ("at_desk", "in_round", "withdrawn")
    if found == "withdrawn":
        assert data[-1] is not COME
        assert GONE in data
