"""The post's screens: numbers scanned one after another, what was typed wrongly, its end, and the list to print."""

import io
import re

import pytest
from httpx2 import Response
from python_calamine import CalamineWorkbook

from server.actions.desk import new_id
from server.domain.citizens import Party
from server.domain.postal import check_digit
from server.domain.requests import HomeRequest
from server.domain.times import local_day
from tests.communes import Here
from tests.http.office import CENTRE, get, post, text

WISH = "Con gái gọi điện"


def number(serial: int) -> str:
    return f"RR{serial:08}{check_digit(f'{serial:08}')}VN"


def asked(here: Here, count: int, **changed: object) -> list[str]:
    """Papers at the desk whose owners asked for the post."""
    request = HomeRequest(
        id=new_id(), person=Party("Danh Thị Thử"), wanted="result", channel="postal", made_by="x", made_at="x"
    )
    here.do(lambda unit: unit.put(request))
    return here.items(count, request=request.id, **changed)


def say(here: Here, item: str, doing: str, **fields: str) -> Response:
    return post(here, f"/office/items/{item}/post", doing=doing, **fields)


@pytest.fixture
def desk(here: Here) -> Here:
    here.log_in("clerk")
    return here


def test_scanned_one_after_another(desk: Here) -> None:
    items = asked(desk, 3)
    desk.items(2)
    page = get(desk, "/office/post")
    assert re.findall(r'name="tracking-([^"]+)"', page.text) == items
    second = f" rr {number(2)[2:11]} vn "
    answer = post(desk, "/office/post", **{f"tracking-{items[0]}": number(1), f"tracking-{items[1]}": second})
    assert answer.headers["location"] == "/office/post?state=posted"
    assert [desk.item(item).custody.state for item in items] == ["posted", "posted", "at_desk"]
    page = get(desk, "/office/post?state=posted")
    assert number(1) in page.text
    assert number(2) in page.text


def test_one_mistyped_number_keeps_its_row_and_the_others_are_recorded(desk: Here) -> None:
    items = asked(desk, 2)
    answer = post(desk, "/office/post", **{f"tracking-{items[0]}": number(1), f"tracking-{items[1]}": "RR123"})
    assert answer.status_code == 422
    assert 'value="RR123"' in answer.text
    assert "phải đủ 13 ký tự" in text(answer)
    assert [desk.item(item).custody.state for item in items] == ["posted", "at_desk"]


def test_what_may_not_leave_has_no_field(desk: Here) -> None:
    (item,) = asked(desk, 1, delivery_class="D1")
    assert f"tracking-{item}" not in get(desk, "/office/post").text


def test_one_paper_posted_on_a_wish(desk: Here) -> None:
    (item,) = desk.items(1)
    assert f"/office/items/{item}/post" in get(desk, f"/office/items/{item}").text
    refused = say(desk, item, "post", tracking=number(1))
    assert (refused.status_code, "Chỉ gửi bưu điện khi người dân yêu cầu" in text(refused)) == (422, True)
    assert f'value="{number(1)}"' in refused.text
    assert say(desk, item, "post", tracking=number(1), wish=WISH).status_code == 303
    words = text(get(desk, f"/office/items/{item}"))
    assert f"Đã gửi bưu điện, mã {number(1)}." in words
    assert "Gửi bưu điện, mã" in words


def test_its_number_put_right_then_delivered(desk: Here) -> None:
    (item,) = desk.items(1)
    say(desk, item, "post", tracking=number(1), wish=WISH)
    say(desk, item, "number", tracking=number(2), why="gõ nhầm")
    day = local_day(desk.clock())
    refused = say(desk, item, "delivered", day=day, relation="child")
    assert (refused.status_code, "Hãy ghi họ tên người đã nhận thay." in text(refused)) == (422, True)
    assert say(desk, item, "delivered", day=day, relation="child", name="Danh Văn Con").status_code == 303
    words = text(get(desk, f"/office/items/{item}"))
    assert "Bưu điện đã phát ngày" in words
    assert "Sửa lại: bưu điện đang giữ, mã" in words
    assert "Danh Văn Con" in words
    assert number(2) in get(desk, "/office/post?state=delivered").text
    say(desk, item, "number", tracking=number(2))
    assert desk.item(item).custody.state == "posted"


def test_sent_back_and_counted_in(desk: Here) -> None:
    (item,) = desk.items(1)
    say(desk, item, "post", tracking=number(1), wish=WISH)
    assert say(desk, item, "returned", day=local_day(desk.clock())).status_code == 422
    say(desk, item, "returned", day=local_day(desk.clock()), reason="moved")
    assert "Bưu điện đang chuyển hoàn" in text(get(desk, f"/office/items/{item}/post"))
    assert "Đang mang về" in text(get(desk, "/office/post?state=returned"))
    say(desk, item, "back")
    assert desk.item(item).custody.state == "at_desk"
    assert "Nhận lại từ bưu điện về bàn" in text(get(desk, f"/office/items/{item}"))
    assert say(desk, item, "fly").status_code == 422
    assert say(desk, "nobody", "back").status_code == 404


def test_what_is_late_stands_out(desk: Here) -> None:
    (item,) = desk.items(1)
    say(desk, item, "post", tracking=number(1), wish=WISH)
    now = desk.clock
    assert "bưu điện trễ" not in text(get(desk, "/office/post?state=posted"))
    later = now().replace(year=now().year + 1)
    desk.clock = lambda: later
    desk.log_in("clerk")
    assert "bưu điện trễ" in text(get(desk, "/office/post?state=posted"))
    assert number(1) in get(desk, "/office/post?state=posted&late=1").text


def test_found_by_its_number(desk: Here) -> None:
    (item,) = desk.items(1)
    say(desk, item, "post", tracking=number(77), wish=WISH)
    assert number(77) in get(desk, f"/office/post?state=posted&q={number(77)[2:8]}").text
    assert "Không thấy" in text(get(desk, "/office/post?state=posted&q=khong"))


def test_the_list_to_print_and_as_a_spreadsheet(desk: Here) -> None:
    desk.do(lambda unit: unit.put(CENTRE))
    items = asked(desk, 2)
    post(desk, "/office/post", **{f"tracking-{item}": number(place) for place, item in enumerate(items)})
    words = text(get(desk, "/office/post/print"))
    assert "BẢNG KÊ BƯU GỬI" in words
    assert "2 kết quả trong 2 bưu gửi" in words
    assert "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG" in words, "as on every other paper of the desk"
    for unread in ("2020-13-45", "xxxx-yy-zz"):
        assert "2 kết quả trong 2 bưu gửi" in text(get(desk, f"/office/post/print?day={unread}"))
    assert "không gửi bưu điện kết quả nào" in text(get(desk, "/office/post/print?day=2020-01-01"))
    answer = desk.client.get("/office/post.xlsx?state=posted")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert {row[1] for row in rows[1:]} == {number(0), number(1)}


def test_a_supervisor_looks_and_does_not_post(here: Here) -> None:
    here.log_in("supervisor")
    (item,) = asked(here, 1)
    assert f"tracking-{item}" not in get(here, "/office/post").text
    assert post(here, "/office/post", **{f"tracking-{item}": number(1)}).status_code == 403
    assert say(here, item, "post", tracking=number(1)).status_code == 403
