"""Keeps a release's data for the tests of later ones: `python -m tests.upgrade.release` writes a folder of its version.

In it are the backup of a made-up commune with a record of every kind that a backup holds, what `export` said of it,
and what two phones had signed and not yet sent. It is made once, by the program of that release, and never changed.
"""

import gzip
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from starlette.testclient import TestClient

from server import __version__
from server.actions.appointments import change_capacity
from server.actions.calendar import enter_day
from server.actions.calendar_links import make_link
from server.actions.demo import Demo, fill
from server.actions.desk import Act, new_id
from server.actions.export import EXPORTS
from server.actions.follow_up import record_call, to_call
from server.actions.oversight import concerns, remind
from server.actions.readings import write_looks
from server.actions.retention import follow_rules
from server.app import build, now, open_folder, open_store
from server.backups import make
from server.documents.catalogue_file import shipped
from server.documents.form_files import shipped_forms
from server.domain.ledger_checks import LedgerCheck
from server.domain.people import Person
from server.domain.readings import Look
from server.domain.reconciliations import week_of
from server.domain.roster_records import Shift
from server.domain.times import VIETNAM, local_day, stamp
from server.settings import Settings
from server.store.port import Store, Unit
from tests.http.desk import WRITTEN
from tests.http.test_sync_requests import ASKED
from tests.phones import STROKES, Phone, confirmation, id_of

HERE = Path(__file__).parent
URL = "http://localhost"
MOMENT = now()


def rarely_used(unit: Unit) -> None:
    """A record of each kind that the demonstration itself has no use for."""
    admin = next(iter(unit.find(Person, "role", "admin")))

    def act() -> Act:
        return Act(admin, MOMENT, new_id())

    change_capacity(unit, act(), 7, 5)
    enter_day(unit, act(), "2027-02-15", "holiday", "Thông báo thử")
    make_link(unit, act(), "person", admin.id)
    waiting = to_call(unit, week_of(MOMENT.astimezone(VIETNAM).date()))
    record_call(unit, act(), waiting[0].delivery.item.id, "called", (5, None, 4))
    concern = concerns(unit, MOMENT)[0]
    remind(unit, act(), concern.about, concern.code, "call", "đã gọi")
    unit.put(LedgerCheck(id=new_id(), by=admin.id, at=stamp(MOMENT), seconds=0.5, events=1, head="1:x"))
    day = local_day(MOMENT)
    look = Look(reader=admin.id, place="/office/items", manner="list", day=day, at=stamp(MOMENT), subjects=("item:x",))
    write_looks(unit, [look])
    follow_rules(unit, MOMENT)


def turn(client: TestClient, phone: Phone, *events: dict[str, str]) -> dict[str, Any]:
    """One turn."""
    headers = {"Authorization": f"Bearer {phone.token}"}
    answer = client.post("/sync", json=phone.request(*events), headers=headers)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    phone.epoch, phone.cursor = found["epoch"], found["cursor"]
    return found


def enrolled(client: TestClient, code: str, item: str) -> Phone:
    """A phone that pulled its bag, delivered one paper without a question, and once carried what nobody signed."""
    phone = Phone()
    phone.enrolled(client.post("/sync/enrol", json=phone.enrolment(code)).json())
    forged = {**phone.write("attempt.failed", None, {"reason": "absent"}), "sig": "A" * 86}
    phone.n, phone.previous = 0, ""
    assert turn(client, phone, forged)["receipts"][0]["status"] == "refused"
    sent = phone.write("confirmation.recorded", item, confirmation(answers=[None, None, None]))
    assert turn(client, phone, sent)["receipts"][0]["status"] == "accepted"
    return phone


def bag_work(phone: Phone, round_: str, items: tuple[str, ...]) -> list[dict[str, str]]:
    """A day with a bag: every kind of fact that concerns it."""
    witness = {"name": "Lâm Văn Chứng", "box": [640, 320], "strokes": STROKES}
    assisted = {"by": "assisted", "reason": "cannot_write", "mark": "thumb_on_slip", "witness": witness}
    done = [phone.write("handover.accepted", None, {"round": round_, "items": list(items), "missing": []}, shown=None)]
    done += [phone.write("confirmation.recorded", item, confirmation()) for item in items[:2]]
    done.append(phone.write("confirmation.recorded", items[2], confirmation(proof=assisted, note="con đỡ tay")))
    amended = {**confirmation("Danh Văn Sửa", to={"name": "Danh Văn Sửa", "relation": "child"}), "of": id_of(done[1])}
    done.append(phone.write("confirmation.amended", items[0], amended))
    done.append(phone.write("confirmation.undone", items[1], {"of": id_of(done[2]), "why": "bấm nhầm"}))
    failed = {"reason": "absent", "next": local_day(MOMENT + timedelta(days=1)), "note": "cửa khóa"}
    done.append(phone.write("attempt.failed", items[3], failed))
    left = {"round": round_, "items": [items[4]], "missing": []}
    return [*done, phone.write("handover.returned", None, left, shown=None)]


def other_work(phone: Phone, shift: str) -> list[dict[str, str]]:
    """What is done without a bag."""
    answer = {"shift": shift, "answer": "accept", "with": None, "to": None, "note": ""}
    return [
        phone.write("form.filled", None, WRITTEN, shown=None),
        phone.write("request.made", None, ASKED, shown=None),
        phone.write("shift.answered", None, answer, shown={"name": "ca", "what": "Bàn viết hộ", "rev": 1}),
    ]


def own_shift(store: Store, person: str) -> str:
    """A shift to come of that person."""
    with store.read() as view:
        mine = [row.record.id for row in view.scan(Shift) if row.record.person == person]
    return max(mine)


def unsent(store: Store, client: TestClient, demo: Demo) -> list[dict[str, Any]]:
    """Two phones of today's bags with what they have not sent."""
    found = []
    for round_ in demo.rounds:
        code = next(one.code for one in demo.invites if one.person == round_.deliverer)
        phone = enrolled(client, code, round_.items[-1])
        role = next(one.role for one in demo.invites if one.person == round_.deliverer)
        work = other_work(phone, own_shift(store, round_.deliverer)) if role == "volunteer" else []
        kept = {name: getattr(phone, name) for name in ("device", "deployment", "token", "send", "epoch", "cursor")}
        found.append({**kept, "events": [*bag_work(phone, round_.id, round_.items), *work]})
    return found


def keep_release(folder: Path) -> None:
    """Make the folder of this release."""
    folder.mkdir()
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data=Path(data))
        store = open_store(settings)
        demo = store.submit(lambda unit: fill(unit, MOMENT, URL, shipped(), shipped_forms())).result()
        phones = unsent(store, TestClient(build(settings, store), URL), demo)
        store.submit(rarely_used).result()
        make(store, settings.data, folder / "commune.backup", MOMENT, open_folder)
        with store.read() as view:
            exports = {name: list(rows(view)) for name, rows in EXPORTS.items()}
        store.close()
    kept = {"version": __version__, "at": stamp(MOMENT), "accounts": demo.accounts, "phones": phones}
    (folder / "phones.json").write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=1))
    with gzip.GzipFile(folder / "exports.json.gz", "wb", mtime=0) as packed:
        packed.write(msgspec.json.encode(exports))


if __name__ == "__main__":
    keep_release(HERE / __version__)
