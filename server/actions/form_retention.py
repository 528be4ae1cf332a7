"""What was filled in for somebody is kept only as long as the desk may need it; that it was written stays counted."""

from datetime import datetime, timedelta

from msgspec import structs

from server.actions.desk import Act, new_id
from server.actions.erasure import erase
from server.actions.history import record_change
from server.domain.changes import Change, subject_of
from server.domain.citizens import Party
from server.domain.events import Event
from server.domain.filled_forms import FilledForm, Requested, Signing
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.times import stamp
from server.store.port import Unit

KEPT_DAYS = 30
"""Days after it became a dossier or was withdrawn. The dossier has the paper from then on, and data may be kept only as
long as their purpose needs them (Luật 91/2025/QH15 Đ3); a month is what putting a mistake right may take, and as long
as a phone keeps its sealed copy (sync.md §4 rule 5)."""
LAW = "Luật 91/2025/QH15 Điều 3: hết thời hạn lưu tờ viết hộ"
PROGRAM = Person(id="program", name="Tận Nhà", role="admin")
"""Who acts when nobody does."""


def erase_settled(unit: Unit, now: datetime) -> int:
    """Erase the values of every form that was settled long enough ago; how many. Again erases nothing twice."""
    limit = stamp(now - timedelta(days=KEPT_DAYS))
    due = [form for form in unit.find(FilledForm, "kept", "") if form.settled_at < limit]
    for form in due:
        erase_form(unit, Act(PROGRAM, now, new_id()), form, LAW)
    return len(due)


def erase_on_demand(unit: Unit, act: Act, id_: str, law: str) -> FilledForm:
    """Erase what was written for somebody because the law or they themselves demand it. Twice is once.

    `law` says which. Refuses not_found, needs_reason, form_open while the desk may still need it.
    """
    form = unit.get(FilledForm, id_)
    if form is None:
        raise Refusal("not_found")
    law = " ".join(law.split())[:500]
    if not law:
        raise Refusal("needs_reason", "law")
    if form.erased_at:
        return form
    if form.is_open:
        raise Refusal("form_open")
    erased = erase_form(unit, act, form, law)
    record_change(unit, act, erased, "form.erased", law)
    return erased


def erase_form(unit: Unit, act: Act, form: FilledForm, law: str) -> FilledForm:
    """Empty a form, the event behind it, and what its history says of values. Its entry at the desk stays (R17)."""
    if form.event and unit.get(Event, form.event) is not None:
        erase(unit, act, form.event, law)
    for change in unit.find(Change, "subject", subject_of(form)):
        kept = tuple(structs.replace(one, before="", after="") for one in change.differences)
        if kept != change.differences:
            unit.put(structs.replace(change, differences=kept))
    erased = structs.replace(
        form,
        declarant=Party(form.declarant.name, hamlet=form.declarant.hamlet),
        values={},
        requested=Requested(form.requested.by, consent=form.requested.consent),
        signing=Signing(form.signing.by, form.signing.reason, form.signing.mark),
        erased_at=act.at,
    )
    unit.put(erased)
    return erased
