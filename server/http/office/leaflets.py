"""Leaflets for outreach: one to three procedures in large type, on A4, or on A5 with two copies on a sheet."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.catalogue import catalogue, procedure_on
from server.actions.organisation import agency
from server.actions.setup import commune
from server.domain.answers import answer, paper_words
from server.domain.problems import Refusal
from server.http.desk import view
from server.http.ledger import head
from server.http.office.letterhead import desk_words
from server.http.office.page import page, today
from server.http.security import guarded

HERE = "/office/outreach/leaflets"
FORMATS = ("a4", "a5")
MOST = 3


def _chosen(request: Request) -> list[str]:
    """The codes of a query, each once, at most three."""
    return list(dict.fromkeys(code[:20] for code in request.query_params.getlist("code") if code))[:MOST]


async def show_choice(request: Request) -> Response:
    """Which procedures, which size."""
    with view(request) as seen:
        procedures = catalogue(seen, today(request))
    return page(
        request, "office/leaflets.html", procedures=procedures, chosen=_chosen(request), most=MOST, formats=FORMATS
    )


async def print_leaflets(request: Request) -> Response:
    """The leaflet. Refuses no_procedure without one that is in force."""
    now = today(request)
    wanted = next((one for one in FORMATS if one == request.query_params.get("format")), FORMATS[0])
    with view(request) as seen:
        found = [one for code in _chosen(request) if (one := procedure_on(seen, code, now)) is not None]
        if not found:
            raise Refusal("no_procedure", "code")
        here = commune(seen)
        shown: dict[str, Any] = {
            "agency": agency(seen, now),
            "desk": desk_words(seen, now),
            "contact_phone": here.phone if here else "",
            "head": head(seen),
        }
    return page(
        request,
        "print/leaflet.html",
        answers=[answer(one) for one in found],
        paper_words=paper_words,
        format=wanted,
        copies=range(2 if wanted == "a5" else 1),
        **shown,
    )


routes = [
    guarded(HERE, show_choice, "contacts.read"),
    guarded(f"{HERE}/print", print_leaflets, "contacts.read"),
]
