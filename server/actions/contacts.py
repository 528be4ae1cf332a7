"""Contacts: taken down, put right, led to a request, an appointment or an answer, followed up, closed (R60)."""

from typing import Any

from msgspec import structs

from server.actions.catalogue import procedure_on
from server.actions.desk import Act
from server.actions.history import done_before, record_change
from server.actions.reach_counts import contacts_between
from server.domain.commune import Hamlet
from server.domain.contacts import (
    CONTACT_CHANNELS,
    DIRECTIONS,
    TYPED_OUTCOMES,
    Contact,
    SentMessage,
    Told,
)
from server.domain.names import tidy
from server.domain.phones import find_phone
from server.domain.problems import Refusal
from server.domain.report_period import Period
from server.domain.report_rows import FigureRow
from server.domain.times import local_day, read_day
from server.store.port import Unit, View

MAX_NAME, MAX_TEXT = 200, 1000


def contact_of(view: View, id_: str) -> Contact:
    """The contact. Refuses not_found."""
    found = view.get(Contact, id_)
    if found is None:
        raise Refusal("not_found")
    return found


def report_rows(view: View, period: Period) -> list[FigureRow]:
    """The contacts of a period as a report lists them. Who called is no figure's business: the row says what for."""
    return [
        FigureRow("contact", one.id, one.day, one.what, detail=one.outcome, hamlet=one.hamlet or "")
        for one in contacts_between(view, period.first, period.last)
    ]


def take_down(unit: Unit, act: Act, told: Told) -> Contact:
    """Write a contact down. The same act again gives the same one. Refuses invalid with the field."""
    if (made := unit.get(Contact, act.event_id)) is not None:
        return made
    contact = Contact(
        id=act.event_id,
        day=local_day(act.now),
        made_by=act.by.id,
        made_at=act.at,
        closed_at=act.at if told.done else "",
        **_checked(unit, act, told),
    )
    unit.put(contact)
    record_change(unit, act, contact, "contact.made")
    return contact


def correct_contact(unit: Unit, act: Act, id_: str, told: Told) -> Contact:
    """Put one right, or give it another day. Refuses not_found, contact_erased, and what `take_down` refuses."""
    before, done = _named(unit, act, id_)
    if done:
        return before
    fields = _checked(unit, act, told, before)
    closed = (before.closed_at or act.at) if told.done else ""
    return _done(unit, act, before, structs.replace(before, closed_at=closed, **fields), "contact.corrected")


def close_contact(unit: Unit, act: Act, id_: str, note: str = "") -> Contact:
    """Nothing is left to do; `note` says how it ended, if there is anything to say. Twice is once."""
    before, done = _named(unit, act, id_)
    if done or before.state == "done":
        return before
    said = tidy(note)[:MAX_TEXT]
    return _done(unit, act, before, _closed(act, before, **({"note": said} if said else {})), "contact.closed", said)


def reopen_contact(unit: Unit, act: Act, id_: str, follow_up: str) -> Contact:
    """Something is left to do after all, on that day. Refuses contact_erased, invalid at `follow_up`."""
    before, done = _named(unit, act, id_)
    if done or before.state == "open":
        return before
    day = _follow_up(act, follow_up)
    return _done(
        unit, act, before, structs.replace(before, state="open", closed_at="", follow_up=day), "contact.reopened"
    )


def lead_to(unit: Unit, act: Act, id_: str, *, request: str = "", appointment: str = "") -> Contact:
    """A request or an appointment was made of it, which is its outcome; nothing else is left to do."""
    before, done = _named(unit, act, id_)
    if done:
        return before
    made: dict[str, Any] = {"request": request} if request else {"appointment": appointment}
    after = _closed(act, before, outcome="request" if request else "appointment", **made)
    return _done(unit, act, before, after, "contact.request" if request else "contact.appointment")


def answer_from(unit: Unit, act: Act, id_: str, procedure: str) -> Contact:
    """The handbook answered it: that procedure was read out or copied. Refuses no_procedure."""
    before, done = _named(unit, act, id_)
    if done:
        return before
    found = procedure_on(unit, procedure, local_day(act.now))
    if found is None:
        raise Refusal("no_procedure", "procedure")
    after = _closed(act, before, outcome="answered", procedure=procedure)
    return _done(unit, act, before, after, "contact.answered", found.name)


def note_sent(unit: Unit, act: Act, id_: str, template: str, title: str) -> Contact:
    """A message was sent by hand: the log says which, never its words. The state stays."""
    before, done = _named(unit, act, id_)
    if done:
        return before
    after = structs.replace(before, messages=(*before.messages, SentMessage(template, act.at, act.by.id)))
    unit.put(after)
    record_change(unit, act, after, "contact.sent", note=title)
    return after


def _named(view: View, act: Act, id_: str) -> tuple[Contact, bool]:
    """The contact, and whether this very act was done already. Refuses not_found, contact_erased."""
    found = contact_of(view, id_)
    done = done_before(view, act, found)
    if not done and found.erased_at:
        raise Refusal("contact_erased")
    return found, done


def _closed(act: Act, before: Contact, **changed: Any) -> Contact:
    return structs.replace(before, state="done", closed_at=before.closed_at or act.at, follow_up="", **changed)


def _checked(view: View, act: Act, told: Told, before: Contact | None = None) -> dict[str, Any]:
    """The fields in the forms in which they are kept. Refuses invalid with the field."""
    name, phone, what = tidy(told.name)[:MAX_NAME], find_phone(told.phone), tidy(told.what)[:MAX_TEXT]
    if told.channel not in CONTACT_CHANNELS or told.direction not in DIRECTIONS:
        raise Refusal("invalid", "channel", "Hãy chọn gọi điện, Zalo hay gặp trực tiếp.")
    if tidy(told.phone) and phone is None:
        raise Refusal("invalid", "phone", "Số điện thoại chưa đúng; không có thì để trống.")
    if not name and not phone:
        raise Refusal("invalid", "name", "Hãy ghi tên hoặc số điện thoại.")
    if not what:
        raise Refusal("invalid", "what", "Hãy ghi người dân hỏi việc gì.")
    if told.hamlet and view.get(Hamlet, told.hamlet) is None:
        raise Refusal("invalid", "hamlet", "Hãy chọn ấp trong danh sách.")
    kept = (before.outcome,) if before else ()
    if told.outcome not in ("", *TYPED_OUTCOMES, *kept):
        raise Refusal("invalid", "outcome", "Hãy chọn kết quả.")
    same = before is not None and told.follow_up == before.follow_up
    return {
        "channel": told.channel,
        "direction": told.direction,
        "name": name,
        "phone": phone or "",
        "hamlet": told.hamlet or None,
        "what": what,
        "outcome": told.outcome,
        "note": tidy(told.note)[:MAX_TEXT],
        "follow_up": "" if told.done else told.follow_up if same else _follow_up(act, told.follow_up),
        "state": "done" if told.done else "open",
    }


def _follow_up(act: Act, text: str) -> str:
    """A day from today on, or '' for no day. Refuses invalid."""
    day = read_day(text)
    if text and (not day or day < local_day(act.now)):
        raise Refusal("invalid", "follow_up", "Hãy chọn ngày từ hôm nay trở đi.")
    return day


def _done(unit: Unit, act: Act, before: Contact, after: Contact, what: str, note: str = "") -> Contact:
    if after != before:
        unit.put(after)
        record_change(unit, act, after, what, note=note, before=before)
    return after
