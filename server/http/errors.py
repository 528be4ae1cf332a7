"""Every failure becomes the house's problem: JSON with a code for programs, a kind page for people, no traceback."""

import msgspec
import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from server.domain.problems import Refusal
from server.http.headers import headers_of
from server.http.render import render
from server.store.port import Unavailable
from sync.messages import APP

log = structlog.get_logger()
RETRY_SECONDS = "5"


def problem_json(refusal: Refusal, name: str = "") -> Response:
    """`{"app","problem":{code,text,text_en,field}}` with the problem's status (sync.md).

    `name` is the request's own, by which the log tells of it; a failure of ours says it as `request`.
    """
    named = {"request": name} if name else {}
    body = msgspec.json.encode({"app": APP, "problem": refusal.as_json(), **named})
    headers = {"Cache-Control": "no-store", "X-App": APP}  # an answer to HEAD has no body for the marker
    if refusal.problem.status == 408:
        headers["Connection"] = "close"  # what is left of the body is not waited for
    if refusal.problem.status in (429, 503):
        headers["Retry-After"] = RETRY_SECONDS
    return Response(body, refusal.problem.status, headers, "application/json")


def answer(request: Request, refusal: Refusal) -> Response:
    """A refusal in the form that the asker reads."""
    name = request.scope.get("state", {}).get("name", "") if refusal.problem.status >= 500 else ""
    wants_html = "text/html" in request.headers.get("accept", "") or "hx-request" in request.headers
    if request.url.path.startswith(("/sync", "/health", "/office/ledger")) or not wants_html:
        return problem_json(refusal, name)
    problem = refusal.problem
    return render(request, "public/problem.html", problem.status, refusal=refusal, problem=problem, name=name)


async def refused(request: Request, error: Exception) -> Response:
    """A rule said no."""
    assert isinstance(error, Refusal)
    return answer(request, error)


async def unavailable(request: Request, error: Exception) -> Response:
    """The store could not keep it."""
    assert isinstance(error, Unavailable)
    log.error("store unavailable", exc_info=error)
    return answer(request, Refusal("unavailable"))


_BY_STATUS = {404: "not_found", 405: "method", 413: "too_large", 400: "bad_envelope"}


async def http_exception(request: Request, error: Exception) -> Response:
    """What the framework refuses."""
    assert isinstance(error, HTTPException)
    return answer(request, Refusal(_BY_STATUS.get(error.status_code, "invalid")))


async def gone(request: Request, error: Exception) -> Response:
    """Whoever asked has gone in the middle of it: nobody reads this. Phones lose their network every day."""
    return Response(status_code=499)


async def failed(request: Request, error: Exception) -> Response:
    """A defect of ours: logged with the way it came, shown as a sentence."""
    log.error("request failed", exc_info=error)
    response = answer(request, Refusal("internal"))
    for name, value in headers_of(request.app.state.settings.secure).items():
        response.headers.setdefault(name, value)  # it is said outside of what adds them to other answers
    return response


HANDLERS = {Refusal: refused, Unavailable: unavailable, HTTPException: http_exception, ClientDisconnect: gone}
"""For Starlette's exception_handlers; what none of them takes is `failed`, which the watch answers with."""
