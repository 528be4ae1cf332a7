"""Log-ins at the office: they begin with a new secret, grow old, are left idle, and can all be ended at once."""

import secrets
from datetime import datetime, timedelta

from msgspec import structs

from server.actions.people import secret_id
from server.domain.people import Person, Session
from server.domain.times import instant, stamp
from server.store.port import Unit, View
from sync.ledger import to_base64url

SESSION_LASTS = timedelta(hours=12)
"""However busy it is: a working day and its evening."""
IDLE = timedelta(hours=2)
"""Without any request: longer than the break at noon, shorter than an afternoon away from the desk."""
NOTED_EVERY = timedelta(minutes=5)
"""A use is written down when the last one noted is older than this."""


def log_in(unit: Unit, person: Person, now: datetime, before: str | None = None) -> str:
    """A new session's token, for the cookie. The session `before` of the same browser ends, whoever's it was."""
    token = to_base64url(secrets.token_bytes(32))
    at = stamp(now)
    unit.put(
        Session(id=secret_id(token), person=person.id, created_at=at, expires_at=stamp(now + SESSION_LASTS), used_at=at)
    )
    if before is not None:
        log_out(unit, before)
    for old in unit.find(Session, "person", person.id):
        if not alive(old, now):
            unit.remove(Session, old.id)
    return token


def log_out(unit: Unit, token: str) -> None:
    """End a session."""
    unit.remove(Session, secret_id(token))


def alive(session: Session, now: datetime) -> bool:
    """Whether it is neither too old nor left idle too long."""
    return session.expires_at > stamp(now) and session.last_used > stamp(now - IDLE)


def who(view: View, token: str, now: datetime) -> Person | None:
    """The person of a live session."""
    session = view.get(Session, secret_id(token))
    if session is None or not alive(session, now):
        return None
    person = view.get(Person, session.person)
    return person if person and person.active else None


def is_due(view: View, token: str, now: datetime) -> bool:
    """Whether a use of the session is to be noted again."""
    session = view.get(Session, secret_id(token))
    return session is not None and now - instant(session.last_used) > NOTED_EVERY


def note_use(unit: Unit, token: str, now: datetime) -> None:
    """The session is in use; one that ended meanwhile stays ended."""
    session = unit.get(Session, secret_id(token))
    if session is not None and alive(session, now):
        unit.put(structs.replace(session, used_at=stamp(now)))
