"""A proposal as its screen shows it: bags to look at, papers moved between them by hand, and what stays at the desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from server.actions.calendar import calendar
from server.domain.item_due import is_overdue
from server.domain.items import Item
from server.domain.proposal import Bag, Carrier, Reason, bag, propose, stays
from server.domain.rounds import MAX_ITEMS
from server.http.office.names import Names, name_order
from server.http.office.packing import carriers
from server.http.office.page import Say
from server.http.office.post_lines import waiting_for_post
from server.http.render import day
from server.store.port import View

MOST_REST = 50
"""So many papers of one reason are named; how many there are is always said."""
FIXED = ("class_forbids", "with_official")
"""What no moving by hand puts into a proposed bag."""


@dataclass(frozen=True)
class ProposedRow:
    """One paper of a bag, or one that stays; `movable` when it may be put into a bag by hand."""

    item: Item
    place: str
    overdue: bool
    movable: bool = True


@dataclass(frozen=True)
class ProposedBag:
    """One bag; `key` names it in the form whoever carries it in the end, `why` says in words why it is so."""

    key: str
    carrier: Carrier
    due: str
    rows: list[ProposedRow]
    why: list[str]
    room: int


@dataclass(frozen=True)
class Remaining:
    """What stays for one reason: how many, and the first of them."""

    why: str
    count: int
    rows: list[ProposedRow]


@dataclass(frozen=True)
class Proposed:
    """All of it. `people` are those who may carry, for giving a whole bag to somebody else."""

    bags: list[ProposedBag]
    rest: list[Remaining]
    people: list[Carrier]

    @property
    def count(self) -> int:
        """How many papers are in bags."""
        return sum(len(bag.rows) for bag in self.bags)


@dataclass(frozen=True)
class Arranged:
    """What a clerk made of a proposal: item → bag's key ('' stays), and of each bag who carries it and its due day."""

    places: Mapping[str, str]
    carriers: Mapping[str, str]
    dues: Mapping[str, str]


def proposed(view: View, today: str, say: Say, arranged: Arranged | None = None) -> Proposed:
    """The proposal for what lies at the desk now, or what was made of it by hand."""
    names, people = Names(view), proposal_carriers(view)
    waiting, postal = view.find(Item, "state", "at_desk"), waiting_for_post(view)
    usual = calendar(view).add_working_days(date.fromisoformat(today), 1).isoformat()
    if arranged is None:
        found = propose(waiting, people, today, usual, postal)
        bags = [(one.carrier.id, one) for one in found.bags]
        rest = [(one.item, str(one.why)) for one in found.rest]
    else:
        bags = _arranged(waiting, people, arranged, today, usual)
        placed = {item.id for _, one in bags for item in one.items}
        rest = [(item, stays(item, postal) or "dropped") for item in waiting if item.id not in placed]
    return Proposed([_bag(key, one, names, today, say) for key, one in bags], _rest(rest, names, today), people)


def proposal_carriers(view: View) -> list[Carrier]:
    """Everybody who may carry a bag, with what they hold."""
    return [
        Carrier(
            one.person.id,
            one.person.name,
            one.person.role,
            one.person.hamlet,
            view.count(Item, "holder", one.person.id),
            one.phones,
        )
        for one in carriers(view, Names(view))
    ]


def _arranged(
    waiting: list[Item], people: list[Carrier], arranged: Arranged, today: str, usual: str
) -> list[tuple[str, Bag]]:
    by_id = {one.id: one for one in people}
    found: dict[str, list[Item]] = {key: [] for key in arranged.carriers}
    for item in waiting:
        key = arranged.places.get(item.id, "")
        if key in found and stays(item) not in FIXED:
            found[key].append(item)
    bags = []
    for key, items in found.items():
        carrier = by_id.get(arranged.carriers[key])
        if items and carrier is not None:
            made = bag(carrier, items, today, usual)
            bags.append((key, made._replace(due=arranged.dues.get(key) or made.due)))
    return bags


def _bag(key: str, one: Bag, names: Names, today: str, say: Say) -> ProposedBag:
    rows = sorted((_row(item, names, today) for item in one.items), key=_order)
    room = MAX_ITEMS - one.carrier.held
    return ProposedBag(key, one.carrier, one.due, rows, [reason_words(it, names, say) for it in one.reasons], room)


def _row(item: Item, names: Names, today: str, movable: bool = True) -> ProposedRow:
    return ProposedRow(item, names.place(item), is_overdue(item, today), movable)


def _order(row: ProposedRow) -> tuple[str, str, str]:
    return row.place, name_order(row.item.name), row.item.id


def _rest(rest: list[tuple[Item, str]], names: Names, today: str) -> list[Remaining]:
    groups: dict[str, list[Item]] = {}
    for item, why in rest:
        groups.setdefault(why, []).append(item)
    return [
        Remaining(why, len(items), [_row(item, names, today, why not in FIXED) for item in items[:MOST_REST]])
        for why, items in sorted(groups.items())
    ]


def reason_words(reason: Reason, names: Names, say: Say) -> str:
    """One reason in words."""
    value = reason.value
    if reason.code in ("hamlet_head", "helps"):
        value = names.hamlet(value)
    elif reason.code == "nearest_due":
        value = day(value)
    return say(f"office.proposed.why.{reason.code}", value=value)
