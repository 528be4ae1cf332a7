"""The personal identification number: 12 digits that tell sex and year of birth (domain §4.1)."""

import re

from server.domain.citizens import Sex

_PERSONAL = re.compile(r"\d{12}")
_OLD = re.compile(r"\d{9}")
_ORGANISATION = re.compile(r"\d{10}(-?\d{3})?|\d{12,13}")


def read_number(text: str) -> str:
    """A number as it is kept: without the blanks and dots that people write into it."""
    return re.sub(r"[\s.]", "", text)


def is_personal(number: str) -> bool:
    """Whether it has the form of a personal number; 9 digits are an old identity card's."""
    return _PERSONAL.fullmatch(number) is not None or is_old(number)


def is_old(number: str) -> bool:
    """Whether it is the number of an old identity card (CMND), which nobody accepts since 1/1/2025."""
    return _OLD.fullmatch(number) is not None


def is_organisation(number: str) -> bool:
    """Whether it has the form of an organisation's tax or identification number."""
    return _ORGANISATION.fullmatch(number) is not None


def sex_of(number: str) -> Sex:
    """The sex that a personal number tells, '' for a number that tells none."""
    if not _PERSONAL.fullmatch(number):
        return ""
    return "female" if int(number[3]) % 2 else "male"


def year_of(number: str) -> str:
    """The year of birth that a personal number tells, '' for a number that tells none."""
    return f"{19 + int(number[3]) // 2}{number[4:6]}" if _PERSONAL.fullmatch(number) else ""


def doubts(number: str, birth: str, sex: Sex) -> tuple[str, ...]:
    """What a number does not agree with: `old_number`, `number_sex`, `number_year`. Remarks, never a refusal."""
    found = {
        "old_number": is_old(number),
        "number_sex": bool(sex and sex_of(number) and sex_of(number) != sex),
        "number_year": bool(birth and year_of(number) and year_of(number) != birth[:4]),
    }
    return tuple(doubt for doubt, there in found.items() if there)
