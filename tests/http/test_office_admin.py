"""The administration: how it stands, settings, ledger check, backups, the set-up file."""

import json
from datetime import timedelta
from pathlib import Path

from msgspec import structs
from starlette.testclient import TestClient

from server.actions.catalogue import seed
from server.actions.ledger import head
from server.actions.setup import commune
from server.app import build, open_store
from server.documents.catalogue_file import shipped
from server.documents.set_up_file import read_set_up
from server.domain.calendar import CalendarDay, OfficeHours
from server.domain.commune import Commune
from server.domain.events import Event
from server.domain.ledger_checks import LedgerCheck
from server.domain.people import Device, Person
from server.domain.procedures import Procedure
from server.settings import Settings
from tests.communes import PASSWORD, Here
from tests.http.office import PAGE, confirmed, get, post, text

SETTINGS = {"name": "Xã Thử", "province": "Tỉnh Mẫu", "office": "Trung tâm", "phone": "0293 3900 000", "zalo": ""}
ADMIN = "/office/admin"


def here_now(here: Here) -> Commune:
    with here.store.read() as view:
        found = commune(view)
    assert found is not None
    return found


def checks(here: Here) -> list[LedgerCheck]:
    here.app.state.chores.join(60)
    with here.store.read() as view:
        return sorted(view.find(LedgerCheck, "all", ""), key=lambda one: one.at)


class TestStart:
    def test_what_needs_somebody_is_said(self, here: Here) -> None:
        here.log_in("supervisor")
        page = text(get(here, ADMIN))
        assert "Chưa lần nào" in page
        assert "Hơn 2 ngày chưa sao lưu" in page
        assert 'href="/office/admin/backups"' not in get(here, ADMIN).text, "a supervisor makes no backups"

    def test_a_silent_phone_is_counted(self, here: Here) -> None:
        here.phone()
        here.log_in("admin")
        assert "nên gọi hỏi" not in text(get(here, ADMIN))
        later = here.clock() + timedelta(days=8)
        here.clock = lambda: later
        here.log_in("admin")
        assert "1 máy nên gọi hỏi" in text(get(here, ADMIN))

    def test_a_turn_is_contact_even_when_it_brings_nothing(self, here: Here) -> None:
        phone = here.phone()
        later = here.clock() + timedelta(days=8)
        here.clock = lambda: later
        here.turn(phone, app="0123456789ab")
        with here.store.read() as view:
            device = view.get(Device, phone.device)
        assert device is not None
        assert (device.app, device.seen_at[:10]) == ("0123456789ab", later.isoformat()[:10])
        before = here.store.history, _head(here)
        here.turn(phone, app="0123456789ab")
        assert (here.store.history, _head(here)) == before, "not a write at every turn"


def _head(here: Here) -> int:
    with here.store.read() as view:
        return view.head


class TestSettings:
    def test_changed_with_history_and_shown_to_the_public(self, here: Here) -> None:
        here.log_in("admin")
        assert (here_now(here).photos, here_now(here).places) == (False, False), "off until somebody switches it on"
        answer = post(here, f"{ADMIN}/settings", **SETTINGS, photos="1")
        assert answer.status_code == 303
        now = here_now(here)
        assert (now.province, now.phone, now.photos, now.places) == ("Tỉnh Mẫu", "0293 3900 000", True, False)
        page = text(get(here, f"{ADMIN}/settings"))
        assert "Đổi thiết lập" in page
        assert "Đường dây nóng: – → 0293 3900 000" in page
        assert "TANNHA_DEVICE_DAILY" in page
        assert "0293 3900 000" in get(here, "/").text

    def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(self, here: Here) -> None:
        here.log_in("admin")
        for changed, field in (({"name": " "}, "name"), ({"phone": "gọi tôi"}, "phone"), ({"zalo": "<b>"}, "zalo")):
            answer = post(here, f"{ADMIN}/settings", **{**SETTINGS, **changed}, places="1")
            assert (answer.status_code, f'id="wrong-{field}"' in answer.text) == (422, True), changed
            assert 'value="Tỉnh Mẫu"' in answer.text
        assert here_now(here).province == ""

    def test_a_supervisor_looks_and_changes_nothing(self, here: Here) -> None:
        here.log_in("supervisor")
        assert '<fieldset class="form" disabled>' in get(here, f"{ADMIN}/settings").text
        assert post(here, f"{ADMIN}/settings", **SETTINGS).status_code == 403


class TestLedger:
    def test_whole_and_then_broken(self, here: Here) -> None:
        confirmed(here)
        with here.store.read() as view:
            known = head(view)
        here.log_in("supervisor")
        assert post(here, f"{ADMIN}/ledger", head=known).status_code == 303
        (check,) = checks(here)
        assert (check.good, check.head, check.compared, check.by) == (
            True,
            known,
            "prefix",
            here.people["supervisor"].id,
        )
        page = text(get(here, f"{ADMIN}/ledger"))
        assert "Sổ nguyên vẹn" in page
        assert "Đầu sổ đã đưa nằm trong sổ này." in page

        with here.store.read() as view:
            first = min((row.record for row in view.scan(Event)), key=lambda one: one.seq)
        here.do(lambda unit: unit.put(structs.replace(first, body=first.body + " ")))
        post(here, f"{ADMIN}/ledger")
        check = checks(here)[-1]
        assert (check.good, check.bad) == (False, first.seq)
        page = text(get(here, f"{ADMIN}/ledger"))
        assert f"Sổ hỏng từ việc số {first.seq}" in page
        assert "Đừng xóa gì" in page
        assert "Sổ có chỗ hỏng" in text(get(here, ADMIN))

    def test_a_head_that_is_none(self, here: Here) -> None:
        here.log_in("admin")
        answer = post(here, f"{ADMIN}/ledger", head="hôm qua")
        assert (answer.status_code, 'id="wrong-head"' in answer.text, "hôm qua" in answer.text) == (422, True, True)
        assert checks(here) == []


class TestBackups:
    def test_made_taken_and_remembered(self, here: Here) -> None:
        here.log_in("admin")
        assert "Chưa có bản sao lưu nào" in text(get(here, f"{ADMIN}/backups"))
        assert post(here, f"{ADMIN}/backups").status_code == 303
        here.app.state.chores.join(60)
        assert here.app.state.chores.failed == ""
        (note,) = here.app.state.chores.made()
        name = Path(note.file).name
        assert "Đã đọc lại, khớp" in text(get(here, f"{ADMIN}/backups"))
        answer = post(here, f"{ADMIN}/backups/{name}/take")
        assert (answer.status_code, answer.content) == (200, Path(note.file).read_bytes())
        assert answer.headers["cache-control"] == "no-store"
        assert "Quản Trị Thử" in text(get(here, f"{ADMIN}/backups")).partition("Ai đã tải")[2]
        for other in ("../tannha.sqlite", "..%2Ftannha.sqlite", "tannha.sqlite", "x"):
            assert post(here, f"{ADMIN}/backups/{other}/take").status_code in (404, 405), other
        Path(note.file).unlink()
        assert post(here, f"{ADMIN}/backups/{name}/take").status_code == 404
        assert "Tệp không còn ở chỗ cũ" in text(get(here, f"{ADMIN}/backups"))

    def test_one_that_cannot_be_written_is_said(self, here: Here) -> None:
        (here.settings.data / "copies").write_text("a file where the folder would be")
        here.log_in("admin")
        post(here, f"{ADMIN}/backups")
        here.app.state.chores.join(60)
        page = text(get(here, f"{ADMIN}/backups"))
        assert "Lần sao lưu vừa rồi không xong" in page


class TestSetUpFile:
    def test_from_one_commune_to_the_next_and_nobody_in_it(self, here: Here, tmp_path: Path) -> None:
        here.do(lambda unit: seed(unit, shipped()))
        here.do(lambda unit: unit.put(CalendarDay(id="2026-12-24", what="swapped_off", source="Công văn 1")))
        hours = OfficeHours(morning=("07:30", "11:00"))
        here.do(lambda unit: unit.put(structs.replace(here_now(here), hours=hours, phone="0293000111")))
        here.log_in("admin")
        content = get(here, f"{ADMIN}/set-up/file").content
        with here.store.read() as view:
            people = [one.name for one in view.find(Person, "all", "")]
        for word in (*people, "Ấp Một", "0293000111", "username", "argon2"):
            assert word not in content.decode(), word

        settings = Settings(data=tmp_path / "next")
        app = build(settings, open_store(settings))
        with TestClient(app, here.settings.url, follow_redirects=False) as client:
            typed = {"name": "Xã Sau", "hamlets": "Ấp Ba", "admin_name": "Người Mới", "username": "moi"}
            given = {**typed, "password": PASSWORD, "token": app.state.setup_token}
            broken = client.post("/setup", data=given, files={"file": ("x.json", b"{}")}, headers=PAGE)
            assert (broken.status_code, 'id="wrong-file"' in broken.text) == (422, True)
            answer = client.post("/setup", data=given, files={"file": ("x.json", content)}, headers=PAGE)
            assert answer.status_code == 303
            with app.state.store.read() as view:
                found = commune(view)
                assert found is not None
                assert (found.name, found.phone, found.hours) == ("Xã Sau", "", hours)
                assert view.get(CalendarDay, "2026-12-24") is not None
                assert {one.name for one in view.find(Person, "all", "")} == {"Người Mới"}
                kept = view.find(Procedure, "all", "")
            assert {one.id for one in kept} == {one.id for one in read_set_up(content).procedures}

    def test_brought_in_later_and_again(self, here: Here) -> None:
        here.log_in("admin")
        file = json.loads(get(here, f"{ADMIN}/set-up/file").content)
        file["contents"]["calendar"] = [{"id": "2027-01-04", "what": "swapped_off", "source": "Công văn 2"}]
        for expected in ("Đã nhận 1 mục.", "Đã nhận 0 mục."):
            sent = {"file": ("x.json", json.dumps(file).encode())}
            answer = here.client.post(f"{ADMIN}/set-up", files=sent, headers=PAGE)
            assert (answer.status_code, expected in text(answer)) == (200, True)
        assert "Nhận tệp thiết lập" in text(get(here, f"{ADMIN}/settings"))

    def test_no_other_file_is_taken(self, here: Here) -> None:
        here.log_in("admin")
        file = json.loads(get(here, f"{ADMIN}/set-up/file").content)
        escaping = {**file["contents"], "forms": [{"name": "../../x.json", "text": "{}"}]}
        for content in (b"", b"\xff", b"[]", b'{"app":"tan-nha"}', json.dumps({**file, "set_up": 9}).encode()):
            answer = here.client.post(f"{ADMIN}/set-up", files={"file": ("x.json", content)}, headers=PAGE)
            assert (answer.status_code, 'id="wrong-file"' in answer.text) == (422, True), content
        content = json.dumps({**file, "contents": escaping}).encode()
        answer = here.client.post(f"{ADMIN}/set-up", files={"file": ("x.json", content)}, headers=PAGE)
        assert (answer.status_code, "x.json" in answer.text) == (422, True)
        assert post(here, f"{ADMIN}/set-up").status_code == 422
