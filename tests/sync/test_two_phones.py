"""Two phones and the office doing anything in any order: a state machine over the real app, in this process.

After every step: each event stored once, records and flags as a fold of all facts gives them, what a phone knows as a
fresh pull gives it, `need` exactly what is missing.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from server.actions import review, rounds
from server.actions.custody import STATE_FLAGS
from server.actions.feeds import item_doc
from server.actions.ledger import facts
from server.actions.pull import needed, page
from server.actions.verify import check
from server.domain.custody import fold, watchers
from server.domain.events import Event, Fate
from server.domain.facts import Verdict
from server.domain.items import Item
from server.domain.people import Device
from server.domain.problems import Refusal
from server.domain.ranges import missing, union
from server.domain.rounds import Round
from server.store.port import View
from sync.messages import Have, Turn
from tests.communes import Here
from tests.phones import Phone, confirmation, hash_of, id_of

EXAMPLES = int(os.environ.get("TANNHA_TEST_EXAMPLES", "50"))
STEPS = 25
PEOPLE = ("hamlet_head", "volunteer")
ITEMS = 4
WHICH = st.integers(0, 99)
PHONE = st.sampled_from([0, 1])
Docs = dict[tuple[str, str], Any]


class Carried:
    """One phone as the machine knows it: all that it wrote, what was acknowledged, what it pulled."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.events: list[dict[str, str]] = []
        self.confirmations: list[dict[str, str]] = []
        self.arrived: set[int] = set()
        """The n that the commune has, whether or not its answer was lost."""
        self.receipts: dict[str, dict[str, Any]] = {}
        self.docs: Docs = {}


def pulled(view: View, phone: Phone, cursor: str | None, known: Docs) -> Docs:
    """The documents after pulling from a cursor to the end, a few at a time."""
    device = view.get(Device, phone.device)
    assert device is not None
    docs = dict(known)
    while True:
        given = page(view, device, Turn(protocol=1, epoch=phone.epoch, cursor=cursor, limit=3), full=True)
        assert given.reset is False
        apply(docs, given.changes)
        cursor = given.cursor
        if not given.more:
            return docs


def apply(docs: Docs, changes: Any) -> None:
    for change in changes:
        if change.gone:
            docs.pop((change.type, change.id), None)
        else:
            docs[change.type, change.id] = change.doc


class TwoPhones(RuleBasedStateMachine):
    """A bag for each phone; papers, proofs and answers then go any way they like."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.here = Here(Path(self.folder.name) / "data")
        self.phones: list[Carried] = []
        self.items: list[str] = []
        self.rounds: list[str] = []

    @initialize()
    def two_bags(self) -> None:
        self.items = self.here.items(ITEMS)
        for place, who in enumerate(PEOPLE):
            self.rounds.append(self.here.round(self.items[2 * place : 2 * place + 2], who).id)
            self.phones.append(Carried(self.here.phone(who)))

    # what a phone writes

    def _write(self, phone: int, kind: str, item: str | None, data: Any) -> dict[str, str]:
        one = self.phones[phone]
        event = one.phone.write(kind, item, data)
        one.events.append(event)
        return event

    @rule(phone=PHONE, item=WHICH, online=st.booleans())
    def confirm(self, phone: int, item: int, online: bool) -> None:
        event = self._write(phone, "confirmation.recorded", self.items[item % ITEMS], confirmation())
        self.phones[phone].confirmations.append(event)
        if online:
            self.push_what_waits(phone, lost=False)

    @rule(phone=PHONE, item=WHICH)
    def attempt(self, phone: int, item: int) -> None:
        self._write(phone, "attempt.failed", self.items[item % ITEMS], {"reason": "absent", "next": "2026-12-01"})

    @rule(phone=PHONE, of=WHICH, online=st.booleans())
    def undo(self, phone: int, of: int, online: bool) -> None:
        if mine := self.phones[phone].confirmations:
            self._write(phone, "confirmation.undone", None, {"of": id_of(mine[of % len(mine)]), "why": "nhầm"})
        if online:
            self.push_what_waits(phone, lost=False)

    @rule(phone=PHONE, of=WHICH, name=st.sampled_from(["Con", "Cháu"]), online=st.booleans())
    def amend(self, phone: int, of: int, name: str, online: bool) -> None:
        if mine := self.phones[phone].confirmations:
            self._write(phone, "confirmation.amended", None, {"of": id_of(mine[of % len(mine)]), **confirmation(name)})
        if online:
            self.push_what_waits(phone, lost=False)

    @rule(phone=PHONE, which=WHICH, kind=st.sampled_from(["accepted", "returned"]), missing=st.booleans())
    def hand_over(self, phone: int, which: int, kind: str, missing: bool) -> None:
        round_ = which % 2
        bag = self.items[2 * round_ : 2 * round_ + 2]
        there, lost = (bag[:1], bag[1:]) if missing and kind == "accepted" else (bag, [])
        self._write(phone, f"handover.{kind}", None, {"round": self.rounds[round_], "items": there, "missing": lost})

    # what travels

    @rule(phone=PHONE, which=st.lists(WHICH, min_size=1, max_size=6), lost=st.booleans(), carrier=PHONE)
    def push(self, phone: int, which: list[int], lost: bool, carrier: int) -> None:
        """Any of its events, in any order, perhaps again, perhaps carried by the other; the answer may be lost."""
        one = self.phones[phone]
        if one.events:
            self._send(one, [one.events[place % len(one.events)] for place in which], lost, self.phones[carrier].phone)

    @rule(phone=PHONE, lost=st.booleans(), backwards=st.booleans())
    def push_what_waits(self, phone: int, lost: bool, backwards: bool = False) -> None:
        one = self.phones[phone]
        waiting = [event for event in one.events if hash_of(event) not in one.receipts][:100]
        self._send(one, waiting[::-1] if backwards else waiting, lost, one.phone)

    def _send(self, one: Carried, events: list[dict[str, str]], lost: bool, carrier: Phone) -> None:
        cursor = carrier.cursor
        receipts = self.here.turn(carrier, *events, limit=0)["receipts"]
        assert carrier.cursor == cursor
        assert [row["hash"] for row in receipts] == [hash_of(event) for event in events]
        assert {row["status"] for row in receipts} <= {"accepted"}
        one.arrived |= {one.events.index(event) + 1 for event in events}
        if not lost:
            for row in receipts:
                assert one.receipts.setdefault(row["hash"], row) == row

    @rule(phone=PHONE, limit=st.integers(1, 6), lost=st.booleans())
    def pull(self, phone: int, limit: int, lost: bool) -> None:
        one = self.phones[phone]
        cursor = one.phone.cursor
        answer = self.here.turn(one.phone, limit=limit)
        assert answer["reset"] is False
        if lost:
            one.phone.cursor = cursor
        else:
            self._take_in(one, answer)

    @rule(phone=PHONE)
    def another_history(self, phone: int) -> None:
        """The phone was told of another epoch: it voids its claims and pulls anew."""
        one = self.phones[phone]
        answer = self.here.turn(one.phone, epoch="another")
        assert answer["reset"] is True
        one.receipts, one.docs = {}, {}
        self._take_in(one, answer)

    def _take_in(self, one: Carried, answer: dict[str, Any]) -> None:
        for change in answer["changes"]:
            if change.get("gone"):
                one.docs.pop((change["type"], change["id"]), None)
            else:
                one.docs[change["type"], change["id"]] = change["doc"]

    # what the office does

    def _office(self, act: Any) -> None:
        try:
            self.here.do(act)
        except Refusal:
            return

    def _confirmation(self, which: int) -> str | None:
        sent = [event for one in self.phones for event in one.confirmations]
        return id_of(sent[which % len(sent)]) if sent else None

    @rule(which=WHICH)
    def approve(self, which: int) -> None:
        if event := self._confirmation(which):
            self._office(lambda unit: review.approve(unit, self.here.act("supervisor"), event))

    @rule(which=WHICH, reason=st.sampled_from(["mờ", "sai tên"]))
    def send_back(self, which: int, reason: str) -> None:
        if event := self._confirmation(which):
            self._office(lambda unit: review.send_back(unit, self.here.act("supervisor"), event, reason))

    @rule(which=WHICH, to=st.sampled_from(PEOPLE))
    def reassign(self, which: int, to: str) -> None:
        round_, person = self.rounds[which % 2], self.here.people[to].id
        self._office(lambda unit: rounds.reassign(unit, self.here.act("clerk"), round_, person))

    @rule(which=WHICH, items=st.lists(WHICH, min_size=1, max_size=2))
    def take_back(self, which: int, items: list[int]) -> None:
        chosen = [self.items[place % ITEMS] for place in items]
        self._office(lambda unit: rounds.take_back(unit, self.here.act("clerk"), self.rounds[which % 2], chosen))

    @rule(which=WHICH)
    def give(self, which: int) -> None:
        self._office(lambda unit: rounds.give(unit, self.here.act("clerk"), self.rounds[which % 2]))

    # what must hold after every step

    @invariant()
    def each_event_is_stored_once_and_unaltered(self) -> None:
        with self.here.store.read() as view:
            for one in self.phones:
                for place, event in enumerate(one.events, 1):
                    row = view.get(Event, hash_of(event))
                    assert (row is not None) == (place in one.arrived)
                    assert view.count(Event, "event", id_of(event)) == (place in one.arrived)
                    if row is not None:
                        assert (row.body, row.sig) == (event["body"], event["sig"])

    @invariant()
    def need_is_what_is_missing(self) -> None:
        with self.here.store.read() as view:
            for one in self.phones:
                device = view.get(Device, one.phone.device)
                assert device is not None
                have = Have(1, one.phone.n) if one.phone.n else None
                expected = missing(union((n, n) for n in one.arrived), 1, one.phone.n)
                assert needed(device, have) == expected
                assert device.tip == max(one.arrived, default=0)

    @invariant()
    def records_are_the_fold_of_all_facts(self) -> None:
        with self.here.store.read() as view:
            for id_ in self.items:
                item = view.get(Item, id_)
                assert item is not None
                outcome = fold(id_, facts(view, id_))
                assert item.custody == outcome.custody
                for fate in view.find(Fate, "item", id_):
                    if fate.what in ("confirmation.recorded", "attempt.failed"):
                        verdict = outcome.verdicts.get(fate.event, Verdict())
                        stored = (frozenset(fate.flags) & STATE_FLAGS, fate.undone, fate.review, fate.reason)
                        assert stored == (verdict.flags, verdict.undone, verdict.review, verdict.reason)
                        amending = view.get(Event, fate.amended) if fate.amended else None
                        assert (amending and amending.event) == (verdict.amended and verdict.amended.event)
            for round_id in self.rounds:
                round_ = view.get(Round, round_id)
                assert round_ is not None
                here = [item for id_ in round_.items if (item := view.get(Item, id_))]
                out = [item for item in here if item.custody.round == round_id and item.custody.state != "delivered"]
                assert (round_.closed_at is None) == bool(out)

    @invariant()
    def what_a_phone_knows_is_what_a_fresh_pull_gives(self) -> None:
        with self.here.store.read() as view:
            items = [item for id_ in self.items if (item := view.get(Item, id_))]
            for one, who in zip(self.phones, PEOPLE, strict=False):
                fresh = pulled(view, one.phone, None, {})
                assert pulled(view, one.phone, one.phone.cursor, one.docs) == fresh
                person = self.here.people[who].id
                seen = {item.id: item_doc(item, "", person) for item in items if person in watchers(item.custody)}
                assert {id_: doc for (type_, id_), doc in fresh.items() if type_ == "item"} == seen

    def teardown(self) -> None:
        for one in self.phones:
            self._send(one, one.events[:100], lost=False, carrier=one.phone)
        self.each_event_is_stored_once_and_unaltered()
        self.records_are_the_fold_of_all_facts()
        with self.here.store.read() as view:
            assert check(view).bad is None
        self.here.store.close()
        self.folder.cleanup()


TestTwoPhones = TwoPhones.TestCase
TestTwoPhones.settings = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None)
