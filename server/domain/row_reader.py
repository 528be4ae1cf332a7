"""One row of any list by its header: cells, people, places, what is wrong with them. Each kind adds its own."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, NamedTuple

from server.domain.addresses import hamlet_of
from server.domain.cells import cell_text, padded_digits
from server.domain.columns import Aliases, Header
from server.domain.dates import read_date, some_year
from server.domain.names import folded, tidy
from server.domain.phones import find_phone
from server.domain.procedure_names import ProcedureNames
from server.domain.row_problems import RowProblem, row_problem
from server.domain.tables import Cell, Row

Sex = Literal["male", "female", ""]
_SEXES: dict[str, Sex] = {
    "nam": "male", "trai": "male", "ong": "male", "m": "male", "male": "male",
    "nu": "female", "gai": "female", "ba": "female", "f": "female", "female": "female",
}  # fmt: skip


class Known(NamedTuple):
    """What the commune knows and lists speak of: hamlet ids by their names, and the catalogue's procedures."""

    hamlets: Mapping[str, str]
    procedures: ProcedureNames


class RowRefused(Exception):
    """The row gives nothing to import. `problem` says why."""

    def __init__(self, problem: RowProblem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class RowReader(ABC):
    """Reads one row by its header, collecting `warnings` on the way.

    `number` is the row as the clerk counts; `heading` the name of a hamlet under which the row stands, or ''.
    """

    ALIASES: ClassVar[Aliases]
    NEEDED: ClassVar[tuple[tuple[str, ...], ...]]
    """A list of this kind has one field of each group."""
    FACTS: ClassVar[tuple[str, ...]]
    """The fields that tell a row of the list from a title, a total, a signature."""

    def __init__(self, header: Header, row: Row, number: int, sheet: str = "", heading: str = "") -> None:
        self.header, self.row, self.number, self.sheet, self.heading = header, row, number, sheet, heading
        self.warnings: list[RowProblem] = []
        self._texts: dict[str, str] = {}

    @property
    @abstractmethod
    def key_field(self) -> str:
        """The field that says which one it is: the same again is the same."""

    @abstractmethod
    def has_key(self) -> bool:
        """Whether that field holds something of the right form."""

    def cell(self, field: str) -> Cell:
        """The cell under a field's column, None if there is no such column or cell."""
        index = self.header.index(field)
        return self.row[index] if index is not None and index < len(self.row) else None

    def text(self, field: str) -> str:
        """The same as text."""
        if field not in self._texts:
            self._texts[field] = cell_text(self.cell(field))
        return self._texts[field]

    def problem(self, field: str, code: str, value: str = "", other: str = "") -> RowProblem:
        """What is wrong in the cell of a field."""
        return row_problem(self.sheet, self.number, self.header.title(field), code, value, other)

    def warn(self, field: str, code: str, value: str = "", other: str = "") -> None:
        """Note what the clerk should look at."""
        self.warnings.append(self.problem(field, code, value, other))

    def name(self) -> str:
        """The whole name, from one column or from two."""
        name = self.text("name") or tidy(f"{self.text('family_name')} {self.text('given_name')}")
        if not any(map(str.isalpha, name)):
            raise RowRefused(self.problem(self.name_field, "no_name"))
        return name

    @property
    def name_field(self) -> str:
        """The field whose column holds the name."""
        return next((field for field in ("name", "given_name") if self.header.has(field)), "family_name")

    def sex(self) -> Sex:
        """What the list says of it, '' with a warning if that is not understood."""
        sex = _SEXES.get(folded(self.text("sex")).rstrip("."), "")
        if self.text("sex") and not sex:
            self.warn("sex", "bad_sex", self.text("sex"))
        return sex

    def birth(self, field: str) -> str:
        """A birth date as precise as the cell says it; nobody is refused for one that cannot be read."""
        text, birth = self.text(field), read_date(self.cell(field))
        if birth or not text:
            return birth or ""
        if year := some_year(text):
            self.warn(field, "only_year", text, year)
            return year
        self.warn(field, "bad_birth", text)
        return ""

    def digits(self, field: str, lengths: Sequence[int]) -> str:
        """A number of fixed length, '' with a warning if it is not one."""
        digits, padded = padded_digits(self.cell(field), tuple(lengths))
        if digits and (len(digits) not in lengths or not digits.isdigit()):
            self.warn(field, "bad_code", self.text(field))
            return ""
        if padded:
            self.warn(field, "zeros_back", self.text(field), digits)
        return digits

    def phone(self) -> str:
        """A telephone number in one form."""
        text = self.text("phone")
        phone = find_phone(text)
        if text and phone is None:
            self.warn("phone", "bad_phone", text)
        return phone or ""

    def hamlet(self, hamlets: Mapping[str, str]) -> tuple[str | None, str]:
        """(hamlet's id if known, the words of the list): its own column, the address, or the heading above."""
        own, address = self.text("hamlet"), self.text("address")
        field = "hamlet" if own else "address"
        text = tidy(f"{own}, {address}") if own and address and own not in address else address or own or self.heading
        if not text:
            self.warn(field, "no_hamlet")
            return None, ""
        hamlet = (hamlet_of(own, hamlets) if own else None) or hamlet_of(text, hamlets)
        if hamlet is None and self.heading:
            hamlet = hamlet_of(self.heading, hamlets)
        if hamlet is None:
            self.warn(field, "unknown_hamlet", text)
        return hamlet, text
