"""When all else fails (sync.md §7): a phone's events come in a file, to the same ledger, with the same receipts."""

from collections.abc import Callable
from datetime import datetime

import msgspec
from msgspec import Struct

from server.actions.authenticity import Candidate, authenticate
from server.actions.receive import receive
from server.domain.people import Device, PublicKey
from server.domain.problems import Refusal
from server.domain.times import stamp
from server.store.port import Unit, View
from sync.messages import APP, MAX_EVENTS, Receipt, Sent


class RescueFile(Struct, frozen=True):
    """What a phone saves: `{"app":"tan-nha","deployment","events":[{body,sig}…]}`."""

    app: str
    deployment: str
    events: list[Sent]


class RefusedRow(Struct, frozen=True):
    """One event that was not authentic: its place in the file from 1, and why."""

    row: int
    column: str
    problem: str


class RescueResult(Struct, frozen=True):
    """What an import of events did. `created` counts held ones too: they are in the ledger."""

    read: int
    created: int
    updated: int
    unchanged: int
    held: int
    refused: list[RefusedRow]
    receipts: list[Receipt]


def read_rescue(data: bytes, deployment: str) -> list[Sent]:
    """The events of a rescue file. Refuses bad_rescue for another file, other_deployment for another commune's."""
    try:
        file = msgspec.json.decode(data, type=RescueFile)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Refusal("bad_rescue", "file") from error
    if file.app != APP:
        raise Refusal("bad_rescue", "file")
    if file.deployment != deployment:
        raise Refusal("other_deployment", "file")
    return file.events


def key_finder(view: View) -> Callable[[str], PublicKey | None]:
    """Gives a device's key."""

    def key_of(id_: str) -> PublicKey | None:
        device = view.get(Device, id_)
        return device.key if device else None

    return key_of


def import_events(unit: Unit, events: list[Sent], now: datetime) -> RescueResult:
    """Judge and store a file's events, as if their phone had brought them."""
    at = stamp(now)
    candidates = authenticate(events, unit.history.deployment, key_finder(unit))
    receipts: list[Receipt] = []
    for start in range(0, len(candidates), MAX_EVENTS):
        receipts += receive(unit, None, candidates[start : start + MAX_EVENTS], now)
    return _result(candidates, receipts, at)


def _result(candidates: list[Candidate], receipts: list[Receipt], at: str) -> RescueResult:
    new = [receipt for receipt in receipts if receipt.seq is not None and receipt.at == at]
    refused = [
        RefusedRow(row, receipt.code or "", receipt.text or "")
        for row, receipt in enumerate(receipts, 1)
        if receipt.status == "refused"
    ]
    return RescueResult(
        read=len(candidates),
        created=len(new),
        updated=0,
        unchanged=len(receipts) - len(new) - len(refused),
        held=sum(receipt.status == "held" for receipt in receipts),
        refused=refused,
        receipts=receipts,
    )
