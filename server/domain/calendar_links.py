"""Secret links under which a calendar program reads a person's or a union's shifts without a log-in."""

from typing import ClassVar, Literal, get_args

from server.domain.records import Record

CalendarOf = Literal["person", "union"]
CALENDARS: tuple[CalendarOf, ...] = get_args(CalendarOf)


class CalendarLink(Record, frozen=True, kw_only=True):
    """One link; `id` is the SHA-256 of its token, which is shown once and kept nowhere.

    `of` and `owner` say whose shifts it shows: a person's id, or a union's. A revoked link opens nothing any more.
    """

    kind: ClassVar[str] = "calendar_link"
    of: CalendarOf
    owner: str
    by: str
    created_at: str
    revoked_at: str = ""

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """The live one by whose it is: each has at most one."""
        return {"live": () if self.revoked_at else (f"{self.of}:{self.owner}",)}
