"""One row of a card list → a card, or the reason why it is none. Only what is needed for the card refuses a row."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from server.domain.addresses import hamlet_of
from server.domain.cards import (
    INSURANCE_DIGITS,
    PERSONAL_DIGITS,
    Card,
    code_of_number,
    is_card_number,
    read_card_number,
)
from server.domain.cells import cell_text, padded_digits
from server.domain.columns import Header
from server.domain.dates import read_date, shown_date, some_year
from server.domain.names import folded, tidy
from server.domain.phones import find_phone
from server.domain.row_problems import RowProblem, row_problem
from server.domain.tables import Cell, Row

Sex = Literal["male", "female", ""]
_SEXES: dict[str, Sex] = {
    "nam": "male", "trai": "male", "ong": "male", "m": "male", "male": "male",
    "nu": "female", "gai": "female", "ba": "female", "f": "female", "female": "female",
}  # fmt: skip


_DATES = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")


class RowRefused(Exception):
    """The row gives no card. `problem` says why."""

    def __init__(self, problem: RowProblem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class CardRow:
    """Reads one row by its header, collecting `warnings` on the way.

    `number` is the row as the clerk counts; `heading` the name of a hamlet under which the row stands, or ''.
    """

    def __init__(self, header: Header, row: Row, number: int, sheet: str = "", heading: str = "") -> None:
        self.header, self.row, self.number, self.sheet, self.heading = header, row, number, sheet, heading
        self.warnings: list[RowProblem] = []

    def cell(self, field: str) -> Cell:
        """The cell under a field's column, None if there is no such column or cell."""
        index = self.header.index(field)
        return self.row[index] if index is not None and index < len(self.row) else None

    def text(self, field: str) -> str:
        """The same as text."""
        return cell_text(self.cell(field))

    def problem(self, field: str, code: str, value: str = "", other: str = "") -> RowProblem:
        """What is wrong in the cell of a field."""
        return row_problem(self.sheet, self.number, self.header.title(field), code, value, other)

    def warn(self, field: str, code: str, value: str = "", other: str = "") -> None:
        """Note what the clerk should look at."""
        self.warnings.append(self.problem(field, code, value, other))

    def card(self, hamlets: Mapping[str, str]) -> Card:
        """The card of this row. Raises RowRefused."""
        name, number = self.name(), self.card_number()
        valid_from, valid_to = self.validity()
        birth, sex = self.birth_and_sex(valid_from)
        insurance_code, personal_id = self.codes(number)
        hamlet, hamlet_text = self.hamlet(hamlets)
        return Card(
            name=name,
            number=number,
            valid_from=valid_from,
            valid_to=valid_to,
            birth=birth,
            sex=sex,
            insurance_code=insurance_code,
            personal_id=personal_id,
            hospital=self.text("hospital"),
            hamlet=hamlet,
            hamlet_text=hamlet_text,
            phone=self.phone(),
            nickname=self.text("nickname"),
            way=self.text("note"),
        )

    def name(self) -> str:
        """The whole name, from one column or from two."""
        name = self.text("name") or tidy(f"{self.text('family_name')} {self.text('given_name')}")
        if not any(map(str.isalpha, name)):
            raise RowRefused(self.problem(self.name_field, "no_name"))
        return name

    @property
    def name_field(self) -> str:
        """The field whose column holds the name."""
        return next((field for field in ("name", "given_name") if self.header.title(field)), "family_name")

    @property
    def number_field(self) -> str:
        """The field whose column holds the card's number: since 2021 the insurance code is printed alone."""
        return "number" if self.header.title("number") else "insurance_code"

    def card_number(self) -> str:
        """The number of the card."""
        cell = self.cell(self.number_field)
        number, padded = read_card_number(cell)
        if not number:
            raise RowRefused(self.problem(self.number_field, "no_number"))
        if not is_card_number(number):
            raise RowRefused(self.problem(self.number_field, "bad_number", cell_text(cell)))
        if padded:
            self.warn(self.number_field, "zeros_back", cell_text(cell), number)
        return number

    def validity(self) -> tuple[str, str]:
        """First and last day, from two columns or both from one; a list without such columns says neither."""
        first, last, start_cell, end_cell = "valid_from", "valid_to", self.cell("valid_from"), self.cell("valid_to")
        if not self.header.title(first) and (text := self.text("validity")):
            first = last = "validity"
            start_cell, end_cell, *_ = (*_DATES.findall(text), None, None) if _DATES.search(text) else (text, None)
        start = self.whole_day(first, "bad_valid_from", start_cell)
        if not start and self.header.title(first):
            raise RowRefused(self.problem(first, "no_valid_from"))
        end = self.whole_day(last, "bad_valid_to", end_cell)
        if end and end < start:
            raise RowRefused(self.problem(last, "ends_before_start", shown_date(end), shown_date(start)))
        return start, end

    def whole_day(self, field: str, code: str, cell: Cell) -> str:
        """A date with day, month and year, '' for an empty cell."""
        text = cell_text(cell)
        day = read_date(cell)
        if text and (day is None or len(day) < len("yyyy-mm-dd")):
            raise RowRefused(self.problem(field, code, text))
        return day or ""

    def birth_and_sex(self, valid_from: str) -> tuple[str, Sex]:
        """Both, also where two columns 'Nam' and 'Nữ' hold the birth date or a mark."""
        sex = _SEXES.get(folded(self.text("sex")).rstrip("."), "")
        if self.text("sex") and not sex:
            self.warn("sex", "bad_sex", self.text("sex"))
        birth = self.birth("birth")
        halves: tuple[tuple[str, Sex], ...] = (("male", "male"), ("female", "female"))
        for field, meant in halves:
            if self.text(field):
                sex = sex or meant
                birth = birth or (self.birth(field) if any(map(str.isdigit, self.text(field))) else "")
        if birth and valid_from and birth > valid_from:
            self.warn("birth", "born_after", shown_date(birth))
        return birth, sex

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

    def codes(self, number: str) -> tuple[str, str]:
        """(insurance code, personal id). Some lists have both in one column; the card's number contains one of them."""
        both = (INSURANCE_DIGITS, PERSONAL_DIGITS)
        insurance = "" if self.number_field == "insurance_code" else self.digits("insurance_code", both)
        personal = self.digits("personal_id", (9, PERSONAL_DIGITS))
        if len(insurance) == PERSONAL_DIGITS:
            insurance, personal = "", personal or insurance
        contained = code_of_number(number)
        if insurance and contained and insurance != contained:
            self.warn("insurance_code", "code_differs", insurance)
        return insurance or contained, personal or (number if not contained else "")

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
