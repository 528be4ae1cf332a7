"""The contract of server/store/port.py as tests. Each engine's test file inherits `StoreContract`."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.records import Record
from server.store.port import History, Store, Unit


class Sheep(Record, frozen=True, kw_only=True):
    """A record of the tests' own, with an index of one value and one of several."""

    kind: ClassVar[str] = "sheep"
    herd: str
    marks: tuple[str, ...] = ()

    def indexes(self) -> dict[str, tuple[str, ...]]:
        return {"herd": (self.herd,), "mark": self.marks}


class Goat(Record, frozen=True, kw_only=True):
    """Another kind, whose ids may be the same."""

    kind: ClassVar[str] = "goat"
    name: str = ""


RECORDS: list[type[Record]] = [Sheep, Goat]


def put(*records: Record) -> Callable[[Unit], list[int]]:
    """An act that puts them in order."""
    return lambda unit: [unit.put(record) for record in records]


def forget(*ids: str) -> Callable[[Unit], None]:
    """An act that removes sheep."""

    def act(unit: Unit) -> None:
        for id_ in ids:
            unit.remove(Sheep, id_)

    return act


def ids(found: list[Sheep]) -> list[str]:
    return [sheep.id for sheep in found]


class StoreContract:
    """What every engine promises. A subclass gives the fixtures `store`, `reopen` and `fresh`."""

    def test_a_put_is_read_back_with_its_number(self, store: Store) -> None:
        numbers = store.submit(put(Sheep(id="a", herd="x"), Goat(id="a", name="Dê"))).result()
        with store.read() as view:
            stored = view.stored(Sheep, "a")
            assert stored is not None
            assert (stored.rev, stored.record) == (numbers[0], Sheep(id="a", herd="x"))
            assert view.get(Goat, "a") == Goat(id="a", name="Dê")
            assert view.get(Sheep, "b") is None
            assert view.head == numbers[-1]

    def test_numbers_rise_without_holes_in_order_of_commits(self, store: Store) -> None:
        first = store.submit(put(*[Sheep(id=str(place), herd="x") for place in range(5)])).result()
        second = store.submit(put(Sheep(id="0", herd="y"))).result()
        assert second == [first[-1] + 1]
        assert first == list(range(first[0], first[0] + 5))

    def test_many_writers_leave_no_hole_and_no_number_twice(self, store: Store) -> None:
        futures: list[Future[list[int]]] = []

        def write(name: int) -> None:
            futures.extend(store.submit(put(Sheep(id=f"{name}-{place}", herd="x"))) for place in range(20))

        threads = [threading.Thread(target=write, args=(name,)) for name in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        wait(futures)
        numbers = sorted(number for future in futures for number in future.result())
        assert numbers == list(range(numbers[0], numbers[0] + 320))

    def test_an_act_that_raises_leaves_nothing(self, store: Store) -> None:
        def fails(unit: Unit) -> None:
            unit.put(Sheep(id="a", herd="x"))
            unit.put(Goat(id="g"))
            raise ValueError("no")

        before = store.submit(put(Sheep(id="old", herd="x"))).result()[0]
        with pytest.raises(ValueError, match="no"):
            store.submit(fails).result()
        with store.read() as view:
            assert view.get(Sheep, "a") is None
            assert view.get(Goat, "g") is None
            assert view.head == before

    def test_an_act_that_cannot_be_written_fails_alone(self, store: Store) -> None:
        gate = threading.Event()
        waiting = store.submit(lambda unit: gate.wait(5))  # the others then share a commit
        acts = [put(Sheep(id="a", herd="x")), put(Goat(id="b", name="\ud800")), put(Sheep(id="c", herd="x"))]
        futures = [store.submit(act) for act in acts]
        gate.set()
        assert waiting.result() is True
        first, third = futures[0].result(5), futures[2].result(5)
        assert third == [first[0] + 1]
        with pytest.raises(UnicodeEncodeError):
            futures[1].result(5)
        assert store.submit(put(Goat(id="b", name="Dê"))).result(5) == [third[0] + 1]

    def test_a_unit_sees_its_own_writes_and_nobody_else_does(self, store: Store) -> None:
        inside, go = threading.Event(), threading.Event()

        def slow(unit: Unit) -> list[str]:
            unit.put(Sheep(id="a", herd="x", marks=("m",)))
            inside.set()
            go.wait(5)
            return ids(unit.find(Sheep, "mark", "m"))

        future = store.submit(slow)
        assert inside.wait(5)
        with store.read() as view:
            assert view.find(Sheep, "mark", "m") == []
        go.set()
        assert future.result() == ["a"]
        with store.read() as view:
            assert ids(view.find(Sheep, "mark", "m")) == ["a"]

    def test_a_savepoint_is_all_or_nothing_and_its_numbers_are_taken_back(self, store: Store) -> None:
        def act(unit: Unit) -> int:
            unit.put(Sheep(id="kept", herd="x"))
            try:
                with unit.savepoint():
                    unit.put(Sheep(id="lost", herd="x"))
                    unit.remove(Sheep, "kept")
                    raise KeyError
            except KeyError:
                pass
            with unit.savepoint(), unit.savepoint():
                unit.put(Sheep(id="inner", herd="x"))
            assert ids(unit.find(Sheep, "herd", "x")) == ["kept", "inner"]
            return unit.head

        head = store.submit(act).result()
        with store.read() as view:
            assert ids(view.find(Sheep, "herd", "x")) == ["kept", "inner"]
            assert (view.head, view.count(Sheep, "herd", "x")) == (head, 2)

    def test_a_record_leaves_its_old_indexes(self, store: Store) -> None:
        store.submit(put(Sheep(id="a", herd="x", marks=("1", "2")))).result()
        store.submit(put(Sheep(id="a", herd="y", marks=("2", "3")))).result()
        with store.read() as view:
            assert [view.count(Sheep, "herd", herd) for herd in "xy"] == [0, 1]
            assert [view.count(Sheep, "mark", mark) for mark in "123"] == [0, 1, 1]

    def test_removed_is_gone_and_may_come_again(self, store: Store) -> None:
        store.submit(put(Sheep(id="a", herd="x"))).result()
        store.submit(forget("a", "never")).result()
        with store.read() as view:
            assert view.get(Sheep, "a") is None
            assert view.find(Sheep, "herd", "x") == []
        store.submit(put(Sheep(id="a", herd="z"))).result()
        with store.read() as view:
            assert ids(view.find(Sheep, "herd", "z")) == ["a"]

    def test_changes_are_given_by_rev_and_in_pages(self, store: Store) -> None:
        numbers = store.submit(put(*[Sheep(id=str(place), herd="x") for place in range(6)])).result()
        store.submit(put(Sheep(id="1", herd="x"), Sheep(id="other", herd="y"))).result()
        with store.read() as view:
            found = view.changes(Sheep, "herd", "x", numbers[2], 10)
            assert [stored.record.id for stored in found] == ["3", "4", "5", "1"]
            assert [stored.rev for stored in found] == sorted(stored.rev for stored in found)
            page = view.changes(Sheep, "herd", "x", 0, 2)
            assert [stored.record.id for stored in page] == ["0", "2"]
            last = view.last(Sheep, "herd", "x")
            assert last is not None
            assert last.id == "1"
            assert view.last(Sheep, "herd", "nobody") is None

    def test_scan_gives_everything_by_rev(self, store: Store) -> None:
        store.submit(put(*[Sheep(id=str(place), herd="x") for place in range(3)])).result()

        def act(unit: Unit) -> list[str]:
            unit.put(Sheep(id="0", herd="x"))
            return [stored.record.id for stored in unit.scan(Sheep)]

        assert store.submit(act).result() == ["1", "2", "0"]
        with store.read() as view:
            assert [stored.record.id for stored in view.scan(Sheep)] == ["1", "2", "0"]

    def test_every_commit_has_a_mark_of_its_own(self, store: Store) -> None:
        heads = []
        for place in range(3):
            store.submit(put(Sheep(id=str(place), herd="x"), Goat(id=str(place)))).result()
            with store.read() as view:
                heads.append(view.head)
        with store.read() as view:
            marks = [view.mark(head) for head in heads]
            assert len(set(marks)) == 3
            assert None not in marks
            assert view.mark(heads[-1] - 1) is None
            assert view.mark(heads[-1] + 1) is None

    def test_all_of_it_is_there_after_reopening(self, store: Store, reopen: Callable[[], Store]) -> None:
        store.submit(put(*[Sheep(id=str(place), herd="x", marks=("m",)) for place in range(3)])).result()
        store.submit(put(Sheep(id="0", herd="y"))).result()
        store.submit(lambda unit: unit.remove(Sheep, "1")).result()
        with store.read() as view:
            before = (view.history, view.head, view.mark(view.head))
        again = reopen()
        with again.read() as view:
            assert (view.history, view.head, view.mark(view.head)) == before
            assert (ids(view.find(Sheep, "mark", "m")), ids(view.find(Sheep, "herd", "y"))) == (["2"], ["0"])
            assert [stored.record.id for stored in view.scan(Sheep)] == ["2", "0"]
        assert again.submit(put(Goat(id="next"))).result() == [before[1] + 1]

    def test_a_reader_may_read_again_inside(self, store: Store) -> None:
        store.submit(put(Sheep(id="a", herd="x"))).result()
        with store.read() as outer, store.read() as inner:
            assert outer.get(Sheep, "a") == inner.get(Sheep, "a")

    def test_a_snapshot_fills_an_empty_store(self, store: Store, fresh: Callable[[], Store]) -> None:
        """`fresh` gives a store that is empty, and the same one again, opened anew."""
        store.submit(put(Sheep(id="a", herd="x", marks=("m",)), Goat(id="g"))).result()
        store.submit(put(Sheep(id="a", herd="y"))).result()
        history = History("commune", "deployment", "another epoch")
        with store.snapshot() as snapshot:
            assert snapshot.history == store.history
            store.submit(put(Sheep(id="later", herd="y"))).result()
            fresh().load(history, snapshot.records(), snapshot.marks())
        with fresh().read() as view:
            assert (view.history, view.head) == (history, 3)
            assert ids(view.find(Sheep, "herd", "y")) == ["a"]
            assert view.get(Goat, "g") == Goat(id="g")
            with store.read() as original:
                assert [view.mark(n) for n in range(5)] == [original.mark(n) if n < 4 else None for n in range(5)]
        with pytest.raises(ValueError, match="not empty"):
            fresh().load(history, [], [])

    def test_a_listener_that_fails_stops_nobody(self, store: Store) -> None:
        heard: list[list[tuple[str, str]]] = []

        def fail(_: list[tuple[str, str]]) -> None:
            raise RuntimeError("the loop is closed")

        store.on_commit(fail)
        store.on_commit(heard.append)
        for name in ("a", "b"):
            store.submit(put(Sheep(id=name, herd="x"))).result(5)
        assert heard == [[("sheep", "a")], [("sheep", "b")]]

    def test_listeners_hear_of_commits_only(self, store: Store) -> None:
        heard: list[list[tuple[str, str]]] = []
        store.on_commit(heard.append)

        def fails(unit: Unit) -> None:
            unit.put(Sheep(id="a", herd="x"))
            raise ValueError("no")

        with pytest.raises(ValueError, match="no"):
            store.submit(fails).result()
        store.submit(put(Sheep(id="b", herd="x"), Goat(id="c"))).result()
        store.submit(lambda unit: None).result()
        assert [place for commit in heard for place in commit] == [("sheep", "b"), ("goat", "c")]

    @settings(
        max_examples=25,
        deadline=None,
        # one store serves every example, and each engine's class runs this test
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    @given(
        steps=st.lists(
            st.tuples(
                st.sampled_from(["put", "remove", "fail", "savepoint"]),
                st.sampled_from("abcde"),
                st.sampled_from("xyz"),
                st.lists(st.sampled_from("123"), unique=True),
            ),
            max_size=25,
        )
    )
    def test_it_is_a_dictionary(self, store: Store, steps: list[tuple[str, str, str, list[str]]]) -> None:
        """Whatever is done to it, it answers as a plain dictionary ordered by last put would."""
        store.submit(forget(*"abcde")).result()
        model: dict[str, Sheep] = {}
        for what, id_, herd, marks in steps:
            sheep = Sheep(id=id_, herd=herd, marks=tuple(marks))

            def act(unit: Unit, what: str = what, sheep: Sheep = sheep) -> None:
                if what == "remove":
                    unit.remove(Sheep, sheep.id)
                elif what == "savepoint":
                    try:
                        with unit.savepoint():
                            unit.put(sheep)
                            raise KeyError
                    except KeyError:
                        return
                else:
                    unit.put(sheep)
                if what == "fail":
                    raise ValueError

            try:
                store.submit(act).result()
            except ValueError:
                continue
            if what in ("put", "remove"):
                model.pop(id_, None)
            if what == "put":
                model[id_] = sheep
        with store.read() as view:
            assert [stored.record for stored in view.scan(Sheep)] == list(model.values())
            for herd in "xyz":
                assert view.find(Sheep, "herd", herd) == [sheep for sheep in model.values() if sheep.herd == herd]
            for mark in "123":
                assert view.find(Sheep, "mark", mark) == [sheep for sheep in model.values() if mark in sheep.marks]
