"""The commands as other programs rely on them: JSON alone on stdout, 0 done, 1 refused with the reason, 2 misused."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from server.__main__ import main
from server.app import open_store
from server.documents.rows import as_xlsx
from server.settings import Settings
from tests import lists
from tests.fonts import in_vni

CARDS = [
    {"STT": "1", "Họ và tên": "Danh Thị Thử", "Số thẻ BHYT": "BT2929299900001", "Từ ngày": "01/12/2026"},
    {"STT": "2", "Họ và tên": "", "Số thẻ BHYT": "BT2929299900002", "Từ ngày": "01/12/2026"},
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A demonstration and what `demo --json` said."""
    folder = tmp_path_factory.mktemp("demo")
    return folder, json.loads(run(folder, "demo", "--json").stdout)


def run(folder: Path, *words: str, code: int = 0) -> Result:
    """A command on a data folder, which must end with that code."""
    command, *others = words
    split = 2 if command in ("user", "device", "import") else 1
    arguments = [*words[:split], "--data", str(folder), *words[split:]]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code, result.output + result.stderr
    return result


def test_demo_says_what_is_there(demo: tuple[Path, dict[str, Any]]) -> None:
    _, made = demo
    assert {account["role"] for account in made["accounts"]} >= {"admin", "clerk", "supervisor"}
    assert len(made["invites"]) >= 3
    assert all(invite["url"].endswith("/field/enrol#" + invite["code"]) for invite in made["invites"])
    assert sorted(len(round_["items"]) for round_ in made["rounds"]) == [6, 12]
    invited = {invite["person"] for invite in made["invites"]}
    assert {round_["deliverer"] for round_ in made["rounds"]} <= invited


def test_a_folder_that_is_not_empty_gets_no_demonstration(demo: tuple[Path, dict[str, Any]]) -> None:
    assert "already" in run(demo[0], "demo", code=1).stderr


def test_people_and_phones(demo: tuple[Path, dict[str, Any]]) -> None:
    folder, made = demo
    added = json.loads(run(folder, "user", "add", "--json", "--name", "Lê Thử", "--role", "hamlet_head").stdout)
    assert added["id"] in {row["id"] for row in json.loads(run(folder, "user", "list", "--json").stdout)}
    invited = json.loads(run(folder, "device", "invite", "--person", added["id"], "--json").stdout)
    assert set(invited) == {"code", "url", "expires"}
    run(folder, "user", "password", made["accounts"][0]["username"], "--password", "mat-khau-moi-2")
    run(folder, "user", "password", "nobody", "--password", "mat-khau-moi-2", code=1)
    devices = json.loads(run(folder, "device", "list", "--json").stdout)
    run(folder, "device", "revoke", devices[0]["id"], "--why", "mất")
    again = {row["id"]: row for row in json.loads(run(folder, "device", "list", "--json").stdout)}
    assert again[devices[0]["id"]]["revoked"]
    run(folder, "device", "revoke", "nothing", code=1)
    run(folder, "device", "revoke", "-x1--y", "--why", "mất", code=1)
    run(folder, "device", "invite", "--person", "nobody", code=1)
    run(folder, "user", "add", "--name", "x", "--role", "king", code=2)


def test_import_twice(demo: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "the.xlsx"
    path.write_bytes(as_xlsx(CARDS))
    first = json.loads(run(demo[0], "import", "items", str(path), "--json").stdout)
    assert (first["created"], first["unchanged"], len(first["refused"])) == (1, 0, 1)
    assert set(first["refused"][0]) >= {"row", "column", "problem"}
    second = json.loads(run(demo[0], "import", "items", str(path), "--json").stdout)
    assert (second["created"], second["updated"], second["unchanged"]) == (0, 0, 1)
    path.write_bytes(b"rubbish")
    assert run(demo[0], "import", "items", str(path), code=1).stderr


def test_import_dossiers(demo: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "ho-so.xls"
    rows = [lists.DOSSIER_HEADER, *map(lists.home_row, (901, 902)), lists.dossier_row(903), lists.dossier_row(903)]
    path.write_bytes(lists.as_html(rows))
    first = json.loads(run(demo[0], "import", "dossiers", str(path), "--json").stdout)
    assert (first["read"], first["created"], len(first["refused"])) == (4, 3, 1)
    assert set(first["refused"][0]) >= {"row", "column", "problem"}
    second = json.loads(run(demo[0], "import", "dossiers", str(path), "--json").stdout)
    assert (second["created"], second["updated"], second["unchanged"], second["batch"]) == (0, 0, 3, None)
    assert "tiêu đề" in run(demo[0], "import", "items", str(path), code=1).stderr


def test_a_legacy_font_is_asked_about(demo: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "cu.xlsx"
    rows = [lists.CARD_HEADER, lists.card_row(904)]
    path.write_bytes(lists.as_xlsx([[in_vni(str(cell)) for cell in row] for row in rows]))
    assert "VNI" in run(demo[0], "import", "items", str(path), code=1).stderr
    assert "tiêu đề" in run(demo[0], "import", "items", str(path), "--keep", code=1).stderr
    assert json.loads(run(demo[0], "import", "items", str(path), "--convert", "--json").stdout)["created"] == 1


@pytest.mark.parametrize("what", ["events", "items", "dossiers", "confirmations"])
def test_exports(demo: tuple[Path, dict[str, Any]], what: str) -> None:
    rows = json.loads(run(demo[0], "export", what).stdout)
    assert rows
    wanted = {
        "events": {"id", "hash", "device", "n", "kind", "item", "status", "seq", "at"},
        "items": {"id", "name", "state"},
        "dossiers": {"id", "state", "procedure"},
        "confirmations": {"event", "hash", "device", "n", "item", "status", "seq", "at", "flags"},
    }
    assert wanted[what] <= set(rows[0])
    csv = run(demo[0], "export", what, "--format", "csv").stdout_bytes
    assert csv.startswith(b"\xef\xbb\xbf")
    assert len(csv.splitlines()) >= len(rows)
    assert run(demo[0], "export", what, "--format", "xlsx").stdout_bytes.startswith(b"PK")


def test_verify_and_earlier_heads(demo: tuple[Path, dict[str, Any]]) -> None:
    found = json.loads(run(demo[0], "verify", "--json").stdout)
    assert found["ok"] is True
    rows = json.loads(run(demo[0], "export", "events").stdout)
    early = rows[10]
    assert run(demo[0], "verify", "--head", f"{early['seq']}:{early['link']}").exit_code == 0
    assert "not a prefix" in run(demo[0], "verify", "--head", f"{early['seq']}:{rows[11]['link']}", code=1).stderr
    assert "above" in run(demo[0], "verify", "--head", f"9999999:{early['link']}", code=1).stderr
    assert "unreadable" in run(demo[0], "verify", "--head", "rubbish", code=1).stderr


def test_beside_a_running_server(demo: tuple[Path, dict[str, Any]]) -> None:
    store = open_store(Settings(data=demo[0]))
    try:
        assert "/office/people" in run(demo[0], "device", "invite", "--person", "x", code=1).stderr
        assert json.loads(run(demo[0], "verify", "--json").stdout)["ok"] is True
        assert json.loads(run(demo[0], "export", "confirmations").stdout)
        assert "already running" in run(demo[0], "serve", code=1).stderr
    finally:
        store.close()


def test_nothing_there(tmp_path: Path) -> None:
    for words in (("verify",), ("export", "events"), ("user", "list")):
        assert run(tmp_path / "empty", *words, code=1).stderr
    assert run(tmp_path, "serve", "--workers", "2", code=1).stderr


def copy_of(folder: Path, target: Path) -> sqlite3.Connection:
    """The same data in another folder, open for tampering."""
    target.mkdir()
    source = sqlite3.connect(folder / "tannha.sqlite")
    copy = sqlite3.connect(target / "tannha.sqlite")
    source.backup(copy)
    source.close()
    return copy


def tampered(folder: Path, change: dict[int, dict[str, Any] | None], target: Path) -> dict[str, Any]:
    """What `verify` says after rows of the ledger, by seq, were changed or (None) taken out."""
    copy = copy_of(folder, target)
    rows = copy.execute("SELECT id, body FROM document WHERE kind = 'event'").fetchall()
    for id_, body in rows:
        event = json.loads(body)
        if event["seq"] in change:
            new = change[event["seq"]]
            if new is None:
                copy.execute("DELETE FROM document WHERE kind = 'event' AND id = ?", (id_,))
            else:
                changed = json.dumps({**event, **new}).encode()
                copy.execute("UPDATE document SET body = ? WHERE kind = 'event' AND id = ?", (changed, id_))
    copy.commit()
    copy.close()
    found: dict[str, Any] = json.loads(run(target, "verify", "--json", code=1).stdout)
    return found


def test_tampering_is_found_at_the_first_bad_seq(demo: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    rows = json.loads(run(demo[0], "export", "events").stdout)
    place = next(at for at, row in enumerate(rows) if row["kind"] == "confirmation.recorded")
    row, after = rows[place], rows[place + 1]
    cases: dict[str, tuple[dict[int, dict[str, Any] | None], int]] = {
        "a flipped byte": ({row["seq"]: {"body": row["body"].replace("2020", "2021", 1)}}, row["seq"]),
        "a removed event": ({row["seq"]: None}, after["seq"]),
        "a changed status": ({row["seq"]: {"status": "held", "code": "revoked"}}, row["seq"]),
        "a signature of another": ({row["seq"]: {"sig": rows[place + 1]["sig"] or "A" * 86}}, row["seq"]),
        "a swapped pair": ({row["seq"]: {"seq": after["seq"]}, after["seq"]: {"seq": row["seq"]}}, row["seq"]),
    }
    for name, (change, first) in cases.items():
        found = tampered(demo[0], change, tmp_path / name.replace(" ", "-"))
        assert (found["ok"], found["bad"]) == (False, first), name
