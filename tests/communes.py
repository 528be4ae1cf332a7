"""A small commune for tests: an administrator, two hamlet heads, a clerk, a supervisor, and items at the desk."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from argon2 import PasswordHasher
from starlette.testclient import TestClient

from server.actions import people, rounds, sessions, settings, setup
from server.actions.desk import Act, new_id
from server.app import build, open_store
from server.domain.items import Item, What
from server.domain.people import Person
from server.domain.rounds import Round
from server.settings import Settings
from server.store.port import Unit
from tests.phones import Phone

T = TypeVar("T")
URL = "http://localhost"
PASSWORD = "mat-khau-thu"
SLOW_HASHER = people.HASHER
people.HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""A good hash is slow on purpose: an eighth of a second in each of some thousand tests that look at something else."""


class Here:
    """The commune under test: its store, its app, a client, and its people by role name."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.settings = Settings(data=folder, database_url=database_url)
        self.store = open_store(self.settings)
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.admin = self.do(self._set_up)
        self.people: dict[str, Person] = {"admin": self.admin}
        for name in ("clerk", "supervisor", "hamlet_head", "volunteer", "clerk2"):
            self.people[name] = self.do(lambda unit, name=name: self._person(unit, name))  # type: ignore[misc]
        self._open()

    def _open(self) -> None:
        self.app = build(self.settings, self.store, lambda: self.clock())
        self.client = TestClient(self.app, URL, raise_server_exceptions=False, follow_redirects=False)

    @classmethod
    def again(cls, other: "Here") -> "Here":
        """The same commune opened anew after its store was closed; the first one's fixture closes it."""
        other.store = open_store(other.settings)
        other._open()
        return other

    def _set_up(self, unit: Unit) -> Person:
        return setup.set_up(
            unit,
            self.clock(),
            name="Xã Thử",
            province="",
            office="",
            phone="",
            hamlets=["Ấp Một", "Ấp Hai"],
            admin_name="Quản Trị Thử",
            username="admin",
            password=PASSWORD,
        )

    def _person(self, unit: Unit, name: str) -> Person:
        role = name.rstrip("2")
        named = {"name": f"Người {name}", "role": role, "username": name, "password": PASSWORD}
        return people.add_person(unit, self.act(), **named)

    def do(self, action: Callable[[Unit], T]) -> T:
        """Run an action."""
        return self.store.submit(action).result()

    def act(self, by: str = "admin", event_id: str | None = None) -> Act:
        """Who acts."""
        person = self.admin if by == "admin" else self.people[by]
        return Act(person, self.clock(), event_id or new_id())

    def items(self, count: int, **changed: Any) -> list[str]:
        """New items at the desk; their ids."""
        ids = [new_id() for _ in range(count)]

        def put(unit: Unit) -> None:
            for place, id_ in enumerate(ids):
                card = {"number": f"CN3939300000{place:03}", "valid_from": "2026-01-01", "arrived": "2026-11-23"}
                what = What("health_card", "Thẻ BHYT")
                unit.put(Item(id=id_, name=f"Danh Thị Thử {place}", birth="1941", what=what, **{**card, **changed}))

        self.do(put)
        return ids

    def allow(self, *, photos: bool = False, places: bool = False) -> None:
        """What the administrator lets deliverers ask for at a door."""
        told = settings.Told("Xã Thử", photos=photos, places=places)
        self.do(lambda unit: settings.change_commune(unit, self.act(), told))

    def round(self, items: list[str], to: str = "hamlet_head") -> Round:
        """A packed round."""
        return self.do(lambda unit: rounds.pack(unit, self.act("clerk"), self.people[to].id, "2026-11-27", items))

    def phone(self, who: str = "hamlet_head") -> Phone:
        """An enrolled phone of that person."""
        phone = Phone()
        code, _ = self.do(lambda unit: people.invite(unit, self.act(), self.people[who].id))
        answer = self.client.post("/sync/enrol", json=phone.enrolment(code))
        assert answer.status_code == 201, answer.text
        phone.enrolled(answer.json())
        return phone

    def turn(self, phone: Phone, *events: dict[str, str], **changed: Any) -> dict[str, Any]:
        """One turn that is answered."""
        answer = self.client.post("/sync", json=phone.request(*events, **changed), headers=bearer(phone))
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        phone.epoch, phone.cursor = found["epoch"], found["cursor"]
        return found

    def log_in(self, name: str) -> None:
        """The client is logged in as that person."""
        self.client.cookies.clear()
        person = self.people[name]
        token = self.do(lambda unit: sessions.log_in(unit, person, self.clock()))
        self.client.cookies.set("tannha", token)

    def item(self, id_: str) -> Item:
        """An item as it is now."""
        with self.store.read() as view:
            found = view.get(Item, id_)
        assert found is not None
        return found


def bearer(phone: Phone) -> dict[str, str]:
    """The header of its full token."""
    return {"Authorization": f"Bearer {phone.token}"}
