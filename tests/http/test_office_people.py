"""People and phones: adding, inviting, revoking."""

import re
from datetime import timedelta

from msgspec import structs

from server.domain.people import Device, Person
from tests.communes import Here
from tests.http.office import get, post, text
from tests.phones import Phone

TYPED = {"name": "Huỳnh Thị Ngọc Bích Tuyền", "role": "volunteer", "phone": "0911222333", "union": "Hội Nông dân"}


def test_somebody_new(here: Here) -> None:
    here.log_in("admin")
    answer = post(here, "/office/people/new", **TYPED)
    assert answer.status_code == 303
    page = text(get(here, answer.headers["location"]))
    assert "Tình nguyện viên" in page
    assert "Hội Nông dân" in page


def test_a_union_is_chosen_and_a_position_told(here: Here) -> None:
    here.log_in("admin")
    answer = post(here, "/office/people/new", **{**TYPED, "union": "farmers-union", "position": " Chủ tịch  Hội "})
    page = text(get(here, answer.headers["location"]))
    assert "Hội Nông dân" in page
    assert "Chủ tịch Hội" in page
    assert '<option value="farmers-union" selected>' in get(here, f"{answer.headers['location']}/edit").text
    assert "Hội Nông dân" in text(get(here, "/office/people"))
    wrong = post(here, "/office/people/new", **{**TYPED, "union": "Hội kín"})
    assert (wrong.status_code, 'id="wrong-union"' in wrong.text) == (422, True)


def test_what_is_wrong_is_said_at_its_field(here: Here) -> None:
    here.log_in("admin")
    for changed, field in (
        ({"name": " "}, "name"),
        ({"role": "king"}, "role"),
        ({"username": "clerk", "password": "mat-khau-dai"}, "username"),
        ({"username": "moi"}, "password"),
        ({"username": "moi", "password": "ngắn"}, "password"),
        ({"password": "mat-khau-dai"}, "username"),
    ):
        answer = post(here, "/office/people/new", **{**TYPED, **changed})
        assert (answer.status_code, f'id="wrong-{field}"' in answer.text) == (422, True), changed
        assert TYPED["phone"] in answer.text
        assert "mat-khau-dai" not in answer.text


def test_changed_and_left(here: Here) -> None:
    here.log_in("admin")
    id_ = here.people["volunteer"].id
    answer = post(here, f"/office/people/{id_}/edit", name="Lê Thị Khác", role="volunteer", phone="0900", username="")
    assert answer.status_code == 303
    with here.store.read() as view:
        person = view.get(Person, id_)
    assert person is not None
    assert (person.name, person.active) == ("Lê Thị Khác", False)
    admin = here.admin
    last = post(here, f"/office/people/{admin.id}/edit", name=admin.name, role="clerk", username="admin", active="1")
    assert (last.status_code, "Phải còn ít nhất một quản trị viên." in text(last)) == (409, True)


def test_an_invitation_is_shown_once_and_enrols_one_phone(here: Here) -> None:
    here.log_in("clerk")
    where = f"/office/people/{here.people['hamlet_head'].id}/invite"
    assert "enrol#" not in get(here, where).text
    answer = post(here, where)
    found = re.search(r'value="(http://[^"]+/field/enrol#([\w-]+))"', answer.text)
    assert answer.status_code == 200
    assert found is not None
    assert "<svg" in answer.text
    assert here.client.post("/sync/enrol", json=Phone().enrolment(found[2])).status_code == 201
    assert here.client.post("/sync/enrol", json=Phone().enrolment(found[2])).status_code == 409
    assert "máy thử" in text(get(here, "/office/people"))


def test_a_phone_is_revoked_with_a_reason(here: Here) -> None:
    phone = here.phone()
    here.log_in("admin")
    where = f"/office/devices/{phone.device}/revoke"
    assert "Xác nhận chưa gửi không mất" in text(get(here, where))
    refused = post(here, where, why="")
    assert (refused.status_code, "Hãy ghi lý do." in text(refused)) == (422, True)
    assert post(here, where, common="Mất máy", why="rơi xuống kênh").status_code == 303
    with here.store.read() as view:
        device = view.get(Device, phone.device)
    assert device is not None
    assert device.revoked_why == "Mất máy. rơi xuống kênh"
    assert "Đã thu hồi" in text(get(here, "/office/devices"))


def test_a_clerk_invites_but_changes_nobody(here: Here) -> None:
    here.log_in("clerk")
    page = get(here, "/office/people")
    assert "/invite" in page.text
    assert "/office/people/new" not in page.text
    assert post(here, "/office/people/new", **TYPED).status_code == 403


def test_phones_in_trouble_are_seen(here: Here) -> None:
    phone = here.phone()
    here.do(lambda unit: unit.put(_changed(unit.get(Device, phone.device))))
    here.log_in("clerk")
    assert "đồng hồ lệch 90 phút" in text(get(here, "/office/devices"))
    assert "chậm 90 phút" in text(get(here, "/office/devices"))
    assert "đồng hồ lệch 90 phút" in text(get(here, "/office/"))


def test_a_phone_is_silent_only_while_its_owner_carries_a_bag(here: Here) -> None:
    here.phone()
    here.phone("volunteer")
    here.round(here.items(1))
    now = here.clock()
    here.clock = lambda: now + timedelta(days=5)
    here.log_in("clerk")
    words = text(get(here, "/office/devices"))
    assert words.count("đã 5 ngày không liên lạc") == 1
    assert "Người hamlet_head : đã 5 ngày không liên lạc" in text(get(here, "/office/"))


def _changed(device: Device | None) -> Device:
    assert device is not None
    changed: Device = structs.replace(device, offset=90 * 60_000)
    return changed
