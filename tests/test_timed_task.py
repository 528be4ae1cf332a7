"""A timed task is done again and again, ends when it is told to, and may be ended before it began."""

import asyncio

from server.timed_task import TimedTask


class Counting(TimedTask):
    """Is done at once each time; the third time takes for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.done = 0
        self.given_up = False
        self.third = asyncio.Event()

    def start(self) -> None:
        self._begin()

    def wait(self) -> float:
        return 0

    async def once(self) -> None:
        self.done += 1
        if self.done == 3:
            self.third.set()
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                self.given_up = True
                raise


def test_again_and_again_until_it_is_stopped_in_the_midst_of_it() -> None:
    async def run() -> Counting:
        task = Counting()
        task.start()
        await task.third.wait()
        await task.stop()
        return task

    task = asyncio.run(run())
    assert (task.done, task.given_up) == (3, True)


def test_what_never_began_stops() -> None:
    asyncio.run(Counting().stop())
