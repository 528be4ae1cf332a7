"""The people's voice in the office: figures in words, calls, dialogue; nobody's answer beside a name."""

import io
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec import structs
from python_calamine import CalamineWorkbook

from server.actions.deliveries import deliveries
from server.actions.export import EXPORTS
from server.actions.survey import drop
from server.domain.events import Event
from server.domain.reconciliations import week_of
from server.domain.satisfaction import Share, share_words
from server.domain.times import VIETNAM
from server.http.render import translate
from tests.communes import Here
from tests.http.crawl import everything
from tests.http.office import PAGE, confirmed, get, post, text

VOICE, CALLS, SESSIONS = "/office/voice", "/office/voice/calls", "/office/voice/sessions"


def week(here: Here) -> str:
    return week_of(here.clock().astimezone(VIETNAM).date())


def sheet(here: Here, path: str) -> list[list[Any]]:
    answer = here.client.get(path)
    assert answer.status_code == 200
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_screens_and_report_say_a_share_alike() -> None:
    said = translate("vi", "office.voice.share", **Share(41, 58).words)
    assert " ".join(said.split()) == share_words(Share(41, 58))


def test_figures_in_words(here: Here) -> None:
    confirmed(here, 7, answers=[5, 2, None])
    here.log_in("clerk")
    shown = text(get(here, VOICE))
    assert "7 trong 7 lượt hỏi có trả lời (100 %)" in shown
    assert "7 trong 7 người trả lời (100 %), khoảng tin cậy 95 %: 65-100 %" in shown
    assert "0 trong 7 người trả lời (0 %), khoảng tin cậy 95 %: 0-35 %" in shown
    assert "chưa có ai trả lời" in shown
    assert "Mới có 7 người trả lời" in shown
    assert "Trưởng ấp" in shown
    assert "chưa có câu trả lời nào" in text(get(here, f"{VOICE}?from=2020-01-01&to=2020-02-01"))
    here.client.cookies.set("language", "en")
    assert "Content (good, very good): 7 of 7 who answered" in text(get(here, VOICE))


def test_no_bare_percentage_and_no_handful(here: Here) -> None:
    here.do(lambda unit: drop(unit, week(here), "public", "", "desk", (1, 1, 1)))
    confirmed(here, 3, answers=[5, 5, 5])
    here.log_in("supervisor")
    for shown in (text(get(here, VOICE)), str(sheet(here, f"{VOICE}.xlsx"))):
        assert "%)" not in shown
        assert "quá ít người trả lời, không nêu" in shown


def test_calls(here: Here) -> None:
    _, items, _ = confirmed(here, 2, answers=[None, None, None])
    here.do(lambda unit: unit.put(structs.replace(here.item(items[0]), phone="0900000001")))
    here.log_in("clerk")
    listed = get(here, f"{CALLS}?week={week(here)}")
    assert 'href="tel:0900000001"' in listed.text
    assert text(listed).count("Danh Thị Thử") == 2
    one = f"{CALLS}/{items[0]}"
    assert "tận tình" in text(get(here, one))
    refused = post(here, one, outcome="called")
    assert refused.status_code == 422
    assert "ít nhất một câu" in text(refused)
    assert post(here, one, outcome="called", answer_1="1", answer_3="2").status_code == 303
    assert post(here, f"{CALLS}/{items[1]}", outcome="refused").status_code == 303
    assert "Không có ai ở mục này" in text(get(here, f"{CALLS}?week={week(here)}"))
    everybody = get(here, f"{CALLS}?week={week(here)}&state=all")
    assert "Đã gọi, đã trả lời" in text(everybody)
    assert "Không muốn trả lời" in text(everybody)
    rows = sheet(here, f"{CALLS}.xlsx?week={week(here)}&state=all")
    assert len(rows) == 3
    assert all("Kém" not in str(row) and "Chưa tốt" not in str(row) for row in rows)
    assert post(here, one, outcome="called", answer_1="5").status_code == 409


def test_who_answered_at_the_door_is_not_called(here: Here) -> None:
    _, items, _ = confirmed(here, 1, answers=[None, None, 3])
    here.log_in("clerk")
    assert "không có ai cần gọi" in text(get(here, f"{CALLS}?week={week(here)}"))
    assert here.client.get(f"{CALLS}/{items[0]}", headers=PAGE).status_code == 404
    assert "Tuần" in text(get(here, f"{CALLS}?week=nonsense&state=x&page=9"))


def test_a_session_with_its_opinions(here: Here) -> None:
    here.clock = lambda: datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
    here.log_in("clerk")
    empty = post(
        here,
        f"{SESSIONS}/new",
        day="2026-11-20",
        session_kind="voters",
        present="bốn chục",
        place="Ấp Một",
        led_by="Tổ đại biểu",
    )
    assert empty.status_code == 422
    assert 'value="bốn chục"' in empty.text
    made = post(
        here,
        f"{SESSIONS}/new",
        day="2026-11-20",
        session_kind="voters",
        present="41",
        place="Ấp Một",
        led_by="Tổ đại biểu",
    )
    at = made.headers["location"]
    refused = post(here, f"{at}/opinions", text="", said_by="Ấp Một")
    assert (refused.status_code, 'id="tell" aria-labelledby="tell-title" open' in refused.text) == (422, True)
    assert post(here, f"{at}/opinions", text="Đường ngập", responsible="Địa chính", due="2026-11-22").status_code == 303
    listed = text(get(here, SESSIONS))
    assert "Quá hạn 3 ngày" in listed
    assert "1 quá hạn" in listed
    (opinion,) = set(re.findall(r'id="opinion-([^"]+)"', get(here, at).text))
    assert post(here, f"{at}/opinions/{opinion}/reply", answer="Đã đắp đường").status_code == 303
    assert "Quá hạn" not in text(get(here, SESSIONS))
    shown = text(get(here, at))
    assert "Đã trả lời 25/11/2026, Người clerk: Đã đắp đường" in shown
    assert "Ghi ý kiến" in shown
    paper = text(get(here, f"{at}/print"))
    assert "TỔNG HỢP Ý KIẾN VÀ TRẢ LỜI" in paper
    assert "Đường ngập Đã đắp đường 25/11/2026" in paper
    assert len(sheet(here, f"{SESSIONS}.xlsx?year=2026")) == 2
    assert (
        post(
            here, f"{at}/correct", day="2026-11-19", session_kind="hamlet", place="Ấp Hai", led_by="Trưởng ấp"
        ).status_code
        == 303
    )
    assert "Họp ấp, 19/11/2026" in text(get(here, at))


def test_whatever_an_address_says(here: Here) -> None:
    here.log_in("clerk")
    for query in ("week=0001-W01", "week=9999-W52", "week=2026-W99", "state=x&page=99"):
        get(here, f"{CALLS}?{query}")
    for query in ("from=0001-01-01&to=0001-01-02", "from=9999-12-31&to=9999-12-31", "from=x", "to=1900-01-01"):
        get(here, f"{VOICE}?{query}")
    get(here, f"{SESSIONS}?year=0000&page=7")


SUMS = (VOICE, f"{VOICE}.xlsx", "/office/audit", "/office/audit.xlsx", "/office/admin")
"""Where answers are counted, of five people and more; the log of looks, to which each adds; the room on the disk."""


@pytest.mark.parametrize("role", ["clerk", "supervisor", "admin"])
def test_no_page_and_no_file_knows_what_somebody_answered(here: Here, role: str) -> None:
    """The same commune with other answers looks the same everywhere but in the sums and the ledger's own export."""
    now = datetime.now(UTC)
    events, items, _ = confirmed(here, 1, answers=[5, 4, 3])
    here.clock = lambda: now
    here.log_in(role)
    with here.store.read() as view:
        (event,) = view.find(Event, "event", events[0])
        person = here.people["hamlet_head"].id
        round_ = here.item(items[0]).custody.round or ""
    ids = [items[0], events[0], event.id, person, round_, week(here)]
    before = everything(here, ids, SUMS)
    assert f"/office/review/{events[0]}" in before
    with here.store.read() as view:
        rows = {name: list(EXPORTS[name](view)) for name in ("items", "confirmations")}
    other = event.body.replace('"answers":[5,4,3]', '"answers":[1,2,1]')
    assert other != event.body
    here.do(lambda unit: unit.put(structs.replace(event, body=other)))
    with here.store.read() as view:
        assert [one.answers for one in deliveries(view, date(2026, 1, 1), date(2999, 1, 1))] == [(1, 2, 1)]
    after = everything(here, ids, SUMS)
    assert [path for path in before if before[path] != after[path]] == []
    with here.store.read() as view:
        for name, known in rows.items():
            told = [{**row, "rev": 0} for row in EXPORTS[name](view)]
            assert told == [{**row, "rev": 0} for row in known]


def test_the_period_before_stands_beside(here: Here) -> None:
    here.clock = lambda: datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
    for number, level in (("2026-W48", 5), ("2026-W47", 2)):
        for _ in range(6):
            here.do(lambda unit, number=number, level=level: drop(unit, number, "public", "", "desk", (level, None, 4)))  # type: ignore[misc]
    here.log_in("clerk")
    shown = text(get(here, f"{VOICE}?from=2026-11-23&to=2026-11-25"))
    assert "Kỳ trước, 16/11/2026 – 22/11/2026" in shown
    assert "6 trong 6 người trả lời (100 %), khoảng tin cậy 95 %: 61-100 % Kỳ trước: 0 trong 6 người trả lời" in shown
