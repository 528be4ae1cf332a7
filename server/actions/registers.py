"""The registers behind the reports: legal documents (R02), trainings (R05) and the steering committee (R03)."""

from typing import TypeVar

from msgspec import structs

from server.actions.desk import Act
from server.actions.history import done_before, record_change
from server.domain.legal_documents import (
    COMMITTEE_ROLES,
    DOCUMENT_KINDS,
    USES,
    CommitteeMember,
    LegalDocument,
    Training,
    by_day,
)
from server.domain.names import folded, sort_key, tidy
from server.domain.problems import Refusal
from server.domain.times import chosen_day, read_day
from server.store.port import Unit, View

MAX_LINE, MAX_TEXT, MOST_PEOPLE = 200, 600, 100_000
R = TypeVar("R", LegalDocument, Training, CommitteeMember)
C = TypeVar("C", bound=str)


Entry = LegalDocument | Training | CommitteeMember


def legal_documents(view: View) -> list[LegalDocument]:
    """All of the register, those of the bodies above first, by day and number."""
    return by_day(view.find(LegalDocument, "all", ""))


def trainings(view: View) -> list[Training]:
    """All trainings, by day."""
    return sorted(view.find(Training, "all", ""), key=lambda one: (one.day, one.id))


def committee(view: View) -> list[CommitteeMember]:
    """All members there are or were: by role, then by name."""
    members = view.find(CommitteeMember, "all", "")
    return sorted(members, key=lambda one: (COMMITTEE_ROLES.index(one.role), one.valid_from, sort_key(one.name)))


def keep_document(
    unit: Unit,
    act: Act,
    id_: str,
    *,
    what: str,
    number: str,
    day: str,
    issuer: str,
    summary: str,
    own: bool = False,
    used: str = "both",
    valid_to: str = "",
) -> LegalDocument:
    """Put a document into the register, or with `id_` put it right. Refuses invalid with the field, not_found."""
    made = LegalDocument(
        id=id_ or act.event_id,
        what=_chosen(DOCUMENT_KINDS, what, "what", "Hãy chọn loại văn bản."),
        number=_said("number", number, "Ghi số, ký hiệu của văn bản."),
        day=chosen_day(day, "day", "Ghi ngày của văn bản."),
        issuer=_said("issuer", issuer, "Ghi cơ quan ban hành."),
        summary=_said("summary", summary, "Ghi trích yếu.", MAX_TEXT),
        own=own,
        used=_chosen(USES, used, "used", "Hãy chọn nơi báo cáo nhắc đến văn bản."),
        valid_to=_last(valid_to, day),
    )
    for other in unit.find(LegalDocument, "all", ""):
        if other.id != made.id and (folded(other.number), other.day) == (folded(made.number), made.day):
            raise Refusal("invalid", "number", "Văn bản này đã có trong sổ.")
    return _keep(unit, act, made, id_, "legal_document")


def keep_training(
    unit: Unit,
    act: Act,
    id_: str,
    *,
    day: str,
    subject: str,
    attendees: str,
    groups: str = "",
    place: str = "",
    document: str = "",
) -> Training:
    """Put a training into the register, or with `id_` put it right. Refuses invalid with the field, not_found."""
    if document and unit.get(LegalDocument, document) is None:
        raise Refusal("invalid", "document", "Chưa có văn bản này trong sổ.")
    made = Training(
        id=id_ or act.event_id,
        day=chosen_day(day, "day", "Ghi ngày tập huấn."),
        subject=_said("subject", subject, "Ghi nội dung tập huấn.", MAX_TEXT),
        attendees=_people(attendees),
        groups=_said("groups", groups, "Ghi ai tham dự."),
        place=tidy(place)[:MAX_LINE],
        document=document or None,
    )
    return _keep(unit, act, made, id_, "training")


def keep_member(
    unit: Unit,
    act: Act,
    id_: str,
    *,
    name: str,
    position: str,
    role: str,
    phone: str = "",
    valid_from: str = "",
    valid_to: str = "",
) -> CommitteeMember:
    """Take somebody into the committee, or with `id_` put it right. Refuses invalid with the field, not_found."""
    made = CommitteeMember(
        id=id_ or act.event_id,
        name=_said("name", name, "Ghi họ tên."),
        position=tidy(position)[:MAX_LINE],
        role=_chosen(COMMITTEE_ROLES, role, "role", "Hãy chọn nhiệm vụ trong Ban."),
        phone=tidy(phone)[:30],
        valid_from=read_day(valid_from),
        valid_to=_last(valid_to, read_day(valid_from)),
    )
    return _keep(unit, act, made, id_, "committee_member")


def _keep(unit: Unit, act: Act, made: R, id_: str, noun: str) -> R:
    """The record and its history; the same act again is the same record, nothing changed is nothing written."""
    known = unit.get(type(made), made.id)
    if id_ and (known is None or known.removed_at):
        raise Refusal("not_found")
    if done_before(unit, act, made) or known == made:
        return known or made
    unit.put(made)
    record_change(unit, act, made, f"{noun}.changed" if known else f"{noun}.added", before=known)
    return made


def remove_entry(unit: Unit, act: Act, kind: type[Entry], id_: str, why: str) -> None:
    """Take out what was entered by mistake, with the reason; its history stays. Twice is once.

    Refuses needs_reason, not_found.
    """
    known = unit.get(kind, id_)
    if known is None:
        raise Refusal("not_found")
    if known.removed_at:
        return
    if not tidy(why):
        raise Refusal("needs_reason", "why")
    unit.put(gone := structs.replace(known, removed_at=act.at))
    record_change(unit, act, gone, f"{kind.kind}.removed", tidy(why)[:MAX_LINE])


def _chosen(choices: tuple[C, ...], text: str, field: str, wanted: str) -> C:
    """One of the choices. Refuses invalid."""
    found = next((one for one in choices if one == text), None)
    if found is None:
        raise Refusal("invalid", field, wanted)
    return found


def _said(field: str, text: str, wanted: str, most: int = MAX_LINE) -> str:
    """A text that must be there. Refuses invalid."""
    found = tidy(text)
    if not found:
        raise Refusal("invalid", field, wanted)
    if len(found) > most:
        raise Refusal("invalid", field, f"Nhiều nhất {most} chữ cái.")
    return found


def _people(text: str) -> int:
    """A number of people. Refuses invalid."""
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 7) or int(text) > MOST_PEOPLE:
        raise Refusal("invalid", "attendees", "Ghi số người tham dự, bằng chữ số.")
    return int(text)


def _last(text: str, first: str) -> str:
    """The last day on which it holds, '' for open. Refuses invalid before the first."""
    found = read_day(text)
    if text and (not found or found < first):
        raise Refusal("invalid", "valid_to", "Ngày hết hiệu lực chưa đúng.")
    return found
