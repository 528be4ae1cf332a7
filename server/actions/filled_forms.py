"""Filled forms at the desk: written, put right, checked, sent back, withdrawn, made a dossier (R13-R19)."""

from msgspec import structs

from server.actions.catalogue import procedure_on
from server.actions.desk import Act
from server.actions.feeds import publish_fate
from server.actions.forms import form_title
from server.actions.history import differences, done_before, record_change
from server.domain.entries import DeskEntry, ProcedureName
from server.domain.events import Fate, Review
from server.domain.filled_forms import FilledForm, FilledState
from server.domain.form_values import changed_values
from server.domain.names import tidy
from server.domain.party_check import checked
from server.domain.problems import Refusal
from server.domain.times import VIETNAM, local_day
from server.domain.written import Written
from server.store.port import Unit, View

MAX_REASON = 500
_REVIEWS: dict[FilledState, Review | None] = {"checked": "approved", "dossier": "approved", "sent_back": "sent_back"}
"""What the phone that wrote it is told of a state (sync.md §2, `event`)."""


def form_of(view: View, id_: str) -> FilledForm:
    """The filled form. Refuses not_found."""
    found = view.get(FilledForm, id_)
    if found is None:
        raise Refusal("not_found")
    return found


def put_new(unit: Unit, form: FilledForm) -> FilledForm:
    """Put a form that was just written, under the names that its form and procedure have on that day, and its entry."""
    procedure = procedure_on(unit, form.procedure, form.day) if form.procedure else None
    named = structs.replace(
        form,
        title=form_title(unit, form.form),
        procedure_name=procedure.name if procedure else "",
    )
    _put(unit, named)
    return named


def write_form(unit: Unit, act: Act, written: Written) -> FilledForm:
    """A form written at the desk by whoever is logged in. The same act again gives the same one.

    Values that break the form's schema are kept: a paper may be begun today and finished tomorrow.
    Refuses needs_consent, invalid.
    """
    if (made := unit.get(FilledForm, act.event_id)) is not None:
        return made
    if not written.requested.consent:
        raise Refusal("needs_consent", "consent")
    known = _checked(act, written)
    form = FilledForm(
        id=act.event_id,
        title="",
        scribe=act.by.id,
        union=act.by.union or "",
        made_at=act.at,
        day=local_day(act.now),
        **structs.asdict(known),
    )
    form = put_new(unit, form)
    record_change(unit, act, form, "form.written")
    return form


def correct_form(unit: Unit, act: Act, id_: str, written: Written, why: str) -> FilledForm:
    """Put right what was written; each value that changed is in the history, old and new, with the reason.

    Refuses form_closed once it is a dossier or was withdrawn, needs_reason, invalid.
    """
    before = form_of(unit, id_)
    if done_before(unit, act, before):
        return before
    if not before.is_open:
        raise Refusal("form_closed")
    why = _reason(why, "why")
    known = structs.replace(_checked(act, written), form=before.form, version=before.version)
    after = structs.replace(before, **structs.asdict(known))
    if after.procedure != before.procedure:
        procedure = procedure_on(unit, after.procedure, after.day)
        after = structs.replace(after, procedure_name=procedure.name if procedure else "")
    if after == before:
        return before
    _put(unit, after)
    hidden = {"values": {}, "signing": before.signing}
    rest = differences(structs.replace(before, **hidden), structs.replace(after, **hidden))
    record_change(
        unit, act, after, "form.corrected", why, changed=(*rest, *changed_values(before.values, after.values))
    )
    return after


def check_form(unit: Unit, act: Act, id_: str) -> FilledForm:
    """Looked through and found right; the phone that wrote it is told. Twice is once. Refuses form_closed."""
    before = form_of(unit, id_)
    if before.state == "checked" or done_before(unit, act, before):
        return before
    if not before.is_open:
        raise Refusal("form_closed")
    return settled(unit, act, before, "checked", "form.checked")


def send_form_back(unit: Unit, act: Act, id_: str, reason: str) -> FilledForm:
    """Return it to the phone that wrote it, with the reason. Refuses form_closed, needs_reason, not_from_phone."""
    before = form_of(unit, id_)
    if done_before(unit, act, before):
        return before
    if not before.is_open:
        raise Refusal("form_closed")
    if not before.event:
        raise Refusal("not_from_phone")
    return settled(unit, act, before, "sent_back", "form.sent_back", _reason(reason, "reason"))


def withdraw_form(unit: Unit, act: Act, id_: str, reason: str) -> FilledForm:
    """Take it out of the desk's work and of its counts: a mistake, twice, or nobody wants it any more.

    Refuses form_closed, needs_reason.
    """
    before = form_of(unit, id_)
    if done_before(unit, act, before):
        return before
    if not before.is_open:
        raise Refusal("form_closed")
    return settled(unit, act, before, "withdrawn", "form.withdrawn", _reason(reason, "reason"))


def reopen_form(unit: Unit, act: Act, id_: str) -> FilledForm:
    """Take checking, sending back or withdrawing back: it waits again. Refuses form_closed for a dossier or erased."""
    before = form_of(unit, id_)
    if before.state == "waiting" or done_before(unit, act, before):
        return before
    if before.state == "dossier" or before.erased_at:
        raise Refusal("form_closed")
    return settled(unit, act, before, "waiting", "form.reopened")


def became_dossier(unit: Unit, act: Act, id_: str, dossier: str) -> FilledForm:
    """It is the paper of this dossier now: nothing is changed in it any more. Refuses form_closed."""
    before = form_of(unit, id_)
    if before.dossier == dossier:
        return before
    if not before.is_open:
        raise Refusal("form_closed")
    return settled(unit, act, structs.replace(before, dossier=dossier), "dossier", "form.dossier", before=before)


def settled(
    unit: Unit,
    act: Act,
    form: FilledForm,
    state: FilledState,
    what: str,
    note: str = "",
    before: FilledForm | None = None,
) -> FilledForm:
    """Put a form in a state, with its entry, its history, and what the phone that wrote it learns of it."""
    after = structs.replace(
        form,
        state=state,
        reason=note if state in ("sent_back", "withdrawn") else "",
        settled_at=act.at if state in ("dossier", "withdrawn") else "",
    )
    _put(unit, after)
    fate = unit.get(Fate, after.event) if after.event else None
    review = _REVIEWS.get(state)
    if fate is not None and (fate.review, fate.reason) != (review, after.reason if review else ""):
        told = after.reason if review == "sent_back" else ""
        changed = structs.replace(fate, review=review, reason=told, reviewed_by=act.by.id, reviewed_at=act.at)
        unit.put(changed)
        publish_fate(unit, changed)
    record_change(unit, act, after, what, note, before=before)
    return after


def _put(unit: Unit, form: FilledForm) -> None:
    """The form, and beside it what the report counts: the entry stays when the values are erased."""
    unit.put(form)
    entry = DeskEntry(
        id=form.id,
        day=form.day,
        procedure=ProcedureName(form.procedure, form.procedure_name or form.title),
        declarant=form.declarant.name,
        hamlet=form.declarant.hamlet,
        scribe=form.scribe,
        union=form.union,
        read_back=form.read_back,
        guided=form.guided or form.dossier is not None,
        form=form.form,
        place=form.place,
        dossier=form.dossier,
        withdrawn_at=form.settled_at if form.state == "withdrawn" else "",
    )
    if unit.get(DeskEntry, entry.id) != entry:
        unit.put(entry)


def _checked(act: Act, written: Written) -> Written:
    """What was written, its declarant in the form in which people are kept. Refuses invalid with the field."""
    today = act.now.astimezone(VIETNAM).date()
    return structs.replace(written, declarant=checked(written.declarant, "declarant_", today))


def _reason(text: str, field: str) -> str:
    reason = tidy(text)[:MAX_REASON]
    if not reason:
        raise Refusal("needs_reason", field)
    return reason
