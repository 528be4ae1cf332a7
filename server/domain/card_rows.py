"""One row of a card list → a card, or the reason why it is none. Only what is needed for the card refuses a row."""

import re

from server.domain.card_columns import CARD_COLUMNS
from server.domain.cards import (
    INSURANCE_DIGITS,
    PERSONAL_DIGITS,
    Card,
    code_of_number,
    is_card_number,
    read_card_number,
)
from server.domain.cells import cell_text
from server.domain.dates import read_date, shown_date
from server.domain.row_reader import Known, RowReader, RowRefused, Sex
from server.domain.tables import Cell

_DATES = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")


class CardRow(RowReader):
    """A row of a list of health cards."""

    ALIASES = CARD_COLUMNS
    NEEDED = (("name", "given_name"), ("number", "insurance_code"))
    FACTS = ("name", "given_name", "birth", "male", "female", "sex", "number", "insurance_code", "personal_id")

    @property
    def key_field(self) -> str:
        """The card's number: since 2021 the insurance code is printed alone."""
        return "number" if self.header.has("number") else "insurance_code"

    def has_key(self) -> bool:
        """Whether there is a card's number."""
        return is_card_number(read_card_number(self.cell(self.key_field))[0])

    def told(self, known: Known) -> Card:
        """The card of this row. Raises RowRefused."""
        name, number = self.name(), self.card_number()
        valid_from, valid_to = self.validity()
        birth, sex = self.birth_and_sex(valid_from)
        insurance_code, personal_id = self.codes(number)
        hamlet, hamlet_text = self.hamlet(known.hamlets)
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

    def card_number(self) -> str:
        """The number of the card."""
        cell = self.cell(self.key_field)
        number, padded = read_card_number(cell)
        if not number:
            raise RowRefused(self.problem(self.key_field, "no_number"))
        if not is_card_number(number):
            raise RowRefused(self.problem(self.key_field, "bad_number", cell_text(cell)))
        if padded:
            self.warn(self.key_field, "zeros_back", cell_text(cell), number)
        return number

    def validity(self) -> tuple[str, str]:
        """First and last day, from two columns or both from one; a list without such columns says neither."""
        first, last, start_cell, end_cell = "valid_from", "valid_to", self.cell("valid_from"), self.cell("valid_to")
        if not self.header.has(first) and (text := self.text("validity")):
            first = last = "validity"
            start_cell, end_cell, *_ = (*_DATES.findall(text), None, None) if _DATES.search(text) else (text, None)
        start = self.whole_day(first, "bad_valid_from", start_cell)
        if not start and self.header.has(first):
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
        sex, birth = self.sex(), self.birth("birth")
        halves: tuple[tuple[str, Sex], ...] = (("male", "male"), ("female", "female"))
        for field, meant in halves:
            if self.text(field):
                sex = sex or meant
                birth = birth or (self.birth(field) if any(map(str.isdigit, self.text(field))) else "")
        if birth and valid_from and birth > valid_from:
            self.warn("birth", "born_after", shown_date(birth))
        return birth, sex

    def codes(self, number: str) -> tuple[str, str]:
        """(insurance code, personal id). Some lists have both in one column; the card's number contains one of them."""
        both = (INSURANCE_DIGITS, PERSONAL_DIGITS)
        insurance = "" if self.key_field == "insurance_code" else self.digits("insurance_code", both)
        personal = self.digits("personal_id", (9, PERSONAL_DIGITS))
        if len(insurance) == PERSONAL_DIGITS:
            insurance, personal = "", personal or insurance
        contained = code_of_number(number)
        if insurance and contained and insurance != contained:
            self.warn("insurance_code", "code_differs", insurance)
        return insurance or contained, personal or (number if not contained else "")
