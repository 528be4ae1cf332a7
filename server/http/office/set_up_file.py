"""The set-up as a file for the next commune, and bringing one in (R06)."""

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from server.actions.set_up_files import bring_in, take_out
from server.documents.form_files import FORMS, own_form_files
from server.documents.set_up_file import MOST_BYTES, read_set_up, write_set_up
from server.domain.problems import Refusal
from server.domain.set_up_files import SetUp
from server.domain.times import stamp
from server.http.desk import act, form, view, write
from server.http.office.page import page
from server.http.security import guarded

HERE = "/office/admin/set-up"


def set_up_of(request: Request) -> SetUp:
    """This commune's set-up."""
    with view(request) as seen:
        return take_out(seen, own_form_files(request.app.state.settings.data / FORMS))


def put_forms(request: Request, set_up: SetUp) -> list[str]:
    """The file's forms into the commune's own folder, a form that is there stays; the names of those that are new.

    They come into use when the server starts again, as any form of the commune's own does.
    """
    folder = request.app.state.settings.data / FORMS
    new = [one for one in set_up.forms if not (folder / one.name).exists()]
    if new:
        folder.mkdir(parents=True, exist_ok=True)
    for one in new:
        (folder / one.name).write_text(one.text, "utf-8")
    return [one.name for one in new]


async def show_set_up(request: Request) -> Response:
    """What is in the file, taking it, and bringing one in."""
    return _page(request)


def _page(
    request: Request, refusal: Refusal | None = None, brought: int | None = None, forms: list[str] | None = None
) -> Response:
    counts = set_up_of(request).counts
    return page(request, "office/set_up.html", refusal=refusal, counts=counts, brought=brought, forms=forms or [])


async def take_set_up(request: Request) -> Response:
    """The file."""
    content = write_set_up(set_up_of(request), stamp(request.app.state.clock()))
    headers = {"Content-Disposition": 'attachment; filename="tan-nha-thiet-lap.json"', "Cache-Control": "no-store"}
    return Response(content, 200, headers, "application/json")


async def file_of(data: FormData) -> bytes | None:
    """The file that came in a form, which is closed; None if none was chosen."""
    try:
        file = data.get("file")
        return await file.read(MOST_BYTES + 1) if isinstance(file, UploadFile) and file.filename else None
    finally:
        await data.close()


async def do_bring(request: Request) -> Response:
    """Another commune's set-up into this one."""
    data = await form(request, uploads=True)
    content, by = await file_of(data), act(request, data)
    try:
        if content is None:
            raise Refusal("bad_file", "file", "Hãy chọn tệp thiết lập.")
        set_up = read_set_up(content)
        brought = await write(request, lambda unit: bring_in(unit, by, set_up, request.app.state.forms))
    except Refusal as refusal:
        return _page(request, refusal)
    return _page(request, brought=brought, forms=put_forms(request, set_up))


routes = [
    guarded(HERE, show_set_up, "settings.write"),
    guarded(HERE, do_bring, "settings.write", ["POST"]),
    guarded(f"{HERE}/file", take_set_up, "settings.write"),
]
