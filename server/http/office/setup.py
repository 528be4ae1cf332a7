"""The first set-up of a real commune, behind the one-time link that `serve` prints."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.actions.catalogue import seed
from server.actions.desk import Act, new_id
from server.actions.forms import publish_handbook
from server.actions.sessions import log_in
from server.actions.set_up_files import bring_in
from server.actions.setup import set_up
from server.documents.catalogue_file import shipped
from server.documents.set_up_file import read_set_up
from server.domain.problems import Refusal
from server.domain.set_up_files import SetUp
from server.domain.times import local_day
from server.http.desk import form, write
from server.http.office.page import Typed, page, typed
from server.http.office.set_up_file import file_of, put_forms
from server.http.render import redirect
from server.http.session import remember, setup_token
from server.store.port import Unit


async def show_setup(request: Request) -> Response:
    """The form, for who has the link and as long as there is no commune."""
    token = setup_token(request, request.query_params.get("token"))
    return page(request, "office/setup.html", token=token)


async def do_setup(request: Request) -> Response:
    """Found the commune and log its administrator in; on error everything typed stays, the password excepted."""
    sent = await form(request, uploads=True)
    data, content = typed(sent), await file_of(sent)
    token = setup_token(request, data["token"])
    try:
        given = read_set_up(content) if content is not None else None
        begun = await write(request, lambda unit: _found(request, unit, data, given))
    except Refusal as refusal:
        kept = Typed({**data, "password": ""})
        return page(request, "office/setup.html", refusal=refusal, typed=kept, token=token)
    if given is not None:
        put_forms(request, given)
    response = redirect(request, "/office/")
    remember(request, response, begun)
    return response


def _found(request: Request, unit: Unit, data: Typed, given: SetUp | None) -> str:
    hamlets = [line for line in data["hamlets"].splitlines() if line.strip()]
    if not hamlets:
        raise Refusal("invalid", "hamlets", "Hãy ghi ít nhất một ấp, mỗi ấp một dòng.")
    now = request.app.state.clock()
    admin = set_up(
        unit,
        now,
        name=data["name"],
        province=data["province"],
        office=data["office"],
        phone=data["phone"],
        hamlets=hamlets,
        admin_name=data["admin_name"],
        username=data["username"],
        password=data["password"],
    )
    seed(unit, shipped())
    publish_handbook(unit, request.app.state.forms, local_day(now))
    if given is not None:
        bring_in(unit, Act(admin, now, new_id()), given, request.app.state.forms)
    return log_in(unit, admin, now)


routes = [
    Route("/setup", show_setup, methods=["GET"]),
    Route("/setup", do_setup, methods=["POST"]),
]
