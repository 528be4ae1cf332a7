"""The three questions behind a paper's link: answered once, without a name, on any phone and without any script."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.actions.survey import answer, opened
from server.domain.satisfaction import LEVELS, QUESTIONS, Answers
from server.http.desk import form, view, write
from server.http.render import redirect, render
from server.http.security import client
from server.http.session import locale

PER_ADDRESS = "30/minute"
"""Tries from one address, looks and answers together; many phones of a mobile network share one."""
THANKS = "/y/cam-on"


def read_answers(data: FormData) -> Answers:
    """The levels chosen in a form with `answer_1` to `answer_3`; what is none is no answer."""
    given = [str(data.get(f"answer_{place}", "")) for place in range(1, QUESTIONS + 1)]
    one, two, three = (int(level) if level in ("1", "2", "3", "4", "5") else None for level in given)
    return (one, two, three)


def _questions(request: Request, status: int = 200, nothing: bool = False) -> Response:
    return render(request, "public/survey.html", status, levels=LEVELS, nothing=nothing)


def _closed(request: Request) -> Response:
    """One and the same page for a link that was used, has expired, or never was."""
    return render(request, "public/survey_closed.html", 404)


def _count(request: Request) -> None:
    request.app.state.rates.hit(PER_ADDRESS, "survey", client(request))


async def show_survey(request: Request) -> Response:
    """The questions."""
    _count(request)
    with view(request) as seen:
        link = opened(seen, request.path_params["token"], request.app.state.clock())
    return _questions(request) if link else _closed(request)


async def do_answer(request: Request) -> Response:
    """Take the answers. With none chosen the link stays good, and the page says so."""
    _count(request)
    token, now = request.path_params["token"], request.app.state.clock()
    answers = read_answers(await form(request))
    with view(request) as seen:
        link = opened(seen, token, now)
    if link and not any(answers):
        return _questions(request, 422, nothing=True)
    taken = link is not None and await write(request, lambda unit: answer(unit, token, answers, now))
    return redirect(request, f"{THANKS}?lang={locale(request)}") if taken else _closed(request)


async def thanks(request: Request) -> Response:
    """What everybody sees afterwards; it knows nothing of anybody."""
    return render(request, "public/survey_thanks.html")


routes = [
    Route(THANKS, thanks, methods=["GET"]),
    Route("/y/{token}", show_survey, methods=["GET"]),
    Route("/y/{token}", do_answer, methods=["POST"]),
]
