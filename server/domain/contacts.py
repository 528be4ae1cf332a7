"""One log of calls, Zalo chats and visits (R60): who asked what, what came of it, and what is still promised."""

from typing import ClassVar, Literal, get_args

from msgspec import Struct

from server.domain.records import Record

ContactChannel = Literal["hotline", "zalo", "visit", "other"]
CONTACT_CHANNELS: tuple[ContactChannel, ...] = get_args(ContactChannel)
Direction = Literal["in", "out"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
"""They came to us, or we to them."""
Outcome = Literal["", "answered", "request", "appointment", "passed_on", "not_reached"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
TYPED_OUTCOMES: tuple[Outcome, ...] = ("answered", "passed_on", "not_reached")
"""What a clerk says by hand; a request and an appointment are made, which says it."""
ContactState = Literal["open", "done"]
CONTACT_STATES: tuple[ContactState, ...] = get_args(ContactState)


class Told(Struct, frozen=True, kw_only=True):
    """What is taken down during a call; it is checked by who keeps it.

    `name` is whoever speaks, `phone` theirs, `what` what they ask, `note` what came of it in words. `follow_up` is the
    day on which something was promised, `yyyy-mm-dd` or ''. `done`: nothing is left to do.
    """

    channel: ContactChannel = "hotline"
    direction: Direction = "in"
    name: str = ""
    phone: str = ""
    hamlet: str | None = None
    what: str = ""
    outcome: Outcome = ""
    note: str = ""
    follow_up: str = ""
    done: bool = False


class SentMessage(Struct, frozen=True):
    """A message that somebody copied and sent by hand: which template, when (an instant), and who."""

    template: str
    at: str
    by: str

    def __str__(self) -> str:
        """In a history: which template it was."""
        return self.template


class Contact(Record, frozen=True, kw_only=True):
    """One contact; `id` is the act's id. The first fields are those of Told, with the state in place of `done`.

    `day` is its day in Vietnam. `request` and `appointment` are what was made of it, `procedure` the code of what was
    read out of the handbook. `closed_at` and `erased_at` are instants or ''; erased: whom it names is gone, what is
    counted stays.
    """

    kind: ClassVar[str] = "contact"
    channel: ContactChannel
    direction: Direction
    name: str = ""
    phone: str = ""
    hamlet: str | None = None
    what: str = ""
    outcome: Outcome = ""
    note: str = ""
    follow_up: str = ""
    state: ContactState = "open"
    request: str | None = None
    appointment: str | None = None
    procedure: str = ""
    messages: tuple[SentMessage, ...] = ()
    day: str
    made_by: str
    made_at: str
    closed_at: str = ""
    erased_at: str = ""

    @property
    def told(self) -> Told:
        """What was taken down."""
        shared = {name: getattr(self, name) for name in Told.__struct_fields__ if name != "done"}
        return Told(**shared, done=self.state == "done")

    def overdue(self, today: str) -> bool:
        """Whether what was promised for a day was not done on it."""
        return self.state == "open" and bool(self.follow_up) and self.follow_up < today

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By state, phone, month (`yyyy-mm`), what was made of it, what still names somebody, and all."""
        return {
            "state": (self.state,),
            "phone": (self.phone,) if self.phone else (),
            "month": (self.day[:7],),
            "request": (self.request,) if self.request else (),
            "named": ("",) if not self.erased_at else (),
            "all": ("",),
        }
