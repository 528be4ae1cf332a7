"""Answers of a form as its paper writes them: Vietnamese, dates by day, month and year, unknown parts left as dots.

What a phone sent may not fit the form's schema and is printed all the same: nothing here may fail on it.
"""

import re
from collections.abc import Callable
from datetime import date

import msgspec

from server.domain.forms import Field, Option
from server.domain.paper_dates import day_on_paper

IDENTITY_KINDS = {
    "personal_id": "Số định danh cá nhân",
    "citizen_card": "Căn cước công dân",
    "identity_card": "Thẻ căn cước",
    "electronic": "Căn cước điện tử",
    "certificate": "Giấy chứng nhận căn cước",
    "passport": "Hộ chiếu",
    "other": "Giấy tờ khác",
}
"""The kinds of identity papers (forms of the writing desk §1.2)."""
GENDERS = {"male": "Nam", "female": "Nữ"}
YES, NO = "Có", "Không"
UNKNOWN = "…"

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}))?.*")


def written(field: Field, value: object) -> str:
    """An answer as one text; '' for none."""
    if value is None or value == "":
        return ""
    if field.type == "choice":
        return _option(field.options, value)
    if field.type == "choices":
        return ", ".join(_option(field.options, one) for one in value) if isinstance(value, list) else plain(value)
    writer = _WRITERS.get(field.type)
    return writer(value) if writer else plain(value)


def part_written(field: Field, of: str, value: object) -> str:
    """One part of an answer that has several, by its key; '' for none."""
    one = value.get(of) if isinstance(value, dict) else None
    if of == "detail" and isinstance(value, dict):
        return ", ".join(plain(value[key]) for key in ("detail", "hamlet") if value.get(key))
    if one is None or one == "":
        return ""
    if of in ("date", "birth_date"):
        return partial_date(one)
    if of == "since":
        return month(one)
    if of == "amount":
        return amount(one)
    if of == "kind" and field.type == "identity":
        return IDENTITY_KINDS.get(str(one), str(one))
    return plain(one)


def plain(value: object) -> str:
    """A text as it is, a number without a point; what has a shape that no form asks for is still readable."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return msgspec.json.encode(value).decode()


def amount(value: object) -> str:
    """`1.234.567`, points between thousands."""
    return f"{value:,}".replace(",", ".") if isinstance(value, int) and not isinstance(value, bool) else plain(value)


def partial_date(value: object) -> str:
    """`27/11/2026`, `…/11/2026`, `…/…/1941`: an unknown day or month stays open to be filled by hand."""
    found = _DATE.fullmatch(plain(value))
    if not found:
        return plain(value)
    year, month_, day = found.groups()
    return f"{day or UNKNOWN}/{month_ or UNKNOWN}/{year}"


def month(value: object) -> str:
    """`11/2026`."""
    return partial_date(value).removeprefix(f"{UNKNOWN}/")


def moment(value: object) -> str:
    """`04 giờ 30 phút, ngày 19 tháng 11 năm 2026`; without an hour its place is left open."""
    found = _MOMENT.fullmatch(plain(value))
    day = long_date(found[1]) if found else ""
    if not found or not day:
        return plain(value)
    hour, minute = found[2] or "……", found[3] or "……"
    return f"{hour} giờ {minute} phút, {day}"


def long_date(value: object) -> str:
    """`ngày 27 tháng 11 năm 2026`; '' for what is no full date."""
    try:
        return day_on_paper(date.fromisoformat(plain(value)))
    except ValueError:
        return ""


def identity(value: object) -> str:
    """Kind, number, issuer, day of issue, as the notes of the civil-status forms want it."""
    if not isinstance(value, dict):
        return plain(value)
    kind = IDENTITY_KINDS.get(str(value.get("kind", "")), "")
    said = [f"{kind} {plain(value.get('number', ''))}".strip()]
    if value.get("issuer"):
        said.append(plain(value["issuer"]))
    if value.get("date"):
        said.append(f"cấp ngày {partial_date(value['date'])}")
    return ", ".join(part for part in said if part)


def address(value: object) -> str:
    """From the house to the province."""
    if not isinstance(value, dict):
        return plain(value)
    parts = (value.get(part) for part in ("detail", "hamlet", "commune", "district", "province"))
    return ", ".join(plain(part) for part in parts if part)


def person(value: object) -> str:
    """A person as one sentence has them."""
    if not isinstance(value, dict):
        return plain(value)
    said = [plain(value.get("name", ""))]
    if value.get("birth_date"):
        said.append(f"sinh {partial_date(value['birth_date'])}")
    said.append(GENDERS.get(str(value.get("gender", "")), ""))
    said += [f"{word} {plain(value[key])}" for key, word in _PERSON.items() if value.get(key)]
    if value.get("id"):
        said.append(identity(value["id"]))
    if value.get("residence"):
        said.append(f"cư trú tại {address(value['residence'])}")
    return ", ".join(part for part in said if part)


def benefit(value: object) -> str:
    """What somebody receives a month, since when."""
    if not isinstance(value, dict):
        return plain(value)
    if not value.get("receiving"):
        return NO
    said = [f"{amount(value['amount'])} đồng/tháng" if value.get("amount") is not None else YES]
    if value.get("since"):
        said.append(f"hưởng từ tháng {month(value['since'])}")
    return ", ".join(said)


def place_date(value: object) -> str:
    """Where and when it was signed."""
    if not isinstance(value, dict):
        return plain(value)
    day = long_date(value.get("date", "")) or plain(value.get("date", ""))
    return ", ".join(part for part in (plain(value.get("place", "")), day) if part)


def chosen(options: tuple[Option, ...], value: object) -> Option | None:
    """The option that was chosen; None if it is none of them."""
    return next((option for option in options if option.value == value), None)


def _option(options: tuple[Option, ...], value: object) -> str:
    option = chosen(options, value)
    return option.vi if option else plain(value)


def _caps(value: object) -> str:
    return plain(value).upper()


_PERSON = {"ethnicity": "dân tộc", "nationality": "quốc tịch"}
_WRITERS: dict[str, Callable[[object], str]] = {
    "caps": _caps,
    "money": amount,
    "date": partial_date,
    "partial_date": partial_date,
    "datetime": moment,
    "month": month,
    "identity": identity,
    "address": address,
    "person": person,
    "benefit": benefit,
    "place_date": place_date,
}
