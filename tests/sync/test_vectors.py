"""The vectors that both languages run: hashes, signatures, links, strokes, and what can be read at all."""

import json
from pathlib import Path
from typing import Any

import pytest

import sync
from server.actions.authenticity import authenticate
from server.domain.people import PublicKey
from sync.ledger import Unreadable, body_hash, enrol_message, link, public_key, read_body, thumbprint, verify
from sync.messages import Sent
from sync.strokes import decode, encode, thinness

VECTORS = Path(sync.__file__).parent / "vectors"


def load(name: str) -> Any:
    return json.loads((VECTORS / f"{name}.json").read_text("utf-8"))


EVENTS = load("events")
KEY = PublicKey(EVENTS["public_key"]["x"], EVENTS["public_key"]["y"])


def denial(event: dict[str, str]) -> str | None:
    sent = [Sent(event["body"], event["sig"])]
    found = authenticate(sent, EVENTS["deployment"], lambda id_: KEY if id_ == EVENTS["device"] else None)
    return found[0].denial


def test_a_device_is_its_key() -> None:
    assert thumbprint(KEY.x, KEY.y) == EVENTS["device"]
    proof = EVENTS["enrol"]
    assert verify(public_key(KEY.x, KEY.y), proof["proof"], enrol_message(proof["code"]))


def test_events_are_authentic_and_linked() -> None:
    previous = EVENTS["commune"]
    for event in EVENTS["events"]:
        assert denial(event) is None
        assert body_hash(event["body"]) == event["hash"]
        previous = link(previous, event["seq"], event["at"], event["hash"], event["sig"], event["status"])
        assert previous == event["link"]


@pytest.mark.parametrize("event", EVENTS["not_authentic"], ids=lambda event: str(event["why"]))
def test_what_is_not_authentic(event: dict[str, str]) -> None:
    assert denial(event) is not None


@pytest.mark.parametrize("case", load("bodies")["bodies"], ids=lambda case: str(case["why"]))
def test_what_can_be_read(case: dict[str, Any]) -> None:
    body: str = case["body"]
    if "bytes" in case:
        body = body.replace("~", "x" * (case["bytes"] - len(body.encode()) + 1))
    if case["readable"]:
        assert read_body(body).id
    else:
        with pytest.raises(Unreadable):
            read_body(body)


STROKES = load("strokes")


@pytest.mark.parametrize("case", STROKES["codec"], ids=lambda case: str(case["base64url"]))
def test_strokes_both_ways(case: dict[str, Any]) -> None:
    strokes = [[tuple(point) for point in stroke] for stroke in case["half_pixels_and_4ms"]]
    assert decode(case["base64url"]) == strokes
    assert encode(strokes) == case["base64url"]


@pytest.mark.parametrize("case", STROKES["broken"], ids=lambda case: str(case["why"]))
def test_strokes_that_are_none(case: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        decode(case["base64url"])


@pytest.mark.parametrize("case", STROKES["thin"], ids=lambda case: str(case["why"]))
def test_too_thin_to_be_a_signature(case: dict[str, Any]) -> None:
    assert thinness(case["strokes"], tuple(case["box"])) == case["thin"]
