"""Scanning slips at the desk: what a code leads to, recording, a row of them, undoing, what the screens say after."""

import re
from datetime import UTC, datetime

from httpx2 import Response

from server.actions.desk import new_id
from server.domain.times import local_day
from tests import dossier_samples as samples
from tests.communes import Here
from tests.http.office import confirmed, get, post, text
from tests.http.test_office_board import figure
from tests.phones import confirmation

TODAY = local_day(datetime.now(UTC))


def scan(here: Here, code: str, **more: str) -> Response:
    """A scanner's text and its Enter, followed to the page that it leads to."""
    answer = post(here, "/office/scan", code=code, **more)
    assert answer.status_code == 303, text(answer)
    return here.client.get(answer.headers["location"], headers={"Accept": "text/html"})


def record(here: Here, item: str, **said: str) -> Response:
    """An empty Enter under the form of that item."""
    usual = {"event_id": new_id(), "item": item, "code": "", "relation": "subject", "mark": "signature", "day": TODAY}
    return post(here, "/office/scan", **{**usual, **said})


def bag(here: Here, count: int = 1) -> list[str]:
    items = here.items(count, arrived=TODAY)
    here.round(items)
    return items


def test_what_a_code_leads_to(here: Here) -> None:
    items = bag(here)
    round_ = here.item(items[0]).custody.round
    dossier = samples.full(here.people["clerk"].id)
    here.do(lambda unit: unit.put(dossier))
    here.log_in("clerk")
    page = scan(here, f"HTTP://XA.EXAMPLE/Q/{items[0].upper()}")
    assert "Danh Thị Thử 0" in text(page)
    assert "Ghi nhận phiếu đã ký" in text(page)
    for code, place in (
        (f"http://xa.example/q/{round_}", f"/office/rounds/{round_}"),
        (dossier.id, f"/office/dossiers/{dossier.id}"),
        ("h13.50.05-261124-0007", f"/office/dossiers/{dossier.id}"),
        ("tn-261124-007", f"/office/dossiers/{dossier.id}"),
    ):
        answer = here.client.get("/office/scan", params={"code": code}, headers={"Accept": "text/html"})
        assert answer.headers["location"] == place, code
    assert here.client.get(f"/q/{dossier.id}").headers["location"] == f"/office/dossiers/{dossier.id}"
    strange = here.client.get("/office/scan?code=CN3939", headers={"Accept": "text/html"})
    assert (strange.status_code, "Không nhận ra mã này" in text(strange)) == (404, True)


def test_a_row_of_slips(here: Here) -> None:
    first, second, third = bag(here, 3)
    here.log_in("clerk")
    scan(here, first)
    assert record(here, first).status_code == 303
    scan(here, second)
    skipped = scan(here, third, item=second)
    assert "Phiếu trước của Danh Thị Thử 1 chưa ghi nhận" in text(skipped)
    assert record(here, third).status_code == 303
    page = text(get(here, "/office/scan"))
    assert "Hôm nay đã ghi 2 phiếu" in page
    assert page.index("Danh Thị Thử 2") < page.index("Danh Thị Thử 0")
    assert [here.item(one).custody.state for one in (first, second, third)] == ["delivered", "in_round", "delivered"]
    assert figure(get(here, "/office/").text, "đã trả hôm nay") == 2


def test_what_was_typed_stays_with_what_is_wrong(here: Here) -> None:
    (item,) = bag(here)
    here.log_in("clerk")
    answer = record(here, item, relation="child", mark="thumb", hour="00:00")
    assert answer.status_code == 422
    assert 'id="wrong-name"' in answer.text
    answer = record(here, item, relation="child", mark="thumb", name="Lê Văn Con")
    assert 'id="wrong-witness"' in answer.text
    assert 'value="Lê Văn Con"' in answer.text
    assert re.search(r'value="child" checked', answer.text)
    assert (
        record(here, item, relation="child", mark="thumb", name="Lê Văn Con", witness="Trần Thị Làng").status_code
        == 303
    )
    story = text(get(here, f"/office/items/{item}"))
    assert "Ghi phiếu giấy đã ký: Con: Lê Văn Con" in story
    assert "điểm chỉ, Trần Thị Làng chứng kiến" in text(get(here, "/office/scan"))


def test_recorded_once_and_taken_back(here: Here) -> None:
    (item,) = bag(here)
    here.log_in("clerk")
    once = new_id()
    for _ in range(3):
        assert record(here, item, event_id=once).status_code == 303
    shown = scan(here, item)
    assert "Đã ghi phiếu này: Chính chủ" in text(shown)
    assert f'formaction="/office/scan/undo" name="event" value="{once}"' in shown.text
    form = shown.text[shown.text.index("scan-form") :]
    assert form.index('<button class="button">') == form.index("<button"), "what Enter in the field presses"
    again = record(here, item)
    assert (again.status_code, "đã ghi nhận một phiếu giấy rồi" in text(again)) == (409, True)
    assert post(here, "/office/scan/undo", event=once, event_id=new_id()).status_code == 303
    page = text(get(here, "/office/scan"))
    assert "Hôm nay đã ghi 0 phiếu" in page
    assert "Đã hoàn tác" in page
    assert here.item(item).custody.state == "in_round"
    assert "Hoàn tác phiếu giấy: Ghi nhầm phiếu." in text(get(here, f"/office/items/{item}"))
    assert post(here, "/office/scan/undo", event="nothing", event_id=new_id()).status_code == 404


def test_beside_what_the_phone_says(here: Here) -> None:
    (event,), (item,), phone = confirmed(here)
    here.log_in("clerk")
    assert "Máy của Người hamlet_head đã báo: trao cho Chính chủ" in text(scan(here, item))
    record(here, item, relation="child", name="Lê Văn Con", day=here.clock().date().isoformat())
    assert "Khác với máy" in text(get(here, "/office/scan"))
    here.log_in("supervisor")
    evidence = text(get(here, f"/office/review/{event}"))
    assert "Phiếu giấy đã ký Con: Lê Văn Con" in evidence
    assert "Phiếu và máy ghi người nhận khác nhau" in evidence
    amended = {**confirmation("Lê Văn Con"), "to": {"name": "Lê Văn Con", "relation": "child"}, "of": event}
    here.turn(phone, phone.write("confirmation.amended", item, amended))
    assert "người nhận khác nhau" not in text(get(here, f"/office/review/{event}"))
    here.log_in("clerk")
    assert "Máy cũng báo" in text(get(here, "/office/scan"))
    assert figure(get(here, "/office/").text, "đã trả hôm nay") == 1


def test_a_supervisor_records_nothing(here: Here) -> None:
    here.log_in("supervisor")
    assert here.client.get("/office/scan", headers={"Accept": "text/html"}).status_code == 403


def test_an_administrator_erases_what_a_slip_says(here: Here) -> None:
    (item,) = bag(here)
    here.log_in("clerk")
    once = new_id()
    record(here, item, event_id=once, relation="child", name="Lê Văn Con")
    here.log_in("admin")
    assert "Người clerk" in text(get(here, f"/office/review/{once}/erase"))
    answer = post(here, f"/office/review/{once}/erase", law="Luật 91/2025 Đ14")
    assert answer.headers["location"] == f"/office/items/{item}"
    assert "Lê Văn Con" not in get(here, f"/office/items/{item}").text
    assert here.item(item).custody.state == "delivered"
    here.log_in("clerk")
    assert "Lê Văn Con" not in get(here, "/office/scan").text
