"""The handbook for everybody: the procedures in force today, searched with accents or without, one page each."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.actions.catalogue import catalogue, procedure_on
from server.actions.setup import commune
from server.domain.answers import answer, paper_words
from server.domain.handbook import fitting
from server.domain.phones import is_mobile, zalo_url
from server.domain.problems import Refusal
from server.domain.times import local_day
from server.http.desk import view
from server.http.office.letterhead import desk_words
from server.http.render import render

PATH = "/so-tay"
MOST_ASKED = 100


async def show_handbook(request: Request) -> Response:
    """All procedures by field, or those that fit `?q=` and `?field=`."""
    asked = " ".join(request.query_params.get("q", "")[:MOST_ASKED].split())
    with view(request) as seen:
        known = catalogue(seen, local_day(request.app.state.clock()))
    fields = list(dict.fromkeys(one.field for one in known))
    field = next((one for one in fields if one == request.query_params.get("field")), "")
    there = [one for one in known if not field or one.field == field]
    found = fitting(there, asked) if asked else there
    return render(
        request, "public/handbook.html", asked=asked, fields=fields, field=field, found=found, known=bool(known)
    )


async def show_procedure(request: Request) -> Response:
    """One procedure in plain words, to be read and to be printed. Refuses not_found when none is in force today."""
    today = local_day(request.app.state.clock())
    with view(request) as seen:
        procedure = procedure_on(seen, request.path_params["code"][:20], today)
        if procedure is None:
            raise Refusal("not_found")
        here, desk = commune(seen), desk_words(seen, today)
    phone = (here.zalo or here.phone) if here else ""
    return render(
        request,
        "public/procedure.html",
        procedure=procedure,
        said=answer(procedure),
        paper_words=paper_words,
        desk=desk,
        zalo=zalo_url(phone) if is_mobile(phone) else "",
        today=today,
    )


routes = [
    Route(PATH, show_handbook, methods=["GET"]),
    Route(f"{PATH}/{{code}}", show_procedure, methods=["GET"]),
]
