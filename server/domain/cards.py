"""One health card as a list tells of it, and the numbers that may stand on it (domain §4.2)."""

import re
from typing import Literal

from msgspec import Struct

from server.domain.cells import padded_digits
from server.domain.tables import Cell

CARD_TITLE = "Thẻ bảo hiểm y tế"
CARD_CHECKS = ("Đúng người: xem giấy tờ, hoặc hỏi họ tên và năm sinh", "Tên và số trên thẻ đúng như trong danh sách")
"""What whoever hands a card over looks at; stored with the item and shown on the phone."""

_OLD = re.compile(r"[A-Z]{2}[1-5]\d{2}\d{10}")
_NEW = re.compile(r"\d{10}|\d{12}")
INSURANCE_DIGITS = 10
PERSONAL_DIGITS = 12


class Card(Struct, frozen=True, kw_only=True):
    """A card with its holder, in the fields of an Item; '' is what the list does not say."""

    name: str
    number: str
    valid_from: str = ""
    valid_to: str = ""
    birth: str = ""
    sex: Literal["male", "female", ""] = ""
    insurance_code: str = ""
    personal_id: str = ""
    hospital: str = ""
    hamlet: str | None = None
    hamlet_text: str = ""
    phone: str = ""
    nickname: str = ""
    way: str = ""


def read_card_number(cell: Cell) -> tuple[str, bool]:
    """(number, whether zeros were put back): letters and digits without blanks; check it with is_card_number."""
    number, padded = padded_digits(cell, (INSURANCE_DIGITS, PERSONAL_DIGITS))
    return number.upper(), padded


def is_card_number(number: str) -> bool:
    """15 characters (until 2021), the 10 digits of the insurance code, or the 12 of the personal id (since 2025)."""
    return bool(_OLD.fullmatch(number) or _NEW.fullmatch(number))


def code_of_number(number: str) -> str:
    """The insurance code that a card number contains; '' for a personal id."""
    return "" if len(number) == PERSONAL_DIGITS else number[-INSURANCE_DIGITS:]
