"""A phone in a few lines of Python: its key, its chain of events, its turns. For tests and for the bench."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from server.actions.desk import new_id
from server.domain.times import stamp
from sync.strokes import encode

STROKES = encode([[(40 + 8 * step, 100 + 37 * (step % 5), 5 * step) for step in range(40)]])
"""A drawing that is not thin."""


def base64url(data: bytes) -> str:
    """Unpadded."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signed(strokes: str = STROKES) -> dict[str, Any]:
    """A proof by signature."""
    return {"by": "signature", "box": [640, 320], "strokes": strokes}


def confirmation(name: str = "Danh Thị Mẫu", **changed: Any) -> dict[str, Any]:
    """The data of a confirmation."""
    data = {
        "to": {"name": name, "relation": "subject"},
        "proof": signed(),
        "count": 1,
        "answers": [5, 4, None],
        "note": "",
        "place": None,
        "photo": None,
    }
    return {**data, **changed}


class Phone:
    """One device. `write` makes the next signed event; `request` a turn; what it knows is in its attributes."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        numbers = self.key.public_key().public_numbers()
        self.jwk = {
            "kty": "EC",
            "crv": "P-256",
            "x": base64url(numbers.x.to_bytes(32)),
            "y": base64url(numbers.y.to_bytes(32)),
        }
        self.device = ""
        self.deployment = ""
        self.token = ""
        self.send = ""
        self.epoch: str | None = None
        self.cursor: str | None = None
        self.n = 0
        self.previous = ""

    def sign(self, message: str) -> str:
        """base64url of r||s."""
        der = self.key.sign(message.encode("utf-8", "surrogatepass"), ec.ECDSA(hashes.SHA256()))
        r, s = decode_dss_signature(der)
        return base64url(r.to_bytes(32) + s.to_bytes(32))

    def enrolment(self, code: str) -> dict[str, Any]:
        """The body of `POST /sync/enrol`."""
        return {
            "code": code,
            "public_key": self.jwk,
            "proof": self.sign(f"tan-nha-enrol\n{code}"),
            "label": "máy thử",
            "app": "test",
        }

    def enrolled(self, answer: dict[str, Any]) -> None:
        """Take in the answer to an enrolment."""
        for name in ("device", "deployment", "token", "send", "epoch"):
            setattr(self, name, answer[name])

    def write(self, kind: str, item: str | None, data: object, **head: Any) -> dict[str, str]:
        """The next event, as it is sent; `head` overrides fields of the body."""
        self.n += 1
        body = {
            "id": new_id(),
            "device": self.device,
            "n": self.n,
            "prev": self.previous,
            "at": stamp(datetime.now(UTC)),
            "offset": 0,
            "kind": kind,
            "v": 1,
            "item": item,
            "shown": {"name": "Danh Thị Mẫu", "what": "Thẻ BHYT", "rev": 1},
            "data": data,
            **head,
        }
        event = self.seal(json.dumps(body, ensure_ascii=False, separators=(",", ":")))
        self.previous = hash_of(event)
        return event

    def seal(self, text: str) -> dict[str, str]:
        """Any text, signed."""
        return {"body": text, "sig": self.sign(f"tan-nha/1\n{self.deployment}\n{text}")}

    def request(self, *events: dict[str, str], **changed: Any) -> dict[str, Any]:
        """The body of `POST /sync`."""
        turn = {
            "protocol": 1,
            "rid": new_id(),
            "app": "test",
            "epoch": self.epoch,
            "cursor": self.cursor,
            "clock": stamp(datetime.now(UTC)),
            "have": {"first": 1, "last": self.n} if self.n else None,
            "events": list(events),
            "limit": 200,
        }
        return {**turn, **changed}


def hash_of(event: dict[str, str]) -> str:
    """An event's hash."""
    return base64url(hashlib.sha256(event["body"].encode("utf-8", "surrogatepass")).digest())


def id_of(event: dict[str, str]) -> str:
    """An event's own id."""
    return str(json.loads(event["body"])["id"])
