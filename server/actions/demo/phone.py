"""A phone of the demonstration: a key of its own, a chain of signed events, pushed through the sync's own code."""

import json
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from server.actions.authenticity import authenticate
from server.actions.desk import Act, new_id
from server.actions.devices import check_proof, enrol
from server.actions.feeds import person_audience
from server.actions.people import invite
from server.actions.receive import receive
from server.domain.events import Feed
from server.domain.people import Device, Person
from server.domain.times import stamp
from server.store.port import Unit
from sync.ledger import body_hash, enrol_message, event_message, to_base64url
from sync.messages import VERSION, Enrol, PublicKeyMessage, Sent


class DemoPhone:
    """One person's phone. `offset` is how many ms the commune's clock is ahead of it."""

    def __init__(self, unit: Unit, act: Act, person: Person, offset: int = 0) -> None:
        self.unit, self.person, self.offset = unit, person, offset
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._n, self._previous = 0, ""
        self._outbox: list[Sent] = []
        code, _ = invite(unit, act, person.id)
        numbers = self._key.public_key().public_numbers()
        x, y = (to_base64url(number.to_bytes(32)) for number in (numbers.x, numbers.y))
        request = Enrol(
            code=code,
            public_key=PublicKeyMessage("EC", "P-256", x, y),
            proof=self._sign(enrol_message(code)),
            label="Máy trình diễn",
            app="demo",
        )
        self.device: Device = enrol(unit, request, check_proof(request), act.now).device

    def write(self, when: datetime, kind: str, data: dict[str, Any], item: str | None = None) -> str:
        """Sign one event, done at `when` by the right clock; it waits for the next push. Gives its id."""
        self._n += 1
        body = {
            "id": new_id(),
            "device": self.device.id,
            "n": self._n,
            "prev": self._previous,
            "at": stamp(when - timedelta(milliseconds=self.offset)),
            "offset": self.offset,
            "kind": kind,
            "v": VERSION,
            "item": item,
            "shown": self._shown(item) if item else None,
            "data": data,
        }
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        self._previous = body_hash(text)
        self._outbox.append(Sent(text, self._sign(event_message(self.unit.history.deployment, text))))
        return str(body["id"])

    def push(self, when: datetime) -> None:
        """Hand over all that waits, as a turn of the protocol does."""
        known = self.unit.get(Device, self.device.id) or self.device
        candidates = authenticate(self._outbox, self.unit.history.deployment, lambda device: known.key)
        receipts = receive(self.unit, known, candidates, when)
        assert all(receipt.status == "accepted" for receipt in receipts), receipts
        self._outbox = []

    def _shown(self, item: str) -> dict[str, Any]:
        """What the screen showed: the item as this person's phone last pulled it."""
        mine = person_audience(self.person.id)
        feed = next(feed for feed in self.unit.find(Feed, "doc", f"item:{item}") if feed.audience == mine and feed.doc)
        stored = self.unit.stored(Feed, feed.id)
        doc = feed.doc or {}
        return {"name": doc["name"], "what": doc["what"]["title"], "rev": stored.rev if stored else 0}

    def _sign(self, message: bytes) -> str:
        r, s = decode_dss_signature(self._key.sign(message, ec.ECDSA(hashes.SHA256())))
        return to_base64url(r.to_bytes(32) + s.to_bytes(32))
