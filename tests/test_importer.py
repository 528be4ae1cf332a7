"""Long imports by themselves: a closed tab, a restart half-way, the file again, a lost file, several at once."""

import threading
import time
from collections.abc import Callable

import pytest

from server.actions.import_steps import STEP, begin, go_on
from server.actions.imports import import_items
from server.actions.read_lists import ReadLists
from server.actions.uploads import keep_upload
from server.domain.batches import Batch
from server.domain.events import Event
from server.domain.imports import Upload
from server.domain.items import Item
from server.importer import Importer
from server.store.port import Unit
from tests import lists
from tests.communes import Here

ROWS = 3 * STEP + 7


def started(here: Here, count: int = ROWS) -> Batch:
    """A batch that is begun and not carried on."""
    act = here.act("clerk")
    table = lists.cards(count)
    upload = here.do(lambda unit: keep_upload(unit, act, "dai.xlsx", table))
    listed = ReadLists(here.store).listed(upload)
    return here.do(lambda unit: begin(unit, here.act("clerk", "b1"), listed, upload.name, upload.id))


def batch(here: Here, id_: str = "b1") -> Batch:
    with here.store.read() as view:
        found = view.get(Batch, id_)
    assert found is not None
    return found


def importer(here: Here) -> Importer:
    return Importer(here.store, ReadLists(here.store), lambda: here.clock())


def items(here: Here) -> int:
    with here.store.read() as view:
        return view.count(Item, "all", "")


def test_nobody_has_to_look_on(here: Here) -> None:
    started(here)
    work = importer(here)
    work.wake("b1")
    work.join(30)
    found = batch(here)
    assert (found.state, found.read, found.created, found.parts) == ("done", ROWS, ROWS, 4)
    assert not work.busy("b1")
    assert items(here) == ROWS
    with here.store.read() as view:
        events = [event for event in view.find(Event, "ledger", "") if event.what == "items.imported"]
    assert [len(event.items) for event in events] == [STEP, STEP, STEP, 7]
    assert max(len(event.body) for event in events) <= 16 * 1024


def test_each_step_is_a_transaction_of_its_own_that_others_see(here: Here) -> None:
    started(here)
    seen: list[int] = []
    here.store.on_commit(lambda _: seen.append(batch(here).read))
    work = importer(here)
    work.wake("b1")
    work.join(30)
    assert seen == [STEP, 2 * STEP, 3 * STEP, ROWS]


def test_it_goes_on_where_the_server_stopped(here: Here) -> None:
    started(here)
    listed = ReadLists(here.store).listed(_upload(here))
    here.do(lambda unit: go_on(unit, here.act("clerk", "b1"), "b1", listed))
    assert batch(here).read == STEP
    here.store.close()
    again = Here.again(here)
    work = importer(again)
    work.resume()
    work.join(30)
    assert (batch(again).state, batch(again).created, items(again)) == ("done", ROWS, ROWS)


def _upload(here: Here) -> Upload:
    with here.store.read() as view:
        return view.find(Upload, "all", "")[0]


def test_the_app_goes_on_when_it_starts(here: Here) -> None:
    started(here)
    with here.client:
        here.app.state.importer.join(30)
    again = Here.again(here)
    assert batch(again).state == "done"


def test_stopped_between_two_steps_it_says_where(here: Here) -> None:
    started(here)
    work = importer(here)
    stopping = threading.Thread(target=work.stop)
    here.store.on_commit(lambda _: None if stopping.ident else stopping.start())
    work.wake("b1")
    work.join(30)
    stopping.join()
    found = batch(here)
    assert found.state == "running"
    assert 0 < found.read < ROWS
    assert items(here) == found.read
    work.wake("b1")  # one that has stopped takes nothing on
    assert not work.busy("b1")


def test_the_same_file_again_does_the_rest(here: Here) -> None:
    started(here)
    listed = ReadLists(here.store).listed(_upload(here))
    here.do(lambda unit: go_on(unit, here.act("clerk", "b1"), "b1", listed))
    result = here.do(lambda unit: import_items(unit, here.act("clerk"), lists.cards(ROWS), "dai.xlsx"))
    assert (result.created, result.unchanged) == (ROWS - STEP, STEP)


def test_a_file_that_is_gone_stops_it_and_says_so(here: Here) -> None:
    started(here)
    here.do(lambda unit: unit.remove(Upload, _upload(here).id))
    work = importer(here)
    work.resume()
    work.join(30)
    assert (batch(here).state, batch(here).read) == ("stopped", 0)


def test_a_failure_leaves_what_is_done(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    started(here)
    work = importer(here)
    real: Callable[..., Batch] = go_on

    def failing(unit: Unit, *rest: object) -> Batch:
        found = real(unit, *rest)
        if found.read > 2 * STEP:
            raise OSError("no space")
        return found

    monkeypatch.setattr("server.importer.go_on", failing)
    work.wake("b1")
    work.join(30)
    assert (batch(here).read, items(here)) == (2 * STEP, 2 * STEP)
    assert not work.busy("b1")
    monkeypatch.undo()
    work.wake("b1")
    work.join(30)
    assert (batch(here).state, items(here)) == ("done", ROWS)


def test_others_write_meanwhile(here: Here) -> None:
    started(here, 2000)
    work = importer(here)
    work.wake("b1")
    waits = []
    while work.busy("b1"):
        start = time.monotonic()
        here.items(1)
        waits.append(time.monotonic() - start)
    assert len(waits) > 3
    assert batch(here).state == "done"
