"""A phone as the office lists it: whose, when it was last heard of, what is out of order."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from server.domain.people import Device
from server.domain.times import MOST_OFFSET_MS, instant, stamp
from server.http.office.names import Names

SILENT = timedelta(days=3)
"""Who carries a bag and was not heard of for so long is asked about."""


@dataclass(frozen=True)
class PhoneLine:
    """`trouble` is '', cloned, clock or silent, the gravest first; `minutes` the clock's error, `days` the silence.

    `clock` is '', fast or slow: '' when it is within a minute or unknown.
    """

    device: Device
    person: str
    trouble: str
    days: int
    minutes: int
    clock: str

    @property
    def person_id(self) -> str:
        """Whose phone it is."""
        return self.device.person

    @property
    def label(self) -> str:
        """What the phone calls itself."""
        return self.device.label or self.device.id[:6]


def phone_line(device: Device, now: datetime, names: Names) -> PhoneLine:
    """A device with what is out of order about it. A revoked one is out of the game and has no trouble."""
    offset = device.offset or 0
    since = max(device.seen_at or device.enrolled_at, names.carrying_since(device.person) or stamp(now))
    silence = now - instant(since)
    minutes = round(abs(offset) / 60_000)
    return PhoneLine(
        device=device,
        person=names.person(device.person),
        trouble=_trouble(device, offset, silence),
        days=silence.days,
        minutes=minutes,
        clock=("fast" if offset < 0 else "slow") if minutes else "",
    )


def _trouble(device: Device, offset: int, silence: timedelta) -> str:
    if device.revoked_at:
        return ""
    if device.cloned_at:
        return "cloned"
    if abs(offset) > MOST_OFFSET_MS:
        return "clock"
    return "silent" if silence > SILENT else ""
