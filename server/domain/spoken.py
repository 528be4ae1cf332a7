"""Numbers, money and dates as they are said in Vietnamese: what a paper asks for "bằng chữ" (domain forms §12.5).

The phone derives the same words (web/field/filling/spoken.js); tests/forms/spoken.json holds the two together.
"""

import re

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_THOUSANDS = ("", " nghìn", " triệu")
_BILLION = 1_000_000_000
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def number_words(number: int) -> str:
    """A whole number from 0 on: 2026 is 'hai nghìn không trăm hai mươi sáu'."""
    if number >= _BILLION:
        most, rest = divmod(number, _BILLION)
        return f"{number_words(most)} tỷ" + (f" {_groups(rest, follows=True)}" if rest else "")
    return _groups(number, follows=False) if number else _DIGITS[0]


def money_words(amount: int) -> str:
    """An amount of đồng."""
    return f"{number_words(amount)} đồng"


def date_words(text: str) -> str:
    """A date as precise as it is known, `yyyy`, `yyyy-mm` or `yyyy-mm-dd`; '' for what is none."""
    found = _DATE.fullmatch(text)
    if not found:
        return ""
    year, month, day = (int(part) if part else 0 for part in found.groups())
    said = [f"năm {number_words(year)}"]
    if month:
        said.insert(0, f"tháng {'tư' if month == 4 else number_words(month)}")
    if day:
        said.insert(0, f"ngày {number_words(day)}")
    return " ".join(said)


def words_of(value: object, money: bool = False) -> str:
    """What `words` are derived from, in words; '' where nothing can be derived."""
    if isinstance(value, str):
        return date_words(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        return ""
    return money_words(value) if money else number_words(value)


def _groups(number: int, follows: bool) -> str:
    """From 1 to 999,999,999; `follows` when something greater was said before, so that the hundreds are said too."""
    said: list[str] = []
    for place in (2, 1, 0):
        group = number // 1000**place % 1000
        if group:
            said.append(_group(group, follows or bool(said)) + _THOUSANDS[place])
    return " ".join(said)


def _group(group: int, whole: bool) -> str:
    """From 1 to 999; `whole` when the hundreds are said although there are none."""
    hundreds, tens, units = group // 100, group // 10 % 10, group % 10
    said = [f"{_DIGITS[hundreds]} trăm"] if hundreds or whole else []
    if tens > 1:
        said.append(f"{_DIGITS[tens]} mươi")
    elif tens == 1:
        said.append("mười")
    elif units and said:
        said.append("lẻ")
    if units == 1 and tens > 1:
        said.append("mốt")
    elif units == 5 and tens:
        said.append("lăm")
    elif units:
        said.append(_DIGITS[units])
    return " ".join(said)
