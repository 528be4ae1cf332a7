"""The files and pages for whoever runs it fit the program: settings, arguments, folders, anchors."""

import configparser
import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest

from server.__main__ import main
from server.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "server" / "running"
SETTINGS = {f"TANNHA_{field.name.upper()}" for field in fields(Settings)}
NAMED = re.compile(r"\bTANNHA_[A-Z_]+\b")


def read(path: Path) -> str:
    return path.read_text("utf-8")


@pytest.fixture(scope="module")
def unit() -> configparser.ConfigParser:
    """The unit of systemd; an option given twice would be an error here."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # their letters count
    parser.read_string(read(FOLDER / "tannha.service"))
    return parser


def test_the_table_has_every_setting_and_no_other() -> None:
    rows = [line for line in read(ROOT / "README.md").splitlines() if line.startswith("| `TANNHA_")]
    assert {name for row in rows for name in NAMED.findall(row.split("|")[1])} == SETTINGS


@pytest.mark.parametrize(
    "path", [*sorted(FOLDER.iterdir()), ROOT / "README.md", ROOT / "SECURITY.md"], ids=lambda p: p.name
)
def test_no_other_setting_is_named(path: Path) -> None:
    assert set(NAMED.findall(read(path))) <= SETTINGS


def test_the_example_of_settings_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    lines = [line for line in read(FOLDER / "tannha.env").splitlines() if not line.startswith("# ")]
    assert all(re.fullmatch(r"#?TANNHA_[A-Z_]+=\S*", line) for line in lines)
    for line in lines:
        name, _, value = line.lstrip("#").partition("=")
        monkeypatch.setenv(name, value)
    found = Settings.read()
    assert found.secure
    assert (found.log, found.backup_dir) == ("json", Path("/srv/backup/tannha"))
    assert (found.port, found.trusted_proxies, found.metrics_token) == (8000, Settings.trusted_proxies, "")


def test_the_unit_starts_the_program_as_it_is(unit: configparser.ConfigParser) -> None:
    program, module, name, command, *arguments = shlex.split(unit["Service"]["ExecStart"])
    assert program == f"{unit['Service']['WorkingDirectory']}/.venv/bin/python"
    assert (module, name) == ("-m", "server")
    given = main.commands[command].make_context(command, arguments).params
    assert given["data"] == Path("/var/lib") / unit["Service"]["StateDirectory"]
    assert (given["port"], given["host"]) == (None, None), "those are settings"


def test_unit_settings_and_proxy_name_the_same(unit: configparser.ConfigParser) -> None:
    service, proxy = unit["Service"], read(FOLDER / "Caddyfile")
    assert service["ReadWritePaths"].lstrip("-") == "/srv/backup/tannha"
    assert int(service["TimeoutStopSec"]) > 5
    assert f"reverse_proxy {Settings.host}:{Settings.port} {{" in proxy
    (name,) = re.findall(r"^TANNHA_PUBLIC_URL=https://(\S+)$", read(FOLDER / "tannha.env"), re.MULTILINE)
    assert f"\n{name} {{\n" in proxy


def test_every_link_of_the_page_leads_somewhere() -> None:
    text = read(FOLDER / "README.md")
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-") for head in heads}
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= anchors
    for command in re.findall(r"-m server (?:--)?(\w+)", text):
        assert command in {*main.commands, "version"}
    for path in re.findall(r"(?:server/running|tests)/[\w./@]*\w", text):
        assert (ROOT / path).exists(), path
