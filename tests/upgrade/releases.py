"""The releases whose data are kept (release.py), and a commune that goes on from one of them."""

import gzip
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from click.testing import CliRunner, Result
from starlette.testclient import TestClient

from server.__main__ import main
from server.actions.sessions import log_in
from server.app import build, open_store
from server.domain.people import Person
from server.domain.times import instant
from server.settings import Settings
from tests.http.asgi import Door

HERE = Path(__file__).parent
RELEASES = sorted(path.parent.name for path in HERE.glob("*/phones.json"))


def command(folder: Path, *words: str, code: int = 0) -> Result:
    """A command of the present program on a data folder, which must end with that code."""
    result = CliRunner().invoke(main, [*words, "--data", str(folder)])
    assert result.exit_code == code, result.output + result.stderr
    return result


class Upgraded:
    """A commune of an earlier release, restored by the present program an hour after its backup was made."""

    def __init__(self, release: str, folder: Path) -> None:
        self.backup = folder / "commune.backup"
        shutil.copy(HERE / release / "commune.backup", self.backup)
        self.kept: dict[str, Any] = msgspec.json.decode((HERE / release / "phones.json").read_bytes())
        self.exports: dict[str, list[dict[str, Any]]] = msgspec.json.decode(
            gzip.decompress((HERE / release / "exports.json.gz").read_bytes())
        )
        self.data = folder / "data"
        command(self.data, "restore", "--old", str(self.backup))

    def open(self) -> None:
        """Serve it."""
        settings = Settings(data=self.data)
        self.store = open_store(settings)
        self.app = build(settings, self.store, self.clock)
        self.client = TestClient(self.app, "http://localhost", raise_server_exceptions=False)
        self.door = Door(self.app)

    def close(self) -> None:
        """The end of the test."""
        self.door.close()
        self.store.close()

    def clock(self) -> datetime:
        """An hour later, or nightly rules and times of grace would speak of today."""
        return instant(self.kept["at"]) + timedelta(hours=1)

    def cookies(self, role: str) -> str:
        """Somebody of that role, logged in."""
        with self.store.read() as view:
            person = view.find(Person, "role", role)[0]
        return f"tannha={self.store.submit(lambda unit: log_in(unit, person, self.clock())).result()}"
