"""What anybody may open: the front page, and a scanned QR, which says nothing about any person."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.domain.access import may
from server.domain.dossiers import Dossier
from server.domain.items import Item
from server.domain.rounds import Round
from server.http.desk import view
from server.http.render import redirect, render
from server.http.session import person


async def front(request: Request) -> Response:
    """Where to go from here."""
    return render(request, "public/front.html")


async def code(request: Request) -> Response:
    """A slip's, a round's or a dossier's QR: its page for who works here, for others where to bring it or look it up.

    Known and unknown codes look the same to others.
    """
    id_, who = request.path_params["id"], person(request)
    if who is not None and may(who.role, "items.read"):
        with view(request) as seen:
            item, round_, dossier = seen.get(Item, id_), seen.get(Round, id_), seen.get(Dossier, id_)
        if item is not None:
            return redirect(request, f"/office/items/{item.id}")
        if round_ is not None:
            return redirect(request, f"/office/rounds/{round_.id}")
        if dossier is not None:
            return redirect(request, f"/office/dossiers/{dossier.id}")
    return render(request, "public/code.html", id=id_)


routes = [
    Route("/", front, methods=["GET"]),
    Route("/q/{id}", code, methods=["GET"]),
]
