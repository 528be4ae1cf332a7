"""The paper twin: a slip signed at the door, recorded on the same item as what the phone says of it."""

from server.actions.custody import Touched, refold, settle
from server.actions.desk import Act
from server.actions.ledger import record_act
from server.domain.events import OFFICE, Event
from server.domain.items import Item
from server.domain.problems import Refusal
from server.domain.slips import Slip, read_slip
from server.store.port import Unit, View

MISTAKEN = "Ghi nhầm phiếu."
"""Why a slip is taken back when nothing else is said."""


def confirm_paper(unit: Unit, act: Act, item_id: str, slip: Slip) -> Event:
    """Record a signed slip (`paper.confirmed`); gives its event. The same act again gives the same event.

    An item has one standing slip: the next is refused until the first is taken back. Whoever carried the item does
    not record its slip, as nobody reviews his own. Refuses not_found, paper_already, own_review, invalid.
    """
    if (known := _recorded(unit, act.event_id)) is not None:
        return known
    item = unit.get(Item, item_id)
    if item is None or item.custody.state == "withdrawn":
        raise Refusal("not_found")
    if item.custody.papers:
        raise Refusal("paper_already")
    if item.custody.holder == act.by.id:
        raise Refusal("own_review", None, "Phiếu của chính mình đi giao thì người khác ghi nhận.")
    data = {"item": item.id, **read_slip(slip, item, act.now)}
    return _record(unit, act, "paper.confirmed", data, item.id)


def take_back_paper(unit: Unit, act: Act, event: str, reason: str = "") -> None:
    """Take a recorded slip back: it is as if it had never been, what the phone said stands. Twice is once.

    The least that says it is a `review.sent_back` of the slip's event; nobody's phone gets a task from it.
    """
    found = _recorded(unit, event)
    item = unit.get(Item, found.item) if found and found.item else None
    if found is None or item is None:
        raise Refusal("not_found")
    if all(paper.event != event for paper in item.custody.papers):
        return
    why = " ".join(reason.split())[:500] or MISTAKEN
    _record(unit, act, "review.sent_back", {"of": event, "reason": why}, item.id)


def _recorded(view: View, event: str) -> Event | None:
    """The recorded slip with that event id."""
    rows = view.find(Event, "event", event)
    return next((row for row in rows if row.device == OFFICE and row.what == "paper.confirmed"), None)


def _record(unit: Unit, act: Act, what: str, data: dict[str, object], item: str) -> Event:
    """Write the act and work the item out anew: a slip may put a phone's confirmation in doubt, or clear it."""
    event = record_act(unit, act, what, data, item=item, items=[item])
    touched = Touched()
    refold(unit, touched, item, act.by.id, act.at)
    settle(unit, touched, act.at)
    return event
