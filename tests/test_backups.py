"""Backups: whole, verified, restored under a new epoch; what phones may forget; phones that heal by themselves."""

import asyncio
import gzip
import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from server import backups
from server.actions import review
from server.actions.verify import check, compare
from server.app import open_folder
from server.backups import Keeper, make, note, notes, restore, rotate
from server.documents.backup import Backup
from server.documents.form_files import FORMS, MAX_FILE
from server.domain.events import Event
from server.domain.keep import BackupNote, keep
from server.domain.problems import Refusal
from server.domain.times import stamp
from server.http.ledger import head
from server.nightly import Nightly
from tests.communes import Here
from tests.own_forms import NEVER_SEEN
from tests.phones import confirmation, id_of

NOW = datetime.now(UTC)


def backed_up(here: Here, name: str = "a.backup") -> Path:
    target = here.settings.data.parent / name
    make(here.store, here.settings.data, target, datetime.now(UTC), open_folder)
    return target


def restored(here: Here, path: Path, epoch: str = "new-epoch") -> Here:
    """The same commune after a restore: the server was stopped and started."""
    here.store.close()
    restore(here.settings.data, path, datetime.now(UTC), epoch, open_folder)
    return Here.again(here)


def test_there_and_back(here: Here) -> None:
    items = here.items(3)
    here.round(items)
    phone = here.phone()
    here.turn(phone, phone.write("confirmation.recorded", items[0], confirmation()))
    with here.store.read() as view:
        before = (view.history, head(view), view.head)
    path = backed_up(here)
    after = restored(here, path)
    with after.store.read() as view:
        found = check(view)
        assert found.good
        assert compare(found, before[1]) == "prefix"
        assert (view.history.commune, view.history.deployment) == before[0][:2]
        assert view.history.epoch == "new-epoch"
        last = view.last(Event, "ledger", "")
        assert last is not None
        assert (last.what, last.seq) == ("history.restored", before[2] + 1)
    assert after.item(items[0]).custody.state == "delivered"
    assert list(here.settings.data.glob("before-restore-*/tannha.sqlite"))


@pytest.mark.parametrize("damage", ["cut", "flip", "rubbish", "empty", "line out"])
def test_a_damaged_file_is_refused_and_changes_nothing(here: Here, damage: str) -> None:
    path = backed_up(here)
    whole = path.read_bytes()
    lines = gzip.decompress(whole).splitlines(keepends=True)
    path.write_bytes(
        {
            "cut": whole[:-40],
            "flip": gzip.compress(gzip.decompress(whole).replace(b"Qu\xe1\xba\xa3n", b"Quan", 1)),
            "rubbish": b"rubbish",
            "empty": b"",
            "line out": gzip.compress(b"".join(lines[:3] + lines[4:])),
        }[damage]
    )
    here.store.close()
    with pytest.raises(Refusal) as refused:
        restore(here.settings.data, path, datetime.now(UTC), "new", open_folder)
    assert refused.value.code == "bad_backup"
    again = Here.again(here)
    with again.store.read() as view:
        assert view.history.epoch != "new"


def own_form(here: Here, name: str = "boat_mooring.json", text: str = NEVER_SEEN) -> Path:
    """A form file of the commune's own."""
    path = here.settings.data / FORMS / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_communes_own_forms_come_back(here: Here) -> None:
    first, later = own_form(here), here.settings.data / FORMS / "later.json"
    own_form(here, "bản nháp.json", "{")
    path = backed_up(here)
    first.write_text("spoilt", "utf-8")
    later.write_text("{}", "utf-8")
    after = restored(here, path)
    assert first.read_text("utf-8") == NEVER_SEEN
    assert (first.parent / "bản nháp.json").read_text("utf-8") == "{"
    assert later.is_file()
    assert "boat_mooring" in after.app.state.forms
    [aside] = here.settings.data.glob(f"before-restore-*/{FORMS}/{first.name}")
    assert aside.read_text("utf-8") == "spoilt"


def test_a_folder_is_no_form_and_stops_no_backup(here: Here) -> None:
    (here.settings.data / FORMS / "folder.json").mkdir(parents=True)
    own_form(here, "huge.json", " " * (MAX_FILE + 1))
    with backed_up(here).open("rb") as source:
        assert Backup(source).forms == []


def test_forms_that_read_back_differently_are_no_backup(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    own_form(here)
    monkeypatch.setattr(backups, "_put_forms", lambda folder, backup: None)
    with pytest.raises(Refusal) as refused:
        backed_up(here)
    assert refused.value.code == "bad_backup"
    assert notes(here.settings.data) == []


def rewritten(path: Path, forms: list[bytes]) -> None:
    """A backup with these lines of forms instead of its own, as whole as before."""
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)[:-1]
    kept = [line for line in lines if not line.startswith(b'["o"')] + forms
    digest = hashlib.sha256(b"".join(kept)).hexdigest()
    path.write_bytes(gzip.compress(b"".join(kept) + json.dumps(["end", len(kept), digest]).encode() + b"\n"))


def test_a_backup_from_before_forms_were_kept_restores_as_it_did(here: Here) -> None:
    form = own_form(here)
    path = backed_up(here)
    rewritten(path, [])
    form.write_text(NEVER_SEEN + "\n", "utf-8")
    after = restored(here, path)
    assert form.read_text("utf-8") == NEVER_SEEN + "\n"
    assert "boat_mooring" in after.app.state.forms


@pytest.mark.parametrize("name", ["../up.json", "a/b.json", "schema.json", "x.txt", "x\\y.json", ""])
def test_no_form_of_a_backup_leaves_its_folder(here: Here, name: str) -> None:
    path = backed_up(here)
    rewritten(path, [json.dumps(["o", name, "e30="]).encode() + b"\n"])
    here.store.close()
    with pytest.raises(Refusal) as refused:
        restore(here.settings.data, path, datetime.now(UTC), "new", open_folder)
    assert refused.value.code == "bad_backup"
    assert not (here.settings.data / "up.json").exists()
    Here.again(here)


def test_an_old_backup_asks_twice(here: Here) -> None:
    path = backed_up(here)
    here.store.close()
    later = datetime.now(UTC) + timedelta(days=31)
    with pytest.raises(Refusal) as refused:
        restore(here.settings.data, path, later, "new", open_folder)
    assert refused.value.code == "old_backup"
    assert restore(here.settings.data, path, later, "new", open_folder, old=True).epoch != "new"
    Here.again(here)


def test_a_phone_heals_after_a_restore_of_yesterday(here: Here) -> None:
    items = here.items(3)
    here.round(items)
    phone = here.phone()
    first = phone.write("confirmation.recorded", items[0], confirmation())
    here.turn(phone, first)
    path = backed_up(here)
    second = phone.write("confirmation.recorded", items[1], confirmation())
    third = phone.write("confirmation.recorded", items[2], confirmation())
    lost = here.turn(phone, second, third)["receipts"]
    here.do(lambda unit: review.approve(unit, here.act("clerk"), id_of(second)))
    after = restored(here, path)
    answer = after.turn(phone)
    assert (answer["reset"], answer["tip"], answer["need"]) == (True, 1, [[2, 3]])
    again = after.turn(phone, first, second, third)
    assert [row["status"] for row in again["receipts"]] == ["accepted"] * 3
    assert [row["seq"] for row in again["receipts"][1:]] != [row["seq"] for row in lost]
    assert again["need"] == []
    assert [after.item(item).custody.state for item in items] == ["delivered"] * 3
    with after.store.read() as view:
        assert check(view).good


def test_keep_is_what_every_restorable_backup_holds(here: Here) -> None:
    phone = here.phone()
    assert here.turn(phone)["keep"] == 0
    backed_up(here, "first.backup")
    first = here.turn(phone)["keep"]
    with here.store.read() as view:
        assert first == int(head(view).partition(":")[0])
    here.turn(phone, phone.write("attempt.failed", "x", {"reason": "absent"}))
    second = backed_up(here, "second.backup")
    assert here.turn(phone)["keep"] == first
    after = restored(here, second)
    assert after.turn(phone)["keep"] == first


def test_keep_by_time_and_by_history() -> None:
    def made(days: int, seq: int, epoch: str = "e") -> BackupNote:
        return BackupNote(stamp(NOW - timedelta(days=days)), epoch, seq, "link")

    assert keep([], "e", [], NOW) == 0
    assert keep([made(40, 10), made(20, 50), made(1, 90)], "e", [], NOW) == 50
    assert keep([made(40, 10)], "e", [], NOW) == 0
    assert keep([made(5, 80, "old"), made(1, 90)], "e", [60], NOW) == 60
    assert keep([made(5, 40, "old"), made(1, 90)], "e", [60], NOW) == 40


def test_a_note_that_cannot_be_read_keeps_everything(here: Here) -> None:
    here.phone()
    backed_up(here)
    keeper = Keeper(here.settings.data)
    with here.store.read() as view:
        assert keeper.keep(view, datetime.now(UTC)) > 0
        (here.settings.data / "backups" / "broken.json").write_text("{")
        assert keeper.keep(view, datetime.now(UTC)) == 0


def test_every_night(here: Here) -> None:
    folder = here.settings.data.parent / "nightly"
    settings = replace(here.settings, backup_dir=folder)
    night = Nightly(settings, lambda: datetime.now(UTC))
    assert night.wait() == 0
    assert asyncio.run(night.once()) is True
    assert len(list(folder.glob("tannha-*.backup"))) == 1
    assert 0 < night.wait() <= 24 * 3600
    assert len(notes(settings.data)) == 1
    rotate(settings.data, folder, datetime.now(UTC) + timedelta(days=31))
    assert (list(folder.iterdir()), notes(settings.data)) == ([], [])


def test_notes_of_other_places_are_left_alone(here: Here, tmp_path: Path) -> None:
    elsewhere = tmp_path / "usb" / "a.backup"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(b"x")
    note(here.settings.data, BackupNote(stamp(NOW - timedelta(days=40)), "e", 1, "l", str(elsewhere)))
    rotate(here.settings.data, tmp_path / "nightly", NOW)
    assert elsewhere.exists()
    assert notes(here.settings.data) == []
