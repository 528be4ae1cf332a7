"""The raw rows of imports: the file read goes the next day, what a batch says of single people later."""

from datetime import datetime, timedelta

from msgspec import structs

from server.domain.batches import Batch, BatchPart
from server.domain.imports import Upload
from server.domain.retention import Rule
from server.domain.times import stamp
from server.store.port import Unit


def forget_uploads(unit: Unit, now: datetime, rule: Rule) -> int:
    """Files that were read and that no running import needs."""
    limit = stamp(now - timedelta(days=rule.days))
    reading = {batch.upload for batch in unit.find(Batch, "moving", "")}
    old = [one for one in unit.find(Upload, "all", "") if one.created_at < limit and one.id not in reading]
    for upload in old:
        unit.remove(Upload, upload.id)
    return len(old)


def forget_batches(unit: Unit, now: datetime, rule: Rule) -> int:
    """What parts of old batches say: the words of refused rows, names of what stayed, facts from before a change.

    What a batch made can still be taken back afterwards; what it changed keeps its new facts.
    """
    limit, changed = stamp(now - timedelta(days=rule.days)), 0
    for batch in unit.find(Batch, "all", ""):
        if batch.moving or (batch.undone_at or batch.finished_at or batch.at) >= limit:
            continue
        for part in unit.find(BatchPart, "batch", batch.id):
            less = _without_words(part)
            if less != part:
                unit.put(less)
                changed += 1
    return changed


def _without_words(part: BatchPart) -> BatchPart:
    return structs.replace(
        part,
        refused=tuple(structs.replace(one, problem="", problem_en="") for one in part.refused),
        renewed=tuple(structs.replace(one, before={}, after={}) for one in part.renewed),
        kept=tuple(structs.replace(one, name="") for one in part.kept),
    )
