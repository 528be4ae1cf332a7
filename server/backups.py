"""Making, verifying and restoring backups: the store's snapshot, the file, and the notes in the data folder.

Notes are small files beside the store, because whoever makes a backup beside a running server cannot write to it.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from server.actions.desk import Act, new_id
from server.actions.ledger import record_act
from server.actions.verify import Finding, check
from server.documents.backup import Backup, Head, write
from server.documents.form_files import FORMS, own_form_files
from server.domain.events import Event
from server.domain.keep import BackupNote, keep, restorable
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.times import stamp
from server.store.files import Files
from server.store.port import Dumped, History, Mark, Store, Unit, View

NOTES = "backups"
STORE_FILE = "tannha.sqlite"
FILES = "files"
Open = Callable[[Path], Store]
"""Opens the store of a folder."""


def notes(data: Path) -> list[BackupNote]:
    """The notes of a data folder, by time. A note that cannot be read counts as a backup of nothing: keep is 0."""
    found = []
    for path in sorted((data / NOTES).glob("*.json")):
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=BackupNote))
        except (OSError, msgspec.MsgspecError):
            found.append(BackupNote(at="9999-01-01T00:00:00.000Z", epoch="", seq=0, link=""))
    return found


def note(data: Path, made: BackupNote) -> None:
    """Write a note, durably."""
    folder = data / NOTES
    folder.mkdir(parents=True, exist_ok=True)
    _replace(folder / f"{made.at.replace(':', '-')}-{new_id()[-6:]}.json", msgspec.json.encode(made))


def _replace(path: Path, content: bytes) -> None:
    """All of the content under that name, or the name as it was."""
    partial = path.with_name(path.name + ".part")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def make(store: Store, data: Path, target: Path, now: datetime, open_: Open) -> tuple[BackupNote, int]:
    """Write one backup of what is committed, read it back into a folder of its own, check its ledger, and note it.

    Gives the note and the number of records. Raises Refusal bad_backup when what was read back is not the same.
    """
    partial = target.with_name(target.name + ".part")
    forms = own_form_files(data / FORMS)
    with store.snapshot() as snapshot, partial.open("wb") as out:
        events = [msgspec.json.decode(row.body, type=Event) for row in snapshot.records() if row.kind == Event.kind]
        last = max(events, key=lambda event: event.seq, default=None)
        ledger = f"{last.seq}:{last.link}" if last else f"0:{snapshot.history.commune}"
        head = Head(*snapshot.history, at=stamp(now), ledger=ledger)
        count = write(out, head, snapshot.records(), snapshot.marks(), Files(data / FILES).all(), forms)
        out.flush()
        os.fsync(out.fileno())
    found, forms_back = rehearse(partial, open_)
    if forms_back != forms:
        raise Refusal("bad_backup", None, "Bản sao lưu đọc lại không khớp: tệp mẫu của xã")
    if not found.good or (events and found.head != ledger):
        raise Refusal("bad_backup", None, f"Bản sao lưu đọc lại không khớp: {found.why or found.head}")
    partial.replace(target)
    _sync_folder(target.parent)
    made = BackupNote(head.at, head.epoch, head.seq, ledger.partition(":")[2], str(target.absolute()))
    note(data, made)
    return made, count


def reason(said: str) -> str:
    """What the command `backup` said when it failed, as the log may have it: a traceback, which quotes values, only by
    the type of its error.
    """
    last = said.strip().rpartition("\n")[2]
    return last.partition(":")[0] if "Traceback" in said else last


def rehearse(path: Path, open_: Open) -> tuple[Finding, list[tuple[str, bytes]]]:
    """Restore a backup into a folder that is thrown away; what its ledger is there, and the commune's own forms."""
    with tempfile.TemporaryDirectory(prefix="tannha-rehearsal-", dir=path.parent) as folder:
        with path.open("rb") as source:
            backup = Backup(source)
        _fill(Path(folder), backup, backup.head.epoch, open_)
        _put_forms(Path(folder), backup)
        store = open_(Path(folder))
        try:
            with store.read() as view:
                return check(view), own_form_files(Path(folder) / FORMS)
        finally:
            store.close()


def _fill(folder: Path, backup: Backup, epoch: str, open_: Open) -> None:
    store = open_(folder)
    try:
        history = History(backup.head.commune, backup.head.deployment, epoch)
        marks = (Mark(*mark) for mark in backup.marks)
        store.load(history, (Dumped(*line) for line in backup.records), marks)
    finally:
        store.close()


def _put_forms(folder: Path, backup: Backup) -> None:
    """Each form as it was; one that came later stays, for papers may already be written on it."""
    if backup.forms:
        (folder / FORMS).mkdir(exist_ok=True)
    for name, content in backup.forms:
        _replace(folder / FORMS / name, content)


def restore(data: Path, path: Path, now: datetime, epoch: str, open_: Open, *, old: bool = False) -> Head:
    """Put a backup in the place of a data folder's store, under a new epoch; phones heal by themselves.

    What was there is set aside in the folder, never deleted. Refuses bad_backup, and old_backup unless `old`.
    """
    backup = _allowed(path, now, old)
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=data) as fresh:
        _fill(Path(fresh), backup, epoch, open_)
        _record(Path(fresh), backup.head, epoch, now, open_)
        _set_aside(data, now)
        _put_files(data, backup)
        (Path(fresh) / STORE_FILE).replace(data / STORE_FILE)
    _sync_folder(data)
    _note_restored(data, backup.head, path, epoch, now)
    return backup.head


def restore_into(open_: Open, data: Path, path: Path, now: datetime, epoch: str, *, old: bool = False) -> Head:
    """The same into an empty store that `open_` opens, whatever its engine; files and forms go into the data folder.

    Raises ValueError when the store is not empty: nothing is changed then.
    """
    backup = _allowed(path, now, old)
    _fill(data, backup, epoch, open_)
    _record(data, backup.head, epoch, now, open_)
    _put_files(data, backup)
    _note_restored(data, backup.head, path, epoch, now)
    return backup.head


def _allowed(path: Path, now: datetime, old: bool) -> Backup:
    with path.open("rb") as source:
        backup = Backup(source)
    if not old and not restorable(backup.head.at, now):
        raise Refusal("old_backup")
    return backup


def _put_files(data: Path, backup: Backup) -> None:
    for name, content in backup.files:
        Files(data / FILES).put(name, content)
    _put_forms(data, backup)


def _note_restored(data: Path, head: Head, path: Path, epoch: str, now: datetime) -> None:
    note(data, BackupNote(stamp(now), epoch, head.seq, head.ledger.partition(":")[2], str(path.absolute())))


def _record(folder: Path, head: Head, epoch: str, now: datetime, open_: Open) -> None:
    """The restore's own event, the first of the new epoch."""
    data = {"epoch": epoch, "seq": head.seq, "link": head.ledger.partition(":")[2]}

    def act(unit: Unit) -> None:
        admins = [person for person in unit.find(Person, "role", "admin") if person.active]
        by = admins[0] if admins else Person(id="terminal", name="terminal", role="admin")
        record_act(unit, Act(by, now, new_id()), "history.restored", data)

    store = open_(folder)
    try:
        store.submit(act).result()
    finally:
        store.close()


def _set_aside(data: Path, now: datetime) -> None:
    """Keep what was there. The store's own file stays in place until the new one replaces it in one step; a log that
    lay beside it must be gone by then, or it would be read into the new file."""
    files = [file for file in data.glob(f"{STORE_FILE}*") if file.is_file()]
    forms = own_form_files(data / FORMS)
    if files or forms:
        aside = data / f"before-restore-{stamp(now).replace(':', '-')}"
        aside.mkdir()
        if forms:
            (aside / FORMS).mkdir()
        for name, content in forms:
            _replace(aside / FORMS / name, content)
        for file in files:
            shutil.copy2(file, aside / file.name)
        _sync_folder(aside)
    for file in files:
        if file.name != STORE_FILE:
            file.unlink()


def backup_file(folder: Path, now: datetime) -> Path:
    """The file of a backup begun now, by its instant."""
    return folder / f"tannha-{stamp(now).replace(':', '-')}.backup"


def rotate(data: Path, folder: Path, now: datetime) -> None:
    """Forget the backups that may no longer be restored, and delete those of them that lie in the nightly folder."""
    for path in (data / NOTES).glob("*.json"):
        known = msgspec.json.decode(path.read_bytes(), type=BackupNote)
        if not restorable(known.at, now):
            if known.file and Path(known.file).parent == folder.absolute():
                Path(known.file).unlink(missing_ok=True)
            path.unlink()


class Keeper:
    """Answers what phones may forget; reads the notes again only when their folder has changed."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._seen: tuple[int, list[BackupNote]] = (-1, [])

    def keep(self, view: View, now: datetime) -> int:
        """`keep` of sync.md §4 rule 5, for this very answer."""
        try:
            changed = (self._data / NOTES).stat().st_mtime_ns
        except OSError:
            return 0
        if changed != self._seen[0]:
            self._seen = (changed, notes(self._data))
        restored = [_restored_from(event) for event in view.find(Event, "restored", "")]
        return keep(self._seen[1], view.history.epoch, restored, now)


def _restored_from(event: Event) -> int:
    return int(msgspec.json.decode(event.body)["data"]["seq"])
