"""A phone's rescue file at the desk: opened, judged like any turn, and said what came of it."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from server.actions.rescue import import_events, read_rescue
from server.domain.problems import Refusal
from server.http.desk import form, store, write
from server.http.office.page import page
from server.http.security import guarded


async def rescue_form(request: Request) -> Response:
    """Choose the file."""
    return page(request, "office/rescue.html", result=None, name="")


async def do_rescue(request: Request) -> Response:
    """Take its events in. The same file twice changes nothing."""
    data = await form(request, uploads=True)
    file = data.get("file")
    content = await file.read() if isinstance(file, UploadFile) else b""
    name = (file.filename or "") if isinstance(file, UploadFile) else ""
    await data.close()
    try:
        events = read_rescue(content, store(request).history.deployment)
    except Refusal as refusal:
        return page(request, "office/rescue.html", refusal.problem.status, refusal=refusal, result=None, name=name)
    now = request.app.state.clock()
    result = await write(request, lambda unit: import_events(unit, events, now))
    return page(request, "office/rescue.html", result=result, name=name)


routes = [
    guarded("/office/rescue", rescue_form, "rescue"),
    guarded("/office/rescue", do_rescue, "rescue", ["POST"]),
]
