"""Following up a complaint by its code: how far it is, what was answered, and room for another word. No name asked."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.actions.complaints import add_word, followed, normal_code
from server.domain.complaints import MAX_TEXT, Complaint
from server.domain.problems import Refusal
from server.http.desk import form, view, write
from server.http.public.complaint import FOLLOW, new_token, token_of
from server.http.public.typed import count, typed
from server.http.render import render

PER_ADDRESS = "30/minute"
"""Tries from one address. A code has 60 bits: nobody finds one by trying."""
MOST_SIGNS = 40


def _ask(request: Request, status: int = 200, code: str = "", wrong: str = "") -> Response:
    """The form for a code; `wrong` is `none` for nothing typed, `unknown` for a code that opens nothing."""
    return render(request, "public/complaint_follow.html", status, code=code[:MOST_SIGNS], wrong=wrong, found=None)


def _shown(request: Request, code: str, found: Complaint, refusal: Refusal | None = None, text: str = "") -> Response:
    full = refusal is not None and refusal.code == "invalid" and bool(text.strip()) and len(text) <= MAX_TEXT
    return render(
        request,
        "public/complaint_follow.html",
        refusal.problem.status if refusal else 200,
        code=code,
        found=found,
        token=new_token(),
        text=text,
        wrong=("full" if full else refusal.code) if refusal else "",
        most=MAX_TEXT,
    )


async def show_follow_up(request: Request) -> Response:
    """Ask for the code."""
    return _ask(request)


async def do_follow_up(request: Request) -> Response:
    """Show what the code opens; with a `text` its sender says something more first."""
    data = await form(request)
    typed_code = typed(data, "code")
    count(request, PER_ADDRESS, "complaint-follow")
    code = normal_code(typed_code)
    if not code:
        return _ask(request, 422, typed_code, "none")
    with view(request) as seen:
        found = followed(seen, code)
    if found is None:
        return _ask(request, 404, typed_code, "unknown")
    return await _said_more(request, data, code, found) if "text" in data else _shown(request, code, found)


async def _said_more(request: Request, data: FormData, code: str, found: Complaint) -> Response:
    text, now = typed(data, "text"), request.app.state.clock()
    try:
        token = token_of(data)
        after = await write(request, lambda unit: add_word(unit, now, token, code, text))
    except Refusal as refusal:
        return _shown(request, code, found, refusal, text)
    return _shown(request, code, after)


routes = [
    Route(FOLLOW, show_follow_up, methods=["GET"]),
    Route(FOLLOW, do_follow_up, methods=["POST"]),
]
