"""Phones: enrolled with an invitation and a key of their own, revoked by a person (sync.md §1, §4 rule 11)."""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import structs

from server.actions.desk import Act, new_id
from server.actions.ledger import record_act
from server.actions.people import secret_id
from server.domain.people import Device, Invitation, Person, PublicKey
from server.domain.problems import Refusal
from server.domain.times import instant, stamp
from server.store.port import Unit, View
from sync.ledger import Unreadable, enrol_message, public_key, thumbprint, to_base64url, verify
from sync.messages import Enrol, PublicKeyMessage

MAX_LABEL = 60
HEARD_AGAIN = timedelta(hours=1)
"""A turn that brings nothing is written down once in that time: a pull must not cost a commit."""


class Enrolled(NamedTuple):
    """An enrolment's outcome; the tokens are kept only as hashes, so this is the one time they are seen."""

    device: Device
    person: Person
    token: str
    send: str


def check_proof(enrol: Enrol) -> PublicKey:
    """The key, if it is one of P-256 and has signed the code. Refuses bad_key, bad_proof. No store is needed."""
    key = enrol.public_key
    try:
        if (key.kty, key.crv) != ("EC", "P-256"):
            raise Unreadable("not P-256")
        verifier = public_key(key.x, key.y)
    except Unreadable as error:
        raise Refusal("bad_key", "public_key") from error
    try:
        message = enrol_message(enrol.code)
    except UnicodeEncodeError as error:
        raise Refusal("code_unknown", "code") from error
    if not verify(verifier, enrol.proof, message):
        raise Refusal("bad_proof", "proof")
    return PublicKey(key.x, key.y)


def device_id(key: PublicKeyMessage | PublicKey) -> str:
    """A device is its key."""
    return thumbprint(key.x, key.y)


def enrol(unit: Unit, request: Enrol, key: PublicKey, now: datetime) -> Enrolled:
    """Spend a code on a key. The same code with the same key again gives fresh tokens: the answer may have been lost.

    Refuses code_unknown, code_used, code_expired, key_of_another.
    """
    id_ = device_id(key)
    invitation = _invitation(unit, request.code, id_, now)
    person = unit.get(Person, invitation.person)
    if person is None or not person.active:
        raise Refusal("code_unknown", "code")
    known = unit.get(Device, id_)
    if known is not None and known.person != person.id:
        raise Refusal("key_of_another", "public_key")
    if known is not None and known.revoked_at is not None:
        raise Refusal("code_used", "code", "Máy này đã bị thu hồi. Hãy xóa và nhập lại bằng khóa mới.")
    token, send = (to_base64url(secrets.token_bytes(32)) for _ in range(2))
    fresh = known or Device(id=id_, person=person.id, key=key, token="", send="", enrolled_at=stamp(now))
    device = structs.replace(
        fresh,
        token=secret_id(token),
        send=secret_id(send),
        label=" ".join(request.label.split())[:MAX_LABEL],
        app=request.app[:MAX_LABEL],
        seen_at=stamp(now),
    )
    unit.put(device)
    unit.put(structs.replace(invitation, device=id_))
    if known is None:
        _record(unit, person, device, now)
    return Enrolled(device, person, token, send)


def _invitation(unit: Unit, code: str, device: str, now: datetime) -> Invitation:
    invitation = unit.get(Invitation, secret_id(code))
    if invitation is None:
        raise Refusal("code_unknown", "code")
    if invitation.device is not None and invitation.device != device:
        raise Refusal("code_used", "code")
    if invitation.expires_at <= stamp(now):
        raise Refusal("code_expired", "code")
    return invitation


def _record(unit: Unit, person: Person, device: Device, now: datetime) -> None:
    """The key's entry in the ledger: from here on `verify` needs no secret and no other record."""
    key = {"kty": "EC", "crv": "P-256", "x": device.key.x, "y": device.key.y}
    data = {"device": device.id, "person": person.id, "key": key}
    record_act(unit, Act(person, now, new_id()), "device.enrolled", data)


def unheard(device: Device, app: str, now: datetime) -> bool:
    """Whether a turn of this phone tells more than is known: another version of its app, or the first in an hour."""
    return device.app != app[:MAX_LABEL] or now - instant(device.seen_at or device.enrolled_at) > HEARD_AGAIN


def heard(unit: Unit, id_: str, app: str, now: datetime) -> None:
    """Note that a phone was in contact, with which version: also one that only asks is seen (not at every turn)."""
    device = unit.get(Device, id_)
    if device is not None:
        unit.put(structs.replace(device, app=app[:MAX_LABEL], seen_at=stamp(now)))


def revoke(unit: Unit, act: Act, id_: str, why: str) -> Device:
    """Stop a phone: it still hands in what it has, held, and is asked to wipe what it pulled. Twice is once."""
    device = unit.get(Device, id_)
    if device is None:
        raise Refusal("not_found")
    if device.revoked_at is None:
        device = structs.replace(device, revoked_at=act.at, revoked_why=" ".join(why.split())[:200])
        unit.put(device)
        record_act(unit, act, "device.revoked", {"device": id_, "why": device.revoked_why})
    return device


def revoke_all(unit: Unit, act: Act, person: str, why: str) -> None:
    """Stop every phone of a person, as when he leaves: what they still hold comes in and waits for somebody to look."""
    for device in unit.find(Device, "person", person):
        revoke(unit, act._replace(event_id=new_id()), device.id, why)


def carrier(view: View, token: str) -> tuple[Device, bool]:
    """The device of a bearer token, and whether it is the full one. Refuses unknown_token."""
    hashed = secret_id(token)
    device = next(iter(view.find(Device, "token", hashed)), None)
    if device is None:
        raise Refusal("unknown_token")
    return device, device.token == hashed
