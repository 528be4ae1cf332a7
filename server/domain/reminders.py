"""A reminder (R62): that somebody was asked, on the telephone or in person, to do what is overdue or stuck."""

from typing import ClassVar, Literal, get_args

from server.domain.records import Record

How = Literal["call", "message", "in_person"]
HOWS: tuple[How, ...] = get_args(How)


class Reminder(Record, frozen=True, kw_only=True):
    """One reminder. `about` is `kind:id` of the document that waits, `code` what was the matter with it.

    `to` is the person reminded, `at` an instant (UTC, ms); `id` is the act's id.
    """

    kind: ClassVar[str] = "reminder"
    about: str
    code: str
    to: str
    by: str
    at: str
    how: How
    note: str = ""

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By what it is about, by who was reminded, and all."""
        return {"about": (self.about,), "to": (self.to,), "all": ("",)}
