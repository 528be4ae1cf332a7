"""Checking the ledger from the office: begin one, see how far it is, what it found, and what the earlier ones found."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions.ledger import head
from server.domain.ledger_checks import LedgerCheck
from server.domain.problems import Refusal
from server.http.desk import form, view
from server.http.office.names import Names
from server.http.office.page import Typed, acting, page, typed
from server.http.render import redirect
from server.http.security import guarded

HERE = "/office/admin/ledger"
MAX_HEAD = 80
MOST = 50
"""Of the history, so many are shown."""


def ledger_page(request: Request, refusal: Refusal | None = None, data: Typed | None = None) -> Response:
    """The last check in large, the earlier ones in lines."""
    with view(request) as seen:
        checks = sorted(seen.find(LedgerCheck, "all", ""), key=lambda one: one.at, reverse=True)
        return page(
            request,
            "office/ledger.html",
            refusal=refusal,
            typed=data or Typed(),
            checks=checks[:MOST],
            total=len(checks),
            names=Names(seen),
            head=head(seen),
            running=request.app.state.chores.running,
        )


async def show_ledger(request: Request) -> Response:
    """How the ledger stands."""
    return ledger_page(request)


async def do_check(request: Request) -> Response:
    """Begin a check, if a head was typed against that one too. While one is at work, its page is enough."""
    given = typed(await form(request))
    asked = given["head"].strip()
    seq, colon, link = asked.partition(":")
    if asked and not (colon and seq.isascii() and seq.isdigit() and link and link.isascii() and len(asked) <= MAX_HEAD):
        refusal = Refusal("invalid", "head", "Đầu sổ có dạng SỐ:CHUỖI, như in ở chân mỗi tờ giấy.")
        return ledger_page(request, refusal, given)
    request.app.state.chores.check(acting(request).id, asked)
    return redirect(request, HERE)


routes = [
    guarded(HERE, show_ledger, "ledger.check"),
    guarded(HERE, do_check, "ledger.check", ["POST"]),
]
