"""Whom requests, entries of the desk and the list of known people name, and until when."""

from datetime import datetime, timedelta

from msgspec import structs

from server.actions.desk import Act, new_id
from server.actions.erasure import erase
from server.actions.forgetting import forget_words
from server.actions.form_retention import PROGRAM
from server.domain.changes import Change, subject_of
from server.domain.citizens import Citizen
from server.domain.dossiers import Dossier
from server.domain.entries import DeskEntry
from server.domain.events import Event
from server.domain.requests import UNSERVED, HomeRequest
from server.domain.retention import GONE, Rule, request_without
from server.domain.times import local_day, stamp
from server.store.port import Unit, View

TOLD = frozenset(
    {"person", "nickname", "way", "title", "note", "asked_by", "dossier_code", "reason", "granted", "relation"}
)
"""The fields of a request whose earlier words its history holds."""
LAW = "Luật 91/2025/QH15 Điều 3: hết thời hạn lưu yêu cầu phục vụ tại nhà"


def forget_requests(unit: Unit, now: datetime, rule: Rule) -> int:
    """Of requests that were served or declined long ago: whose they were, and the phone's event that said so."""
    limit, changed = stamp(now - timedelta(days=rule.days)), 0
    for state in ("served", "declined"):
        for request in unit.find(HomeRequest, "state", state):
            if (request.served_at or request.decided_at or "9") >= limit:
                continue
            if (less := request_without(request)) == request:
                continue
            if request.event and unit.get(Event, request.event) is not None:
                erase(unit, Act(PROGRAM, now, new_id()), request.event, LAW)
            unit.put(less)
            forget_words(unit, less, TOLD, note=True)
            changed += 1
    return changed


def forget_entries(unit: Unit, now: datetime, rule: Rule) -> int:
    """Of what the writing desk wrote long ago: for whom it was. That it was written stays counted (R17)."""
    limit, changed = local_day(now - timedelta(days=rule.days)), 0
    for entry in [*unit.find(DeskEntry, "all", ""), *unit.find(DeskEntry, "withdrawn", "")]:
        if entry.day < limit and entry.declarant != GONE:
            less = structs.replace(entry, declarant=GONE)
            unit.put(less)
            forget_words(unit, less, ("declarant",))
            changed += 1
    return changed


def forget_citizens(unit: Unit, now: datetime, rule: Rule) -> int:
    """Whoever had no dossier, no request and no change for so long is not known any more: typed anew if they come."""
    limit, gone = stamp(now - timedelta(days=rule.days)), 0
    for citizen in unit.find(Citizen, "all", ""):
        if last_use(unit, citizen) >= limit:
            continue
        forget_words(unit, citizen, Citizen.__struct_fields__, note=True)
        unit.remove(Citizen, citizen.id)
        gone += 1
    return gone


def last_use(view: View, citizen: Citizen) -> str:
    """The instant of the last that was done about somebody; '9' while a request of theirs waits."""
    requests = view.find(HomeRequest, "citizen", citizen.id)
    if any(one.state in UNSERVED for one in requests):
        return "9"
    return max(
        citizen.created_at,
        *(one.at for one in view.find(Change, "subject", subject_of(citizen))),
        *(one.received_at for one in view.find(Dossier, "citizen", citizen.id)),
        *(one.served_at or one.decided_at or one.made_at for one in requests),
        "",
    )
