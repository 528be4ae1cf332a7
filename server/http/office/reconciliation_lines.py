"""The reconciliation of a week as its screens show it: a line for each bag, and one bag paper by paper."""

from dataclasses import dataclass
from datetime import date

from server.actions.claims import accepted_on_phone
from server.actions.reconciliation import held, reconciliation_of, to_reconcile
from server.domain.events import Event
from server.domain.item_due import must_return
from server.domain.items import Item
from server.domain.people import Person
from server.domain.reconciliations import Finding, Reconciliation, next_week, week_days, week_of
from server.http.office.custody_words import where
from server.http.office.item_story import event_data, event_words
from server.http.office.names import Names, name_order
from server.http.office.page import Say
from server.http.render import clock, day
from server.store.port import View


@dataclass(frozen=True)
class Week:
    """A week of the year with its days and its neighbours; `present` is the one that can be counted now."""

    id: str
    monday: date
    sunday: date
    before: str
    after: str
    present: bool


def read_week(text: str | None, today: str) -> Week:
    """The week that a URL names; the present one if it names none, or one still to come."""
    this = week_of(date.fromisoformat(today))
    try:
        monday, sunday = week_days(text or this)
        id_ = week_of(monday)
    except ValueError:
        id_ = this
    if id_ > this:
        id_ = this
    monday, sunday = week_days(id_)
    return Week(id_, monday, sunday, next_week(id_, -1), next_week(id_, 1) if id_ < this else "", id_ == this)


@dataclass(frozen=True)
class BagLine:
    """One deliverer in a week. `held` is by the ledger: as counted, or now if nobody counted yet."""

    deliverer: str
    name: str
    role: str
    held: int
    found: Reconciliation | None

    @property
    def state(self) -> str:
        """not_counted → counted → signed; differs while something is not explained."""
        if self.found is None:
            return "not_counted"
        if self.found.open:
            return "differs"
        return "signed" if self.found.signed_at else "counted"


@dataclass(frozen=True)
class PaperRow:
    """One paper of the bag: where it came from, and whether its deliverer accepted it on his phone."""

    item: Item
    place: str
    round: str
    accepted: bool
    must_return: bool


@dataclass(frozen=True)
class Difference:
    """One paper on which the two differ, the last event about it in words, and where it is now if that moved on."""

    finding: Finding
    last: str
    at: str
    now: str


def week_lines(view: View, week: Week, names: Names) -> list[BagLine]:
    """Every bag of a week, by the deliverer's name."""
    this = week.id if week.present else ""
    found = [bag_line(view, week, id_, names) for id_ in to_reconcile(view, week.id, this)]
    return sorted(found, key=lambda line: (name_order(line.name), line.deliverer))


def bag_line(view: View, week: Week, deliverer: str, names: Names) -> BagLine:
    """One bag of a week."""
    found, person = reconciliation_of(view, week.id, deliverer), view.get(Person, deliverer)
    count = len(found.held) if found else len(held(view, deliverer)) if week.present else 0
    return BagLine(deliverer, names.person(deliverer), person.role if person else "", count, found)


def paper_rows(view: View, items: list[Item], names: Names) -> list[PaperRow]:
    """The papers of a bag, by round and name."""
    rows = [_paper_row(view, item, names) for item in items]
    return sorted(rows, key=lambda row: (row.round.zfill(9), name_order(row.item.name), row.item.id))


def _paper_row(view: View, item: Item, names: Names) -> PaperRow:
    round_ = names.round(item.custody.round)
    number = str(round_.no) if round_ else ""
    return PaperRow(item, names.place(item), number, accepted_on_phone(view, item), must_return(item))


def difference(view: View, finding: Finding, deliverer: str, names: Names, say: Say) -> Difference:
    """One difference. Its last event is the one at the count; what came after is said as where the paper is now."""
    event, item = view.get(Event, finding.event) if finding.event else None, view.get(Item, finding.item)
    last = event_words(event, event_data(event), names, say, finding.item) if event else ""
    holds = item is not None and item.custody.holder == deliverer and item.custody.state in ("in_round", "returned")
    agreed = item is not None and holds == (finding.kind == "extra")
    state = f"{say(f'office.state.{item.custody.state}')} {where(item, names, say)}" if item and agreed else ""
    return Difference(finding, last, f"{day(event.at)} {clock(event.at)}" if event else "", state.strip())
