"""What the server does by itself while it runs, over and over, each time at its time."""

import asyncio
import contextlib
from abc import ABC, abstractmethod


class TimedTask(ABC):
    """Waits, does it once, waits again, until it is stopped. Whoever inherits says when it starts."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    @abstractmethod
    def wait(self) -> float:
        """Seconds until it is time."""

    @abstractmethod
    async def once(self) -> object:
        """Do it now. It may be cancelled in the midst; what fails is its own to log, or it is never done again."""

    async def stop(self) -> None:
        """End, also in the midst of it."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def _begin(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self.wait())
            await self.once()
