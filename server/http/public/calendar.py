"""A calendar under its secret link: what a calendar program asks for, without a log-in."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.actions.calendar_links import opened
from server.domain.problems import Refusal
from server.http.desk import view
from server.http.errors import problem_json
from server.http.public.typed import count
from server.http.roster_file import calendar_answer, owner_of

GUESSES = "30/minute"
"""Links that lead nowhere, for one address: calendar programs ask for theirs a few times a day."""


async def subscribed(request: Request) -> Response:
    """The shifts. A link that is unknown, revoked, or of somebody who has left, is answered in one and the same way."""
    with view(request) as seen:
        link = opened(seen, request.path_params["token"])
        try:
            if link is None:
                raise Refusal("not_found")
            owner = owner_of(seen, link.of, link.owner)
        except Refusal as refusal:
            count(request, GUESSES, "calendar")
            return problem_json(refusal)
        return calendar_answer(request, seen, owner, request.app.state.settings.locale)


routes = [Route("/q/calendar/{token}.ics", subscribed, methods=["GET"])]
