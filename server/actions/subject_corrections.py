"""Putting right what is held about a person, in all documents of their request at once; the phones learn of it."""

from msgspec import structs

from server.actions.desk import Act
from server.actions.feeds import publish_item
from server.actions.history import done_before, record_change
from server.actions.subjects import documents_of, subject_request
from server.domain.citizens import Party
from server.domain.commune import Hamlet
from server.domain.items import Item
from server.domain.names import tidy
from server.domain.party_check import checked
from server.domain.problems import Refusal
from server.domain.subject_records import Correction, corrected
from server.domain.subjects import SubjectRequest
from server.domain.times import VIETNAM
from server.store.port import Unit

CORRECTED = "subject.corrected"
"""What a history calls it, in every kind of document."""


def correct(unit: Unit, act: Act, id_: str, right: Correction, reason: str) -> SubjectRequest:
    """Put right the documents of a request; what is empty stays. Each keeps in its history what stood there before.

    Signed events are not touched: what was signed stays as it was signed. Refuses not_found, needs_reason, invalid.
    """
    before = subject_request(unit, id_)
    if done_before(unit, act, before):
        return before
    known = _checked(unit, act, before, right)
    if not known.given:
        raise Refusal("invalid", None, "Hãy ghi điều cần sửa.")
    said = tidy(reason)
    if not said:
        raise Refusal("needs_reason", "reason")
    note = f"{before.asked_by or before.name}: {said}"[:500]
    for document in documents_of(unit, before):
        after = corrected(document, before.name, known)
        if after == document:
            continue
        unit.put(after)
        record_change(unit, act, after, CORRECTED, note, before=document)
        if isinstance(after, Item):
            publish_item(unit, after)
    request = structs.replace(before, name=known.name or before.name)
    unit.put(request)
    record_change(unit, act, request, CORRECTED, note, before=before)
    return request


def _checked(unit: Unit, act: Act, request: SubjectRequest, right: Correction) -> Correction:
    """In the forms in which they are kept."""
    said = structs.asdict(right)
    hamlet = said.pop("hamlet")
    if hamlet and unit.get(Hamlet, hamlet) is None:
        raise Refusal("invalid", "hamlet", "Hãy chọn ấp.")
    party = checked(Party(**{**said, "name": right.name or request.name}), "", act.now.astimezone(VIETNAM).date())
    return Correction(**{name: getattr(party, name) if said[name] else "" for name in said}, hamlet=hamlet)
