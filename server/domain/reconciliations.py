"""The weekly reconciliation (R32): what the ledger says a deliverer holds, against what he says he holds."""

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import ClassVar, Literal, get_args

from msgspec import Struct

from server.domain.items import Item
from server.domain.records import Record

Source = Literal["papers", "count", "phone"]
"""Whence we know what he holds: paper by paper, by number only, or what he accepted on his phone."""
SOURCES: tuple[Source, ...] = get_args(Source)
DifferenceKind = Literal["missing", "extra"]
_WEEK = re.compile(r"((?:19|20|21)[0-9]{2})-W([0-9]{2})")


class Finding(Struct, frozen=True, omit_defaults=True):
    """One paper on which the ledger and the deliverer differ: `missing` from his bag, or there and `extra`.

    `event` is the hash of the last event about it at the count. `settled_*` say who explained it, when and how.
    """

    item: str
    name: str
    kind: DifferenceKind
    event: str = ""
    settled_at: str = ""
    settled_by: str = ""
    how: str = ""


class Reconciliation(Record, frozen=True, kw_only=True):
    """One deliverer's bag in one week, as it was counted last; earlier counts stand in its history.

    `week` is ISO 8601, `2026-W48`. `held` is what the ledger said then, `said` what the deliverer said (item ids).
    `signed_*` say who put the week to rest; a later count takes the signature away.
    """

    kind: ClassVar[str] = "reconciliation"
    week: str
    deliverer: str
    counted_at: str
    counted_by: str
    source: Source
    held: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    note: str = ""
    signed_at: str = ""
    signed_by: str = ""

    @property
    def open(self) -> tuple[Finding, ...]:
        """The differences that nobody has explained."""
        return tuple(one for one in self.findings if not one.settled_at)

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By week, by week and deliverer, by deliverer; those with an open difference; all."""
        return {
            "week": (self.week,),
            "bag": (bag_key(self.week, self.deliverer),),
            "deliverer": (self.deliverer,),
            "open": ("",) if self.open else (),
            "all": ("",),
        }


def bag_key(week: str, deliverer: str) -> str:
    """How the reconciliation of a deliverer's week is found."""
    return f"{week}:{deliverer}"


def differences(held: Iterable[Item], said: Collection[str]) -> list[tuple[str, DifferenceKind]]:
    """(item, kind) of every paper that only one of the two names: what the ledger has first."""
    ledger = {item.id for item in held}
    missing: list[tuple[str, DifferenceKind]] = [(id_, "missing") for id_ in sorted(ledger - set(said))]
    return [*missing, *((id_, "extra") for id_ in sorted(set(said) - ledger))]


def week_of(day: date) -> str:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def week_days(week: str) -> tuple[date, date]:
    """Monday and Sunday of a week. Raises ValueError if there is no such week."""
    found = _WEEK.fullmatch(week)
    if found is None:
        raise ValueError(week)
    monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    return monday, monday + timedelta(days=6)


def next_week(week: str, by: int) -> str:
    """The week so many weeks later (or earlier). Raises ValueError."""
    return week_of(week_days(week)[0] + timedelta(weeks=by))
