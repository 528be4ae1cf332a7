"""Files of events (sync.md §5): a phone hands one in after its event; the review looks at it. Never as HTML."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.actions.consent import may_show_file
from server.actions.devices import carrier
from server.domain.events import Event
from server.domain.problems import Refusal
from server.http.desk import view
from server.http.security import guarded
from server.http.sync import bearer, read_body, reply
from server.store.port import Unavailable
from sync.messages import APP, MAX_FILE

MEDIA = {b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
"""First bytes → media type: what a phone's photo may be."""


def media_type(content: bytes) -> str | None:
    """image/jpeg or image/webp by the first bytes, None for anything else."""
    found = next((media for start, media in MEDIA.items() if content.startswith(start)), None)
    return None if found == "image/webp" and content[8:12] != b"WEBP" else found


def named(request: Request) -> str:
    """The file's name, if a stored event of the asking device names it. Refuses unknown_token, not_found."""
    name = str(request.path_params["name"])
    with view(request) as reading:
        device, _ = carrier(reading, bearer(request))
        if not reading.count(Event, "file", f"{device.id}:{name}"):
            raise Refusal("not_found")
    return name


async def hand_in(request: Request) -> Response:
    """`PUT /sync/files/<sha256 hex>`: 201, or 200 if it was here."""
    name = named(request)
    content = await read_body(request, MAX_FILE)
    if media_type(content) is None:
        raise Refusal("bad_photo", "body")
    try:
        new = await asyncio.to_thread(request.app.state.files.put, name, content)
    except ValueError as error:
        raise Refusal("bad_hash", "body") from error
    except OSError as error:
        raise Unavailable(str(error)) from error
    return reply({"app": APP, "stored": name}, 201 if new else 200)


async def ask(request: Request) -> Response:
    """`HEAD /sync/files/<sha256 hex>`: 200 if it is here."""
    if not request.app.state.files.has(named(request)):
        raise Refusal("not_found")
    return Response(status_code=200, headers={"Cache-Control": "no-store", "X-App": APP})


async def look(request: Request) -> Response:
    """A photo, for the review, while the commune allows photos."""
    name = str(request.path_params["id"])
    with view(request) as reading:
        if not may_show_file(reading, name):
            raise Refusal("not_found")
    try:
        content = await asyncio.to_thread(request.app.state.files.get, name)
    except KeyError as error:
        raise Refusal("not_found") from error
    return Response(content, headers={"Cache-Control": "no-store"}, media_type=media_type(content))


routes = [
    Route("/sync/files/{name}", hand_in, methods=["PUT"]),
    Route("/sync/files/{name}", ask, methods=["HEAD"]),
    guarded("/office/files/{id}", look, "review.read"),
]
