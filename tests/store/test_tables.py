"""What is committed, as TinyDB sees it: its own queries work on our rows."""

from tinydb import where

from server.domain.items import Item, What
from server.store.tables import Committed
from tests.store.contract import Sheep


def test_tinydb_queries_see_the_records() -> None:
    committed = Committed()
    for number, name in enumerate(("Danh Thị Mẫu", "Lâm Văn Thử"), 1):
        committed.apply(number, Item(id=name, name=name, what=What("health_card", "Thẻ BHYT")))
    table = committed.documents.table("item")
    assert [row["id"] for row in table.search(where("name") == "Lâm Văn Thử")] == ["Lâm Văn Thử"]
    assert [row["what"]["title"] for row in table.search(where("what")["kind"] == "health_card")] == ["Thẻ BHYT"] * 2
    assert "nothing" not in table.all()[0]
    committed.forget(Item, "Lâm Văn Thử")
    assert len(table) == 1


def test_a_record_replaced_leaves_no_empty_index_behind() -> None:
    committed = Committed()
    committed.apply(1, Sheep(id="a", herd="x", marks=("m",)))
    committed.apply(2, Sheep(id="a", herd="y"))
    assert list(committed.indexes) == [("sheep", "herd", "y")]
