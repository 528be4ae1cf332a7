"""Scanning slips: one field for a hand scanner, what the slip says, and the list of what was recorded today."""

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.actions.paper import confirm_paper, take_back_paper
from server.actions.scanned import scanned
from server.domain.dossiers import Dossier
from server.domain.items import Item
from server.domain.problems import Refusal
from server.domain.rounds import Round
from server.domain.slips import MARKS, RELATIONS, Slip
from server.http.desk import act, form, view, write
from server.http.office.custody_words import custody_words
from server.http.office.names import Names
from server.http.office.page import Typed, acting, page, say, today, typed
from server.http.office.paper_words import phones_words, recorded_today, slip_words
from server.http.render import redirect
from server.http.security import guarded

MAX_CODE = 400


def _url(**said: str) -> str:
    asked = urlencode({name: value for name, value in said.items() if value})
    return f"/office/scan?{asked}" if asked else "/office/scan"


def scan_page(
    request: Request, item_id: str = "", given: Typed | None = None, refusal: Refusal | None = None, **more: Any
) -> Response:
    """The page: with an item its state and, unless its slip is recorded, the form for what the slip says."""
    word = say(request)
    with view(request) as seen:
        names = Names(seen)
        item = seen.get(Item, item_id) if item_id else None
        shown: dict[str, Any] = {
            "item": item,
            "place": names.place(item) if item else "",
            "custody": custody_words(item, names, word) if item else "",
            "phones": phones_words(seen, item, names, word) if item else [],
            "papers": slip_words(seen, item, names, word) if item else [],
            "recorded": recorded_today(seen, acting(request).id, today(request), names, word),
        }
    usual = Typed({"relation": "subject", "mark": "signature", "day": today(request)})
    return page(
        request,
        "office/scan.html",
        refusal=refusal,
        typed=Typed({**usual, **(given or {})}),
        relations=RELATIONS,
        marks=MARKS,
        **{"left": None, "code": "", **shown, **more},
    )


async def show_scan(request: Request) -> Response:
    """Nothing scanned yet, or what the code names: a round and a dossier have pages of their own."""
    code = request.query_params.get("code", "")[:MAX_CODE]
    given = Typed({name: value for name in ("day",) if (value := request.query_params.get(name, ""))})
    with view(request) as seen:
        found = scanned(seen, code) if code else None
        left = seen.get(Item, request.query_params.get("left", ""))
    if isinstance(found, Round):
        return redirect(request, f"/office/rounds/{found.id}")
    if isinstance(found, Dossier):
        return redirect(request, f"/office/dossiers/{found.id}")
    if code and found is None:
        return scan_page(
            request, "", given, Refusal("not_found", "code", say(request)("office.scan.unknown")), code=code
        )
    same = left is not None and found is not None and left.id == found.id
    return scan_page(request, found.id if found else "", given, left=None if same else left)


async def do_scan(request: Request) -> Response:
    """A next code: show it, and say what was left unrecorded. No code: record what is shown."""
    data = await form(request)
    said = typed(data)
    code, item_id = said["code"].strip()[:MAX_CODE], said["item"]
    if code:
        return redirect(request, _url(code=code, left=item_id, day=said["day"]))
    if not item_id:
        return redirect(request, _url(day=said["day"]))
    slip = Slip(
        name=said["name"],
        relation=said["relation"],
        day=said["day"],
        hour=said["hour"],
        mark=said["mark"],
        witness=said["witness"],
        authorisation=said["authorisation"],
    )
    try:
        await write(request, lambda unit: confirm_paper(unit, act(request, data), item_id, slip))
    except Refusal as refusal:
        return scan_page(request, item_id, said, refusal)
    return redirect(request, _url(day=said["day"]))


async def undo_slip(request: Request) -> Response:
    """Take a recorded slip back."""
    data = await form(request)
    said = typed(data)
    try:
        await write(request, lambda unit: take_back_paper(unit, act(request, data), said["event"], said["reason"]))
    except Refusal as refusal:
        return scan_page(request, "", None, refusal)
    return redirect(request, _url(day=said["day"]))


routes = [
    guarded("/office/scan", show_scan, "paper.write"),
    guarded("/office/scan", do_scan, "paper.write", ["POST"]),
    guarded("/office/scan/undo", undo_slip, "paper.write", ["POST"]),
]
