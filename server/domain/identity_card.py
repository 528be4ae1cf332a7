"""The QR code of an identity card as a scanner gives it (domain §4.1): a chip card's seven fields, a 2024 card's more.

Only what a dossier needs is taken out; the text itself is kept nowhere.
"""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from server.domain.citizens import Sex
from server.domain.names import folded, tidy
from server.domain.personal_numbers import doubts, is_personal, sex_of

_SEPARATOR = re.compile(r"[|¦]")
_OTHER_SEPARATOR = re.compile(r"[\\~]")
"""What a keyboard of another layout types for the bar."""
_PREFIX = re.compile(r"^\](?:Q|d|C)\d")
"""The symbology identifier that some scanners put before what they read (ISO/IEC 15424)."""
_UNSEEN = re.compile("[\ufeff\u200b-\u200f\u2060\x00-\x08\x0b-\x1f\x7f]")
_LEAST = 6
_BROKEN = re.compile(r"[^\w\s'’.-]|\d|_")
MAX_TEXT = 1000


class IdentityCard(NamedTuple):
    """What a card says. `birth` and `issued` are as precise as they can be read, `yyyy-mm-dd`, `yyyy` or ''.

    `remarks` are codes of what the clerk should look at: `bad_number`, `bad_birth`, `damaged_name`, `no_marks` (a name
    without any diacritic), `number_sex`, `number_year`, `old_number`, `sex_from_number`.
    """

    number: str
    name: str
    birth: str
    sex: Sex
    address: str
    issued: str
    remarks: tuple[str, ...]


def read_identity_card(text: str) -> IdentityCard | None:
    """The card behind what a scanner typed, with what is doubtful about it; None if it is no card's code."""
    fields = _fields(text[:MAX_TEXT])
    if len(fields) < _LEAST:
        return None
    number = re.sub(r"\D", "", fields[0])
    birth, name = _date(fields[3]), _name(fields[2])
    if not name or not (is_personal(number) or birth):
        return None
    sex = _sex(fields[4])
    remarks = [] if is_personal(number) else ["bad_number"]
    if not is_personal(number):
        number = ""
    if not birth:
        remarks.append("bad_birth")
    remarks.extend(_name_remarks(name))
    remarks.extend(doubts(number, birth, sex))
    if not sex and sex_of(number):
        sex = sex_of(number)
        remarks.append("sex_from_number")
    issued = _date(fields[6]) if len(fields) > _LEAST else ""
    return IdentityCard(number, name, birth, sex, tidy(fields[5]), issued, tuple(remarks))


def _fields(text: str) -> list[str]:
    """The fields; bytes that came through as Latin letters are put together again."""
    text = _PREFIX.sub("", _UNSEEN.sub("", _mended(_UNSEEN.sub("", text))).strip())
    fields = _SEPARATOR.split(text)
    if len(fields) < _LEAST:
        fields = _OTHER_SEPARATOR.split(text)
    return [tidy(field.replace("\xa0", " ")) for field in fields]


def _mended(text: str) -> str:
    """UTF-8 that a scanner typed byte by byte ('NGUYá»\x84N') as the text that it was."""
    for encoding in ("latin-1", "cp1252"):
        try:
            return text.encode(encoding).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return text


def _name(text: str) -> str:
    """A name as it is written in a list: 'NGUYỄN VĂN AN' and 'nguyễn văn an' are both 'Nguyễn Văn An'."""
    name = tidy(text)
    return name.title() if name == name.upper() or name == name.lower() else name


def _name_remarks(name: str) -> list[str]:
    if _BROKEN.search(name):
        return ["damaged_name"]
    plain = unicodedata.normalize("NFD", name.lower()).isascii()
    return ["no_marks"] if plain and " " in name else []


def _date(text: str) -> str:
    """`ddMMyyyy`, with or without strokes; '00' for what is not known; '' for no date."""
    digits = re.sub(r"\D", "", text)
    if len(digits) != 8:
        return ""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if not 1880 <= year <= 2100:
        return ""
    if not day or not month:
        return f"{year}-{month:02}" if 0 < month <= 12 else f"{year}" if not month else ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _sex(text: str) -> Sex:
    word = folded(text)
    if word == "nam":
        return "male"
    return "female" if re.fullmatch(r"n\W?u\W?|n\W{1,3}|nu[a-z]?", word) else ""
