"""What a new day changes by itself: handbook and shifts on the phones, and data of people that nobody needs."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from server.actions.catalogue import add_words
from server.actions.consent import publish_consent
from server.actions.forms import publish_handbook
from server.actions.photo_retention import old_photos
from server.actions.retention import follow_rules, write_run
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
        forget_file: Callable[[str], bool] | None = None,
    ) -> None:
        """`catalogue` is the one that the program brings along: its plain words reach stores that have none yet.

        `forget_file` removes a photo by its name and says whether it was there.
        """
        super().__init__()
        self._forget_file = forget_file
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
            await self._forget_photos()
        except Exception:
            log.exception("the day's changes failed")

    def _change(self, unit: Unit) -> None:
        here = commune(unit)
        if here is None:
            return  # its set-up publishes
        now = self._clock()
        publish_consent(unit, here)
        add_words(unit, self._catalogue)
        publish_handbook(unit, self._forms, local_day(now))
        seed_unions(unit)
        publish_shifts(unit, now)
        follow_rules(unit, now)

    async def _forget_photos(self) -> None:
        """Files stand beside the store: they go after what is stored says so, and are counted with the rest."""
        forget = self._forget_file
        if forget is None:
            return
        with self._store.read() as view:
            old = old_photos(view, self._clock())
        gone = await asyncio.to_thread(lambda: sum(forget(name) for name in old))
        if gone:
            await asyncio.wrap_future(self._store.submit(lambda unit: write_run(unit, self._clock(), {"photos": gone})))
