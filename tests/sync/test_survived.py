"""SURVIVED.md names, for each thing that must be survived, tests that exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.browser.running import ROOT

MUST = (
    "request lost",
    "answer lost after commit",
    "answer cut",
    "duplicated, reordered, minutes late",
    "SIGKILL of the server at any instant",
    "torn last write",
    "server disk full",
    "restored from backup, announced and not, twice",
    "wiped or wrong server",
    'browser killed right after "saved" and in the middle of a turn',
    "phone quota full",
    "two tabs",
    "three fast taps",
    "rotation while signing",
    "app update with unsent events",
    "token unknown, device revoked, with unsent events",
    "poison event, parse poison, oversize",
    "captive portal",
    "clock wrong by years, set back",
    "cloned phone, rolled-back phone, wiped phone",
    "1,000 phones at once",
    "long pull while writing",
    "late commit (16 writers)",
    "scope changed while offline",
    "PIN forgotten",
    "two people on one phone",
    "person replaced in the middle of a round",
    "forged event before the real one",
)
"""The protocol's list of what must be survived, whole and in its order."""
TABLE = (ROOT / "tests" / "sync" / "SURVIVED.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")] for line in TABLE.splitlines() if line.startswith("| ")
][1:]
NAMED = sorted({name for row in ROWS for name in re.findall(r"`([^`]+ :: [^`]+)`", row[1])})


@cache
def sources(file: str) -> dict[Path, str]:
    """The files of tests with that name: path → text."""
    found = {path: path.read_text("utf-8") for path in (ROOT / "tests").rglob(file)}
    assert found, f"there is no {file}"
    return found


def defined(text: str) -> set[str]:
    """What a Python file defines or assigns by name."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


def test_no_row_is_missing() -> None:
    assert [row[0].strip("| ") for row in ROWS] == list(MUST)


def test_every_row_has_a_test() -> None:
    assert [row[0] for row in ROWS if " :: " not in row[1]] == []


@pytest.mark.parametrize("name", NAMED)
def test_it_exists(name: str) -> None:
    file, test = name.split(" :: ")
    if file == "simulation":
        (profiles,) = sources("simulation/profiles.js").values()
        assert re.search(rf"^  {test}: \{{ name: \"{test}\"", profiles, re.MULTILINE)
    elif file.endswith(".py"):
        assert any(test in defined(text) for text in sources(file).values())
    else:
        quoted = [f"{quote}{test}{quote}" for quote in ('"', "`")]
        assert any(f"test({one}" in text for text in sources(file).values() for one in quoted)
