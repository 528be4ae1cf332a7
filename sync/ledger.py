"""Evidence: strict reading of a body, its hash, its signature, and the link of the ledger (sync.md §2, §6)."""

import base64
import hashlib
import json
import re
from functools import lru_cache
from typing import Any, NoReturn

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
    EllipticCurvePublicNumbers,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from sync.messages import MAX_BODY, Body

_BASE64URL = re.compile(r"[A-Za-z0-9_-]*\Z")
_SHA256 = ECDSA(hashes.SHA256())
_decode_body = msgspec.json.Decoder(Body).decode


class Unreadable(ValueError):
    """A text that is not a readable body, a base64url that is not strict, a key that is none."""


def to_base64url(data: bytes) -> str:
    """Unpadded base64url."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """The bytes of a strict unpadded base64url: no padding, no other letter, no stray bits. Raises Unreadable."""
    if not _BASE64URL.match(text) or len(text) % 4 == 1:
        raise Unreadable("base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if to_base64url(data) != text:
        raise Unreadable("base64url")
    return data


def digest(data: bytes) -> str:
    """base64url SHA-256."""
    return to_base64url(hashlib.sha256(data).digest())


def body_hash(body: str) -> str:
    """The event's hash: of the body's exact bytes (a lone surrogate, which no readable body has, as WTF-8)."""
    return digest(body.encode("utf-8", "surrogatepass"))


def thumbprint(x: str, y: str) -> str:
    """RFC 7638 thumbprint of a P-256 key: the device's id."""
    return digest(f'{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}'.encode())


@lru_cache(maxsize=4096)
def public_key(x: str, y: str) -> EllipticCurvePublicKey:
    """The key of two base64url coordinates. Raises Unreadable if they are not a point of P-256."""
    raw_x, raw_y = from_base64url(x), from_base64url(y)
    if len(raw_x) != 32 or len(raw_y) != 32:
        raise Unreadable("coordinates")
    numbers = EllipticCurvePublicNumbers(int.from_bytes(raw_x), int.from_bytes(raw_y), SECP256R1())
    try:
        return numbers.public_key()
    except ValueError as error:
        raise Unreadable("not on the curve") from error


def verify(key: EllipticCurvePublicKey, signature: str, message: bytes) -> bool:
    """Whether `signature` (base64url of r||s, 64 bytes) is the key's over `message` with SHA-256."""
    try:
        raw = from_base64url(signature)
        if len(raw) != 64:
            return False
        key.verify(encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:])), message, _SHA256)
    except (Unreadable, InvalidSignature, ValueError):
        return False
    return True


def event_message(deployment: str, body: str) -> bytes:
    """The bytes that a phone signs for an event."""
    return f"tan-nha/1\n{deployment}\n{body}".encode()


def enrol_message(code: str) -> bytes:
    """The bytes that a phone signs when it enrols."""
    return f"tan-nha-enrol\n{code}".encode()


def link(previous: str, seq: int, at: str, event_hash: str, sig: str, status: str) -> str:
    """The ledger's next link; `previous` of the first is the commune's id."""
    return digest(f"{previous}\n{seq}\n{at}\n{event_hash}\n{sig}\n{status}".encode("ascii"))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("a key twice")
    return found


def _constant(_: str) -> NoReturn:
    raise Unreadable("not a JSON number")


def _bad_text(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, dict):
        return any(_bad_text(key) or _bad_text(inner) for key, inner in value.items())
    return isinstance(value, list) and any(_bad_text(inner) for inner in value)


def read_body(text: str) -> Body:
    """The head of a readable body: one object, no key twice, no BOM, NaN, U+0000 or lone surrogate, ≤ 16 KiB.

    Raises Unreadable; never anything else, whatever the text.
    """
    try:
        if len(text.encode("utf-8")) > MAX_BODY:
            raise Unreadable("too large")
        whole = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
        if not isinstance(whole, dict) or ("\\u" in text and _bad_text(whole)):
            raise Unreadable("not one clean object")
        body = _decode_body(text)
    except Unreadable:
        raise
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    if not (1 <= body.n < 2**53) or not body.id or not body.device:
        raise Unreadable("n, id or device")
    return body
