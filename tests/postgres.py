"""A PostgreSQL server of the tests' own: made in a temporary folder, reached by a socket in it, gone at the end."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

USER = "tannha"
_UNPRIVILEGED = "postgres"
"""PostgreSQL refuses to run as root; Debian's package makes this user."""
_HURRY = 60.0


def program(name: str) -> str:
    """Where one of PostgreSQL's programs is: on the path, or where Debian puts it."""
    found = shutil.which(name) or max(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), default=None)
    assert found is not None, f"{name} is not installed: make postgres"
    return found


class Server:
    """One server process; `restart` after a crash finds what was committed."""

    def __init__(self, settings: Sequence[str] = ()) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tannha-pg-"))
        self._as: dict[str, Any] = {}
        if os.getuid() == 0:
            self._as = {"user": _UNPRIVILEGED, "group": _UNPRIVILEGED, "extra_groups": []}
            shutil.chown(self.folder, _UNPRIVILEGED, _UNPRIVILEGED)
        self._names = count(1)
        self._settings = settings
        made = [program("initdb"), "-D", str(self.folder / "data"), "-U", USER, "-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run([*made, "--auth=trust", "--no-sync"], check=True, capture_output=True, cwd="/", **self._as)
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [program("postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder), "-h", ""]
        for setting in ("max_connections=200", *self._settings):
            command += ["-c", setting]
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._as)
        until = time.monotonic() + _HURRY
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=2).close()
                return process
            except psycopg.OperationalError:
                assert process.poll() is None, "the server did not start"
                assert time.monotonic() < until, "the server does not answer"
                time.sleep(0.05)

    def url(self, database: str) -> str:
        """How a database of it is reached."""
        return f"postgresql://{USER}@/{database}?host={self.folder}"

    def database(self) -> str:
        """A new, empty database; its URL."""
        name = f"test{os.getpid()}_{next(self._names)}"
        self.run(f"CREATE DATABASE {name}")
        return self.url(name)

    def run(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """One statement as the administrator; its rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description else []

    def crash(self) -> None:
        """As when the power goes: nothing is finished, nobody is told."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(_HURRY)

    def restart(self) -> None:
        """Start again after a crash."""
        self.process = self._start()

    def stop(self) -> None:
        """End, with everything that it made."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(_HURRY)
        shutil.rmtree(self.folder)
        (self.folder.parent / f"{self.folder.name}.log").unlink(missing_ok=True)
