"""Complaints from outside: sent without a name, followed up by a code that is kept nowhere, words added (R42)."""

import hashlib
import unicodedata
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import Struct, structs

from server.actions.people import secret_id
from server.domain.commune import Hamlet
from server.domain.complaint_readers import concerned_by, readers
from server.domain.complaints import ANSWER_DAYS, MAX_TEXT, MOST_WORDS, About, Complaint, Step, Word
from server.domain.people import ROLES, Person
from server.domain.problems import Refusal
from server.domain.times import local_day, read_day
from server.store.port import Unit, View

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs that are read alike by everybody: no 0 and O, no 1 and I."""
_CODE_LENGTH = 12
"""60 bits: short enough for a slip of paper, far too many to be guessed."""
NOBODY = "nobody"


class Told(Struct, frozen=True):
    """What a form says. `about` is `nobody`, `person:ID` or `role:ROLE`; `day` and `hamlet` may be ''."""

    text: str
    about: str = NOBODY
    day: str = ""
    hamlet: str = ""


class Sent(NamedTuple):
    """A complaint that was kept, and the code to follow it up, which is shown this once."""

    complaint: Complaint
    code: str


def send(unit: Unit, now: datetime, token: str, told: Told) -> Sent:
    """Keep a complaint. `token` is the form's secret: the same form with the same words again is the same complaint.

    Refuses invalid with the field, no_reader where nobody may read it.
    """
    told = structs.replace(told, text=checked_text(told.text))
    id_, code = made_id(token, told), made_code(token, told)
    if (known := unit.get(Complaint, id_)) is not None:
        return Sent(known, code)
    about, target = _about(told.about)
    people = unit.find(Person, "all", "")
    person = unit.get(Person, target) if about == "person" else None
    if about == "person" and (person is None or not person.active):
        raise Refusal("invalid", "about", "Xin chọn lại góp ý về ai.")
    role = person.role if person else target
    concerned = concerned_by(about, target, people)
    if not readers(role, concerned, people):
        raise Refusal("no_reader", "about")
    today = local_day(now)
    complaint = Complaint(
        id=id_,
        text=told.text,
        about=about,
        role=role,  # type: ignore[arg-type]  # '' or one of ROLES, see _about
        concerned=concerned,
        day=_day(told.day, today),
        hamlet=_hamlet(unit, told.hamlet),
        reference=secret_id(code),
        sent=today,
        due=answer_day(now),
        steps=(Step(id_, "sent", today),),
    )
    unit.put(complaint)
    return Sent(complaint, code)


def followed(view: View, code: str) -> Complaint | None:
    """The complaint that a code opens, typed with or without dashes, in any case; None for one that opens nothing."""
    found = view.find(Complaint, "reference", secret_id(normal_code(code)))
    return found[0] if found else None


def add_word(unit: Unit, now: datetime, token: str, code: str, text: str) -> Complaint:
    """The sender says something more; it then waits for a reply again, even if it was closed. The same again is once.

    Refuses not_found for a code that opens nothing, invalid at `text`.
    """
    complaint = followed(unit, code)
    if complaint is None:
        raise Refusal("not_found")
    text = checked_text(text)
    id_ = made_id(token, Told(text))
    if complaint.did(id_):
        return complaint
    room_for_word(complaint)
    today = local_day(now)
    after = structs.replace(
        complaint,
        state="waiting",
        due=complaint.due if complaint.state == "waiting" else answer_day(now),
        words=(*complaint.words, Word("sender", text, today)),
        steps=(*complaint.steps, Step(id_, "word", today)),
    )
    unit.put(after)
    return after


def room_for_word(complaint: Complaint) -> None:
    """Refuses invalid when a complaint holds as many words as it can."""
    if len(complaint.words) >= MOST_WORDS:
        raise Refusal("invalid", "text", "Thư này đã dài lắm rồi. Xin gửi một góp ý mới.")


def checked_text(text: str) -> str:
    """A text with its lines, without what cannot be printed. Refuses invalid at `text` for none, and for too long."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    kept = [" ".join("".join(sign for sign in line if sign.isprintable() or sign == "\t").split()) for line in lines]
    found = "\n".join(line for place, line in enumerate(kept) if line or (place and kept[place - 1])).strip()
    if not found:
        raise Refusal("invalid", "text", "Xin viết điều muốn nói.")
    if len(found) > MAX_TEXT:
        raise Refusal("invalid", "text", f"Dài quá: xin viết trong {MAX_TEXT} chữ cái, đang có {len(found)}.")
    return found


def answer_day(now: datetime) -> str:
    """The day until which a reply is promised."""
    return local_day(now + timedelta(days=ANSWER_DAYS))


def made_id(token: str, told: Told) -> str:
    """The id of what this form says: nothing in it tells when, and nobody without the form can make it."""
    return _digest("id", token, told).hex()[:32]


def made_code(token: str, told: Told) -> str:
    """The code of what this form says, `K7M2-9PQX-4RTB`."""
    digest = _digest("code", token, told)
    code = "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_CODE_LENGTH])
    return "-".join(code[place : place + 4] for place in range(0, _CODE_LENGTH, 4))


def normal_code(typed: str) -> str:
    """A code as it was shown, from what somebody typed; what is none stays none."""
    signs = "".join(sign for sign in typed[:100].upper() if sign.isascii() and sign.isalnum())
    return "-".join(signs[place : place + 4] for place in range(0, len(signs), 4))


def _digest(purpose: str, token: str, told: Told) -> bytes:
    return hashlib.sha256("\0".join((purpose, token, *structs.astuple(told))).encode()).digest()


def _about(text: str) -> tuple[About, str]:
    kind, _, target = text.partition(":")
    if kind == NOBODY or not text:
        return "nobody", ""
    if kind == "person" and target:
        return "person", target
    if kind == "role" and target in ROLES:
        return "role", target
    raise Refusal("invalid", "about", "Xin chọn lại góp ý về ai.")


def _day(text: str, today: str) -> str:
    day = read_day(text)
    if text and not day:
        raise Refusal("invalid", "day", "Xin chọn lại ngày, hoặc để trống.")
    if day > today:
        raise Refusal("invalid", "day", "Ngày này chưa đến.")
    return day


def _hamlet(view: View, id_: str) -> str:
    if id_ and view.get(Hamlet, id_) is None:
        raise Refusal("invalid", "hamlet", "Xin chọn lại ấp, hoặc để trống.")
    return id_
