"""sync/README.md against the code: every kind, code, flag and field is named there, and nothing that does not exist."""

import re
from pathlib import Path

import msgspec
import pytest

from server.actions.custody import STATE_FLAGS
from server.actions.judge import TEXTS
from server.domain.problems import PROBLEMS
from sync import messages
from tests.browser.running import ROOT

README = (ROOT / "sync" / "README.md").read_text("utf-8")
STRUCTS = ("Body", "Sent", "Turn", "Have", "Answer", "Receipt", "Change", "Enrol", "PublicKeyMessage")
SERVED = ("server/http/sync.py", "server/http/files.py", "server/actions/devices.py")
"""Where the problems of /sync come from."""
ANYWHERE = {"internal", "method", "unavailable"}
"""What any address may answer."""
HELD = {
    "unknown_kind",
    "newer_version",
    "not_understood",
    "id_reused",
    "n_reused",
    "chain_broken",
    "revoked",
    "not_yours",
}


def table(heading: str) -> list[list[str]]:
    """The rows under a heading, cells as they stand."""
    section = README.split(f"### {heading}\n", 1)[1].split("\n#", 1)[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def first_column(heading: str) -> list[str]:
    found = [name for row in table(heading) for name in names(row[0])]
    assert len(found) == len(set(found))
    return found


@pytest.mark.parametrize("name", STRUCTS)
def test_fields(name: str) -> None:
    type_ = getattr(messages, name)
    fields = {field.encode_name for field in msgspec.structs.fields(type_)}
    rows = {row[0]: set(names(row[1])) for row in table("Fields")}
    assert rows[name] == fields
    assert set(rows) == set(STRUCTS)


def test_kinds() -> None:
    assert set(first_column("Kinds")) == {*messages.KINDS, *messages.OFFICE_KINDS}


def test_codes_of_receipts() -> None:
    assert set(first_column("Codes of receipts")) == set(TEXTS)
    held = {name for row in table("Codes of receipts") for name in names(row[0]) if row[1] == "held"}
    assert held == HELD


def test_flags() -> None:
    words = (ROOT / "web" / "locales" / "vi.json").read_text("utf-8")
    shown = set(re.findall(r'"office\.flag\.([a-z_]+)"', words))
    assert set(first_column("Flags")) == shown
    assert shown > STATE_FLAGS


def test_problems() -> None:
    sources = "".join((ROOT / path).read_text("utf-8") for path in SERVED)
    expected = set(re.findall(r'Refusal\(\s*"(\w+)"', sources)) | ANYWHERE
    assert set(first_column("Problems")) == expected
    for row in table("Problems"):
        assert {PROBLEMS[code].status for code in names(row[0])} == {int(row[1])}


def test_files_of_the_folder() -> None:
    listed = set(names(README.split("## An event", 1)[0]))
    there = {path.name for path in (ROOT / "sync").iterdir() if path.suffix in (".py", ".js")} - {"__init__.py"}
    assert there <= listed
    assert {name for name in listed if Path(name).suffix in (".py", ".js")} == there
