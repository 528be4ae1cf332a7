"""A `form.filled` that a phone brought becomes a filled form and a desk entry, in the turn's own transaction."""

from datetime import timedelta

import msgspec
from msgspec import structs

from server.actions.desk import Act
from server.actions.filled_forms import put_new, settled
from server.actions.ledger import body_of
from server.domain.commune import Hamlet
from server.domain.events import Event, Fate
from server.domain.filled_forms import FilledForm
from server.domain.people import Person
from server.domain.times import instant, local_day
from server.domain.written import read_written
from server.store.port import Unit
from sync.form_filled import FormFilledData
from sync.messages import UNDO_MS

REWRITTEN = "Đã viết lại bản khác"
UNDONE = "Người viết hộ hoàn tác"


def take_form(unit: Unit, event: Event, fate: Fate) -> None:
    """Put the form of an acting event, once; one that it stands for, or that its writer takes back, counts no more."""
    if event.what == "confirmation.undone":
        _undo(unit, event.of or "")
    if event.what != "form.filled":
        return
    taken = unit.get(FilledForm, event.event)
    if taken is not None and taken.event == event.id:
        return
    data = msgspec.json.decode(body_of(event).data, type=FormFilledData)
    scribe = unit.get(Person, event.person or "")
    made_at = event.at if "clock" in fate.flags else fate.when
    made = FilledForm(
        id=event.event if taken is None else event.id,
        event=event.id,
        title="",
        scribe=event.person or "",
        union=(scribe.union or "") if scribe else "",
        made_at=made_at,
        day=local_day(instant(made_at)),
        instead_of=str(data.redo or ""),
        **structs.asdict(read_written(data, unit.find(Hamlet, "all", ""))),
    )
    put_new(unit, made)
    _replace(unit, event, made)
    _undo(unit, event.event)


def _replace(unit: Unit, event: Event, made: FilledForm) -> None:
    """The form that was sent back to this scribe and that this one stands for."""
    old = unit.get(FilledForm, made.instead_of) if made.instead_of else None
    if old is not None and old.scribe == made.scribe and old.state == "sent_back":
        settled(unit, _writer(unit, event), old, "withdrawn", "form.rewritten", REWRITTEN)


def _undo(unit: Unit, of: str) -> None:
    """A wrong tap taken back within ten minutes, as long as nobody at the desk did anything (sync.md §2)."""
    form = unit.get(FilledForm, of)
    first = unit.get(Event, form.event) if form is not None and form.event else None
    if form is None or first is None or form.state != "waiting":
        return
    for undoing in unit.find(Event, "of", of):
        fate = unit.get(Fate, undoing.id)
        acting = undoing.what == "confirmation.undone" and (fate is None or fate.status == "accepted")
        if acting and undoing.device == first.device and _soon(undoing, first):
            settled(unit, _writer(unit, undoing), form, "withdrawn", "form.undone", UNDONE)
            return


def _soon(undoing: Event, first: Event) -> bool:
    """Whether by the phone's own clock it was within the time for that; a clock that says nothing does not count."""
    try:
        passed = instant(body_of(undoing).at) - instant(body_of(first).at)
    except ValueError:
        return False
    return passed <= timedelta(milliseconds=UNDO_MS)


def _writer(unit: Unit, event: Event) -> Act:
    """The scribe as who acts, by the event."""
    scribe = unit.get(Person, event.person or "")
    assert scribe is not None, "authenticity was judged by a phone of this person"
    return Act(scribe, instant(event.at), event.event)
