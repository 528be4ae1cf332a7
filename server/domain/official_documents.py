"""An official document of the commune as NĐ 30/2020/NĐ-CP, Phụ lục I wants it: pure data, made into DOCX and print."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, get_args

from server.domain.paper_dates import day_on_paper

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ENDING = "./."
BLANK_NUMBER = "       "
Capacity = Literal["", "TM.", "KT.", "TL.", "TUQ.", "Q."]
"""In whose place one signs: nobody's, on behalf of the committee, for the chair, by order, by authority, acting."""
CAPACITIES: tuple[Capacity, ...] = get_args(Capacity)
CHAIR = "CHỦ TỊCH"


class Run(NamedTuple):
    """Words set in one way; `struck` for what an amendment takes back."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False


Words = tuple[Run, ...]
"""The words of a paragraph or of a cell."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body."""

    words: Words
    kind: str = "paragraph"


@dataclass(frozen=True)
class Heading:
    """A heading with its number: level 1 `I. TÌNH HÌNH`, 2 `1. Kết quả`, 3 `a) Viết hộ`."""

    text: str
    level: int = 1
    kind: str = "heading"


class Column(NamedTuple):
    """A column of a table: its head, its share of the width, whether its cells are centred."""

    head: str
    share: float = 1
    centred: bool = False


@dataclass(frozen=True)
class Table:
    """A table; its head stands again on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    kind: str = "table"

    @property
    def shares(self) -> tuple[float, ...]:
        """Each column's part of the width, 1 for all together."""
        whole = sum(column.share for column in self.columns)
        return tuple(column.share / whole for column in self.columns)


Block = Paragraph | Heading | Table


class Signature(NamedTuple):
    """Who signs: the lines above the signature, capacity first, and the name below it."""

    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True)
class OfficialDocument:
    """One document. `agency` may have several lines (after `\\n`); `parent` only where the body above is named.

    Without a `number` its place is left blank for the records clerk, without a `day` likewise. `bases` are the
    documents that it rests on, each a clause; `to` whom a letter is addressed to. `footer` stands small at the foot
    of every page.
    """

    agency: str
    place: str
    type_name: str
    summary: str
    body: tuple[Block, ...]
    signature: Signature
    symbol: str
    number: str = ""
    day: date | None = None
    parent: str = ""
    to: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    footer: str = ""

    @property
    def number_line(self) -> str:
        """`Số: 1039/TB-UBND`, or with room for the number."""
        return f"Số: {self.number or BLANK_NUMBER}/{self.symbol}"

    @property
    def dated(self) -> str:
        """`Hòa Mỹ, ngày 01 tháng 10 năm 2020`."""
        return f"{self.place}, {day_on_paper(self.day) if self.day else 'ngày     tháng     năm'}"

    @property
    def ended(self) -> tuple[Block, ...]:
        """The body, its last paragraph closed with `./.`."""
        if self.body and isinstance(last := self.body[-1], Paragraph) and last.words:
            return (*self.body[:-1], Paragraph((*last.words[:-1], closed(last.words[-1]))))
        return self.body

    @property
    def listed_recipients(self) -> tuple[str, ...]:
        """The recipients as they are listed: a dash before, a semicolon after each but the last."""
        named = [one.rstrip(" ;.") for one in self.recipients]
        return tuple(f"- {one}{'.' if place == len(named) else ';'}" for place, one in enumerate(named, 1))


def closed(run: Run) -> Run:
    """The last words of a document with its closing sign."""
    return run if run.text.endswith(ENDING) else run._replace(text=run.text.rstrip(" .;") + ENDING)


def text(words: str) -> Paragraph:
    """A plain paragraph."""
    return Paragraph((Run(words),))


def agency_lines(committee: str) -> str:
    """`ỦY BAN NHÂN DÂN XÃ HÒA MỸ` on two lines, as heads of documents have it."""
    head, _, place = committee.partition("ỦY BAN NHÂN DÂN ")
    return f"ỦY BAN NHÂN DÂN\n{place}" if not head and place else committee


def signature(capacity: Capacity, position: str, name: str) -> Signature:
    """The signature of somebody of the people's committee (NĐ 30/2020, Phụ lục I, mục II.7).

    `position` is what he is: CHỦ TỊCH, PHÓ CHỦ TỊCH, or of an office below.
    """
    position = position.upper()
    committee = "TM. ỦY BAN NHÂN DÂN"
    lines = {
        "TM.": (committee, position or CHAIR),
        "KT.": (committee, f"KT. {CHAIR}", position or f"PHÓ {CHAIR}"),
        "Q.": (committee, f"Q. {CHAIR}"),
        "TL.": (f"TL. {CHAIR}", position),
        "TUQ.": (f"TUQ. {CHAIR}", position),
    }
    return Signature(tuple(line for line in lines.get(capacity, (position,)) if line), name)
