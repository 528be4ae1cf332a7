"""The board: figures that agree with their lists, who waits longest, rounds with their progress."""

import re
from datetime import timedelta

from server.actions import review
from server.domain.items import Item
from server.domain.times import local_day
from server.http.office.newest import newest
from tests.communes import Here
from tests.http.office import confirmed, get, paper, text


def figure(page: str, word: str) -> int:
    found = re.search(rf"<strong>(\d+)</strong>{word}</a>", page)
    assert found is not None, word
    return int(found[1])


def test_figures_agree_with_what_is_there(here: Here) -> None:
    today = here.clock()
    yesterday = local_day(today - timedelta(days=1))
    paper(here, name="Danh Thị Lâu", arrived="2026-01-02", due="2026-01-05")
    paper(here, name="Danh Thị Mới", arrived=yesterday, due="2099-01-01")
    events, items, phone = confirmed(here, 3)
    here.turn(phone, phone.write("confirmation.undone", items[2], {"of": events[2], "why": ""}))
    here.do(lambda unit: review.approve(unit, here.act("clerk"), events[0]))
    here.log_in("clerk")
    page = get(here, "/office/").text
    said = {
        word: figure(page, word) for word in ("đã trả hôm nay", "đang ở bàn", "đang trong túi", "quá hạn", "chờ duyệt")
    }
    assert said == {
        "đã trả hôm nay": 2,
        "đang ở bàn": 2,
        "đang trong túi": 1,
        "quá hạn": 1,
        "chờ duyệt": 1,
    }
    waits = page[page.index("Chờ lâu nhất") :]
    assert waits.index("Danh Thị Lâu") < waits.index("Danh Thị Mới")
    assert "2/3" in text(get(here, "/office/"))


def test_what_was_delivered_on_another_day_is_not_of_today(here: Here) -> None:
    confirmed(here, 2)
    now = here.clock()
    here.clock = lambda: now + timedelta(days=1)
    here.log_in("clerk")
    assert figure(get(here, "/office/").text, "đã trả hôm nay") == 0


def test_an_empty_commune(here: Here) -> None:
    here.log_in("clerk")
    words = text(get(here, "/office/"))
    assert "Chưa có đợt giao nào đang đi." in words
    assert "Không còn ai chờ." in words
    for path in (
        "items",
        "rounds",
        "rounds?state=closed",
        "review",
        "review?tab=approved",
        "held",
        "devices",
        "import",
    ):
        get(here, f"/office/{path}")
    assert "Không có kết quả nào ở bàn để xếp." in text(get(here, "/office/rounds/new"))


def test_the_newest_are_found_from_the_end(here: Here) -> None:
    ids = [id_ for _ in range(8) for id_ in here.items(100)]
    with here.store.read() as view:
        for wanted in (0, 1, 255, 256, 257, 600, 800, 5000):
            found = newest(view, Item, "all", "", lambda some, wanted=wanted: len(some) >= wanted)  # type: ignore[misc]
            assert [one.id for one in found] == ids[::-1][: len(found)]
            assert len(found) >= min(wanted, 800)
