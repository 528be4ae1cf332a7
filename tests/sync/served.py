"""A commune that is filled in this process and then served by a real one; its memory; its end, whatever happens."""

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.actions import people
from server.app import open_store
from server.domain.events import Event
from server.settings import Settings
from tests.browser.running import Running
from tests.communes import Here
from tests.sync.travelling import Traveller


def traveller(here: Here, items: int, chance: random.Random) -> Traveller:
    """A person of the commune with one phone and one packed bag."""
    who = f"deliverer {len(here.people)}"
    here.people[who] = here.do(lambda unit: people.add_person(unit, here.act(), name=who, role="hamlet_head"))
    bag = here.items(items)
    here.round(bag, who)
    return Traveller(here.phone(who), bag, chance)


@contextmanager
def served(folder: Path, here: Here) -> Iterator[Running]:
    """The commune's folder handed over to a server process, which is gone at the end of the block."""
    here.store.close()
    (here.settings.data / "demo.json").write_text("{}")
    server = Running(folder, here.settings.data)
    try:
        yield server
    finally:
        if server.process is not None and server.process.poll() is None:
            server.kill()


def ledger(folder: Path) -> dict[str, Event]:
    """Hash → event as the folder has them."""
    store = open_store(Settings(data=folder), read_only=True)
    try:
        with store.read() as view:
            return {stored.record.id: stored.record for stored in view.scan(Event)}
    finally:
        store.close()


def memory_mb(server: Running) -> float:
    """What the server's process alone and in parts holds: PSS, in MB."""
    assert server.process is not None
    text = Path(f"/proc/{server.process.pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


def lost_or_altered(travellers: list[Traveller], stored: dict[str, Event]) -> list[str]:
    """Every way in which the ledger differs from what the phones wrote and were told."""
    wrong: list[str] = []
    phones = {one.phone.device for one in travellers}
    for one in travellers:
        for hash_, event in one.written.items():
            row, receipt = stored.get(hash_), one.receipts.get(hash_)
            if row is None or receipt is None:
                wrong.append(f"missing: {event['body'][:120]}")
            elif (row.body, row.sig) != (event["body"], event["sig"]):
                wrong.append(f"altered: {row.body[:120]}")
            elif (row.event, row.status, row.seq, row.at) != tuple(receipt[k] for k in ("id", "status", "seq", "at")):
                wrong.append(f"another receipt: {receipt}")
    rows = [row for row in stored.values() if row.device in phones]
    written = sum(len(one.written) for one in travellers)
    if len(rows) != written or len({(row.device, row.n) for row in rows}) != written:
        wrong.append(f"{len(rows)} rows of {written} events")
    return wrong
