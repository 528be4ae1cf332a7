"""Every decoder under whatever bytes and texts there are: its own error or a value, never anything else."""

import json
import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from server.domain.cells import cell_text, padded_digits
from server.domain.problems import Refusal
from server.domain.tables import Cell, Day
from server.domain.times import corrected
from server.http.sync import decode as decode_envelope
from sync import strokes
from sync.ledger import Unreadable, body_hash, from_base64url, public_key, read_body, to_base64url, verify
from sync.messages import MAX_BODY, MAX_STROKES, Enrol, Turn, encode
from tests.phones import Phone, confirmation

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=60)
"""Lone surrogates and U+0000 among them."""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=12,
)
HEAD = st.fixed_dictionaries(
    {},
    optional={
        "id": st.text() | JSON,
        "device": st.text() | JSON,
        "n": st.integers() | JSON,
        "prev": st.text() | JSON,
        "at": st.text() | JSON,
        "offset": st.floats() | JSON,
        "kind": st.sampled_from(["confirmation.recorded", "moon.landed"]) | JSON,
        "v": st.integers() | JSON,
        "item": JSON,
        "shown": JSON,
        "data": JSON,
    },
)
GOOD = Phone().write("confirmation.recorded", "item", confirmation(), device="a device")["body"]
POINTS = st.tuples(*[st.integers(-(2**31), 2**31)] * 3)
SMALL_DRAWING = st.lists(st.lists(POINTS, max_size=8), max_size=8)


def chopped(text: str) -> st.SearchStrategy[str]:
    """The text with a piece of it taken out, doubled or replaced."""
    place = st.integers(0, len(text))
    return st.builds(lambda a, b, new: text[: min(a, b)] + new + text[max(a, b) :], place, place, ANY_TEXT)


@given(ANY_TEXT | HEAD.map(json.dumps) | JSON.map(json.dumps) | chopped(GOOD))
@example("[" * 8000)
@example('{"a":' * 3000)
@example(GOOD.replace('"v":1', '"v":1e400'))
@example(GOOD.replace('"n":1', '"n":9007199254740992'))
@example(GOOD.replace('"offset":0', '"offset":-1e999'))
@example("9" * 5000)
@example(GOOD.replace('"n":1', f'"n":{"9" * 5000}'))
def test_a_body_is_read_or_unreadable(text: str) -> None:
    assert len(body_hash(text)) == 43
    try:
        body = read_body(text)
    except Unreadable:
        return
    assert isinstance(json.loads(text), dict)
    assert len(text.encode()) <= MAX_BODY
    assert 1 <= body.n < 2**53
    assert body.offset is None or math.isfinite(body.offset)
    assert text.encode("utf-8").decode() == text


@given(HEAD)
def test_what_is_read_is_what_was_written(fields: dict[str, Any]) -> None:
    whole = {**json.loads(GOOD), "id": "an id", "n": 7, "data": fields.get("data")}
    text = json.dumps(whole, ensure_ascii=True)
    try:
        body = read_body(text)
    except Unreadable:
        clean = json.dumps(whole, ensure_ascii=False)
        assert "\0" in json.loads(text).__repr__() or _not_clean(whole) or "NaN" in clean or "Infinity" in clean
        return
    assert (body.id, body.n, json.loads(bytes(body.data))) == ("an id", 7, whole["data"])


def _not_clean(value: Any) -> bool:
    if isinstance(value, str):
        return any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, dict):
        return any(_not_clean(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(_not_clean(part) for part in value)


@given(st.binary(max_size=100))
def test_base64url_both_ways(data: bytes) -> None:
    text = to_base64url(data)
    assert from_base64url(text) == data
    assert "=" not in text


@given(ANY_TEXT | st.text("AQgw-_=+/ \n", max_size=20))
@example("AB")
@example("QQ\n")
@example("ＡＡＡＡ")
def test_only_strict_base64url_is_read(text: str) -> None:
    try:
        data = from_base64url(text)
    except Unreadable:
        return
    assert to_base64url(data) == text


@given(SMALL_DRAWING)
def test_a_drawing_both_ways(drawing: list[list[strokes.Point]]) -> None:
    text = strokes.encode(drawing)
    if len(from_base64url(text)) > MAX_STROKES:
        with pytest.raises(Unreadable):
            strokes.decode(text)
    else:
        assert strokes.decode(text) == drawing


@given(
    ANY_TEXT | st.binary(max_size=200).map(lambda data: to_base64url(b"\x01" + data)) | st.binary().map(to_base64url)
)
@example(to_base64url(b"\x01" + b"\xff" * 2000))
@example(to_base64url(b"\x01" + b"\x00" * 2047))
@example(to_base64url(b"\x01" + b"\xff\xff\xff\xff\x7f"))
def test_strokes_are_read_or_unreadable_and_always_judged(text: str) -> None:
    try:
        drawing = strokes.decode(text)
    except Unreadable:
        return
    assert strokes.thinness(text, (640, 320)) in (None, "empty", "points", "time", "width", "straight")
    assert strokes.decode(strokes.encode(drawing)) == drawing


@given(ANY_TEXT, ANY_TEXT)
@example("A" * 43, "A" * 43)
def test_a_key_is_a_point_or_unreadable(x: str, y: str) -> None:
    with pytest.raises(Unreadable):
        public_key(x, y)


@given(ANY_TEXT | st.binary(min_size=64, max_size=64).map(to_base64url), st.binary(max_size=20))
@example(to_base64url(b"\x00" * 64), b"")
@example(to_base64url(b"\xff" * 64), b"")
def test_a_signature_by_somebody_else_never_verifies(signature: str, message: bytes) -> None:
    jwk = Phone().jwk
    assert verify(public_key(jwk["x"], jwk["y"]), signature, message) is False


TURN = st.fixed_dictionaries(
    {"protocol": st.just(1) | JSON},
    optional={
        "rid": JSON,
        "epoch": ANY_TEXT | JSON,
        "cursor": ANY_TEXT | JSON,
        "clock": JSON,
        "have": st.fixed_dictionaries({"first": st.integers(), "last": st.integers()}) | JSON,
        "events": st.lists(st.fixed_dictionaries({"body": ANY_TEXT, "sig": ANY_TEXT}) | JSON, max_size=3) | JSON,
        "limit": st.integers() | JSON,
        "unknown": JSON,
    },
)


@given(
    st.binary(max_size=100)
    | TURN.map(lambda turn: json.dumps(turn).encode())
    | ANY_TEXT.map(lambda text: text.encode("utf-8", "surrogatepass"))
)
@example(b"[" * 100_000)
@example(b'{"protocol":1,"limit":1e400}')
@example(b'{"protocol":1,"limit":' + b"9" * 5000 + b"}")
def test_an_envelope_is_read_or_refused(data: bytes) -> None:
    for type_ in (Turn, Enrol):
        code = ""
        try:
            assert isinstance(decode_envelope(data, type_), type_)
        except Refusal as refusal:
            code = refusal.code
        assert code in ("", "bad_envelope")


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5), st.integers(0, 500), st.none() | st.text())
def test_an_envelope_both_ways(events: list[tuple[str, str]], limit: int, cursor: str | None) -> None:
    turn = {
        "protocol": 1,
        "events": [{"body": body, "sig": sig} for body, sig in events],
        "limit": limit,
        "cursor": cursor,
        "of a later version": True,
    }
    read = decode_envelope(encode(turn), Turn)
    assert [(sent.body, sent.sig) for sent in read.events] == events
    assert (read.limit, read.cursor, read.have) == (limit, cursor, None)


CELL: st.SearchStrategy[Cell] = st.none() | st.text() | st.floats() | st.dates().map(lambda day: Day(day.isoformat()))


@given(CELL)
def test_any_cell_is_some_text(cell: Cell) -> None:
    text = cell_text(cell)
    assert "\0" not in text
    digits, padded = padded_digits(cell, (10, 12))
    assert not padded or len(digits) in (10, 12)


@given(ANY_TEXT | st.datetimes().map(str), st.none() | st.floats(allow_nan=False, allow_infinity=False))
@example("9999-12-31T23:59:59.999Z", 1e300)
@example("0001-01-01T00:00:00+14:00", None)
@example("2026-11-24T02:11:09+23:59", 0)
def test_any_clock_gives_a_time_between_the_hand_over_and_the_receipt(at: str, offset: float | None) -> None:
    low, high = "2026-11-24T01:00:00.000Z", "2026-11-24T09:00:00.000Z"
    found = corrected(at, offset, low, high)
    assert low <= found.when <= high
    assert corrected(at, offset, None, high).when <= high
