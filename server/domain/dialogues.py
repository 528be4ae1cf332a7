"""Dialogue with the people (R40): a session of the leaders or of elected deputies, the opinions told, and answers."""

from typing import ClassVar, Literal, get_args

from msgspec import Struct

from server.domain.records import Record

SessionKind = Literal["dialogue", "voters", "hamlet", "other"]
"""The head of committee or authority with the people; voters meeting deputies before a council's session; a hamlet."""
SESSION_KINDS: tuple[SessionKind, ...] = get_args(SessionKind)
OpinionState = Literal["open", "answered"]


class SessionHeld(Struct, frozen=True, kw_only=True):
    """What is written down of a session; `present` is how many people came."""

    day: str
    place: str
    session_kind: SessionKind
    led_by: str
    present: int = 0
    note: str = ""


class DialogueSession(Record, frozen=True, kw_only=True):
    """One session; the fields are those of SessionHeld. `day` is `yyyy-mm-dd`."""

    kind: ClassVar[str] = "dialogue"
    day: str
    place: str
    session_kind: SessionKind
    led_by: str
    present: int = 0
    note: str = ""
    made_by: str
    made_at: str

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By year, and all."""
        return {"year": (self.day[:4],), "all": ("",)}


class Opinion(Record, frozen=True, kw_only=True):
    """What somebody said at a session. Who said it is not asked: `said_by` is a hamlet or a group, if anything.

    `responsible` answers until `due` (a day, '' for none). `answered_at` is an instant, `answer` what the people were
    told.
    """

    kind: ClassVar[str] = "opinion"
    session: str
    text: str
    said_by: str = ""
    responsible: str = ""
    due: str = ""
    answer: str = ""
    answered_at: str = ""
    answered_by: str = ""
    made_by: str
    made_at: str

    @property
    def state(self) -> OpinionState:
        """Whether it waits."""
        return "answered" if self.answered_at else "open"

    def overdue(self, today: str) -> bool:
        """Whether its day has passed without an answer."""
        return not self.answered_at and bool(self.due) and self.due < today

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By session, by state, and all."""
        return {"session": (self.session,), "state": (self.state,), "all": ("",)}
