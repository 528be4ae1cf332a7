"""The report as it is kept: its period, head, the parts edited by hand, and once it is published what it said then."""

from typing import Any, ClassVar, Literal

from msgspec import Struct, field

from server.domain.official_documents import Capacity
from server.domain.records import Record
from server.domain.report_period import Period

SYMBOL = "BC-UBND"
RECIPIENTS_2020 = (
    "VP HĐND và UBND huyện",
    "Phòng Nội vụ huyện",
    "TT Đảng ủy, TT HĐND xã",
    "CT và các PCT UBND xã",
    "Các ngành, các ấp",
    "Lưu: VT, CCHC",
)
RECIPIENTS = (
    "UBND thành phố (Sở Nội vụ)",
    "TT Đảng ủy, TT HĐND xã",
    "CT và các PCT UBND xã",
    "Ủy ban MTTQ Việt Nam xã",
    "Các ấp",
    "Lưu: VT, CCHC",
)
"""Whom a report goes to (R71): since 1/7/2025 there is no district above a commune."""
MAX_TEXT = 20_000
"""Characters of one part."""


class Signatory(Struct, frozen=True):
    """Who signs and in whose place (R72): capacity, what he is, his name."""

    capacity: Capacity = "TM."
    position: str = ""
    name: str = ""


class EditedPart(Struct, frozen=True):
    """A part written by hand: its text, and the suggestion that it was edited from. A line is a paragraph."""

    text: str
    base: str = ""
    by: str = ""
    at: str = ""


class FrozenFigure(Struct, frozen=True):
    """A figure on the day of publication: the keys of its rows, and their sum. Its count is the length of the list."""

    rows: tuple[str, ...]
    amount: int = 0


class Snapshot(Struct, frozen=True):
    """What a published report said: the figures with their lists, the whole document, and the ledger's head then.

    `document` is an OfficialDocument as `document_json` writes it.
    """

    figures: dict[str, FrozenFigure]
    document: dict[str, Any]
    head: str


class Report(Record, frozen=True, kw_only=True):
    """One version of one report; `id` is the act's id. A published one is never changed: a new version replaces it.

    `first` is the id of version 1, the same for all versions. `generated` are the suggestions that were seen last.
    """

    kind: ClassVar[str] = "report"
    period: Period
    title: str
    number: str = ""
    symbol: str = SYMBOL
    place: str = ""
    day: str = ""
    signatory: Signatory = Signatory()
    recipients: tuple[str, ...] = RECIPIENTS
    parts: dict[str, EditedPart] = field(default_factory=dict)
    generated: dict[str, str] = field(default_factory=dict)
    generated_at: str = ""
    state: Literal["draft", "published"] = "draft"
    version: int = 1
    first: str = ""
    made_by: str
    made_at: str
    published_by: str = ""
    published_at: str = ""
    snapshot: Snapshot | None = None
    removed_at: str = ""

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By state, by the first version, and all; a draft that was thrown away only for its history."""
        if self.removed_at:
            return {}
        return {"state": (self.state,), "first": (self.first or self.id,), "all": ("",)}
