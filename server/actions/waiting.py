"""Who waits at this moment, read from the store."""

from server.domain.commune import Hamlet
from server.domain.items import Item
from server.domain.requests import UNSERVED, HomeRequest
from server.domain.waiting import HamletWaiting, by_hamlet
from server.store.port import View

ON_THEIR_WAY = ("at_desk", "in_round", "returned", "posted")


def waiting(view: View, today: str) -> list[HamletWaiting]:
    """Everybody who waits, by hamlet. The cost grows with what is open, not with the past."""
    requests = [request for state in UNSERVED for request in view.find(HomeRequest, "state", state)]
    items = [item for state in ON_THEIR_WAY for item in view.find(Item, "state", state)]
    return by_hamlet(requests, items, view.find(Hamlet, "all", ""), today)
