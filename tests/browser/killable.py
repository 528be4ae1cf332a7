"""A phone's browser in a process of its own, on a profile that stays: opened, killed with SIGKILL, opened again."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.conftest import CHROMIUM, FLAGS, PHONE

PATIENCE = 10
"""Seconds that a killed browser's helpers may take to go."""


class Killable:
    """One profile and, while it is open, the browser on it. `browser` only lends its driver."""

    def __init__(self, browser: Browser, profile: Path, program: str = CHROMIUM) -> None:
        self.program = program
        self.kind = browser.browser_type
        self.profile = profile
        self.context: BrowserContext | None = None
        self.family: list[int] = []

    def open(self) -> Page:
        """Start the browser on the profile; its first page."""
        self.context = self.kind.launch_persistent_context(
            str(self.profile),
            executable_path=self.program,
            args=FLAGS,
            viewport=PHONE,  # type: ignore[arg-type]  # two ints
            is_mobile=True,
            has_touch=True,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        self.context.set_default_timeout(PATIENCE * 1000)
        return self.context.pages[0]

    def aim(self) -> None:
        """Find the browser process and its helpers, so that `kill` need not look for them."""
        flag = f"--user-data-dir={self.profile}"
        own = [pid for pid in running() if flag in words(pid) and not any(w.startswith("--type=") for w in words(pid))]
        assert len(own) == 1, "the browser runs once"
        self.family = [*own, *descendants(own[0])]

    def kill(self) -> None:
        """SIGKILL to the browser process, then to what it leaves behind. Nothing is flushed, nobody says farewell."""
        for pid in self.family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        limit = time.monotonic() + PATIENCE
        while any(words(pid) for pid in self.family):
            assert time.monotonic() < limit, "the browser does not go"
            time.sleep(0.01)
        self.close()

    def close(self) -> None:
        """Let go of it, killed or not."""
        if self.context is not None:
            with suppress(Error):
                self.context.close()
            self.context = None


def running() -> list[int]:
    """The ids of all processes."""
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def words(pid: int) -> list[str]:
    """A process's command line; nothing for one that is gone or only waits to be counted dead."""
    try:
        return [
            word for word in (Path("/proc") / str(pid) / "cmdline").read_text("utf-8", "replace").split("\0") if word
        ]
    except OSError:
        return []


def descendants(root: int) -> list[int]:
    """All processes that come from it, those nearest to it first."""
    parents: dict[int, int] = {}
    for pid in running():
        with suppress(OSError, IndexError, ValueError):
            parents[pid] = int((Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[1])
    found = [root]
    for known in found:
        found += [pid for pid, parent in parents.items() if parent == known]
    return found[1:]
