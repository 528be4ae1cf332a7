"""How the server listens."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.__main__ import main
from server.commands.serve import _listen
from server.settings import Settings


def test_answers_leave_at_once() -> None:
    """asyncio switches Nagle's delay off only where it sees that a socket is TCP's."""
    with _listen(Settings(port=0)) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_a_key_that_can_be_guessed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANNHA_METRICS_TOKEN", "short")
    refused = CliRunner().invoke(main, ["serve", "--data", str(tmp_path / "data")])
    assert refused.exit_code == 1
    assert "TANNHA_METRICS_TOKEN" in refused.stderr
    assert not (tmp_path / "data").exists()
