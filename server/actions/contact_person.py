"""Who calls, as far as the desk knows: earlier contacts of the number, the people behind it, what is open for them."""

from typing import NamedTuple

from server.domain.appointments import Appointment
from server.domain.citizens import Citizen
from server.domain.contacts import Contact
from server.domain.dossiers import OPEN_STATES, Dossier
from server.domain.phones import find_phone
from server.domain.requests import UNSERVED, HomeRequest
from server.store.port import View

MOST = 8
"""So many of each are shown: somebody is waiting on the line."""


class Known(NamedTuple):
    """What is known of a telephone number; empty for a new one."""

    contacts: list[Contact]
    citizens: list[Citizen]
    requests: list[HomeRequest]
    dossiers: list[Dossier]
    appointments: list[Appointment]

    @property
    def any(self) -> bool:
        """Whether anything is known at all."""
        return any(self)


NOBODY = Known([], [], [], [], [])


def known_of(view: View, phone: str, but: str = "") -> Known:
    """All that belongs to a number, the newest first, as many as are shown; `but` is the contact that is looked at.

    A shared telephone gives everybody who uses it. Costs look-ups, and the requests and appointments that are open.
    """
    number = find_phone(phone)
    if number is None:
        return NOBODY
    contacts = [one for one in reversed(view.find(Contact, "phone", number)) if one.id != but]
    citizens = view.find(Citizen, "phone", number)
    ids = {one.id for one in citizens}
    requests = [
        one
        for state in UNSERVED
        for one in view.find(HomeRequest, "state", state)
        if one.person.phone == number or one.person.citizen in ids
    ]
    dossiers = [
        one
        for id_ in ids
        for one in view.find(Dossier, "citizen", id_)
        if one.state in OPEN_STATES or one.state == "done"
    ]
    booked = [one for one in view.find(Appointment, "state", "booked") if one.person.phone == number]
    return Known(
        contacts[:MOST],
        citizens[:MOST],
        sorted(requests, key=lambda one: one.made_at, reverse=True)[:MOST],
        sorted(dossiers, key=lambda one: one.received_at, reverse=True)[:MOST],
        sorted(booked, key=lambda one: one.day)[:MOST],
    )
