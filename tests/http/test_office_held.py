"""What does not act: held events in words, their release, and refused ones."""

from tests.communes import Here
from tests.http.office import confirmed, get, post, text
from tests.phones import Phone, confirmation, hash_of


def held(here: Here) -> tuple[Phone, str, str]:
    """(phone, hash, item): a confirmation that is held since its phone was revoked."""
    from server.actions import devices

    (item,) = here.items(1)
    round_ = here.round([item])
    phone = here.phone()
    here.turn(phone, phone.write("handover.accepted", None, {"round": round_.id, "items": [item], "missing": []}))
    here.do(lambda unit: devices.revoke(unit, here.act(), phone.device, "mất máy"))
    event = phone.write("confirmation.recorded", item, confirmation())
    here.turn(phone, event)
    return phone, hash_of(event), item


def test_held_and_released(here: Here) -> None:
    _, hash_, item = held(here)
    here.log_in("clerk")
    words = text(get(here, "/office/held"))
    assert "Đã trả cho Chính chủ: Danh Thị Mẫu chưa có hiệu lực" in words
    assert "Máy đã bị thu hồi trước khi gửi." in words
    assert "Người giám sát quyết định cho hiệu lực." in words
    assert post(here, f"/office/held/{hash_}/release").status_code == 403
    here.log_in("supervisor")
    assert post(here, f"/office/held/{hash_}/release").status_code == 303
    assert here.item(item).custody.state == "delivered"
    assert "Không có gì đang bị giữ lại." in text(get(here, "/office/held"))
    assert post(here, "/office/held/nothing/release").status_code == 404


def test_what_the_program_does_not_know_cannot_be_released(here: Here) -> None:
    _, _, phone = confirmed(here)
    event = phone.write("moon.landed", None, {"where": "Biển Lặng"})
    here.turn(phone, event)
    here.log_in("supervisor")
    page = get(here, "/office/held")
    assert "Loại sự kiện này máy chủ chưa biết." in text(page)
    assert "Biển Lặng" in text(page)
    assert "/release" not in page.text
    refused = post(here, f"/office/held/{hash_of(event)}/release")
    assert (refused.status_code, "chưa hiểu nội dung này" in text(refused)) == (409, True)


def test_refused_ones_are_listed_apart(here: Here) -> None:
    _, (item,), phone = confirmed(here)
    good = phone.write("attempt.failed", item, {"reason": "absent"})
    here.turn(phone, {**good, "sig": phone.sign("x")}, {"body": "<script>alert(1)</script>", "sig": ""})
    here.log_in("clerk")
    page = get(here, "/office/held")
    assert "Bị từ chối (2)" in text(page)
    assert "<script>alert" not in page.text
    assert "giữ lại, từ chối" in text(get(here, "/office/"))
