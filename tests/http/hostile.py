"""Requests that nobody should send, drawn by hypothesis: to a route, with values that are right, wrong or hostile."""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from starlette.routing import Mount, Route

from tests.http.asgi import Sent

METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "post", "PROPFIND")
HOSTILE = (
    "",
    " ",
    "x",
    "0",
    "-1",
    "1e999",
    "999999999999999999999",
    "٣",
    "1",
    "null",
    "[]",
    '{"a":1}',
    "2026-11-24",
    "2026-13-45",
    "24/11/2026",
    "0000-00-00",
    "9999-12-31",
    "2026-W99",
    "2026-11",
    "9999-99",
    "25:61",
    "07:30",
    "\x00",
    "\x1b[31m\u202e\ufffe",
    "💥",
    "\r\nSet-Cookie: a=b",
    "'\"><script>alert(1)</script>",
    "{{ 7*7 }}",
    "../../etc/passwd",
    "..%2f..%2fetc/passwd",
    "%00",
    "%",
    "//evil.example",
    "=cmd|' /C calc'!A0",
    "' OR 1=1 --",
    "ế" * 300,
    "x" * 20_000,
    "person:x",
    "role:clerk",
    "health_card",
    "all",
    "mobility",
    "mobile:x",
)
"""Values for any field."""
LANGUAGES = (b"vi", b"en", b"\xff\xfe", b"../vi", b"x" * 5000)
TYPES = (
    b"application/x-www-form-urlencoded",
    b"application/x-www-form-urlencoded; charset=utf-16",
    b"multipart/form-data; boundary=b",
    b"multipart/form-data",
    b"application/json",
    b"text/plain",
    b"\xff",
    b"",
)
BODIES = (
    b"",
    b"\xff\xfe\x00%%%==&&;;",
    b"{",
    b"[" * 5000,
    b'{"protocol":1,"events":[{"body":"{}","sig":""}],"limit":1e400}',
    b"null",
    b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nx\r\n--b--\r\n',
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="../../x.xlsx"\r\n\r\nrubbish\r\n--b--\r\n',
    b"--b\r\nContent-Disposition: form-data; name=",
    b'--b\r\nContent-Disposition: form-data; name="note"; filename="x"\r\n\r\n\x00\x01\r\n--b--\r\n',
    b"\x1f\x8b\x08\x00rubbish",
    b"&".join(b"f%d=x" % place for place in range(3000)),
    "tên=Nguyễn".encode("utf-16"),
)
_FIELD = re.compile(r"""name="([a-z_0-9.]+)"|given\["([a-z_0-9]+)"\]|data\["([a-z_0-9]+)"\]|get\("([a-z_0-9]+)\"""")


@cache
def field_names() -> tuple[str, ...]:
    """Every name of a field that a template shows or a handler reads."""
    files = [*Path("web").rglob("*.html"), *Path("server/http").rglob("*.py")]
    found = {name for path in files for match in _FIELD.findall(path.read_text("utf-8")) for name in match if name}
    return tuple(sorted(found))


def values(known: Sequence[str]) -> SearchStrategy[str]:
    """A value for a field: an id of a record, something hostile, or any text."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    return st.one_of(st.sampled_from([*known, "x"]), st.sampled_from(HOSTILE), anything)


def requests(route: Route | Mount, known: Sequence[str], shown: Sequence[tuple[str, str]]) -> SearchStrategy[Sent]:
    """A request to that route. `known` are ids of records, `shown` the fields of its form as a page showed them."""
    own = sorted(getattr(route, "methods", None) or {"GET"})
    method = st.one_of(st.sampled_from(own), st.sampled_from(own), st.sampled_from(METHODS))
    return st.builds(
        _sent,
        method,
        _paths(route, known),
        _queries(known),
        _bodies(known, shown),
        _headers(),
    )


def _paths(route: Route | Mount, known: Sequence[str]) -> SearchStrategy[str]:
    pieces = re.split(r"{(\w+)(?::path)?}", route.path)
    one = st.one_of(st.sampled_from([*known, "x"]), values(known))
    count = len(pieces) // 2
    tail = "/{}" if isinstance(route, Mount) else ""

    def join(given: list[str]) -> str:
        filled = [quote(value, safe="%") for value in given]
        path = "".join(piece if place % 2 == 0 else filled[place // 2] for place, piece in enumerate(pieces))
        return path + (tail.format(filled[-1]) if tail else "")

    return st.lists(one, min_size=count + bool(tail), max_size=count + bool(tail)).map(join)


def _pairs(known: Sequence[str], most: int) -> SearchStrategy[list[tuple[str, str]]]:
    return st.lists(st.tuples(st.sampled_from(field_names()), values(known)), max_size=most)


def _queries(known: Sequence[str]) -> SearchStrategy[bytes]:
    made = _pairs(known, 4).map(lambda pairs: urlencode(pairs, errors="replace").encode())
    return st.one_of(made, made, st.binary(max_size=10), st.sampled_from([b"page=-1", b"page=99999999999", b"page=x"]))


def _bodies(known: Sequence[str], shown: Sequence[tuple[str, str]]) -> SearchStrategy[tuple[bytes, bytes]]:
    def altered(changes: list[tuple[int, str]], more: list[tuple[str, str]]) -> tuple[bytes, bytes]:
        pairs = list(shown)
        for place, value in changes:
            if pairs:
                pairs[place % len(pairs)] = (pairs[place % len(pairs)][0], value)
        return TYPES[0], urlencode([*pairs, *more], errors="replace").encode()

    changes = st.lists(st.tuples(st.integers(0, 60), values(known)), max_size=4)
    form = st.builds(altered, changes, _pairs(known, 3))
    message = _json().map(lambda value: (TYPES[4], json.dumps(value).encode()))
    return st.one_of(form, form, message, st.tuples(st.sampled_from(TYPES), st.sampled_from(BODIES)))


def _json() -> SearchStrategy[Any]:
    leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(HOSTILE[:20]))
    keys = st.sampled_from(["protocol", "events", "limit", "cursor", "code", "public_key", "proof", "body", "sig", "x"])
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner), max_leaves=6)


def _headers() -> SearchStrategy[tuple[tuple[bytes, bytes], ...]]:
    accept = st.sampled_from([b"text/html", b"text/html", b"*/*", b"application/json", b"\xff"])
    more = st.sampled_from(
        [
            (),
            (),
            ((b"hx-request", b"true"), (b"hx-request-type", b"partial")),
            ((b"content-encoding", b"gzip"),),
            ((b"content-encoding", b"br"),),
            ((b"authorization", b"Bearer \xff"),),
            ((b"authorization", b"Bearer x"),),
            ((b"range", b"bytes=0-1,2-,-5,x"),),
            ((b"if-modified-since", b"yesterday"),),
            ((b"cookie", b"language=\xff\xfe; tannha=\xff"),),
            ((b"cookie", b"language=" + b"x" * 9000),),
            ((b"accept-encoding", b"gzip"),),
            ((b"x-forwarded-for", b"\xff, , 1"),),
        ]
    )
    return st.builds(lambda wanted, rest: ((b"accept", wanted), *rest), accept, more)


def _sent(
    method: str, path: str, query: bytes, body: tuple[bytes, bytes], headers: tuple[tuple[bytes, bytes], ...]
) -> Sent:
    if method in ("GET", "HEAD"):
        return Sent(method, path, query, headers)
    return Sent(method, path, query, (*headers, (b"content-type", body[0])), body[1])
