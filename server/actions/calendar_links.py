"""Making, revoking and opening the secret links of calendars. Each person and each union has at most one."""

import secrets

from msgspec import structs

from server.actions.desk import Act
from server.actions.history import record_change
from server.actions.people import secret_id
from server.domain.calendar_links import CalendarLink, CalendarOf
from server.store.port import Unit, View
from sync.ledger import to_base64url


def live_link(view: View, of: CalendarOf, owner: str) -> CalendarLink | None:
    """The link that opens that calendar now, None if there is none."""
    return next(iter(view.find(CalendarLink, "live", f"{of}:{owner}")), None)


def make_link(unit: Unit, act: Act, of: CalendarOf, owner: str) -> str:
    """The token of a fresh link: 256 random bits, kept only as a hash. The link before it opens nothing any more."""
    revoke_link(unit, act, of, owner)
    token = to_base64url(secrets.token_bytes(32))
    link = CalendarLink(id=secret_id(token), of=of, owner=owner, by=act.by.id, created_at=act.at)
    unit.put(link)
    record_change(unit, act, link, "calendar_link.made")
    return token


def revoke_link(unit: Unit, act: Act, of: CalendarOf, owner: str) -> None:
    """Close the link of that calendar. Where there is none, nothing happens."""
    link = live_link(unit, of, owner)
    if link is not None:
        closed = structs.replace(link, revoked_at=act.at)
        unit.put(closed)
        record_change(unit, act, closed, "calendar_link.revoked")


def opened(view: View, token: str) -> CalendarLink | None:
    """The link of a token, None for one that is unknown or revoked."""
    link = view.get(CalendarLink, secret_id(token))
    return link if link is not None and not link.revoked_at else None
