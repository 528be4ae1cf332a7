"""Packing a round, handing it over, passing it on, taking back; and its sheet."""

import io
import re
from urllib.parse import unquote

from httpx2 import Response
from python_calamine import CalamineWorkbook

from server.domain.commune import Hamlet
from tests.communes import Here
from tests.http.office import PAGE, get, post, text


def pack(here: Here, items: list[str], **changed: str) -> Response:
    who = here.people["hamlet_head"].id
    form = {"deliverer": who, "due": "2026-11-27", "items": items, "event_id": "", **changed}
    return post(here, "/office/rounds/new", **form)


def ticked(answer: Response) -> set[str]:
    return set(re.findall(r'name="items" value="([^"]+)" checked', answer.text))


def test_packed_and_given(here: Here) -> None:
    here.log_in("clerk")
    items = here.items(3)
    answer = pack(here, items)
    assert answer.status_code == 303
    where = answer.headers["location"]
    assert "Đã xếp, chưa giao túi" in text(get(here, where))
    assert post(here, f"{where}/give").headers["location"] == where
    page = get(here, where)
    assert "Đã giao túi" in text(page)
    assert '<button class="button main">Giao túi' not in page.text
    assert here.item(items[0]).custody.holder == here.people["hamlet_head"].id


def test_one_form_is_one_round(here: Here) -> None:
    here.log_in("clerk")
    items = here.items(2)
    answers = [pack(here, items, event_id="01a20c00-0000-7000-8000-000000000001") for _ in range(3)]
    assert len({answer.headers["location"] for answer in answers}) == 1


def test_what_was_ticked_and_typed_stays(here: Here) -> None:
    here.log_in("clerk")
    items = here.items(31)
    answer = pack(here, items)
    assert answer.status_code == 422
    assert "Mỗi đợt giao có từ 1 đến 30 kết quả." in text(answer)
    assert ticked(answer) == set(items)
    assert 'value="2026-11-27"' in answer.text
    assert f'value="{here.people["hamlet_head"].id}" selected' in answer.text
    for changed, field in (({"deliverer": "x"}, "deliverer"), ({"due": "mai"}, "due")):
        refused = pack(here, items[:2], **changed)
        assert (refused.status_code, f'id="wrong-{field}"' in refused.text) == (422, True)
        assert ticked(refused) == set(items[:2])


def test_somebody_else_was_faster(here: Here) -> None:
    here.log_in("clerk")
    items = here.items(2)
    here.round(items[:1], "volunteer")
    answer = pack(here, items)
    assert answer.status_code == 409
    assert "không còn ở bàn" in text(answer)
    assert ticked(answer) == {items[1]}


def test_what_must_be_collected_in_person_cannot_be_ticked(here: Here) -> None:
    here.log_in("clerk")
    (item,) = here.items(1, delivery_class="D2")
    assert re.search(rf'value="{item}" disabled', get(here, "/office/rounds/new").text)
    assert pack(here, [item]).status_code == 422


def test_passed_on_and_taken_back(here: Here) -> None:
    here.log_in("clerk")
    items = here.items(3)
    where = f"/office/rounds/{here.round(items).id}"
    assert post(here, f"{where}/take-back").status_code == 422
    assert post(here, f"{where}/take-back", items=items[:1]).status_code == 303
    assert here.item(items[0]).custody.state == "at_desk"
    refused = post(here, f"{where}/reassign", to="nobody")
    assert (refused.status_code, text(refused).count("Hãy chọn người đi giao.")) == (422, 1)
    assert 'id="wrong-deliverer"' in refused.text, "at its field, which is opened"
    assert '<details class="card" open>' in refused.text
    post(here, f"{where}/reassign", to=here.people["volunteer"].id)
    assert here.item(items[1]).custody.holder == here.people["volunteer"].id
    post(here, f"{where}/take-back", items=items[1:])
    assert "Đã xong" in text(get(here, where))
    assert "Đợt giao này đã đóng." in text(post(here, f"{where}/give"))
    closed = text(get(here, "/office/rounds?state=closed"))
    assert "Người volunteer" in closed
    assert "1–1 trong 1" in closed


def test_the_list_by_deliverer_and_day_and_as_a_spreadsheet(here: Here) -> None:
    here.log_in("clerk")
    rounds = [here.round(here.items(1), who) for who in ("hamlet_head", "volunteer", "volunteer")]
    volunteer = here.people["volunteer"].id
    assert "1–2 trong 2" in text(get(here, f"/office/rounds?deliverer={volunteer}&due=2026-11-27"))
    assert "Không thấy đợt giao nào khớp." in text(get(here, "/office/rounds?due=2026-11-26"))
    answer = here.client.get(f"/office/rounds.xlsx?deliverer={volunteer}")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[:2] for row in rows[1:]] == [[str(round_.no), "Người volunteer"] for round_ in rounds[1:]]
    post(here, f"/office/rounds/{rounds[1].id}/take-back", items=list(rounds[1].items))
    assert "1–1 trong 1" in text(get(here, f"/office/rounds?state=closed&deliverer={volunteer}"))


def test_fifty_rounds_a_page(here: Here) -> None:
    here.log_in("clerk")
    items = here.items(52)
    for item in items:
        here.round([item])
    pages = [get(here, f"/office/rounds?page={page}").text.count('class="whole"') for page in (1, 2, 9)]
    assert pages == [50, 2, 2]
    assert "và 40 đợt giao khác" in text(get(here, "/office/"))


def test_the_hand_over_sheet(here: Here) -> None:
    here.log_in("clerk")
    items = here.items(4)
    page = get(here, f"/office/rounds/{here.round(items).id}/sheet")
    words = text(page)
    assert "PHIẾU BÀN GIAO KẾT QUẢ" in words
    assert "NGƯỜI GIAO" in words
    assert page.text.count("<svg") == 5
    head = here.client.get("/office/ledger/head").json()["head"]
    assert f"Đầu sổ sự kiện khi in: {head}" in words


def test_a_supervisor_looks_and_does_not_pack(here: Here) -> None:
    here.log_in("supervisor")
    items = here.items(1)
    assert here.client.get("/office/rounds/new").status_code == 403
    assert pack(here, items).status_code == 403
    page = get(here, f"/office/rounds/{here.round(items).id}")
    assert "/take-back" not in re.findall(r"<button[^>]*>", page.text)
    assert "Nhận lại về bàn" not in text(page)
    assert unquote(here.client.get("/office/items").url.path) == "/office/items"


def test_both_halves_of_the_hand_over_and_what_is_missing(here: Here) -> None:
    here.log_in("clerk")
    items = here.items(2)
    round_ = here.round(items)
    where = f"/office/rounds/{round_.id}"
    assert "Người hamlet_head chưa có máy: in phiếu bàn giao, hai bên cùng ký." in text(get(here, where))
    phone = here.phone()
    assert "Còn thiếu cả hai bên" in text(get(here, where))
    bag = {"round": round_.id, "items": items[:1], "missing": items[1:]}
    here.turn(phone, phone.write("handover.accepted", None, bag))
    page = get(here, where)
    assert "Còn thiếu: xã bấm Giao túi." in text(page)
    assert "báo không có: Danh Thị Thử 1." in text(page)
    assert post(here, f"{where}/give").status_code == 303
    assert "Hai bên đã xác nhận" in text(get(here, where))


def test_given_but_not_accepted(here: Here) -> None:
    here.log_in("clerk")
    where = f"/office/rounds/{here.round(here.items(1)).id}"
    post(here, f"{where}/give")
    assert "hai bên ký phiếu bàn giao giấy" in text(get(here, where))
    here.phone()
    assert "Còn thiếu: Người hamlet_head nhận túi trên máy." in text(get(here, where))


def test_what_comes_back(here: Here) -> None:
    here.log_in("clerk")
    items = here.items(3)
    round_ = here.round(items)
    phone = here.phone()
    failed = {"reason": "absent", "next": None, "note": ""}
    here.turn(phone, *[phone.write("attempt.failed", items[0], failed) for _ in range(3)])
    words = text(get(here, f"/office/rounds/{round_.id}"))
    assert "Đã đi ba lần không gặp, Người hamlet_head phải mang về: Danh Thị Thử 0." in words
    assert "phải mang về: đã đi 3 lần không gặp (đợt 1)" in text(get(here, f"/office/items/{items[0]}"))
    returned = {"round": round_.id, "items": items[:2], "missing": []}
    here.turn(phone, phone.write("handover.returned", None, returned))
    page = get(here, f"/office/rounds/{round_.id}")
    assert "báo mang về, chờ đếm lại ở bàn: Danh Thị Thử 0, Danh Thị Thử 1." in text(page)
    assert "phải mang về: Danh Thị Thử 0." not in text(page)
    assert set(re.findall(r'value="([^"]+)" aria-label="[^"]*" checked', page.text)) == set(items[:2])
    post(here, f"/office/rounds/{round_.id}/take-back", items=items[:2])
    assert here.item(items[0]).custody.state == "at_desk"


def test_a_crowded_desk_is_packed_hamlet_by_hamlet(here: Here) -> None:
    here.log_in("clerk")
    with here.store.read() as view:
        first = view.find(Hamlet, "all", "")[0].id
    late = here.items(295, hamlet=first, due="2026-12-31")
    here.items(10, hamlet=first, due="2026-11-26")
    here.items(2)
    page = get(here, "/office/rounds/new")
    assert "Có rất nhiều kết quả ở bàn." in text(page)
    assert 'name="items"' not in page.text
    assert "?hamlet=none" in page.text
    page = get(here, f"/office/rounds/new?hamlet={first}")
    assert page.text.count('name="items"') == 300
    assert "Còn 5 kết quả hạn muộn hơn" in text(page)
    assert get(here, "/office/rounds/new?hamlet=none").text.count('name="items"') == 2
    kept = here.client.get("/office/rounds/new", params={"hamlet": first, "items": late[-1]}, headers=PAGE)
    assert late[-1] in ticked(kept)
