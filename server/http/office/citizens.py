"""People whom the desk knows, as a piece of page: offered while a name, a number or a phone is typed."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.citizens import find_citizens
from server.http.desk import view
from server.http.office.dossier_form import query_party
from server.http.office.names import Names
from server.http.render import render
from server.http.security import guarded

LEAST = 2
"""So many letters before anybody is offered."""


async def offer_citizens(request: Request) -> Response:
    """`GET /office/citizens?q=`: options of a list box, each with its citizen's id; `for` names the field's role."""
    query = request.query_params
    asked = query_party(query)
    role = query.get("for", "")
    with view(request) as seen:
        names = Names(seen)
        found = find_citizens(seen, asked) if len(asked.strip()) >= LEAST else []
        options = [(citizen, names.hamlet(citizen.party.hamlet)) for citizen in found]
    known_role = role if role in ("applicant", "submitter", "person", "declarant") else "applicant"
    return render(request, "office/citizens.html", options=options, role=known_role)


routes = [guarded("/office/citizens", offer_citizens, "dossiers.read")]
