"""Sixteen writers and phones that pull without a pause: no page ever skips what is committed late."""

import random
import threading
import time

from server.actions.desk import new_id
from server.actions.feeds import publish_hamlet
from server.actions.pull import page
from server.domain.commune import Hamlet
from server.domain.people import Device
from server.store.port import Unit
from sync.messages import Turn
from tests.communes import Here
from tests.phones import Phone

WRITERS = 16
ACTS = 25
READERS = 4
PAGES = (1, 7, 200)


def write(here: Here, seed: int) -> None:
    """Publish documents, two an act; now and then an act takes its time, or comes to nothing."""
    chance = random.Random(seed)
    for act in range(ACTS):
        ids = [f"{seed}-{act}-{part}" for part in range(2)]
        try:
            here.do(lambda unit, ids=ids: publish(unit, ids, chance, chance.random() < 0.1))  # type: ignore[misc]
        except LookupError:
            here.do(lambda unit, ids=ids: publish(unit, ids, chance, False))  # type: ignore[misc]


def publish(unit: Unit, ids: list[str], chance: random.Random, fails: bool) -> None:
    """Documents for everyone, some of them slowly."""
    for id_ in ids:
        publish_hamlet(unit, Hamlet(id=id_, name=f"Ấp {id_}"))
        time.sleep(chance.choice([0, 0, 0, 0.001]))
    if fails:
        publish_hamlet(unit, Hamlet(id=new_id(), name="never there"))
        raise LookupError


def read(here: Here, phone: Phone, limit: int, done: threading.Event, seen: list[str]) -> None:
    """Pull page after page, from each cursor on, until the writers are done and nothing is new."""
    cursor, last = None, 0
    while True:
        finished = done.is_set()
        with here.store.read() as view:
            device = view.get(Device, phone.device)
            assert device is not None
            given = page(view, device, Turn(protocol=1, cursor=cursor, limit=limit), full=True)
        assert given.reset is False
        assert all(change.rev > last for change in given.changes)
        seen += [change.id for change in given.changes]
        last, cursor = max([last, *(change.rev for change in given.changes)]), given.cursor
        if finished and not given.changes:
            return


def test_a_pull_never_skips_a_late_commit(here: Here) -> None:
    phone, done = here.phone(), threading.Event()
    seen: list[list[str]] = [[] for _ in range(READERS)]
    writers = [threading.Thread(target=write, args=(here, seed)) for seed in range(WRITERS)]
    readers = [
        threading.Thread(target=read, args=(here, phone, PAGES[place % len(PAGES)], done, seen[place]))
        for place in range(READERS)
    ]
    for thread in [*writers, *readers]:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    expected = {f"{seed}-{act}-{part}" for seed in range(WRITERS) for act in range(ACTS) for part in range(2)}
    for one in seen:
        assert expected <= set(one)
        assert len(one) == len(set(one)), "nothing that did not change comes twice"
