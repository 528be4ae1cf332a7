"""Backups: when each was made and where it lies, one now, taking one away, and how one is put back."""

from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from server.actions.history import record_change, story
from server.actions.setup import commune
from server.domain.keep import BackupNote, restorable
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.admin import size
from server.http.office.change_lines import change_lines
from server.http.office.names import Names
from server.http.office.page import page
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import Unit

HERE = "/office/admin/backups"
MOST = 60
TAKEN = "backup.taken"


@dataclass(frozen=True)
class BackupLine:
    """One backup that was read back and found whole; `bytes` is -1 where its file is not in its place any more."""

    note: BackupNote
    name: str
    bytes: int
    restorable: bool


def backup_lines(request: Request) -> list[BackupLine]:
    """The known backups, the newest first."""
    now, made = request.app.state.clock(), request.app.state.chores.made()
    return [BackupLine(note, Path(note.file).name, _bytes(note), restorable(note.at, now)) for note in made[:MOST]]


def _bytes(note: BackupNote) -> int:
    try:
        return Path(note.file).stat().st_size if note.file else -1
    except OSError:
        return -1


async def show_backups(request: Request) -> Response:
    """The list, and how one is put back."""
    settings, chores = request.app.state.settings, request.app.state.chores
    with view(request) as seen:
        here = commune(seen)
        taken = [one for one in story(seen, here) if one.what == TAKEN] if here else []
        history = change_lines(reversed(taken[-10:]), Names(seen))
    return page(
        request,
        "office/backups.html",
        backups=backup_lines(request),
        size=size,
        nightly=settings.backup_dir is not None,
        folder=str(chores.folder),
        data=str(settings.data.absolute()),
        running=chores.running,
        failed=chores.failed,
        history=history,
    )


async def do_backup(request: Request) -> Response:
    """Begin one. While a chore is at work, its page is enough."""
    await form(request)
    request.app.state.chores.backup()
    return redirect(request, HERE)


async def do_take(request: Request) -> Response:
    """One as a file. It holds everything, so that it was taken is written into the history."""
    data, name = await form(request), request.path_params["name"]
    line = next((one for one in backup_lines(request) if one.name == name and one.bytes >= 0), None)
    if line is None:
        raise Refusal("not_found")
    by = act(request, data)

    def taken(unit: Unit) -> None:
        here = commune(unit)
        if here is not None:
            record_change(unit, by, here, TAKEN, note=name)

    await write(request, taken)
    headers = {"Cache-Control": "no-store"}
    return FileResponse(line.note.file, filename=name, media_type="application/gzip", headers=headers)


routes = [
    guarded(HERE, show_backups, "backups"),
    guarded(HERE, do_backup, "backups", ["POST"]),
    guarded(f"{HERE}/{{name}}/take", do_take, "backups", ["POST"]),
]
