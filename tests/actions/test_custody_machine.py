"""Whatever people do, in whatever order: every paper is in one custody, every round is open just as long as it must be.

Clerks pack, give, pass on, take back, post, scan slips and review; two phones write what they like, and carry it to the
commune when they like. What a rule refuses is refused; what is accepted must leave everything in order.
"""

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from server.actions import review, rounds
from server.actions.ledger import facts
from server.actions.paper import confirm_paper, take_back_paper
from server.actions.post import Posting, correct, post
from server.actions.post_ends import Brought, back_at_desk, post_delivered, post_returned
from server.domain.custody import fold, watchers
from server.domain.events import Feed
from server.domain.item_due import is_carried
from server.domain.items import Item
from server.domain.postal import check_digit
from server.domain.problems import Refusal
from server.domain.rounds import Round
from server.domain.slips import Slip
from server.domain.times import local_day
from server.store.port import Unit, View
from tests.communes import Here
from tests.phones import Phone, confirmation, id_of

PAPERS = 4
WHO = st.sampled_from(["hamlet_head", "volunteer"])
SOME = st.lists(st.integers(0, PAPERS - 1), min_size=1, max_size=PAPERS, unique=True)
ONE = st.integers(0, PAPERS - 1)
ANY = st.integers(0, 30)


class Custodies(RuleBasedStateMachine):
    """A small commune in which anything may happen next."""

    @initialize()
    def begin(self) -> None:
        """Four papers at the desk, two deliverers with a phone each."""
        self.folder = Path(tempfile.mkdtemp())
        self.here = Here(self.folder)
        self.papers = self.here.items(PAPERS)
        self.rounds: list[str] = []
        self.proofs: list[tuple[str, str]] = []  # (event, whose phone)
        self.slips: list[str] = []
        self.phones: dict[str, Phone] = {who: self.here.phone(who) for who in ("hamlet_head", "volunteer")}
        self.waiting: dict[str, list[dict[str, str]]] = {who: [] for who in self.phones}

    def teardown(self) -> None:
        """Nothing is left behind."""
        if hasattr(self, "here"):
            self.here.store.close()
            shutil.rmtree(self.folder)

    def office(self, act: Callable[[Unit], Any]) -> Any:
        """An act at the desk, or None if a rule refuses it."""
        try:
            return self.here.do(act)
        except Refusal:
            return None

    def phone_writes(self, who: str, kind: str, item: str | None, data: dict[str, Any]) -> str:
        event = self.phones[who].write(kind, item, data)
        self.waiting[who].append(event)
        return id_of(event)

    @rule(some=SOME, who=WHO)
    def pack(self, some: list[int], who: str) -> None:
        to, items = self.here.people[who].id, [self.papers[one] for one in some]
        made = self.office(lambda unit: rounds.pack(unit, self.here.act("clerk"), to, "2026-11-27", items))
        if made is not None:
            self.rounds.append(made.id)

    @precondition(lambda self: self.rounds)
    @rule(which=ANY, who=WHO, act=st.sampled_from(["give", "reassign", "take_back"]), some=SOME)
    def desk(self, which: int, who: str, act: str, some: list[int]) -> None:
        id_, by = self.rounds[which % len(self.rounds)], self.here.act("clerk")
        items = [self.papers[one] for one in some]
        if act == "give":
            self.office(lambda unit: rounds.give(unit, by, id_))
        elif act == "reassign":
            self.office(lambda unit: rounds.reassign(unit, by, id_, self.here.people[who].id))
        else:
            self.office(lambda unit: rounds.take_back(unit, by, id_, items))

    @precondition(lambda self: self.rounds)
    @rule(which=ANY, who=WHO, kind=st.sampled_from(["handover.accepted", "handover.returned"]), gone=ONE)
    def hand_over(self, which: int, who: str, kind: str, gone: int) -> None:
        id_ = self.rounds[which % len(self.rounds)]
        with self.here.store.read() as view:
            found = view.get(Round, id_)
        assert found is not None
        missing = [self.papers[gone]] if gone % 2 else []
        items = [item for item in found.items if item not in missing]
        self.phone_writes(who, kind, None, {"round": id_, "items": items, "missing": missing})

    @rule(one=ONE, who=WHO, connected=st.booleans())
    def confirm(self, one: int, who: str, connected: bool) -> None:
        self.proofs.append((self.phone_writes(who, "confirmation.recorded", self.papers[one], confirmation()), who))
        if connected:
            self.carry(who, len(self.waiting[who]))

    @rule(one=ONE, who=WHO)
    def fail(self, one: int, who: str) -> None:
        self.phone_writes(who, "attempt.failed", self.papers[one], {"reason": "absent", "next": None, "note": ""})

    @precondition(lambda self: self.proofs)
    @rule(which=ANY, undo=st.booleans())
    def think_better(self, which: int, undo: bool) -> None:
        event, who = self.proofs[which % len(self.proofs)]
        kind, data = ("undone", {"why": "nhầm"}) if undo else ("amended", confirmation("Danh Văn Con"))
        self.phone_writes(who, f"confirmation.{kind}", None, {"of": event, **data})

    @precondition(lambda self: self.proofs)
    @rule(last=st.integers(1, 3), approve=st.booleans())
    def judge(self, last: int, approve: bool) -> None:
        event, by = self.proofs[-min(last, len(self.proofs))][0], self.here.act("supervisor")
        if approve:
            self.office(lambda unit: review.approve(unit, by, event))
        else:
            self.office(lambda unit: review.send_back(unit, by, event, "mờ"))

    @rule(who=WHO, most=st.integers(1, 4))
    def carry(self, who: str, most: int) -> None:
        """A phone finds the network: some of what waits arrives, in its order."""
        events, self.waiting[who] = self.waiting[who][:most], self.waiting[who][most:]
        self.here.turn(self.phones[who], *events)

    @rule(one=ONE, serial=st.integers(1, 6), act=st.sampled_from(["post", "correct", "delivered", "returned", "back"]))
    def by_post(self, one: int, serial: int, act: str) -> None:
        item, by, day = self.papers[one], self.here.act("clerk"), local_day(self.here.clock())
        number = f"RR{serial:08}{check_digit(f'{serial:08}')}VN"
        acts: dict[str, Callable[[Unit], Any]] = {
            "post": lambda unit: post(unit, by, Posting(item, number, "con gái nhờ")),
            "correct": lambda unit: correct(unit, by, item, number),
            "delivered": lambda unit: post_delivered(unit, by, item, Brought(day)),
            "returned": lambda unit: post_returned(unit, by, item, day, "moved", "", bool(serial % 2)),
            "back": lambda unit: back_at_desk(unit, by, item),
        }
        self.office(acts[act])

    @precondition(lambda self: len(self.slips) < 2)
    @rule(one=ONE, relation=st.sampled_from(["subject", "child"]))
    def on_paper(self, one: int, relation: str) -> None:
        slip = Slip("Danh Văn Con", relation, local_day(self.here.clock()))
        made = self.office(lambda unit: confirm_paper(unit, self.here.act("clerk"), self.papers[one], slip))
        if made is not None:
            self.slips.append(made.event)

    @precondition(lambda self: self.slips)
    @rule(which=ANY)
    def slip_back(self, which: int) -> None:
        slip = self.slips[which % len(self.slips)]
        self.office(lambda unit: take_back_paper(unit, self.here.act("clerk"), slip))

    @invariant()
    def everything_is_in_order(self) -> None:
        """Each paper is in one custody that all its facts explain; rounds and phones agree with it."""
        if not hasattr(self, "here"):
            return
        with self.here.store.read() as view:
            items = [item for id_ in self.papers if (item := view.get(Item, id_)) is not None]
            for item in items:
                one_custody(view, item)
            for id_ in self.rounds:
                round_ = view.get(Round, id_)
                assert round_ is not None
                out = [item for item in items if item.custody.round == id_ and is_carried(item)]
                assert (round_.closed_at is None) == bool(out), (round_, out)
                assert {item.id for item in out} <= set(round_.items)


def one_custody(view: View, item: Item) -> None:
    """Exactly one place, and all that is written elsewhere says the same."""
    custody = item.custody
    assert custody == fold(item.id, facts(view, item.id)).custody, "what was kept is what all facts say"
    places = {
        "desk": custody.state == "at_desk",
        "bag": is_carried(item),
        "post": custody.state == "posted" or (custody.state == "returned" and custody.post is not None),
        "owner": custody.state == "delivered",
    }
    assert sum(places.values()) == 1, (custody, places)
    if places["desk"]:
        assert (custody.holder, custody.round, custody.post) == (None, None, None)
    if places["bag"]:
        assert custody.holder is not None
        assert custody.post is None
    if places["post"]:
        assert custody.post is not None
        assert (custody.holder, custody.round) == (None, None)
    assert places["owner"] == (custody.proof is not None)
    shown = {feed.audience for feed in view.find(Feed, "doc", f"item:{item.id}") if feed.doc is not None}
    assert shown == {f"person:{person}" for person in watchers(custody)}, json.dumps(sorted(shown))


TestCustodies = Custodies.TestCase
TestCustodies.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
