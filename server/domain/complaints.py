"""The complaint (phản ánh, góp ý) without a name (R42): what is kept of it, and never who sent it.

Its history lies inside it and nowhere else: no list of changes, no live news and no export can then show it to
whom it is about.
"""

from typing import ClassVar, Literal, NamedTuple, get_args

from msgspec import Struct

from server.domain.people import Role
from server.domain.records import Record

About = Literal["nobody", "person", "role"]
ComplaintState = Literal["waiting", "answered", "closed"]
COMPLAINT_STATES: tuple[ComplaintState, ...] = get_args(ComplaintState)
ComplaintStep = Literal["sent", "word", "assigned", "due", "replied", "closed", "reopened"]
ANSWER_DAYS = 15
"""Days in which the sender is promised a reply; the office may set another day for each."""
MAX_TEXT = 3000
MOST_WORDS = 40
"""Words that one complaint holds, both ways together."""


class Word(Struct, frozen=True, omit_defaults=True):
    """What was said, after the first text: by the sender or by the commune, which speaks without a name outside."""

    by: Literal["sender", "commune"]
    text: str
    day: str


class Step(Struct, frozen=True, omit_defaults=True):
    """One act. `id` is the act's, so that the same again does nothing; `by` a person's id, '' for the sender.

    `at` is an instant for the office, only a day for the sender: when somebody stood at a desk would say who it was.
    """

    id: str
    what: ComplaintStep
    at: str
    by: str = ""
    note: str = ""


class Complaint(Record, frozen=True, kw_only=True):
    """One complaint or opinion. It has no name, no address and no device of who sent it.

    `concerned` are the ids of whom it is about: the person, or everybody who had `role` on the day it was sent.
    `role` is theirs then, '' for nobody. `reference` is the SHA-256 of the code by which the sender follows it up;
    the code is kept nowhere. `day` is when it happened and `hamlet` where, '' where not told; `sent` and `due` are
    days. `assigned` is who of its readers sees to it.
    """

    kind: ClassVar[str] = "complaint"
    text: str
    about: About = "nobody"
    role: Role | Literal[""] = ""
    concerned: tuple[str, ...] = ()
    day: str = ""
    hamlet: str = ""
    reference: str
    sent: str
    due: str
    state: ComplaintState = "waiting"
    assigned: str = ""
    words: tuple[Word, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def replied(self) -> bool:
        """Whether the commune has said anything yet."""
        return any(one.by == "commune" for one in self.words)

    def overdue(self, today: str) -> bool:
        """Whether the promised day has passed while it waits."""
        return self.state == "waiting" and self.due < today

    def did(self, act: str) -> bool:
        """Whether that act was done already."""
        return any(step.id == act for step in self.steps)

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By state, by the hash of its code, and all."""
        return {"state": (self.state,), "reference": (self.reference,), "all": ("",)}


class ComplaintCounts(NamedTuple):
    """Of the complaints sent in a period: how many, and how many of them have a reply."""

    received: int = 0
    answered: int = 0
