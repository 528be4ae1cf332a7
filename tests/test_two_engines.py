"""The whole program on PostgreSQL: commands, the office, the phones, and a backup of one engine in the other."""

import json
from pathlib import Path

import pytest

from tests.commands.test_commands import run
from tests.communes import Here
from tests.phones import confirmation
from tests.postgres import Server

LISTS = ("events", "items", "dossiers", "confirmations")


def told(folder: Path) -> dict[str, list[dict[str, object]]]:
    """Everything that `export` says."""
    return {what: json.loads(run(folder, "export", what, "--format", "json").stdout) for what in LISTS}


def test_a_phone_an_office_and_the_ledger(postgres: Server, tmp_path: Path) -> None:
    here = Here(tmp_path, postgres.database())
    items = here.items(3)
    here.round(items)
    phone = here.phone()
    given = here.turn(phone)
    assert {change["id"] for change in given["changes"] if change["type"] == "item"} == set(items)
    event = phone.write("confirmation.recorded", items[0], confirmation())
    (receipt,) = here.turn(phone, event)["receipts"]
    (again,) = here.turn(phone, event)["receipts"]
    assert (receipt["status"], again) == ("accepted", receipt)
    assert here.item(items[0]).custody.state == "delivered"
    here.log_in("clerk")
    assert here.client.get("/health").json()["store"] == "postgresql"
    assert here.client.get("/office/review").status_code == 200
    here.store.close()
    assert not (tmp_path / "tannha.sqlite").exists()
    other = Here.again(here)
    assert other.item(items[0]).custody.state == "delivered"
    assert other.turn(phone)["changes"] == []
    other.store.close()


def test_there_and_back(postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, moved, back = (tmp_path / name for name in ("files", "moved", "back"))
    run(files, "demo")
    before = told(files)
    run(files, "backup", str(tmp_path / "one"))
    monkeypatch.setenv("TANNHA_DATABASE_URL", postgres.database())
    run(moved, "restore", str(tmp_path / "one"))
    assert "already" in run(moved, "restore", str(tmp_path / "one"), code=1).stderr
    run(moved, "verify")
    there = told(moved)
    run(moved, "backup", str(tmp_path / "two"))
    monkeypatch.delenv("TANNHA_DATABASE_URL")
    run(back, "restore", str(tmp_path / "two"))
    run(back, "verify")
    # Each restore is an event of its own: the first of its epoch, with which nothing else differs.
    for what in LISTS[1:]:
        assert there[what] == before[what], what
        assert told(back)[what] == before[what], what
    assert there["events"][:-1] == before["events"]
    assert told(back)["events"][:-1] == there["events"]


@pytest.mark.parametrize("setting", ["fsync", "synchronous_commit"])
def test_a_database_that_may_forget_is_refused(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    if setting == "fsync":
        server = Server(["fsync=off"])
        monkeypatch.setenv("TANNHA_DATABASE_URL", server.database())
    else:
        server = None
        url = postgres.database()
        postgres.run(f"ALTER DATABASE {url.partition('@/')[2].partition('?')[0]} SET synchronous_commit = off")
        monkeypatch.setenv("TANNHA_DATABASE_URL", url)
    said = run(tmp_path, "demo", code=1).stderr
    if server:
        server.stop()
    assert setting in said


def test_a_database_that_does_not_answer_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANNHA_DATABASE_URL", f"postgresql://nobody:geheim@/none?host={tmp_path}")
    for command in (["demo"], ["export", "items"], ["serve"], ["backup", str(tmp_path / "b")]):
        said = run(tmp_path, *command, code=1).stderr
        assert "cannot be used now" in said
        assert "geheim" not in said
