"""A backup every night (TANNHA_BACKUP_DIR), by the program's own command beside the running server."""

import asyncio
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from server.backups import backup_file, notes, reason, rotate
from server.domain.times import instant, until
from server.settings import Settings
from server.timed_task import TimedTask

HOUR = 2
"""In Vietnam, when nobody works."""
log = structlog.get_logger()


class Nightly(TimedTask):
    """Waits for the night, makes a backup, forgets the old ones; again and again until it is stopped."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._settings = settings
        self._clock = clock

    def start(self) -> None:
        """Begin, if a folder for backups is set."""
        if self._settings.backup_dir is not None:
            self._begin()

    def wait(self) -> float:
        """Seconds to the next backup: none if the last one is more than a day old, or there never was one."""
        now = self._clock()
        last = max((instant(note.at) for note in notes(self._settings.data)), default=None)
        if last is None or now - last > timedelta(days=1):
            return 0
        return until(now, HOUR).total_seconds()

    async def once(self) -> bool:
        """One backup now; whether it was made and verified. A failure is logged and tried again in an hour.

        One that is given up half-way leaves no half file under its name.
        """
        folder = self._settings.backup_dir
        assert folder is not None
        folder.mkdir(parents=True, exist_ok=True)
        file = backup_file(folder, self._clock())
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
            log.error("backup failed", file=str(file), said=reason(said.decode("utf-8", "replace")))
            await asyncio.sleep(3600)
            return False
        rotate(self._settings.data, folder, self._clock())
        log.info("backup made", file=str(file))
        return True
