"""The reconciliation's screens: a week in the URL, a bag counted by papers, number or phone, explained and signed."""

import io
import re
from datetime import timedelta

from httpx2 import Response
from python_calamine import CalamineWorkbook

from server.actions.reconciliation import reconciliation_of
from server.domain.reconciliations import Reconciliation, next_week, week_of
from server.domain.times import VIETNAM
from tests.communes import Here
from tests.http.office import CENTRE, get, post, text


def week(here: Here) -> str:
    return week_of(here.clock().astimezone(VIETNAM).date())


def url(here: Here, who: str = "hamlet_head", week_: str = "") -> str:
    return f"/office/reconciliation/{week_ or week(here)}/{here.people[who].id}"


def count(here: Here, items: list[str], source: str = "papers", who: str = "hamlet_head", **fields: str) -> Response:
    return post(here, url(here, who), doing="count", source=source, items=items, **fields)


def found(here: Here) -> Reconciliation:
    with here.store.read() as view:
        one = reconciliation_of(view, week(here), here.people["hamlet_head"].id)
    assert one is not None
    return one


def test_a_week_with_its_bags(here: Here) -> None:
    here.log_in("clerk")
    assert "Tuần này không ai giữ kết quả nào." in text(get(here, "/office/reconciliation"))
    here.round(here.items(3))
    page = get(here, "/office/reconciliation")
    assert "Người hamlet_head" in text(page)
    assert "Chưa đếm" in text(page)
    assert url(here) in page.text
    for odd in ("2026-W99", "hom-nay", "2999-W01"):
        assert week(here) in get(here, f"/office/reconciliation?week={odd}").text
    before = get(here, f"/office/reconciliation?week={next_week(week(here), -1)}")
    assert f"/office/reconciliation?week={week(here)}" in before.text


def test_counted_with_a_difference_that_stays_in_sight_until_it_is_explained(here: Here) -> None:
    here.log_in("clerk")
    items = here.items(2)
    (elsewhere,) = here.items(1)
    here.round(items)
    codes = f"https://xa.example/q/{elsewhere.upper()}\n"
    assert count(here, items[:1], codes=codes).status_code == 303
    page = get(here, url(here))
    words = text(page)
    assert "Còn chênh lệch" in words
    assert "thiếu Xếp vào đợt giao 1" in words
    assert "2 chưa rõ" in text(get(here, "/office/reconciliation"))
    assert post(here, url(here), doing="settle", item=items[1], how=" ").status_code == 422
    for item in (items[1], elsewhere):
        assert post(here, url(here), doing="settle", item=item, how="để quên ở nhà văn hóa").status_code == 303
    assert "để quên ở nhà văn hóa" in text(get(here, url(here)))
    assert "Chênh lệch chưa giải trình" not in text(get(here, "/office/reconciliation"))


def test_where_a_missing_paper_turned_up_is_said(here: Here) -> None:
    here.log_in("clerk")
    items = here.items(1)
    round_ = here.round(items)
    count(here, [])
    assert "nay:" not in text(get(here, url(here)))
    post(here, f"/office/rounds/{round_.id}/take-back", items=items)
    assert "nay: Ở bàn" in text(get(here, url(here)))


def test_by_number_and_from_the_phone(here: Here) -> None:
    here.log_in("clerk")
    items = here.items(2)
    round_ = here.round(items)
    refused = count(here, [], "count", number="1", note="gọi điện")
    assert refused.status_code == 422
    assert "hãy đánh dấu từng giấy" in text(refused)
    assert 'value="gọi điện"' in refused.text
    assert count(here, [], "count", number="2").status_code == 303
    phone = here.phone()
    here.turn(phone, phone.write("handover.accepted", None, {"round": round_.id, "items": items, "missing": []}))
    assert count(here, [], "phone").status_code == 303
    assert found(here).findings == ()
    assert found(here).source == "phone"


def test_what_was_scanned_and_ticked_stays_when_a_code_is_unknown(here: Here) -> None:
    here.log_in("clerk")
    items = here.items(2)
    here.round(items)
    answer = count(here, items[:1], codes="xyz-123")
    assert answer.status_code == 422
    assert "Không thấy kết quả nào có mã xyz-123." in text(answer)
    assert re.findall(r'value="([^"]+)" id="paper-[^"]+" checked', answer.text) == items[:1]


def test_signed_by_another_than_who_carries(here: Here) -> None:
    here.round(here.items(1), "clerk")
    here.log_in("clerk")
    assert count(here, [], who="clerk").status_code == 403
    here.log_in("supervisor")
    assert post(here, url(here), doing="sign").status_code == 409
    items = here.items(1)
    here.round(items)
    count(here, items)
    assert post(here, url(here), doing="sign").status_code == 303
    page = get(here, url(here))
    assert "Người supervisor" in text(page)
    assert "Đã ký" in text(get(here, "/office/reconciliation"))
    assert post(here, url(here), doing="dance").status_code == 422


def test_another_week_is_read_only(here: Here) -> None:
    here.log_in("clerk")
    here.round(here.items(1))
    last = next_week(week(here), -1)
    assert "Tuần đó không đếm túi này." in text(get(here, url(here, week_=last)))
    assert post(here, url(here, week_=last), doing="count", source="papers").status_code == 409
    assert here.client.get(url(here, week_="2026-W77"), headers={"Accept": "text/html"}).status_code == 404
    assert here.client.get(f"/office/reconciliation/{last}/nobody", headers={"Accept": "text/html"}).status_code == 404
    later = here.clock() + timedelta(weeks=1)
    this = week(here)
    here.clock = lambda: later
    here.log_in("clerk")
    assert "Người hamlet_head" in text(get(here, f"/office/reconciliation?week={this}"))


def test_the_sheet_and_the_spreadsheet(here: Here) -> None:
    here.log_in("clerk")
    here.do(lambda unit: unit.put(CENTRE))
    items = here.items(2)
    here.round(items)
    assert "☐" in text(get(here, f"{url(here)}/sheet"))
    count(here, items[:1])
    page = get(here, f"{url(here)}/sheet")
    words = text(page)
    assert "BIÊN BẢN ĐỐI CHIẾU" in words
    assert "KHÔNG" in words
    assert "Đầu sổ sự kiện khi in:" in words
    assert "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG" in words, "as on every other paper of the desk"
    assert "<svg" in page.text
    answer = here.client.get(f"/office/reconciliation.xlsx?week={week(here)}")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[1][:4] == ["Người hamlet_head", "2", "1", "Còn chênh lệch"]
    assert rows[2][8:10] == ["thiếu", "Danh Thị Thử 1"]
    here.log_in("hamlet_head")
    assert here.client.get("/office/reconciliation").status_code == 403
