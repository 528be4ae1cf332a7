"""The public post (QĐ 45/2016/QĐ-TTg): its item number (UPU S10) read as people and scanners type it, and its times."""

import re
import unicodedata
from datetime import date
from typing import Literal, NamedTuple

from server.domain.calendar import Calendar

LENGTH = 13
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_SEEN = re.compile(r"[^0-9A-Za-z]")
_SERVICE = re.compile(r"[A-Z]{2}")
_DIGITS = re.compile(r"\d{9}")
_TELEX = {"\u0300": "F", "\u0301": "S", "\u0309": "R", "\u0303": "X", "\u0323": "J", "\u0306": "W", "\u031b": "W"}
"""What an input method made of a letter that followed a vowel: a grave accent was typed as F (Telex)."""
_CIRCUMFLEX = "\u0302"

Wrong = Literal["empty", "short", "long", "service", "digits", "country", "check"]
"""What is wrong with a number: nothing there, too few or too many signs, its first two, its nine digits, not of
Vietnam's post, or the ninth digit does not belong to the eight before it."""

WRONG_TEXTS: dict[Wrong, str] = {
    "empty": "Hãy nhập mã bưu gửi ghi trên phiếu của bưu điện.",
    "short": "Mã bưu gửi còn thiếu: phải đủ 13 ký tự, như RR 473 124 829 VN.",
    "long": "Mã bưu gửi thừa: chỉ có 13 ký tự, như RR 473 124 829 VN.",
    "service": "Hai ký tự đầu của mã bưu gửi phải là chữ, như RR.",
    "digits": "Giữa hai chữ đầu và VN phải là chín chữ số.",
    "country": "Mã bưu gửi trong nước kết thúc bằng VN.",
    "check": "Mã bưu gửi không khớp số kiểm tra: có số gõ nhầm hoặc đổi chỗ, xin xem lại phiếu.",
}
"""What is said to whoever typed it."""


class Tracking(NamedTuple):
    """A number as it was read. `wrong` is None when it can be right."""

    number: str
    wrong: Wrong | None = None


def read_tracking(text: str) -> Tracking:
    """The number in what was typed or scanned: blanks, dashes, small letters and an input method's marks are no harm.

    Sound is two letters of the service, eight digits with their check digit, and VN (UPU S10; domain §2.4).
    """
    number = _SEEN.sub("", _without_input_method(text)).upper()[: LENGTH + 1]
    return Tracking(number, _wrong(number))


def _wrong(number: str) -> Wrong | None:
    if len(number) != LENGTH:
        return "empty" if not number else "short" if len(number) < LENGTH else "long"
    if not _SERVICE.fullmatch(number[:2]):
        return "service"
    if not _DIGITS.fullmatch(number[2:11]):
        return "digits"
    if number[11:] != "VN":
        return "country"
    return None if check_digit(number[2:10]) == int(number[10]) else "check"


def check_digit(serial: str) -> int:
    """The ninth digit that belongs to eight: modulo 11 with the weights 8 6 4 2 3 5 9 7 (UPU S10)."""
    rest = 11 - sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, serial, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)


def _without_input_method(text: str) -> str:
    """`Ê` was typed as EE, `Đ` as DD, `È` as EF: a scanner types into a Vietnamese input method as hands do."""
    typed = ""
    for sign in unicodedata.normalize("NFD", text.replace("đ", "dd").replace("Đ", "DD")):
        typed += typed[-1:] if sign == _CIRCUMFLEX else _TELEX.get(sign, sign)
    return typed


NEAR_DAYS, FAR_DAYS = 1, 2
"""The post brings it within J+1 nearby and J+2 in the province, in working days (TT 17/2017/TT-BTTTT, Điều 5)."""


def expected(posted: date, near: bool, calendar: Calendar) -> date:
    """The day by which the post should have brought it; `near` is the commune itself."""
    return calendar.add_working_days(posted, NEAR_DAYS if near else FAR_DAYS)
