"""What is done with a dossier from its page: each act is one form, and a refusal opens that form again."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.dossier_ends import apologise, reject, stop
from server.actions.dossier_results import give_at_desk, send_home, settle
from server.actions.dossier_supplement import answer_supplement, ask_supplement
from server.actions.dossier_undo import undo
from server.actions.dossiers import process
from server.domain.conditions import read_condition
from server.domain.dossiers import ChannelOut
from server.domain.problems import Refusal
from server.domain.times import local_day
from server.http.desk import act, form, write
from server.http.office.dossier import dossier_page
from server.http.office.page import Typed, typed
from server.http.render import redirect
from server.http.security import Handler, guarded
from server.store.port import Unit

Deed = Callable[[Unit, Act, str, Typed], object]


def _ask(unit: Unit, by: Act, id_: str, given: Typed) -> object:
    return ask_supplement(unit, by, id_, given["missing"].splitlines()[:30], given["reason"])


def _answer(unit: Unit, by: Act, id_: str, given: Typed) -> object:
    brought = {value for name, value in given.items() if name.startswith("brought_")}
    return answer_supplement(unit, by, id_, brought)


def _settle(unit: Unit, by: Act, id_: str, given: Typed) -> object:
    count = given["count"] or "1"
    return settle(unit, by, id_, given["title"], given["number"], int(count) if _is_small(count) else 0)


def _give(unit: Unit, by: Act, id_: str, given: Typed) -> object:
    return give_at_desk(
        unit, by, id_, given["receiver"], given["relation"], given["receiver_number"], given["authorisation"]
    )


def _send(unit: Unit, by: Act, id_: str, given: Typed) -> object:
    channel: ChannelOut = "postal" if given["channel"] == "postal" else "home"
    kind, document, day = (given[f"condition_{part}"] for part in ("kind", "document", "day"))
    condition = read_condition(kind, document, day, local_day(by.now)) if kind or document else None
    return send_home(unit, by, id_, channel, condition)


DEEDS: dict[str, Deed] = {
    "process": lambda unit, by, id_, given: process(unit, by, id_),
    "supplement": _ask,
    "answer": _answer,
    "settle": _settle,
    "reject": lambda unit, by, id_, given: reject(unit, by, id_, given["reason"]),
    "stop": lambda unit, by, id_, given: stop(unit, by, id_, given["reason"]),
    "apologise": lambda unit, by, id_, given: apologise(unit, by, id_, given["reason"], given["new_due"]),
    "give": _give,
    "send": _send,
    "undo": lambda unit, by, id_, given: undo(unit, by, id_),
}
"""The last part of the address → what is done with what was typed."""


def _handler(name: str, deed: Deed) -> Handler:
    async def handle(request: Request) -> Response:
        data = await form(request)
        given, id_ = typed(data), request.path_params["id"]
        try:
            await write(request, lambda unit: deed(unit, act(request, data), id_, given))
        except Refusal as refusal:
            if refusal.code == "not_found":
                raise
            return dossier_page(request, id_, given, name, refusal)
        return redirect(request, f"/office/dossiers/{id_}")

    handle.__name__ = f"dossier_{name}"
    return handle


def _is_small(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3


routes = [
    guarded(f"/office/dossiers/{{id}}/{name}", _handler(name, deed), "dossiers.write", ["POST"])
    for name, deed in DEEDS.items()
]
