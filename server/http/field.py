"""The phone's files: the shell that loads the app, its worker, and everything static. No data is in them."""

from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from server.domain.problems import Refusal
from server.http.render import STATIC, WEB

BUILD = STATIC / "build"


PACKED = ".br"
"""The build lays a Brotli copy beside each of its files: a seventh less than gzip, and packed once."""


def _takes_packed(accepted: str) -> bool:
    """Whether a browser reads Brotli: over HTTPS and on this machine all do, else none."""
    return "br" in (part.partition(";")[0].strip() for part in accepted.split(","))


def _is_packed(path: Path) -> bool:
    """Whether a packed copy lies beside the file and is of what the file holds now, not of a build before."""
    packed = path.with_name(path.name + PACKED)
    return packed.is_file() and path.is_file() and packed.stat().st_mtime_ns >= path.stat().st_mtime_ns


def _file(request: Request, path: Path, media_type: str) -> Response:
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if _takes_packed(request.headers.get("accept-encoding", "")) and _is_packed(path):
        path, headers["Content-Encoding"] = path.with_name(path.name + PACKED), "br"
    if not path.is_file():
        raise Refusal("not_found")
    return FileResponse(path, media_type=media_type, headers=headers)


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

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, packed where it lies so and the browser takes it."""
        found, _ = self.lookup_path(path)
        if _takes_packed(Headers(scope=scope).get("accept-encoding", "")) and found and _is_packed(Path(found)):
            response = await super().get_response(path + PACKED, scope)
            response.headers["Content-Encoding"] = "br"
        else:
            response = await super().get_response(path, scope)
        response.headers.setdefault("Vary", "Accept-Encoding")
        return response


async def worker(request: Request) -> Response:
    """The service worker; its place in the path is its scope."""
    return _file(request, BUILD / "worker.js", "text/javascript")


async def screens(request: Request) -> Response:
    """The worker's second script; the query names the build that the worker belongs to."""
    return _file(request, BUILD / "screens.js", "text/javascript")


async def writing(request: Request) -> Response:
    """The worker's third script: the writing desk."""
    return _file(request, BUILD / "writing.js", "text/javascript")


async def shell(request: Request) -> Response:
    """What any screen of the phone is before its worker runs."""
    return _file(request, WEB / "field" / "shell.html", "text/html; charset=utf-8")


async def manifest(request: Request) -> Response:
    """What makes it installable."""
    return _file(request, STATIC / "manifest.webmanifest", "application/manifest+json")


routes: list[BaseRoute] = [
    Route("/field/worker.js", worker),
    Route("/field/screens.js", screens),
    Route("/field/writing.js", writing),
    Route("/field", shell),
    Route("/field/{path:path}", shell),
    Route("/manifest.webmanifest", manifest),
    Mount("/static", Fresh(directory=STATIC, check_dir=False)),
]
