"""What the checks of the ledger found, one record each, so that it is seen when it was last whole (sync.md §6)."""

from typing import ClassVar, Literal

from server.domain.records import Record

Compared = Literal["", "prefix", "above", "not a prefix", "unreadable"]
"""What an earlier head was to the ledger; '' if none was given."""


class LedgerCheck(Record, frozen=True, kw_only=True):
    """One check: who asked for it, when it ended (UTC), how long it took in seconds.

    `bad` is the first seq at fault and `why` says how; `failed` says why it could not be carried out at all.
    """

    kind: ClassVar[str] = "ledger_check"
    by: str
    at: str
    seconds: float = 0
    events: int = 0
    held: int = 0
    erased: int = 0
    head: str = ""
    bad: int | None = None
    why: str = ""
    given: str = ""
    compared: Compared = ""
    failed: str = ""

    @property
    def good(self) -> bool:
        """Whether the ledger was whole, and the given head, if any, is one of its own."""
        return self.bad is None and not self.failed and self.compared in ("", "prefix")

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """All at once: one a day at most, over the years some thousands."""
        return {"all": ("",)}
