"""Looking up where a paper is. A wrong code and wrong digits are answered alike, in words and in time."""

import asyncio
import time

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.actions.look_up import look_up
from server.domain.look_up import MOST_SIGNS, code_of, digits_of, one_key
from server.domain.times import local_day
from server.http.desk import form, view
from server.http.public.typed import count, typed
from server.http.render import render

PATH = "/tra-cuu"
PER_ADDRESS = "30/minute"
"""Tries from one address; many phones of a mobile network share one."""
PER_CODE = ("8/hour", "20/day")
"""Tries of one code, however it is spelled, from everywhere, found or not: three digits are a thousand guesses."""
PAUSE = 0.25
"""Seconds that every answer takes, so that none tells by its time what was found on the way."""


async def show_look_up(request: Request) -> Response:
    """The form; `?ma=` fills in the code, as the page behind a paper's QR does."""
    return render(request, "public/look_up.html", code=request.query_params.get("ma", "")[:MOST_SIGNS])


async def do_look_up(request: Request) -> Response:
    """Where the paper is. Posted, so that neither code nor digits stand in an address."""
    began = time.monotonic()
    count(request, PER_ADDRESS, "look-up")
    data = await form(request)
    raw, digits = typed(data, "code"), digits_of(typed(data, "digits"))
    code, shown = code_of(raw), {"code": raw[:MOST_SIGNS]}
    key = one_key(code)
    if not key or not digits:
        missing = {"code": not key, "digits": not digits}
        return render(request, "public/look_up.html", 422, **shown, missing=missing)
    for limit in PER_CODE:
        request.app.state.rates.hit(limit, "look-up-code", key)
    with view(request) as seen:
        where = look_up(seen, code, digits)
    await asyncio.sleep(max(0.0, began + PAUSE - time.monotonic()))
    late = where is not None and bool(where.until) and where.until < local_day(request.app.state.clock())
    return render(request, "public/look_up.html", 200 if where else 404, **shown, where=where, late=late, asked=True)


routes = [
    Route(PATH, show_look_up, methods=["GET"]),
    Route(PATH, do_look_up, methods=["POST"]),
]
