"""Undoing an import: what nobody touched goes back, the rest stays with its reason; the file again brings it back."""

from typing import Any

import pytest
from msgspec import structs

from server.actions import catalogue, rounds
from server.actions.custody import Touched, refold
from server.actions.dossier_results import settle
from server.actions.history import story
from server.actions.import_undo import begin_undo, go_back, kept_of
from server.actions.imports import import_list
from server.documents.catalogue_file import shipped
from server.domain.batches import Batch, Kept
from server.domain.dossiers import Dossier
from server.domain.events import Event, Feed
from server.domain.imports import ImportResult
from server.domain.items import Item
from server.domain.lists import ListKind
from server.domain.problems import Refusal
from server.domain.records import Record
from server.domain.tables import Row, Table
from server.store.port import Unit
from tests import lists
from tests.communes import Here


def cards(*rows: Row) -> Table:
    return lists.table(lists.CARD_HEADER, *rows)


def told(*rows: Row) -> Table:
    return lists.table(lists.DOSSIER_HEADER, *rows)


def take(here: Here, table: Table, kind: ListKind = "cards") -> ImportResult:
    act = here.act("clerk")
    here.do(lambda unit: catalogue.seed(unit, shipped()))
    return here.do(lambda unit: import_list(unit, act, table, "x", kind))


def undo(here: Here, batch_id: str | None, event_id: str | None = None) -> Batch:
    assert batch_id is not None
    act = here.act("clerk", event_id)

    def whole(unit: Unit) -> Batch:
        batch = begin_undo(unit, act, batch_id)
        while batch.state == "undoing":
            batch = go_back(unit, act, batch_id)
        return batch

    return here.do(whole)


def kept(here: Here, batch: Batch) -> list[Kept]:
    with here.store.read() as view:
        return kept_of(view, batch)


def found(here: Here, kind: type[Any]) -> list[Any]:
    with here.store.read() as view:
        records: list[Record] = view.find(kind, "all", "")
        return records


def change(here: Here, record: Record, **fields: Any) -> None:
    here.do(lambda unit: unit.put(structs.replace(record, **fields)))


def test_cards_leave_the_lists_and_the_ledger_says_so(here: Here) -> None:
    batch = take(here, lists.cards(3)).batch
    items = found(here, Item)
    undone = undo(here, batch)
    assert (undone.state, undone.undone, undone.kept) == ("undone", 3, 0)
    assert found(here, Item) == []
    for item in items:
        assert here.item(item.id).custody.state == "withdrawn"
    with here.store.read() as view:
        assert not any(view.find(Item, index, value) for index, value in (("state", "at_desk"), ("batch", batch or "")))
        last = view.last(Event, "ledger", "")
    assert last is not None
    assert (last.what, last.items) == ("items.imported", tuple(item.id for item in items))


def test_the_ledger_alone_gives_the_same_custody(here: Here) -> None:
    batch = take(here, lists.cards(1)).batch
    (item,) = found(here, Item)
    undo(here, batch)
    for state in ("withdrawn", "at_desk"):
        before = here.item(item.id)
        here.do(lambda unit: refold(unit, Touched(), item.id))
        assert here.item(item.id) == before
        assert before.custody.state == state
        take(here, lists.cards(1))


def test_twice_is_once_and_the_same_act_too(here: Here) -> None:
    batch = take(here, lists.cards(2)).batch
    first = undo(here, batch, "00000000-0000-7000-8000-000000000001")
    with here.store.read() as view:
        head = view.head
    assert undo(here, batch, "00000000-0000-7000-8000-000000000001") == undo(here, batch) == first
    with here.store.read() as view:
        assert view.head == head


def test_the_same_file_afterwards_brings_them_back(here: Here) -> None:
    batch = take(here, lists.cards(2)).batch
    before = found(here, Item)
    undo(here, batch)
    again = take(here, lists.cards(2))
    assert (again.created, again.unchanged) == (2, 0)
    after = found(here, Item)
    assert [item.id for item in after] == [item.id for item in before]  # a slip may hang on the card
    assert {item.batch for item in after} == {again.batch}
    assert take(here, lists.cards(2)).unchanged == 2
    assert undo(here, again.batch).undone == 2
    assert found(here, Item) == []


def test_what_left_the_desk_or_was_touched_stays_with_its_reason(here: Here) -> None:
    batch = take(here, lists.cards(4)).batch
    packed, back, touched, free = found(here, Item)
    here.round([packed.id])
    round_ = here.round([back.id])
    here.do(lambda unit: rounds.take_back(unit, here.act("clerk"), round_.id, [back.id]))
    change(here, touched, way="sau chùa")
    undone = undo(here, batch)
    assert (undone.undone, undone.kept) == (1, 3)
    assert {(one.id, one.why) for one in kept(here, undone)} == {
        (packed.id, "left_desk"),
        (back.id, "left_desk"),
        (touched.id, "changed"),
    }
    assert here.item(free.id).custody.state == "withdrawn"
    assert here.item(packed.id).custody.state == "in_round"
    assert len(found(here, Item)) == 3


def test_what_a_list_changed_goes_back_if_nobody_changed_it_since(here: Here) -> None:
    take(here, cards(lists.card_row(1), lists.card_row(2)))
    batch = take(here, cards(lists.card_row(1, "Danh Mới", "Ấp Hai"), lists.card_row(2, "Danh Mới", "Ấp Hai"))).batch
    first, second = found(here, Item)
    change(here, second, name="Danh Đúng")
    undone = undo(here, batch)
    assert (undone.undone, undone.kept) == (2, 1)
    assert [(one.id, one.why, one.fields) for one in kept(here, undone)] == [(second.id, "changed", ("name",))]
    first, second = here.item(first.id), here.item(second.id)
    assert (first.name, first.hamlet_text) == ("Danh Thị Thử", "Ấp Một, xã Thử")
    assert (second.name, second.hamlet_text) == ("Danh Đúng", "Ấp Một, xã Thử")


def test_a_list_between_is_undone_first(here: Here) -> None:
    first = take(here, cards(lists.card_row(1))).batch
    second = take(here, cards(lists.card_row(1, "Danh Mới"))).batch
    assert undo(here, second).undone == 1
    assert undo(here, first).undone == 1
    assert found(here, Item) == []
    assert take(here, cards(lists.card_row(1))).created == 1


def test_a_phone_that_shows_the_item_gets_its_old_facts(here: Here) -> None:
    take(here, cards(lists.card_row(1)))
    (item,) = found(here, Item)
    here.round([item.id])
    undo(here, take(here, cards(lists.card_row(1, "Danh Mới"))).batch)
    with here.store.read() as view:
        docs = [feed.doc for feed in view.find(Feed, "doc", f"item:{item.id}")]
    assert [doc["name"] for doc in docs if doc] == ["Danh Thị Thử"]


def test_dossiers_and_their_results_go_together(here: Here) -> None:
    rows = told(lists.home_row(1), lists.home_row(2), *(lists.dossier_row(n, "Đang xử lý") for n in (3, 4)))
    batch = take(here, rows, "dossiers").batch
    dossiers = found(here, Dossier)
    packed, free, settled, _ = dossiers
    here.round([packed.item])
    here.do(lambda unit: settle(unit, here.act("clerk"), settled.id, "Trích lục"))
    undone = undo(here, batch)
    assert [(one.id, one.why) for one in kept(here, undone)] == [(packed.id, "left_desk"), (settled.id, "changed")]
    left = {dossier.id for dossier in found(here, Dossier)}
    assert left == {packed.id, settled.id}
    assert here.item(free.item).custody.state == "withdrawn"
    with here.store.read() as view:
        assert [one.what for one in story(view, free)] == ["dossier.imported", "dossier.withdrawn"]
    again = take(here, rows, "dossiers")
    assert again.created == undone.undone
    back = {dossier.id: dossier for dossier in found(here, Dossier)}
    assert back.keys() == {dossier.id for dossier in dossiers}
    assert (back[free.id].no, back[free.id].item) == (free.no, free.item)


def test_what_a_list_told_of_a_dossier_goes_back(here: Here) -> None:
    take(
        here,
        told(lists.dossier_row(1, "Đang xử lý", "Tại nhà"), lists.dossier_row(2, "Đang xử lý", "Tại nhà")),
        "dossiers",
    )
    before = found(here, Dossier)
    batch = take(here, told(lists.home_row(1), lists.home_row(2)), "dossiers").batch
    packed, free = found(here, Dossier)
    here.round([packed.item])
    undone = undo(here, batch)
    assert [(one.id, one.why) for one in kept(here, undone)] == [(packed.id, "left_desk")]
    after = found(here, Dossier)
    assert [dossier.state for dossier in after] == ["done", "processing"]
    assert after[1] == before[1]
    assert here.item(free.item).custody.state == "withdrawn"
    assert take(here, told(lists.home_row(1), lists.home_row(2)), "dossiers").updated == 1


def test_refusals(here: Here) -> None:
    with pytest.raises(Refusal, match="not_found"):
        undo(here, "nothing")
    batch = take(here, lists.cards(1)).batch
    with here.store.read() as view:
        stored = view.get(Batch, batch or "")
    assert stored is not None
    change(here, stored, state="running")
    with pytest.raises(Refusal, match="conflict"):
        undo(here, batch)
