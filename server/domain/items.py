"""The item: one result on paper, and in whose custody it is."""

from functools import lru_cache
from typing import ClassVar, Literal

from msgspec import Struct

from server.domain.conditions import Condition
from server.domain.names import folded
from server.domain.records import Record
from server.domain.times import instant, local_day

State = Literal["at_desk", "in_round", "delivered", "returned", "posted", "withdrawn"]
"""`withdrawn`: the import that brought it was undone before it left the desk; no list shows it."""
STATES: tuple[State, ...] = ("at_desk", "in_round", "delivered", "returned", "posted")
Class = Literal["D0", "D1", "D2", "D3"]
MAX_ATTEMPTS = 3
"""After so many failed visits the item goes back to the desk."""


class Redo(Struct, frozen=True):
    """A task sent back: the confirmation's event id, the reason, and who has to do it."""

    event: str
    reason: str
    person: str


class Held(Struct, frozen=True):
    """One confirmation of this item: event id, whose, whether a review still concerns it, its corrected time."""

    event: str
    person: str
    open: bool
    when: str = ""


class Paper(Struct, frozen=True):
    """A signed slip that the office recorded: the event's id, and when the paper was handed over by the slip."""

    event: str
    when: str


class Post(Struct, frozen=True, omit_defaults=True):
    """The paper as the public post has it: its number, the instant of the hand-over, the event that says delivered."""

    tracking: str
    posted_at: str
    proof: str = ""


class Custody(Struct, frozen=True, omit_defaults=True):
    """Where the paper is. `holders` had it in an open round at some time; `proof` is the acting one's event id.

    `papers` are the signed slips that stand; `under` is the custody without them while only a slip says delivered.
    """

    state: State = "at_desk"
    holder: str | None = None
    round: str | None = None
    attempts: int = 0
    next: str | None = None
    last_reason: str | None = None
    proof: str | None = None
    redo: Redo | None = None
    holders: tuple[str, ...] = ()
    confirmations: tuple[Held, ...] = ()
    delivered_at: str | None = None
    post: Post | None = None
    papers: tuple[Paper, ...] = ()
    under: "Custody | None" = None


class What(Struct, frozen=True):
    """What is handed over."""

    kind: Literal["health_card", "result"]
    title: str
    count: int = 1


class Item(Record, frozen=True, kw_only=True):
    """One result on paper for one person. `birth` is `yyyy`, `yyyy-mm` or `yyyy-mm-dd`: as precise as known.

    `dossier` and `request` are the ids of what it comes from; `condition` is what lets a class D1 leave the house;
    `authorisation` says that a receiver who is not the subject needs a written one. `hamlet_text` is what the list
    said; `hamlet` the hamlet's id when it is known. `due` is a date.
    Its `id` is random and stands in the QR of the slip: no name in it, stable for ever.
    """

    kind: ClassVar[str] = "item"
    name: str
    birth: str = ""
    sex: Literal["male", "female", ""] = ""
    hamlet: str | None = None
    hamlet_text: str = ""
    way: str = ""
    nickname: str = ""
    phone: str = ""
    what: What
    number: str = ""
    valid_from: str = ""
    valid_to: str = ""
    insurance_code: str = ""
    personal_id: str = ""
    hospital: str = ""
    dossier_code: str = ""
    dossier: str | None = None
    request: str | None = None
    authorisation: bool = False
    delivery_class: Class = "D0"
    condition: Condition | None = None
    checks: tuple[str, ...] = ()
    arrived: str = ""
    due: str | None = None
    batch: str | None = None
    custody: Custody = Custody()

    @property
    def birth_year(self) -> int | None:
        """The year of birth, if anything of it is known."""
        return int(self.birth[:4]) if self.birth[:4].isdigit() else None

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By state, round, hamlet, batch, number, dossier, who holds it now, all; a withdrawn one by its card.

        Of what goes or went by post: its state, its number, the day on which it was handed over.
        """
        if self.custody.state == "withdrawn":
            return {"withdrawn": (card_key(self.number, self.valid_from),)}
        holder, post = self.custody.holder, self.custody.post
        return {
            "state": (self.custody.state,),
            "round": (self.custody.round,) if self.custody.round else (),
            "hamlet": (self.hamlet or "",),
            "batch": (self.batch,) if self.batch else (),
            "number": (number_key(self.number),) if self.number else (),
            "dossier": (self.dossier,) if self.dossier else (),
            "holder": (holder,) if holder and self.custody.state in ("in_round", "returned") else (),
            "post": (self.custody.state,) if post else (),
            "tracking": (post.tracking,) if post else (),
            "posted": (local_day(instant(post.posted_at)),) if post else (),
            "all": ("",),
        }

    @property
    def search(self) -> str:
        """What a search looks in, folded."""
        return folded(f"{self.name} {self.nickname} {self.number} {self.way} {self.dossier_code}")


def card_key(number: str, valid_from: str) -> str:
    """A health card is the same if number and valid-from agree."""
    return f"{number}|{valid_from}"


@lru_cache(maxsize=1 << 14)
def number_key(number: str) -> str:
    """The number of a card or a paper as compared: capitals and digits only, at most 64."""
    return "".join(sign for sign in number.upper() if sign.isalnum())[:64]
