"""Photos and other files of events, on the disk beside the store: named by their hash, whole or not there at all."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from server.domain.events import is_file_name


class Files:
    """A folder of files by SHA-256 (hex)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, name: str) -> Path:
        if not is_file_name(name):
            raise KeyError(name)
        return self._folder / name[:2] / name

    def has(self, name: str) -> bool:
        """Whether it is here. Raises KeyError for a name that is no hash."""
        return self._path(name).is_file()

    def get(self, name: str) -> bytes:
        """Its bytes. Raises KeyError if it is not here."""
        try:
            return self._path(name).read_bytes()
        except OSError as error:
            raise KeyError(name) from error

    def put(self, name: str, content: bytes) -> bool:
        """Keep it, durably; False if it was here. Raises ValueError if the hash differs, OSError if the disk does."""
        path = self._path(name)
        if hashlib.sha256(content).hexdigest() != name:
            raise ValueError(name)
        if path.is_file():
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{name}.{os.getpid()}.part")
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return True

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Every file, by name."""
        for path in sorted(self._folder.glob("??/*")):
            if is_file_name(path.name):
                yield path.name, path.read_bytes()

    def remove(self, name: str) -> bool:
        """Forget a file; whether it was here. Raises KeyError for a name that is no hash, OSError if the disk does."""
        path = self._path(name)
        if not path.is_file():
            return False
        path.unlink()
        return True
