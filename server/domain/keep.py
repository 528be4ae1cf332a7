"""What phones may forget: nothing that a backup which may still be restored does not hold (sync.md §4 rule 5)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from server.domain.times import instant

RESTORABLE = timedelta(days=30)
"""A backup older than this is restored only on demand, knowing what phones may have forgotten since."""


class BackupNote(Struct, frozen=True):
    """One verified backup: when it was made, of which history, its head's seq and link, and where it lies."""

    at: str
    epoch: str
    seq: int
    link: str
    file: str = ""


def restorable(at: str, now: datetime) -> bool:
    """Whether a backup made at that time may still be restored without being asked twice."""
    return now - instant(at) < RESTORABLE


def keep(notes: Iterable[BackupNote], epoch: str, restored: Iterable[int], now: datetime) -> int:
    """The last seq up to which this history and every restorable backup have the same link; 0 if there is none.

    A backup of this epoch is a prefix of this history by its making. One of an earlier epoch shares what was there
    before the restore that ended it; `restored` are the seqs that the ledger's restores say they began from.
    """
    begun = min(restored, default=None)
    live = [note for note in notes if restorable(note.at, now)]
    shared = [note.seq if note.epoch == epoch or begun is None else min(note.seq, begun) for note in live]
    return min(shared, default=0)
