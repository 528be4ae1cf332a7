"""What a party must be before a dossier is received in its name; the forms in which people write it are understood."""

import re
from datetime import date

from msgspec import structs

from server.domain.citizens import Party
from server.domain.dates import read_date
from server.domain.names import tidy
from server.domain.personal_numbers import is_organisation, is_personal, read_number
from server.domain.phones import find_phone
from server.domain.problems import Refusal

MAX_NAME = 200
_PARTLY = re.compile(r"0{1,2}[/.-](\d{1,2})[/.-](\d{4})|0{1,2}[/.-]0{1,2}[/.-](\d{4})")


def read_birth(text: str) -> str | None:
    """A date of birth as precise as it was typed (domain §4.5); '' for nothing typed, None for what is no date.

    `1941`, `5/1941`, `02/05/1941`, `02051941`, and `00/00/1941` as lists write it.
    """
    words = " ".join(text.split())
    if not words:
        return ""
    if words.isdigit() and len(words) not in (4, 8):
        return None  # a spreadsheet's day number, which nobody types
    if found := _PARTLY.fullmatch(words):
        month, year, only_year = found.groups()
        words = only_year or (f"{month}/{year}" if int(month) else year)
    return read_date(words)


def checked(party: Party, prefix: str, today: date) -> Party:
    """The party in the forms in which it is kept. Refuses invalid with the field `prefix` + name of what is wrong.

    A name is needed, nothing else: the old may know only a year, the new-born have no number, and phones are shared.
    """
    name, phone = tidy(party.name), tidy(party.phone)
    if not name or len(name) > MAX_NAME:
        raise Refusal("invalid", f"{prefix}name", "Hãy ghi họ tên." if not name else "Tên dài quá.")
    birth = read_birth("/".join(reversed(party.birth.split("-")))) if not party.organisation else ""
    if birth is None or birth > today.isoformat():
        raise Refusal("invalid", f"{prefix}birth", "Ngày sinh chưa đúng; chỉ biết năm thì ghi năm.")
    number = read_number(party.number)
    if number and not (is_organisation if party.organisation else is_personal)(number):
        raise Refusal("invalid", f"{prefix}number", _number_words(party))
    called = find_phone(phone)
    if phone and called is None:
        raise Refusal("invalid", f"{prefix}phone", "Số điện thoại chưa đúng; không có thì để trống.")
    return structs.replace(
        party,
        name=name,
        birth=birth,
        sex="" if party.organisation else party.sex,
        number=number,
        address=tidy(party.address),
        hamlet=party.hamlet or None,
        phone=called or "",
        phone_owner=tidy(party.phone_owner),
        email=_email(party.email, prefix),
    )


def _number_words(party: Party) -> str:
    if party.organisation:
        return "Mã số tổ chức gồm 10 hoặc 13 chữ số."
    return "Số định danh gồm 12 chữ số (CMND cũ 9 chữ số)."


def _email(text: str, prefix: str) -> str:
    email = text.strip()
    if email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        raise Refusal("invalid", f"{prefix}email", "Địa chỉ thư điện tử chưa đúng.")
    return email
