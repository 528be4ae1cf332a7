"""A real server process on a data folder of its own: started, killed, started again."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from server.__main__ import main

PATIENCE = 60
"""Seconds that a server may take to answer."""


ROOT = Path(__file__).resolve().parents[2]


class Running:
    """`python -m server serve` on a copy of the demonstration; `root` is the program's own folder."""

    def __init__(self, folder: Path, demonstration: Path, root: Path = ROOT) -> None:
        self.folder = folder
        self.root = root
        shutil.copytree(demonstration, folder)
        self.demo: dict[str, Any] = json.loads((folder / "demo.json").read_text("utf-8"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", "server", "serve", "--data", str(self.folder), "--port", str(self.port)]
        environment = {**os.environ, "TANNHA_PUBLIC_URL": self.url}
        log = (self.folder / "server.log").open("ab")
        self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT, cwd=self.root)
        log.close()
        limit = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, (self.folder / "server.log").read_text("utf-8")
            assert time.monotonic() < limit, "the server does not answer"
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether it is there."""
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """SIGKILL: no farewell."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def restart(self) -> None:
        """Kill it and start it again."""
        self.kill()
        self.start()

    def stop(self) -> None:
        """The end of the test."""
        assert self.process is not None
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)

    def export(self, what: str) -> list[dict[str, Any]]:
        """What `export` says, beside the running server."""
        rows: list[dict[str, Any]] = self._said("export", what, "--format", "json")
        return rows

    def verified(self) -> dict[str, Any]:
        """What `verify` says."""
        found: dict[str, Any] = self._said("verify", "--json")
        return found

    def _said(self, *command: str) -> Any:
        ran = CliRunner().invoke(main, [*command, "--data", str(self.folder)], catch_exceptions=False)
        assert ran.exit_code == 0, ran.output
        return json.loads(ran.stdout_bytes)

    def invitation(self, round_: int = 0) -> str:
        """The link for the deliverer of a live round, as a path."""
        deliverer = self.demo["rounds"][round_]["deliverer"]
        row = next(row for row in self.demo["invites"] if row["person"] == deliverer)
        return f"/field/enrol#{row['code']}"

    def account(self, role: str) -> tuple[str, str]:
        """A user name and password of that role."""
        row = next(row for row in self.demo["accounts"] if row["role"] == role)
        return str(row["username"]), str(row["password"])


def demonstrate(folder: Path) -> None:
    """Fill a folder with the demonstration, its answer beside it."""
    command = [sys.executable, "-m", "server", "demo", "--json", "--data", str(folder)]
    run = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    (folder / "demo.json").write_bytes(run.stdout)
