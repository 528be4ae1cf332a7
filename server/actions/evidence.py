"""Everything that a reviewer looks at: one confirmation with its proof, both clocks, and what stands beside it."""

from dataclasses import dataclass

import msgspec

from server.actions.consent import may_show
from server.actions.ledger import body_of
from server.domain.confirmations import Drawing, drawing
from server.domain.events import Event, Fate
from server.domain.items import Item
from server.domain.people import Device, Person
from server.store.port import View
from sync.messages import KINDS, Assisted, ConfirmationData, Recipient, Shown, Signature

ERASED = ConfirmationData(to=Recipient("…", "other"), proof=Signature((640, 320), ""), note="Đã xóa theo luật.")
"""What stands where the words of a confirmation were erased."""


@dataclass(frozen=True)
class Evidence:
    """One confirmation as the review shows it. `at` is the phone's clock as signed, `offset` ms or None.

    `data` is what speaks now (amended or not), `before` what was first written if it was amended. `hidden` is what of
    `photo` and `place` it brought and nobody may look at: that is not in `data`.
    The three answers are left out on purpose: no screen shows them per item.
    """

    fate: Fate
    event: Event
    item: Item | None
    person: Person | None
    device: Device | None
    shown: Shown | None
    at: str
    offset: float | None
    data: ConfirmationData
    before: ConfirmationData | None
    hidden: tuple[str, ...]
    drawing: Drawing | None
    others: list[Fate]
    attempts: list[Fate]

    @property
    def assisted(self) -> Assisted | None:
        """The assisted proof, if it is one."""
        return self.data.proof if isinstance(self.data.proof, Assisted) else None

    @property
    def received_at(self) -> str:
        """When the commune got it."""
        return self.event.at


def evidence(view: View, fate: Fate) -> Evidence:
    """The evidence behind a confirmation's fate. Raises KeyError if it is no confirmation that is understood."""
    event = view.get(Event, fate.id)
    if event is None:
        raise KeyError(fate.id)
    body = body_of(event)
    first = confirmation_data(event)
    amending = view.get(Event, fate.amended) if fate.amended else None
    data = confirmation_data(amending) if amending else first
    hidden = tuple(what for what in ("photo", "place") if _is_hidden(view, what, data, event, amending))
    around = [one for one in view.find(Fate, "item", fate.item) if one.id != fate.id] if fate.item else []
    return Evidence(
        fate=fate,
        event=event,
        item=view.get(Item, fate.item) if fate.item else None,
        person=view.get(Person, fate.person),
        device=view.get(Device, fate.device),
        shown=body.shown,
        at=body.at,
        offset=body.offset,
        data=msgspec.structs.replace(data, proof=first.proof, **dict.fromkeys(hidden)),
        before=first if amending else None,
        hidden=hidden,
        drawing=drawing(first.proof),
        others=[one for one in around if one.what == "confirmation.recorded"],
        attempts=[one for one in around if one.what == "attempt.failed"],
    )


def _is_hidden(view: View, what: str, data: ConfirmationData, *events: Event | None) -> bool:
    if getattr(data, what) is None:
        return False
    return not any(may_show(view, event, what) for event in events if event is not None)


def confirmation_data(event: Event) -> ConfirmationData:
    """The data of a confirmation or an amendment. Raises KeyError if this version does not understand it."""
    if not event.words:
        return ERASED
    try:
        data = msgspec.json.decode(body_of(event).data, type=KINDS[event.what])
    except msgspec.ValidationError as error:
        raise KeyError(event.id) from error
    if not isinstance(data, ConfirmationData):
        raise KeyError(event.id)
    return data
