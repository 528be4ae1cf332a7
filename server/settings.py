"""What can be set from outside: TANNHA_* variables, each with its default in sight."""

import os
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


_READERS: dict[str, Callable[[str], Any]] = {
    "data": Path,
    "backup_dir": Path,
    "port": int,
    "device_daily": int,
    "hosts": _names,
}


@dataclass(frozen=True)
class Settings:
    """One installation's settings. `public_url` is what the codes on paper and the invitations start with."""

    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    locale: str = "vi"
    log: str = "console"
    database_url: str = ""
    """A PostgreSQL database that holds the records instead of the data folder, `postgresql://…`; never logged."""
    commune: str = ""
    """Which commune of that database this is; the only one in it if nothing is said."""
    backup_dir: Path | None = None
    """Where `serve` puts a backup every night; none without it."""
    device_daily: int = 2000
    """Events that one phone may hand in on one day (sync.md §4 rule 13)."""
    hosts: tuple[str, ...] = ()
    """Names besides that of `public_url` by which this server may be asked, with commas between them."""
    trusted_proxies: str = "127.0.0.1,::1"
    """Addresses or networks, with commas between them, whose X-Forwarded-For is believed."""

    metrics_token: str = ""
    """Who brings it may read the figures at /metrics; without it they are not there."""

    @property
    def url(self) -> str:
        """The address that phones and papers are given, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether cookies may insist on HTTPS."""
        return self.url.startswith("https:")

    @classmethod
    def read(cls, **given: Any) -> Self:
        """From the environment; what is `given` and not None wins. Raises ValueError for a port that is none."""
        values: dict[str, Any] = {}
        for field in fields(cls):
            text = os.environ.get(f"TANNHA_{field.name.upper()}")
            if text:
                values[field.name] = _READERS.get(field.name, str)(text)
        values.update({name: value for name, value in given.items() if value is not None})
        return cls(**values)
