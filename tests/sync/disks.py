"""Disks that are full and then have room again, under a server process that never stops."""

import resource
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from tests.browser.running import Running

SIZE = 8_000_000
"""Bytes of the small file system."""
LEFT = 40_000
"""Bytes that are left on the limited disk: less than what a few batches need."""


class Disk(Protocol):
    """Where a commune's folder lies."""

    folder: Path

    def fill(self, server: Running) -> None:
        """From now on there is next to no room."""

    def clear(self, server: Running) -> None:
        """There is room again."""


class Small:
    """A file system of its own in memory; it is filled with a file."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "data"
        self.ballast = root / "ballast"

    def fill(self, server: Running) -> None:
        """Take all the room, to the last byte that can be had."""
        with self.ballast.open("ab", buffering=0) as file:
            for size in (4096, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    pass

    def clear(self, server: Running) -> None:
        """Give it back."""
        self.ballast.unlink()


class Limited:
    """Where nothing may be mounted: the kernel stops the server's files from growing, and lets them again."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "data"
        self.before = (0, 0)

    def fill(self, server: Running) -> None:
        """No file of that process may grow beyond what the largest has now, and a little."""
        assert server.process is not None
        largest = max(path.stat().st_size for path in self.folder.iterdir())
        self.before = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (largest + LEFT, self.before[1]))

    def clear(self, server: Running) -> None:
        """As before."""
        assert server.process is not None
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, self.before)


@contextmanager
def small_disk(root: Path) -> Iterator[Disk]:
    """A file system of 8 MB if this machine lets us mount one, else the same by a limit on the process."""
    with tempfile.TemporaryDirectory(dir=root) as place:
        command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", place]
        try:
            mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
        except FileNotFoundError:
            mounted = False
        try:
            yield Small(Path(place)) if mounted else Limited(Path(place))
        finally:
            if mounted:
                subprocess.run(["umount", "--lazy", place], check=True)


@contextmanager
def limited_disk(root: Path) -> Iterator[Disk]:
    """A limit on the process, wherever we are."""
    yield Limited(root)
