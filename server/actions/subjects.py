"""Requests of data subjects: whose documents are found, the request taken down, processing stopped, the answer."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import structs

from server.actions.calendar import calendar
from server.actions.citizens import by_year
from server.actions.desk import Act
from server.actions.feeds import publish_item
from server.actions.history import done_before, record_change
from server.domain.items import Item
from server.domain.names import folded, tidy
from server.domain.phones import find_phone
from server.domain.problems import Refusal
from server.domain.records import Record
from server.domain.retention import GONE
from server.domain.subject_records import TYPES, name_in, parties
from server.domain.subjects import IDENTITIES, REPLY_DAYS, TERM_DAYS, Asking, SubjectRequest
from server.domain.times import local_day
from server.store.port import Unit, View

MOST_FOUND = 60
"""So many documents are offered: more than one person has, and few enough to be looked through."""
MOST_DOCUMENTS = 500
MAX_TEXT = 1000


def find_documents(view: View, query: str) -> list[Record]:
    """The documents of whom a query means: words of the name with or without diacritics, birth, number, telephone.

    Goes through every document that names somebody: it is asked a few times a year, and must not miss one.
    """
    words = _words(query)
    if not words:
        return []
    found = [
        stored.record
        for type_ in TYPES.values()
        for stored in view.scan(type_)
        if name_in(stored.record) != GONE and _fits(stored.record, words)
    ]
    return found[:MOST_FOUND]


def _words(query: str) -> list[str]:
    phone, digits = find_phone(query), "".join(query.split())
    if phone or digits.isdigit():
        return [f" {phone or digits}"]
    return [f" {word}" for word in by_year(folded(query).split())]


def _fits(record: Record, words: Sequence[str]) -> bool:
    also = f"{record.nickname} {record.number} {record.insurance_code}" if isinstance(record, Item) else ""
    texts = [f" {folded(f'{one.name} {also}')} {one.number} {one.phone} {one.birth[:4]}" for one in parties(record)]
    return any(all(word in text for word in words) for text in texts)


def documents_of(view: View, request: SubjectRequest) -> list[Record]:
    """The documents that are still there, in the order in which they were named."""
    found = (document_of(view, subject) for subject in request.documents)
    return [one for one in found if one is not None]


def document_of(view: View, subject: str) -> Record | None:
    """The document of `kind:id`, None if it is gone or of a kind that names nobody."""
    kind, _, id_ = subject.partition(":")
    type_ = TYPES.get(kind)
    return view.get(type_, id_) if type_ else None


def subject_request(view: View, id_: str) -> SubjectRequest:
    """The request. Refuses not_found."""
    request = view.get(SubjectRequest, id_)
    if request is None:
        raise Refusal("not_found")
    return request


def take_down(unit: Unit, act: Act, asking: Asking) -> SubjectRequest:
    """Take a request down. The same act again gives the same request. Refuses invalid with the field."""
    if (made := unit.get(SubjectRequest, act.event_id)) is not None:
        return made
    documents = tuple(dict.fromkeys(asking.documents))[:MOST_DOCUMENTS]
    about = [one for one in (document_of(unit, subject) for subject in documents) if one is not None]
    if not about or len(about) < len(documents):
        raise Refusal("invalid", "documents", "Hãy đánh dấu giấy tờ của người này.")
    if not asking.asked:
        raise Refusal("invalid", "asked", "Hãy chọn điều được yêu cầu.")
    if asking.identity not in IDENTITIES:
        raise Refusal("invalid", "identity", "Hãy ghi đã biết người yêu cầu là ai bằng cách nào.")
    if asking.relation != "subject" and not tidy(asking.asked_by):
        raise Refusal("invalid", "asked_by", "Người khác yêu cầu thay thì ghi họ tên người đó.")
    day = date.fromisoformat(local_day(act.now))
    request = SubjectRequest(
        id=act.event_id,
        name=name_in(about[0]),
        documents=documents,
        asked=asking.asked,
        asked_by=tidy(asking.asked_by)[:MAX_TEXT],
        relation=asking.relation,
        identity=asking.identity,
        note=tidy(asking.note)[:MAX_TEXT],
        made_by=act.by.id,
        made_at=act.at,
        reply_due=calendar(unit).add_working_days(day, REPLY_DAYS).isoformat(),
        due=(day + timedelta(days=min(TERM_DAYS[one] for one in asking.asked))).isoformat(),
    )
    unit.put(request)
    record_change(unit, act, request, "subject.made")
    return request


def restrict(unit: Unit, act: Act, id_: str, why: str) -> SubjectRequest:
    """Stop further processing until it is decided; deliverers see it beside the paper. Refuses needs_reason."""
    before = subject_request(unit, id_)
    if done_before(unit, act, before) or before.stops:
        return before
    after = structs.replace(before, restricted_at=act.at, restricted_why=_reason(why, "why"), lifted_at="")
    return _stopped(unit, act, before, after, "subject.restricted", after.restricted_why)


def lift(unit: Unit, act: Act, id_: str, decision: str) -> SubjectRequest:
    """Processing goes on, with what was decided. Refuses needs_reason."""
    before = subject_request(unit, id_)
    if done_before(unit, act, before) or not before.stops:
        return before
    reason = _reason(decision, "decision")
    return _stopped(unit, act, before, structs.replace(before, lifted_at=act.at), "subject.lifted", reason)


def answer(unit: Unit, act: Act, id_: str, text: str) -> SubjectRequest:
    """What whoever asked was told; again, it stands in place of the one before. Refuses needs_reason."""
    before = subject_request(unit, id_)
    if done_before(unit, act, before):
        return before
    told = _reason(text, "answer")
    after = structs.replace(before, answer=told, answered_at=act.at, answered_by=act.by.id)
    unit.put(after)
    record_change(unit, act, after, "subject.answered", told)
    return after


def _stopped(
    unit: Unit, act: Act, before: SubjectRequest, after: SubjectRequest, what: str, note: str
) -> SubjectRequest:
    unit.put(after)
    record_change(unit, act, after, what, note, before=before)
    for document in documents_of(unit, after):
        if isinstance(document, Item):
            publish_item(unit, document)
    return after


def _reason(text: str, field: str) -> str:
    said = tidy(text)[:MAX_TEXT]
    if not said:
        raise Refusal("needs_reason", field)
    return said
