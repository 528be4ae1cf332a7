"""What the tests of the sync endpoint share: a phone with an accepted bag, and how answers and flags are read."""

from typing import Any

from server.actions.export import confirmations
from tests.communes import Here
from tests.phones import Phone, id_of


def accepted(here: Here, items: int = 3) -> tuple[Phone, list[str]]:
    """A phone that has accepted a bag."""
    ids = here.items(items)
    round_ = here.round(ids)
    phone = here.phone()
    here.turn(phone, phone.write("handover.accepted", None, {"round": round_.id, "items": ids, "missing": []}))
    return phone, ids


def statuses(answer: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(row["status"], row["code"]) for row in answer["receipts"]]


def flags(here: Here, event: dict[str, str]) -> list[str]:
    with here.store.read() as view:
        return next(row["flags"] for row in confirmations(view) if row["event"] == id_of(event))
