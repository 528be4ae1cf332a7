"""The 48 days as they happened: rounds packed, given, accepted, carried, confirmed at the door, and reviewed."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from server.actions.demo.arrivals import cards_arrive, results_arrive
from server.actions.demo.phone import DemoPhone
from server.actions.demo.staff import Staff
from server.actions.desk import Act, new_id
from server.actions.review import approve, fate_of
from server.actions.rounds import give, pack
from server.domain.demo_papers import Papers, PlannedResult
from server.domain.demo_plan import BATCHES, LAST_DAY, LAUNCH, RESULT_TITLES, PlannedBatch, PlannedRound
from server.domain.demo_strokes import BOX, signature
from server.domain.items import Item
from server.domain.rounds import Round
from server.domain.times import VIETNAM
from server.store.port import Unit
from sync.strokes import encode

SLOW_CLOCK = 3 * 24 * 3600 * 1000
"""One phone's clock is three days behind: its confirmations carry a flag and are reviewed by the supervisor."""
CARDS_VALID = date(2020, 9, 1), date(2020, 12, 31)
RELATIONS = ("spouse", "child", "child", "relative")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of day in the commune."""
    return datetime.combine(day, time(hour, minute), VIETNAM)


class History:
    """Plays the plan in the order of time, so that the ledger's times ascend as a real one's do."""

    def __init__(self, unit: Unit, staff: Staff, papers: Papers) -> None:
        self.unit, self.staff, self.papers = unit, staff, papers
        self.chance = papers.inventor.random
        self.phones: dict[str, DemoPhone] = {}
        self._coming: list[tuple[datetime, Callable[[datetime], Any]]] = []
        self._titles = iter(RESULT_TITLES)

    def play(self) -> None:
        """All 48 days."""
        for batch in BATCHES:
            for planned in batch.rounds:
                self._enrol(planned.carrier)
            self._then(at(batch.arrived, 8), partial(self._arrive, batch))
        while self._coming:
            self._coming.sort(key=lambda entry: entry[0])
            when, act = self._coming.pop(0)
            act(when)

    def _then(self, when: datetime, act: Callable[[datetime], Any]) -> None:
        self._coming.append((when, act))

    def _enrol(self, carrier: str) -> None:
        if carrier not in self.phones:
            person = self.staff.carrier(carrier)
            act = Act(self.staff.admin, at(LAUNCH, 9, len(self.phones)), new_id())
            offset = SLOW_CLOCK if carrier == "Hội Nông dân" else -1830
            self.phones[carrier] = DemoPhone(self.unit, act, person, offset)

    def _arrive(self, batch: PlannedBatch, when: datetime) -> None:
        hamlets = [planned.hamlet for planned in batch.rounds for _ in range(planned.count)]
        if batch.cards:
            items = cards_arrive(self.unit, self.staff, self.papers, when, hamlets, *CARDS_VALID)
        else:
            results = [PlannedResult(hamlet, next(self._titles)) for hamlet in hamlets]
            items = {hamlets[0]: results_arrive(self.unit, self.staff, self.papers, when, results)}
        for i, planned in enumerate(batch.rounds):
            self._then(when + timedelta(minutes=60 + 10 * i), partial(self._pack, planned, items[planned.hamlet]))

    def _pack(self, planned: PlannedRound, items: list[str], when: datetime) -> None:
        phone = self.phones[planned.carrier]
        act = Act(self.staff.clerk, when, new_id())
        round_ = pack(self.unit, act, phone.person.id, planned.out[-1].isoformat(), items)
        self._then(when + timedelta(minutes=3), partial(self._give, round_.id))
        self._then(when + timedelta(minutes=5), partial(self._accept, phone, round_))
        early = [item for item in items if self.chance.random() < 0.65] or items[:1]
        missed = [item for item in early[1:] if self.chance.random() < 0.2]
        first, second = planned.out
        self._visit(phone, first, early, missed)
        self._visit(phone, second, [item for item in items if item not in early or item in missed], [])

    def _give(self, round_id: str, when: datetime) -> None:
        give(self.unit, Act(self.staff.clerk, when, new_id()), round_id)

    def _accept(self, phone: DemoPhone, round_: Round, when: datetime) -> None:
        bag = {"round": round_.id, "items": list(round_.items), "missing": []}
        phone.write(when, "handover.accepted", bag)

    def _visit(self, phone: DemoPhone, day: date, items: list[str], missed: list[str]) -> None:
        """One day out: doors from half past seven on, everything pushed at dusk, reviewed the next morning."""
        confirmed: list[str] = []
        for i, item in enumerate(items):
            when = at(day, 7, 30) + timedelta(minutes=23 * i + self.chance.randint(0, 9))
            if item in missed:
                self._then(when, partial(self._nobody_home, phone, item))
            else:
                self._then(when, partial(self._deliver, phone, item, confirmed))
        if items:
            self._then(at(day, 17, self.chance.randint(0, 50)), phone.push)
            morning = at(min(day + timedelta(days=1), LAST_DAY), 8, self.chance.randint(0, 40))
            self._then(morning, partial(self._review, confirmed))

    def _nobody_home(self, phone: DemoPhone, item: str, when: datetime) -> None:
        next_day = (when + timedelta(days=1)).date().isoformat()
        data = {"reason": "absent", "next": next_day, "note": "Hàng xóm nói đi ruộng"}
        phone.write(when, "attempt.failed", data, item)

    def _deliver(self, phone: DemoPhone, item_id: str, confirmed: list[str], when: datetime) -> None:
        item = self.unit.get(Item, item_id)
        assert item is not None
        data = {
            "to": self._recipient(item),
            "proof": self._proof(),
            "count": 1,
            "answers": [self.chance.choice((5, 5, 5, 4, 4, 3, None)) for _ in range(3)],
            "note": "",
            "place": None,
            "photo": None,
        }
        confirmed.append(phone.write(when, "confirmation.recorded", data, item_id))

    def _recipient(self, item: Item) -> dict[str, str]:
        if self.chance.random() < 0.7:
            return {"name": item.name, "relation": "subject"}
        name = self.papers.inventor.name(self.chance.choice(("male", "female")))
        return {"name": name, "relation": self.chance.choice(RELATIONS)}

    def _proof(self) -> dict[str, Any]:
        """Mostly a signature; now and then a thumb mark on the slip, with a neighbour as witness."""
        drawn = {"box": list(BOX), "strokes": encode(signature(self.chance))}
        if self.chance.random() < 0.93:
            return {"by": "signature", **drawn}
        witness = {"name": self.papers.inventor.name("female"), **drawn}
        return {"by": "assisted", "reason": "cannot_write", "mark": "thumb_on_slip", "witness": witness}

    def _review(self, events: list[str], when: datetime) -> None:
        for i, event in enumerate(events):
            self._then(when + timedelta(seconds=40 * i), partial(self._approve, event))

    def _approve(self, event: str, when: datetime) -> None:
        fate = fate_of(self.unit, event)
        by = self.staff.supervisor if fate and fate.flags else self.staff.clerk
        approve(self.unit, Act(by, when, new_id()), event)
