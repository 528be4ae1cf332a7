"""Who is entitled and not served, read from the store for a period (R61)."""

from collections.abc import Iterator
from datetime import date

from server.actions.outreach import sessions
from server.actions.waiting import waiting
from server.domain.citizens import Citizen
from server.domain.commune import Hamlet
from server.domain.equity import Equity, equity
from server.domain.items import Item
from server.domain.requests import UNSERVED, HomeRequest
from server.domain.times import instant, local_day
from server.store.port import View


def equity_between(view: View, first: date, last: date, today: str) -> Equity:
    """Who waits or never asked at this moment, and the hamlets' coverage over those days, both included."""
    low, high = first.isoformat(), last.isoformat()
    asked = [one for state in (*UNSERVED, "served") for one in view.find(HomeRequest, "state", state)]
    return equity(
        view.find(Citizen, "all", ""),
        asked,
        waiting(view, today),
        _served(view, asked, low, high),
        [(one.hamlet, one.day, low <= one.day <= high) for one in sessions(view)],
        view.find(Hamlet, "all", ""),
    )


def _served(view: View, asked: list[HomeRequest], low: str, high: str) -> Iterator[tuple[str | None, str, str]]:
    """Whose paper was handed over in those days, or whose request was served otherwise."""
    for item in view.find(Item, "state", "delivered"):
        if _within(item.custody.delivered_at, low, high):
            yield item.hamlet, item.name, item.birth
    for request in asked:
        if request.state == "served" and _within(request.served_at, low, high):
            yield request.person.hamlet, request.person.name, request.person.birth


def _within(at: str | None, low: str, high: str) -> bool:
    return bool(at) and low <= local_day(instant(at or "")) <= high
