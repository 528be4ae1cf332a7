"""The form of a contact: what was typed into it as Told, and a contact as what would be typed."""

from msgspec import structs

from server.domain.citizens import Citizen, Party
from server.domain.contacts import CONTACT_CHANNELS, DIRECTIONS, OUTCOMES, Contact, Told
from server.domain.names import folded
from server.http.office.page import Typed
from server.store.port import View

TEXTS = ("name", "phone", "what", "note", "follow_up")
FIELDS = (*TEXTS, "hamlet", "outcome", "channel")
"""The fields whose refusals the form shows beneath them."""
MAX_TEXT = 2000


def told_of(given: Typed) -> Told:
    """What was taken down; it is checked by who keeps it. What is no choice is the usual one."""
    return Told(
        channel=next((one for one in CONTACT_CHANNELS if one == given["channel"]), "hotline"),
        direction=next((one for one in DIRECTIONS if one == given["direction"]), "in"),
        hamlet=given["hamlet"][:80] or None,
        outcome=next((one for one in OUTCOMES if one == given["outcome"]), ""),
        done=given["done"] == "1",
        **{name: given[name][:MAX_TEXT] for name in TEXTS},
    )


def typed_from(contact: Contact) -> Typed:
    """The form that would have made this contact: what putting it right starts from."""
    given = Typed({name: getattr(contact, name) for name in (*TEXTS, "channel", "direction", "outcome")})
    given.update(hamlet=contact.hamlet or "", done="1" if contact.state == "done" else "")
    return given


def person_from(view: View, contact: Contact) -> Party:
    """Whom a request or an appointment made of a contact is for, to begin with: the citizen of that number and name,
    else whoever spoke. The clerk puts right what is not theirs."""
    known = view.find(Citizen, "phone", contact.phone) if contact.phone else []
    same = [one for one in known if folded(one.party.name) == folded(contact.name)]
    found = same[0] if same else known[0] if len(known) == 1 and not contact.name else None
    if found is not None:
        return structs.replace(found.party, citizen=found.id)
    return Party(contact.name, phone=contact.phone, hamlet=contact.hamlet)
