"""A whole commune for tests that go everywhere: the demonstration with somebody of each role logged in."""

from datetime import UTC, datetime
from pathlib import Path

from server.actions import people
from server.actions.demo import fill
from server.app import build, open_store
from server.documents.catalogue_file import shipped
from server.documents.form_files import shipped_forms
from server.domain.people import ROLES, Person, Role, Session
from server.domain.times import stamp
from server.settings import Settings
from server.store.port import Unit
from tests.http.asgi import Door

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
END = "2027-11-24T00:00:00.000Z"


class Unlimited:
    """Counts no tries: tests that send thousands of requests look at something else."""

    def hit(self, limit: str, *key: str) -> None:
        """Let everybody through."""


class Whole:
    """The commune, a door into it, and a session of each role that no request can end."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(data=folder)
        self.store = open_store(self.settings)
        self.store.submit(lambda unit: fill(unit, NOW, self.settings.url, shipped(), shipped_forms())).result()
        self.app = build(self.settings, self.store, lambda: NOW)
        self.app.state.rates = Unlimited()
        self.door = Door(self.app)
        with self.store.read() as view:
            found = {role: view.find(Person, "role", role) for role in ROLES}
        self.people = {role: next(one for one in found[role] if one.active) for role in ROLES}
        self.tokens = {role: f"session-of-{role}" for role in ROLES}
        self.mend()

    def cookies(self, role: Role | None) -> str:
        """The cookie header of a role; None is nobody."""
        return f"tannha={self.tokens[role]}" if role else ""

    def mend(self) -> None:
        """Whoever a request logged out, renamed or sent away is back."""
        with self.store.read() as view:
            whole = all(
                view.get(Person, one.id) == one and view.get(Session, people.secret_id(self.tokens[role]))
                for role, one in self.people.items()
            )
        if not whole:
            self.store.submit(self._mend).result()

    def _mend(self, unit: Unit) -> None:
        for role, one in self.people.items():
            unit.put(one)
            id_ = people.secret_id(self.tokens[role])
            unit.put(Session(id=id_, person=one.id, created_at=stamp(NOW), expires_at=END))

    def close(self) -> None:
        """The end."""
        self.door.close()
        self.store.close()
