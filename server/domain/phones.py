"""Telephone numbers as people write them → one form, `0` and the digits (domain §4.3)."""

import re

_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{9}")


def find_phone(text: str) -> str | None:
    """The first telephone number in `text`: +84 and 84 become 0, a lost leading 0 comes back; None if there is none."""
    for part in re.split(r"[/,;\n]|\s-\s", text):
        digits = re.sub(r"\D", "", part)
        for candidate in (digits, "0" + digits.removeprefix("84"), "0" + digits):
            if _MOBILE.fullmatch(candidate) or _LANDLINE.fullmatch(candidate):
                return candidate
    return None


def zalo_url(phone: str) -> str:
    """Where Zalo opens a talk with a number, in the app or its page; no key is needed for it (domain §5.2)."""
    return f"https://zalo.me/{phone}"


def is_mobile(phone: str) -> bool:
    """Whether a number, as `find_phone` gives it, is a mobile one: only these have Zalo."""
    return _MOBILE.fullmatch(phone) is not None
