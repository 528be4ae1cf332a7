"""Data of a version that is still to come are refused with a sentence, and stay as they are."""

import gzip
import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

from server.app import open_folder
from server.domain.records import FORMAT
from server.store.port import NewerData
from server.store.tiny import FILE
from tests.communes import Here
from tests.upgrade.releases import command

SENTENCE = "một bản Tận Nhà mới hơn"


def content(folder: Path) -> list[str]:
    """All that the folder's store holds."""
    with sqlite3.connect(folder / FILE) as database:
        return list(database.iterdump())


@pytest.mark.parametrize(
    "words",
    [("serve", "--port", "1"), ("verify",), ("export", "items"), ("backup", "a"), ("user", "list"), ("demo",)],
    ids=lambda words: words[0],
)
def test_every_command_refuses_a_newer_folder(here: Here, words: tuple[str, ...]) -> None:
    here.store.close()
    with sqlite3.connect(here.settings.data / FILE) as database:
        database.execute(f"PRAGMA user_version = {FORMAT + 1}")
    before = content(here.settings.data)
    assert SENTENCE in command(here.settings.data, *words, code=1).stderr
    assert content(here.settings.data) == before
    with pytest.raises(NewerData):
        open_folder(here.settings.data)
    assert sqlite3.connect(here.settings.data / FILE).execute("PRAGMA user_version").fetchone() == (FORMAT + 1,)


def test_a_newer_backup_is_refused_and_what_is_there_stays(here: Here) -> None:
    here.store.close()
    folder = here.settings.data
    file = folder.parent / "a.backup"
    command(folder, "backup", str(file))
    lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)[:-1]
    lines[0] = json.dumps({**json.loads(lines[0]), "backup": FORMAT + 1, "unheard": "of"}).encode() + b"\n"
    whole = b"".join(lines)
    end = json.dumps(["end", len(lines), hashlib.sha256(whole).hexdigest()]).encode() + b"\n"
    file.write_bytes(gzip.compress(whole + end))
    before = content(folder)
    assert SENTENCE in command(folder, "restore", str(file), code=1).stderr
    assert content(folder) == before
