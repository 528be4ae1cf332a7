"""Who comes in where: one row for each route and method of the application, one column for each kind of caller.

`python -m tests.http.access_matrix` writes the table beside this file; a test checks that it is the one committed and
that every door really does what it says.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from starlette.routing import Route

from server.domain.access import may
from server.domain.people import ROLES
from server.http.routes import routes

FILE = Path(__file__).with_name("access_matrix.md")
Token = Literal["token", "send token", "revoked"]
TOKENS: tuple[Token, ...] = get_args(Token)
CALLERS: tuple[str, ...] = ("nobody", *ROLES, *TOKENS)
"""Nobody, somebody logged in with each role, a phone's two tokens, the token of a revoked phone."""

Answer = Literal["in", "log in", "no", "gone"]
"""What a door does: lets in; asks to log in (or for a known token); says that this role may not; is not there."""
MARKS: dict[Answer, str] = {"in": "✓", "log in": "·", "no": "✗", "gone": "∅"}

OPEN = {
    "/health",
    "/office/login",
    "/office/logout",
    "/office/language",
    "/",
    "/q/calendar/{token}.ics",
    "/q/{id}",
    "/y/cam-on",
    "/y/{token}",
    "/tra-cuu",
    "/so-tay",
    "/so-tay/{code}",
    "/gop-y",
    "/gop-y/theo-doi",
    "/help",
    "/help/{guide}",
    "/field",
    "/field/worker.js",
    "/field/screens.js",
    "/field/writing.js",
    "/field/{path:path}",
    "/manifest.webmanifest",
    "/sync/enrol",
}
"""What anybody may ask: the public pages, the doors, the phone's own files without data, enrolment with its code."""
PHONES = {"/sync", "/sync/files/{name}"}
"""What a phone's token opens, and nothing else does."""
ONCE = {"/setup"}
"""What is there until the commune is founded, for who has the one-time link."""

HIDDEN = {"/metrics"}
"""What has a key of its own that is none of these callers'; to others it is not there."""


class Row(NamedTuple):
    """One door: its method and path, the permission that guards it or '', and what it does to each caller."""

    method: str
    path: str
    permission: str
    answers: tuple[Answer, ...]


def rows() -> list[Row]:
    """The whole table, in the order in which the routes are tried. Raises KeyError for a route that has no place."""
    return [row for route in routes if isinstance(route, Route) for row in _rows(route)]


def _rows(route: Route) -> Iterator[Row]:
    permission = str(getattr(route, "permission", ""))
    for method in sorted((route.methods or set()) - ({"HEAD"} if "GET" in (route.methods or set()) else set())):
        answers = tuple(_answer(route.path, permission, caller) for caller in CALLERS)
        yield Row(method, route.path, permission, answers)


def _answer(path: str, permission: str, caller: str) -> Answer:
    role = next((one for one in ROLES if one == caller), None)
    if permission:
        return "log in" if role is None else "in" if may(role, permission) else "no"
    if path in PHONES:
        return "in" if caller in TOKENS else "log in"
    if path in ONCE | HIDDEN:
        return "gone"
    if path in OPEN:
        return "in"
    raise KeyError(f"{path}: guard it, or place it in tests/http/access_matrix.py")


def table() -> str:
    """The table in Markdown."""
    lines = [
        "# Who comes in where",
        "",
        "Written by `python -m tests.http.access_matrix` from the routes and `server/domain/access.py`; "
        "`test_access_matrix.py` knocks at each of these doors as each of these callers.",
        "",
        f"{MARKS['in']} comes in · {MARKS['log in']} is asked to log in, or for a token that is known · "
        f"{MARKS['no']} may not · {MARKS['gone']} not there: `/setup` once the commune is founded, `/metrics` without "
        "its own key.",
        "A revoked phone comes in to hand over what it has; it is given nothing and told to wipe itself.",
        "",
        "| | path | permission | " + " | ".join(CALLERS) + " |",
        "|---" * (3 + len(CALLERS)) + "|",
    ]
    for row in rows():
        marks = " | ".join(MARKS[answer] for answer in row.answers)
        lines.append(f"| {row.method} | `{row.path}` | {row.permission} | {marks} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(table(), "utf-8")
