"""The phone's other end: enrolment and the turn (sync.md §1, §4). JSON in, JSON out, always with the marker."""

import asyncio
import json
import zlib
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, structs
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server import __version__
from server.actions.authenticity import authenticate
from server.actions.devices import Enrolled, carrier, check_proof, device_id, enrol, heard, unheard
from server.actions.pull import lacking, needed, orders, page
from server.actions.receive import receive
from server.actions.setup import commune
from server.domain.people import Device, PublicKey
from server.domain.problems import Refusal
from server.domain.times import local_day, stamp
from server.http.desk import store, view, write
from server.http.reading import note_pull
from server.http.security import client
from sync.messages import (
    APP,
    MAX_EVENTS,
    MAX_REQUEST,
    PROTOCOL,
    Answer,
    Enrol,
    Receipt,
    Turn,
    encode,
)

M = TypeVar("M", bound=msgspec.Struct)
MAX_LIMIT = 500
DAILY_BYTES = 20_000_000


async def read_body(request: Request, most: int = MAX_REQUEST) -> bytes:
    """The request's bytes, inflated while they stream in, never more than `most`. Refuses too_large, bad_envelope."""
    encoding = request.headers.get("content-encoding", "identity")
    if encoding not in ("identity", "gzip"):
        raise Refusal("bad_envelope", "content-encoding")
    inflate = zlib.decompressobj(wbits=31) if encoding == "gzip" else None
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += inflate.decompress(chunk, most + 1 - len(body)) if inflate else chunk
            if len(body) > most:
                raise Refusal("too_large")
    except zlib.error as error:
        raise Refusal("bad_envelope") from error
    if inflate and not inflate.eof:
        raise Refusal("bad_envelope")
    return bytes(body)


def decode(data: bytes, type_: type[M]) -> M:
    """The message. A text that only Python's reader accepts (a lone surrogate in one body) still gets its envelope
    read, so that one poisoned event cannot hold back the others. Refuses bad_envelope."""
    try:
        return msgspec.json.decode(data, type=type_)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        pass
    try:
        message = msgspec.convert(json.loads(data), type_)
        for value in structs.asdict(message).values():
            if isinstance(value, str):
                value.encode()  # what is stored or said back must be a text
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise Refusal("bad_envelope") from error
    return message


def reply(message: Any, status: int = 200) -> Response:
    """A message as the answer."""
    return Response(encode(message), status, {"Cache-Control": "no-store"}, "application/json")


def bearer(request: Request) -> str:
    """The token. Refuses unknown_token."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Refusal("unknown_token")
    return token.strip()


async def enrolment(request: Request) -> Response:
    """`POST /sync/enrol`."""
    asked = decode(await read_body(request), Enrol)
    key = await asyncio.to_thread(check_proof, asked)
    now: datetime = request.app.state.clock()
    try:
        done: Enrolled = await write(request, lambda unit: enrol(unit, asked, key, now))
    except Refusal as refusal:
        # Only what looks like guessing is counted: a whole commune may enrol in one room, behind one address.
        if refusal.code == "code_unknown":
            request.app.state.rates.hit("30/minute", "enrol", client(request))
        raise
    with view(request) as reading:
        here, history = commune(reading), reading.history
    person = done.person
    answer = {
        "app": APP,
        "device": device_id(key),
        "person": {"id": person.id, "name": person.name, "role": person.role, "hamlet": person.hamlet},
        "commune": {"id": history.commune, "name": here.name if here else ""},
        "deployment": history.deployment,
        "token": done.token,
        "send": done.send,
        "epoch": history.epoch,
        "now": stamp(now),
    }
    return reply(answer, 201)


async def turn(request: Request) -> Response:
    """`POST /sync`."""
    token = bearer(request)
    with view(request) as reading:
        device, full = carrier(reading, token)
    asked = decode(await read_body(request), Turn)
    if asked.protocol != PROTOCOL:
        problem = {"app": APP, "protocols": [PROTOCOL], "problem": Refusal("bad_protocol", "protocol").as_json()}
        return reply(problem, 400)
    if not 0 <= asked.limit <= MAX_LIMIT:
        raise Refusal("bad_envelope", "limit")
    if len(asked.events) > MAX_EVENTS:
        raise Refusal("too_large", "events")
    now: datetime = request.app.state.clock()
    check_daily(device, asked, now, request.app.state.settings.device_daily)
    receipts = await take(request, device, asked, now) if asked.events else []
    app = asked.app or device.app
    if unheard(device, app, now):
        await write(request, lambda unit: heard(unit, device.id, app, now))
    with view(request) as reading:
        device = reading.get(Device, device.id) or device
        given = page(reading, device, asked, full)
        kept = request.app.state.keeper.keep(reading, now)
        epoch = reading.history.epoch
        files = lacking(reading, device, asked.have, request.app.state.files.has, now)
    note_pull(request, device, (one.id for one in given.changes if one.type == "item" and not one.gone))
    answer = Answer(
        rid=asked.rid,
        epoch=epoch,
        now=stamp(request.app.state.clock()),
        receipts=receipts,
        tip=device.tip,
        need=needed(device, asked.have),
        files=files or UNSET,
        keep=kept,
        reset=given.reset,
        changes=given.changes,
        cursor=given.cursor,
        more=given.more,
        orders=orders(device, asked.app or "", request.app.state.field_build()),
    )
    return reply(answer)


async def take(request: Request, device: Device, asked: Turn, now: datetime) -> list[Receipt]:
    """Verify what came, off the event loop; then judge and store it in one transaction."""
    deployment = store(request).history.deployment
    keys: dict[str, PublicKey | None] = {device.id: device.key}

    def key_of(id_: str) -> PublicKey | None:
        if id_ not in keys:
            with view(request) as reading:
                found = reading.get(Device, id_)
            keys[id_] = found.key if found else None
        return keys[id_]

    candidates = await asyncio.to_thread(authenticate, asked.events, deployment, key_of)
    receipts = await write(request, lambda unit: receive(unit, device, candidates, now))
    request.app.state.metrics.events(receipts, stamp(now))
    return receipts


def check_daily(device: Device, asked: Turn, now: datetime, most: int) -> None:
    """The daily caps of one phone. Refuses too_many."""
    if not asked.events or device.day != local_day(now):
        return
    if device.day_events + len(asked.events) > most or device.day_bytes > DAILY_BYTES:
        raise Refusal("too_many")


async def health(request: Request) -> Response:
    """`GET /health`."""
    engine = store(request)
    with engine.read() as reading:
        epoch = reading.history.epoch
    return reply({"app": APP, "status": "ok", "version": __version__, "store": engine.name, "epoch": epoch})


routes = [
    Route("/sync", turn, methods=["POST"]),
    Route("/sync/enrol", enrolment, methods=["POST"]),
    Route("/health", health),
]
