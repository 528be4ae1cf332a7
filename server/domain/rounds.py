"""The round (đợt giao): a bag of 1-30 items, one deliverer, a due day."""

from typing import ClassVar, Literal

from server.domain.records import Record

MAX_ITEMS = 30
RoundState = Literal["packed", "given", "accepted", "closed"]


class Round(Record, frozen=True, kw_only=True):
    """A bag. `items` is what was packed; `open` how many of them are still with the deliverer.

    `given_at` and `accepted_at` are the two sides' confirmations of the hand-over.
    """

    kind: ClassVar[str] = "round"
    no: int
    deliverer: str
    due: str
    items: tuple[str, ...]
    packed_at: str
    packed_by: str
    given_at: str | None = None
    accepted_at: str | None = None
    returned_at: str | None = None
    closed_at: str | None = None
    missing: tuple[str, ...] = ()

    @property
    def state(self) -> RoundState:
        """packed → given → accepted → closed."""
        if self.closed_at:
            return "closed"
        if self.accepted_at:
            return "accepted"
        return "given" if self.given_at else "packed"

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By deliverer; the open ones, all ('') and by deliverer; and all."""
        return {
            "deliverer": (self.deliverer,),
            "open": ("", self.deliverer) if not self.closed_at else (),
            "all": ("",),
        }
