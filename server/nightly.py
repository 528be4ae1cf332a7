"""A backup every night (TANNHA_BACKUP_DIR), by the program's own command beside the running server."""

import asyncio
import contextlib
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from server.backups import notes, rotate
from server.domain.times import VIETNAM, instant, stamp
from server.settings import Settings

HOUR = 2
"""In Vietnam, when nobody works."""
log = structlog.get_logger()


class Nightly:
    """Waits for the night, makes a backup, forgets the old ones; again and again until it is stopped."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._clock = clock
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, if a folder for backups is set."""
        if self._settings.backup_dir is not None:
            self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End; a backup under way is given up, which leaves no half file under its name."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self.wait())
            await self.once()

    def wait(self) -> float:
        """Seconds to the next backup: none if the last one is more than a day old, or there never was one."""
        now = self._clock()
        last = max((instant(note.at) for note in notes(self._settings.data)), default=None)
        if last is None or now - last > timedelta(days=1):
            return 0
        local = now.astimezone(VIETNAM)
        tonight = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
        return ((tonight if tonight > local else tonight + timedelta(days=1)) - local).total_seconds()

    async def once(self) -> bool:
        """One backup now; whether it was made and verified. A failure is logged and tried again in an hour."""
        folder = self._settings.backup_dir
        assert folder is not None
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"tannha-{stamp(self._clock()).replace(':', '-')}.backup"
        command = [sys.executable, "-m", "server", "backup", str(file), "--data", str(self._settings.data)]
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
        )
        try:
            _, said = await process.communicate()
        except asyncio.CancelledError:
            process.kill()
            await process.wait()
            raise
        if process.returncode != 0:
            log.error("backup failed", file=str(file), said=said.decode("utf-8", "replace"))
            await asyncio.sleep(3600)
            return False
        rotate(self._settings.data, folder, self._clock())
        log.info("backup made", file=str(file))
        return True
