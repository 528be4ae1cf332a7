"""What the board says: today's figures, who waits longest, the rounds on the road, phones in trouble."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from server.actions.waiting import waiting as people_waiting
from server.domain.events import Event, Fate, Refused
from server.domain.item_due import is_overdue, must_return
from server.domain.items import Item
from server.domain.people import Device
from server.domain.requests import HomeRequest
from server.domain.rounds import Round
from server.domain.times import instant, local_day
from server.http.office.names import Names
from server.http.office.newest import newest
from server.http.office.phone_lines import PhoneLine, phone_line
from server.http.office.post_lines import late_count
from server.http.office.round_lines import RoundLine, round_line
from server.http.office.waiting import Line
from server.store.port import View

LONGEST = 8
"""So many of those who wait longest stand on the board."""
MOST_ROUNDS = 12
"""So many rounds stand on the board, what is due first; the others are in their list."""


class Figure(NamedTuple):
    """One count that opens to its list; `mood` colours it when it is not 0."""

    word: str
    number: int
    href: str
    mood: str = ""


@dataclass(frozen=True)
class Board:
    """Everything on the board; `remote` is who waits longest in a remote hamlet (R61)."""

    today: str
    figures: list[Figure]
    longest: list[Line]
    remote: Line | None
    rounds: list[RoundLine]
    more_rounds: int
    troubled: list[PhoneLine]


def board(view: View, now: datetime) -> Board:
    """The board at this moment. Its cost grows with what is open and what happened today, not with the past."""
    today, names = local_day(now), Names(view)
    waiting = [item for state in ("at_desk", "in_round", "returned") for item in view.find(Item, "state", state)]
    overdue = [item for item in waiting if is_overdue(item, today)]
    phones = [phone_line(device, now, names) for device in view.find(Device, "all", "")]
    troubled = [line for line in phones if line.trouble]
    rounds = sorted(view.find(Round, "open", ""), key=lambda one: (one.due, one.no))
    figures = [
        Figure("office.board.delivered", delivered_on(view, today), "/office/items?state=delivered", "ok"),
        Figure("office.board.at_desk", view.count(Item, "state", "at_desk"), "/office/items?state=at_desk"),
        Figure("office.board.in_round", view.count(Item, "state", "in_round"), "/office/items?state=in_round"),
        Figure("office.board.overdue", len(overdue), "/office/items?overdue=1", "bad"),
        Figure(
            "office.board.requests",
            view.count(HomeRequest, "state", "open"),
            "/office/requests?state=open",
            "wait",
        ),
        Figure("office.board.pending", view.count(Fate, "queue", "pending"), "/office/review"),
        Figure(
            "office.board.held",
            view.count(Fate, "queue", "held") + view.count(Refused, "all", ""),
            "/office/held",
            "wait",
        ),
        Figure("office.board.phones", len(troubled), "/office/devices", "wait"),
        *_unusual(view, waiting, today),
    ]
    lines = sorted(
        (Line(group, one) for group in people_waiting(view, today) for one in group.people if one.days),
        key=lambda line: (line.waiter.since, line.waiter.name),
    )
    longest = lines[:LONGEST]
    remote = next((line for line in lines if line.group.hamlet and line.group.hamlet.remote), None)
    return Board(
        today,
        figures,
        longest,
        remote,
        [round_line(view, round_, names, today) for round_ in rounds[:MOST_ROUNDS]],
        len(rounds[MOST_ROUNDS:]),
        troubled,
    )


def _unusual(view: View, waiting: list[Item], today: str) -> list[Figure]:
    """What is usually nothing, and then not said: bags with papers to bring back, parcels that did not come."""
    back = Figure("office.board.must_return", sum(map(must_return, waiting)), "/office/items?state=must_return", "wait")
    late = Figure("office.board.post_late", late_count(view, today), "/office/post?state=posted&late=1", "bad")
    return [figure for figure in (back, late) if figure.number]


DELIVERING = ("confirmation.recorded", "paper.confirmed", "post.delivered")
"""What may say that an item was handed over: a phone, a signed slip, the post."""


def delivered_on(view: View, day: str) -> int:
    """How many items were handed over on a day, found from the ledger's end; phone and slip of one are one."""

    def past(events: list[Event]) -> bool:
        return bool(events) and local_day(instant(events[-1].at)) < day

    said = newest(view, Event, "ledger", "", past)
    items = (view.get(Item, one) for one in {id_ for event in said if event.what in DELIVERING for id_ in event.items})
    return sum(
        item.custody.state == "delivered" and local_day(instant(item.custody.delivered_at or "")) == day
        for item in items
        if item is not None and item.custody.delivered_at
    )
