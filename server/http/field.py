"""The phone's files: the shell that loads the app, its worker, and everything static. No data is in them."""

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from server.domain.problems import Refusal
from server.http.render import STATIC, WEB

BUILD = STATIC / "build"


def _file(path: Path, media_type: str, cache: str = "no-cache") -> Response:
    if not path.is_file():
        raise Refusal("not_found")
    return FileResponse(path, media_type=media_type, headers={"Cache-Control": cache})


def field_build(folder: Path = BUILD) -> str:
    """The name that the phone's app of the present build sends as `app`; '' while there is no whole build.

    Asked at every turn and not once: a build beside the running server renews what phones are given.
    """
    try:
        return (folder / "build.txt").read_text("ascii").strip()
    except OSError:
        return ""


class Fresh(StaticFiles):
    """Static files that a browser asks about before it uses its copy: a build is never half old."""

    def file_response(self, *given: Any, **named: Any) -> Response:
        """The file, or 304."""
        response = super().file_response(*given, **named)
        response.headers["Cache-Control"] = "no-cache"
        return response


async def worker(request: Request) -> Response:
    """The service worker; its place in the path is its scope."""
    return _file(BUILD / "worker.js", "text/javascript")


async def screens(request: Request) -> Response:
    """The worker's second script; the query names the build that the worker belongs to."""
    return _file(BUILD / "screens.js", "text/javascript")


async def writing(request: Request) -> Response:
    """The worker's third script: the writing desk."""
    return _file(BUILD / "writing.js", "text/javascript")


async def shell(request: Request) -> Response:
    """What any screen of the phone is before its worker runs."""
    return _file(WEB / "field" / "shell.html", "text/html; charset=utf-8")


async def manifest(request: Request) -> Response:
    """What makes it installable."""
    return _file(STATIC / "manifest.webmanifest", "application/manifest+json")


routes: list[BaseRoute] = [
    Route("/field/worker.js", worker),
    Route("/field/screens.js", screens),
    Route("/field/writing.js", writing),
    Route("/field", shell),
    Route("/field/{path:path}", shell),
    Route("/manifest.webmanifest", manifest),
    Mount("/static", Fresh(directory=STATIC, check_dir=False)),
]
