"""The administration's first page: how the installation stands, with what needs somebody first."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from server import __version__
from server.actions.ledger import head
from server.domain.events import Fate, Refused
from server.domain.keep import BackupNote
from server.domain.ledger_checks import LedgerCheck
from server.domain.people import Device, Person
from server.domain.times import instant
from server.http.desk import store, view
from server.http.office.names import Names
from server.http.office.page import page
from server.http.security import guarded
from server.store.port import View

BACKUP_OLD = timedelta(days=2)
"""One a night is usual: two nights without one are asked about."""
CHECK_OLD = timedelta(days=7)
SILENT = timedelta(days=7)
LITTLE_SPACE = 1_000_000_000
"""Bytes free on the data folder's disk below which it is said aloud: a backup and its rehearsal must fit."""


@dataclass(frozen=True)
class Standing:
    """How it stands. `free` in bytes, -1 if the disk does not say; `silent` phones were not heard of for 7 days."""

    backup: BackupNote | None
    check: LedgerCheck | None
    head: str
    free: int
    held: int
    refused: int
    phones: int
    silent: int
    people: int
    old_backup: bool
    old_check: bool

    @property
    def little_space(self) -> bool:
        """Whether the disk is nearly full."""
        return 0 <= self.free < LITTLE_SPACE


def last_check(seen: View) -> LedgerCheck | None:
    """The newest check of the ledger."""
    return seen.last(LedgerCheck, "all", "")


def is_silent(device: Device, now: datetime) -> bool:
    """Whether a phone that still works was not heard of for 7 days."""
    return device.revoked_at is None and now - instant(device.seen_at or device.enrolled_at) > SILENT


def standing(request: Request, seen: View, now: datetime) -> Standing:
    """All figures of the page."""
    data = request.app.state.settings.data
    backup, check = next(iter(request.app.state.chores.made()), None), last_check(seen)
    devices = [one for one in seen.find(Device, "all", "") if one.revoked_at is None]
    try:
        free = shutil.disk_usage(data).free
    except OSError:
        free = -1
    return Standing(
        backup=backup,
        check=check,
        head=head(seen),
        free=free,
        held=seen.count(Fate, "queue", "held"),
        refused=seen.count(Refused, "all", ""),
        phones=len(devices),
        silent=sum(is_silent(one, now) for one in devices),
        people=sum(one.active for one in seen.find(Person, "all", "")),
        old_backup=backup is None or now - instant(backup.at) > BACKUP_OLD,
        old_check=check is None or not check.good or now - instant(check.at) > CHECK_OLD,
    )


def size(count: int) -> str:
    """Bytes for people, in powers of a thousand: `2,4 GB`."""
    number, unit = float(max(count, 0)), "B"
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if number < 1000 or unit == "TB":
            break
        number /= 1000
    return f"{number:.0f} {unit}" if unit == "B" or number >= 100 else f"{number:.1f} {unit}".replace(".", ",")


async def show_admin(request: Request) -> Response:
    """How it stands."""
    with view(request) as seen:
        found = standing(request, seen, request.app.state.clock())
        by = Names(seen).person(found.check.by) if found.check else ""
    engine = store(request)
    return page(
        request,
        "office/admin.html",
        standing=found,
        checked_by=by,
        size=size,
        version=__version__,
        build=request.app.state.field_build(),
        engine=engine.name,
        epoch=engine.history.epoch,
    )


routes = [guarded("/office/admin", show_admin, "admin.read")]
