"""What a new day changes by itself: handbook and shifts on the phones, and data of people that nobody needs."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from server.actions.appointment_retention import erase_past
from server.actions.catalogue import add_words
from server.actions.contact_retention import erase_contacts
from server.actions.form_retention import erase_settled
from server.actions.forms import publish_handbook
from server.actions.roster_feeds import publish_shifts
from server.actions.setup import commune
from server.actions.unions import seed_unions
from server.domain.forms import Form
from server.domain.procedures import Procedure
from server.domain.times import local_day, until
from server.store.port import Store, Unit
from server.timed_task import TimedTask

AFTER_MIDNIGHT = timedelta(minutes=5)
"""In Vietnam: a version that begins on a day is there before anybody opens an office."""
log = structlog.get_logger()


class Daily(TimedTask):
    """Does it when the server starts, and after every midnight until it is stopped."""

    def __init__(
        self,
        store: Store,
        forms: Mapping[str, Form],
        clock: Callable[[], datetime],
        catalogue: Sequence[Procedure] = (),
    ) -> None:
        """`catalogue` is the one that the program brings along: its plain words reach stores that have none yet."""
        super().__init__()
        self._store, self._forms, self._clock, self._catalogue = store, forms, clock, catalogue

    async def start(self) -> None:
        """Once now, so that the first phone finds it done; then every day."""
        await self.once()
        self._begin()

    def wait(self) -> float:
        """Seconds to a little after the next midnight."""
        return (until(self._clock(), 0) + AFTER_MIDNIGHT).total_seconds()

    async def once(self) -> None:
        """One day's changes. What fails is logged and comes again tomorrow: it stops no server."""
        try:
            await asyncio.wrap_future(self._store.submit(self._change))
        except Exception:
            log.exception("the day's changes failed")

    def _change(self, unit: Unit) -> None:
        if commune(unit) is None:
            return  # its set-up publishes
        now = self._clock()
        add_words(unit, self._catalogue)
        publish_handbook(unit, self._forms, local_day(now))
        seed_unions(unit)
        publish_shifts(unit, now)
        erase_settled(unit, now)
        erase_past(unit, now)
        erase_contacts(unit, now)
