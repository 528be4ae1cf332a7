"""A round as the office lists it: who carries it, how far it is."""

from dataclasses import dataclass

from server.domain.item_due import is_carried, must_return
from server.domain.items import Item
from server.domain.rounds import Round
from server.http.office.names import Names
from server.store.port import View


@dataclass(frozen=True)
class RoundLine:
    """`done` of `total` items were handed over in this round; `must_return` came to nobody three times."""

    round: Round
    deliverer: str
    hamlets: str
    done: int
    total: int
    overdue: bool
    must_return: int


def round_items(view: View, round_: Round) -> list[Item]:
    """The items that were packed, in the order of packing; at most 30."""
    return [item for id_ in round_.items if (item := view.get(Item, id_)) is not None]


def still_out(view: View, round_: Round) -> list[Item]:
    """What of a round its deliverer still has."""
    items = round_items(view, round_)
    return [item for item in items if item.custody.round == round_.id and is_carried(item)]


def round_line(view: View, round_: Round, names: Names, today: str) -> RoundLine:
    """A round with its progress."""
    items = round_items(view, round_)
    done = sum(item.custody.state == "delivered" and item.custody.round == round_.id for item in items)
    return RoundLine(
        round_,
        names.person(round_.deliverer),
        ", ".join(dict.fromkeys(place for item in items if (place := names.place(item)))),
        done,
        len(items),
        overdue=round_.due < today and not round_.closed_at,
        must_return=sum(must_return(item) and item.custody.round == round_.id for item in items),
    )
