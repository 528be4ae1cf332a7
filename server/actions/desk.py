"""Who acts in the office, when, and under which id: what every office action is given."""

import secrets
import time
import uuid
from datetime import datetime
from typing import NamedTuple

from server.domain.people import Person
from server.domain.times import stamp


class Act(NamedTuple):
    """One act in the office. `event_id` was made with the form: the same id again is the same act."""

    by: Person
    now: datetime
    event_id: str

    @property
    def at(self) -> str:
        """The instant as the ledger writes it."""
        return stamp(self.now)


def new_id() -> str:
    """A UUIDv7: ordered by time, 74 random bits (RFC 9562 §5.7)."""
    bits = time.time_ns() // 1_000_000 << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62
    return str(uuid.UUID(int=bits | secrets.randbits(62)))
