"""The log of looks at personal data (Luật 91/2025/QH15: who processes such data keeps account of access to it).

One record a day for each reader, place and device, which holds ids and counts only: never a name, never what was
searched for. A list or a file that names many people says how many rows it had.
"""

from typing import ClassVar, Literal

from msgspec import Struct, field, structs

from server.domain.records import Record

Manner = Literal["page", "list", "print", "file", "phone"]
MANNERS: tuple[Manner, ...] = ("page", "list", "print", "file", "phone")
"""A page about one, a list of several, a paper, a file to take along, a phone's pull."""


class Seen(Struct, frozen=True, array_like=True):
    """How often a subject was looked at on that day, and the instant of the last time."""

    times: int
    last: str


class Look(Struct, frozen=True, kw_only=True):
    """One look, as it happens. `reader` is a person's id, `place` the route's path with its parameters open.

    `subjects` are `kind:id` of the documents about people that were shown; `rows` how many a file held whose rows are
    not told one by one; `at` an instant, `day` its day in Vietnam.
    """

    reader: str
    place: str
    manner: Manner
    day: str
    at: str
    device: str = ""
    subjects: tuple[str, ...] = ()
    rows: int = 0


class Reading(Record, frozen=True, kw_only=True):
    """All looks of one day, reader, place and device. `times` counts the looks, `rows` the rows of its files."""

    kind: ClassVar[str] = "reading"
    reader: str
    place: str
    manner: Manner
    day: str
    device: str = ""
    times: int = 0
    rows: int = 0
    last: str = ""
    subjects: dict[str, Seen] = field(default_factory=dict)

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By day, and by reader. Who looked at one subject is asked rarely: it is looked for through the days."""
        return {"day": (self.day,), "reader": (self.reader,)}


def reading_id(look: Look) -> str:
    """There is one of each."""
    return f"{look.day}|{look.reader}|{look.place}|{look.device}"


def with_look(known: Reading | None, look: Look) -> Reading:
    """The day's record with one look more. A device's pulls count an item once a day (it asks every minute)."""
    if known is None:
        known = Reading(
            id=reading_id(look),
            reader=look.reader,
            place=look.place,
            manner=look.manner,
            day=look.day,
            device=look.device,
        )
    subjects = dict(known.subjects)
    for subject in look.subjects:
        before = subjects.get(subject)
        if before is None or not look.device:
            subjects[subject] = Seen(before.times + 1 if before else 1, look.at)
    return structs.replace(
        known,
        times=known.times + 1,
        rows=known.rows + look.rows,
        last=max(known.last, look.at),
        subjects=subjects,
    )
