"""Learning it in ten minutes: a page for each kind of people, on a screen or on paper; no log-in, no script."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.documents.guides import guides
from server.domain.problems import Refusal
from server.http.render import render

PATH = "/help"


async def show_guides(request: Request) -> Response:
    """Which guides there are."""
    return render(request, "public/guides.html", guides=guides())


async def show_guide(request: Request) -> Response:
    """One guide. Refuses not_found for a name that is none."""
    found = {str(code): guide for code, guide in guides().items()}.get(request.path_params["guide"])
    if found is None:
        raise Refusal("not_found")
    return render(request, "public/guide.html", guide=found)


routes = [
    Route(PATH, show_guides, methods=["GET"]),
    Route(f"{PATH}/{{guide}}", show_guide, methods=["GET"]),
]
