"""The blocks of a printed form, from top to bottom; `kind` tells a template which one it has."""

from dataclasses import dataclass

from server.domain.form_paper import OfficeBlock
from server.domain.form_pieces import Cell
from server.domain.forms import Form


@dataclass(frozen=True)
class Line:
    """Fields that stand on one line; `to` where the paper says whom it is addressed to."""

    cells: tuple[Cell, ...]
    to: bool = False
    kind: str = "line"


@dataclass(frozen=True)
class Heading:
    """Printed words between the lines; `part` for the heading of a part of the paper."""

    text: str
    number: str = ""
    part: bool = False
    kind: str = "heading"


@dataclass(frozen=True)
class Declaration:
    """What the declarant declares."""

    text: str
    kind: str = "declaration"


@dataclass(frozen=True)
class Table:
    """Repeated rows under their heads."""

    number: str
    label: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = "table"


@dataclass(frozen=True)
class Mark:
    """A line of a table to be ticked: which of the columns are; `strong` over the lines that belong to it."""

    number: str
    label: str
    ticked: tuple[bool, ...]
    strong: bool = False


@dataclass(frozen=True)
class Marks:
    """A table to be ticked."""

    heads: tuple[str, ...]
    lines: tuple[Mark, ...]
    kind: str = "marks"


@dataclass(frozen=True)
class Signing:
    """Place and date, and whose signatures stand side by side: title and how; the office's part left of them."""

    signatures: tuple[tuple[str, str], ...]
    dated: str = ""
    left: tuple[OfficeBlock, ...] = ()
    kind: str = "signing"


Block = Line | Heading | Declaration | Table | Marks | Signing


@dataclass(frozen=True)
class Laid:
    """A whole paper: its lines in their order, and what the office fills in below them."""

    form: Form
    title: str
    blocks: tuple[Block, ...]
    below: tuple[OfficeBlock, ...] = ()

    @property
    def signed(self) -> bool:
        """Whether somebody signs the paper."""
        return any(isinstance(block, Signing) and block.signatures for block in self.blocks)
