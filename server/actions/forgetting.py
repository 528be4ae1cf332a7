"""Taking words out of a document's history: that something was changed, when and by whom stays; what it said goes."""

from collections.abc import Collection

from msgspec import structs

from server.domain.changes import Change, subject_of
from server.domain.records import Record
from server.store.port import Unit


def forget_words(unit: Unit, record: Record, fields: Collection[str], note: bool = False) -> None:
    """Empty what the history of `record` says of some fields; with `note` the reasons in words as well."""
    for change in unit.find(Change, "subject", subject_of(record)):
        kept = tuple(
            structs.replace(line, before="", after="") if line.field in fields else line for line in change.differences
        )
        less = structs.replace(change, differences=kept, note="" if note else change.note)
        if less != change:
            unit.put(less)
