"""What a simulation does with data folders from outside: prepares them, reads the ledger, checks it, copies it.

One JSON command a line on stdin, one JSON answer a line on stdout. It always is the true program that reads and
checks, whatever program serves the folder.
"""

import gc
import hashlib
import json
import secrets
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from server import backups
from server.actions import people, settings, setup
from server.actions.custody import STATE_FLAGS
from server.actions.desk import Act, new_id
from server.actions.export import events
from server.actions.ledger import facts
from server.actions.verify import check
from server.app import open_folder, open_store
from server.domain.custody import fold
from server.domain.events import Event, Fate, Feed
from server.domain.facts import Verdict
from server.domain.items import Item, What
from server.domain.people import Invitation, Person, Role, Session
from server.settings import Settings
from server.store.port import Unit, View
from sync.ledger import to_base64url

FOR_EVER = "2099-01-01T00:00:00.000Z"
ROLES: tuple[Role, ...] = ("hamlet_head", "volunteer", "hamlet_head")
CODES = 8
ITEMS = 14


@contextmanager
def seen(folder: str) -> Iterator[View]:
    """A snapshot."""
    store = open_store(Settings(data=Path(folder)), read_only=True)
    try:
        with store.read() as view:
            yield view
    finally:
        store.close()
        gc.unfreeze()


def prepare(folder: str, slots: int, now: int) -> dict[str, Any]:
    """A commune with `slots` groups of people, invitations and items at the desk, one group for one run."""
    store = open_store(Settings(data=Path(folder)))
    try:
        return store.submit(lambda unit: _fill(unit, slots, datetime.fromtimestamp(now / 1000, UTC))).result()
    finally:
        store.close()


def _fill(unit: Unit, slots: int, now: datetime) -> dict[str, Any]:
    admin = setup.set_up(
        unit,
        now,
        name="Xã Thử",
        province="",
        office="",
        phone="",
        hamlets=["Ấp Một", "Ấp Hai"],
        admin_name="Quản Trị Thử",
        username="admin",
        password=secrets.token_urlsafe(12),
    )
    # Photos are asked for after their day only where they are allowed.
    settings.change_commune(unit, Act(admin, now, new_id()), settings.Told("Xã Thử", photos=True))
    session = secrets.token_urlsafe(24)
    _log_in(unit, session, admin, now)
    return {"session": session, "slots": [_slot(unit, Act(admin, now, new_id()), slot) for slot in range(slots)]}


def _log_in(unit: Unit, session: str, who: Person, now: datetime) -> None:
    at = Act(who, now, "").at
    unit.put(Session(id=people.secret_id(session), person=who.id, created_at=at, expires_at=FOR_EVER, used_at=FOR_EVER))


def _slot(unit: Unit, by: Act, slot: int) -> dict[str, Any]:
    persons = [_person(unit, by, f"{slot:03}-p{place}", role) for place, role in enumerate(ROLES)]
    items = [f"{slot:03}-i{place:02}" for place in range(ITEMS)]
    for place, id_ in enumerate(items):
        name = f"Danh Thị Thử {place}"
        unit.put(Item(id=id_, name=name, birth="1941", what=What("health_card", "Thẻ BHYT"), arrived="2026-11-23"))
    return {"slot": slot, "people": persons, "items": items}


def _person(unit: Unit, by: Act, id_: str, role: Role) -> dict[str, Any]:
    unit.put(Person(id=id_, name=f"Người Thử {id_}", role=role, created_at=by.at))
    codes = []
    for place in range(CODES):
        code = to_base64url(hashlib.sha256(f"{id_}:{place}:{secrets.token_hex(8)}".encode()).digest()[:16])
        unit.put(
            Invitation(
                id=people.secret_id(code), person=id_, by=by.by.id, created_at=by.at, expires_at=FOR_EVER, device=None
            )
        )
        codes.append(code)
    return {"id": id_, "codes": codes}


def ledger(folder: str, after: int) -> list[dict[str, Any]]:
    """What `export events` says, above a seq."""
    with seen(folder) as view:
        return [row for row in events(view) if row["seq"] > after]


def verify(folder: str) -> dict[str, Any]:
    """What `verify` says."""
    with seen(folder) as view:
        found = check(view)
    return {"ok": found.good, "bad": found.bad, "why": found.why, "events": found.events}


def folded(folder: str, items: list[str]) -> list[str]:
    """Where what is stored of an item or an event is not what its facts fold to."""
    wrong = []
    with seen(folder) as view:
        for id_ in items:
            item = view.get(Item, id_)
            if item is None:
                wrong.append(f"{id_}: gone")
                continue
            outcome = fold(id_, facts(view, id_))
            if outcome.custody != item.custody:
                wrong.append(f"{id_}: stored {item.custody}, folded {outcome.custody}")
            wrong += [f"{id_}: {why}" for why in _fates(view, id_, outcome.verdicts)]
    return wrong


def _fates(view: View, item: str, verdicts: dict[str, Any]) -> Iterator[str]:
    for event in view.find(Event, "item", item):
        fate = view.get(Fate, event.id)
        if fate is None:
            continue
        if "gap" in fate.flags:
            yield f"event {event.n} still says that one before it is missing"
        if fate.status != "accepted" or event.what not in ("confirmation.recorded", "attempt.failed"):
            continue
        verdict = verdicts.get(event.event, Verdict())
        stored = (fate.undone, fate.review, STATE_FLAGS & {*fate.flags})
        if stored != (verdict.undone, verdict.review, verdict.flags):
            yield f"event {event.n} stored {stored}, folded {verdict}"


def documents(folder: str, person: str, device: str) -> dict[str, Any]:
    """Everything that is published to a phone, by type and id, whatever a pull would give."""
    audiences = ("all", f"person:{person}", f"device:{device}")
    with seen(folder) as view:
        rows = [stored for stored in view.scan(Feed) if stored.record.audience in audiences and stored.record.doc]
    found = {
        f"{row.record.type} {row.record.doc_id}": {**(row.record.doc or {}), "id": row.record.doc_id, "rev": row.rev}
        for row in rows
    }
    return {key: dict(sorted(found[key].items())) for key in sorted(found)}


def marks(folder: str) -> list[str]:
    """The heads that vouch for a cursor in the history of a folder: `number:mark` of every commit."""
    store = open_store(Settings(data=Path(folder)), read_only=True)
    try:
        with store.snapshot() as snapshot:
            return [f"{mark.number}:{mark.mark}" for mark in snapshot.marks()]
    finally:
        store.close()
        gc.unfreeze()


def copy(source: str, target: str) -> dict[str, Any]:
    """A consistent copy of a folder, beside a running server too."""
    Path(target).mkdir(parents=True, exist_ok=True)
    with (
        sqlite3.connect(f"file:{source}/tannha.sqlite?mode=ro", uri=True) as old,
        sqlite3.connect(f"{target}/tannha.sqlite") as new,
    ):
        old.backup(new)
    old.close()
    new.close()
    for beside in ("backups", "files"):
        if (Path(source) / beside).exists():
            shutil.copytree(Path(source) / beside, Path(target) / beside)
    return {}


def backup(folder: str, file: str, now: int) -> dict[str, Any]:
    """What `backup FILE` does."""
    store = open_store(Settings(data=Path(folder)), read_only=True)
    try:
        made, _ = backups.make(store, Path(folder), Path(file), datetime.fromtimestamp(now / 1000, UTC), open_folder)
    finally:
        store.close()
        gc.unfreeze()
    return {"seq": made.seq}


def restore(folder: str, file: str, now: int, session: str) -> dict[str, Any]:
    """What `restore FILE` does; then the clerk logs in again."""
    epoch = to_base64url(secrets.token_bytes(12))
    for earlier in Path(folder).glob("before-restore-*"):  # the clock of a simulation shows the same time twice
        shutil.rmtree(earlier)
    then = datetime.fromtimestamp(now / 1000, UTC)
    head = backups.restore(Path(folder), Path(file), then, epoch, open_folder)
    store = open_store(Settings(data=Path(folder)))
    store.submit(lambda unit: _log_in(unit, session, unit.find(Person, "role", "admin")[0], then)).result()
    store.close()
    gc.unfreeze()
    return {"seq": head.seq}


COMMANDS: dict[str, Callable[..., Any]] = {
    "prepare": prepare,
    "ledger": ledger,
    "verify": verify,
    "folded": folded,
    "documents": documents,
    "marks": marks,
    "copy": copy,
    "backup": backup,
    "restore": restore,
}

if __name__ == "__main__":
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = COMMANDS[asked.pop("do")](**asked)
        except Exception as error:
            answer = {"error": repr(error)}
        print(json.dumps(answer), flush=True)
