"""A request of a data subject: what somebody asks about their own data, who asked, what was answered, and until when.

Luật 91/2025/QH15 Điều 4 khoản 1 names the rights: to see and be given, to put right, to restrict, to have erased.
"""

from typing import ClassVar, Literal, get_args

from msgspec import Struct

from server.domain.records import Record
from sync.messages import Relation

Asked = Literal["view", "correct", "restrict", "erase"]
ASKED: tuple[Asked, ...] = get_args(Asked)
Identity = Literal["card", "vneid", "known", "mandate"]
IDENTITIES: tuple[Identity, ...] = get_args(Identity)
"""How it was shown who asks: an identity card, VNeID, known in person at the desk, a written mandate."""
TERM_DAYS: dict[Asked, int] = {"view": 10, "correct": 10, "restrict": 15, "erase": 20}
"""Calendar days in which it has to be done (NĐ 356/2025/NĐ-CP Điều 5, in force since 1/1/2026).

Until then it was 72 hours for all of them (NĐ 13/2023/NĐ-CP Điều 9, Điều 14 and Điều 16, replaced).
"""
REPLY_DAYS = 2
"""Working days in which whoever asks is told that it was received and how it goes on (same article)."""


class Asking(Struct, frozen=True, kw_only=True):
    """What is taken down of a request. `documents` are `kind:id` of what is theirs, `relation` is of who asks."""

    documents: tuple[str, ...]
    asked: tuple[Asked, ...]
    asked_by: str = ""
    relation: Relation = "subject"
    identity: Identity | Literal[""] = ""
    note: str = ""


class SubjectRequest(Record, frozen=True, kw_only=True):
    """One request; `id` is the act's id. The first fields but `name` are those of an Asking.

    `name` is the person's as the papers had it then. `reply_due` and `due` are days, all `…_at` are instants or ''.
    `restricted_why` says why processing is stopped until it is decided; lifted, it stops nothing any more.
    """

    kind: ClassVar[str] = "subject_request"
    name: str
    documents: tuple[str, ...]
    asked: tuple[Asked, ...]
    asked_by: str = ""
    relation: Relation = "subject"
    identity: Identity
    note: str = ""
    made_by: str
    made_at: str
    reply_due: str
    due: str
    restricted_at: str = ""
    restricted_why: str = ""
    lifted_at: str = ""
    answer: str = ""
    answered_at: str = ""
    answered_by: str = ""

    @property
    def state(self) -> Literal["open", "answered"]:
        """Whether an answer is still owed."""
        return "answered" if self.answered_at else "open"

    @property
    def stops(self) -> bool:
        """Whether further processing of the documents is stopped now."""
        return bool(self.restricted_at) and not self.lifted_at

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By state, by document, what stops processing now, and all."""
        return {
            "state": (self.state,),
            "document": self.documents,
            "stops": ("",) if self.stops else (),
            "all": ("",),
        }
