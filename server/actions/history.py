"""Writing the history of documents: one Change an act, in the same transaction as the act."""

from msgspec import structs

from server.actions.desk import Act
from server.domain.changes import Change, Difference, subject_of
from server.domain.records import Record
from server.store.port import Unit, View


def record_change(
    unit: Unit,
    act: Act,
    record: Record,
    what: str,
    note: str = "",
    before: Record | None = None,
    changed: tuple[Difference, ...] = (),
) -> Change:
    """Put a Change about `record`; with `before`, the document as it was, what differs is written down, or `changed`
    for what a document tells apart better than by its fields.

    One act may change several documents: each gets its own Change under `act.event_id:subject`.
    """
    subject = subject_of(record)
    change = Change(
        id=f"{act.event_id}:{subject}",
        subject=subject,
        what=what,
        by=act.by.id,
        at=act.at,
        note=" ".join(note.split()),
        differences=differences(before, record) if before is not None else changed,
    )
    unit.put(change)
    return change


def done_before(view: View, act: Act, record: Record) -> bool:
    """Whether this act was already written about this document."""
    return view.get(Change, f"{act.event_id}:{subject_of(record)}") is not None


def story(view: View, record: Record) -> list[Change]:
    """All that was done to a document, oldest first."""
    return view.find(Change, "subject", subject_of(record))


def differences(before: Record, after: Record) -> tuple[Difference, ...]:
    """The fields in which two states of a document differ, in the order of the document."""
    old, new = structs.asdict(before), structs.asdict(after)
    return tuple(
        Difference(name, _text(old.get(name)), _text(value)) for name, value in new.items() if value != old.get(name)
    )


def _text(value: object) -> str:
    if value in (None, "", ()):
        return ""
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
