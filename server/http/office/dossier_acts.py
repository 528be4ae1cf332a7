"""What is done with a dossier from its page: each act is one form, and a refusal opens that form again."""

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
from server.http.office.acts import Deed, Sent, act_handler
from server.http.office.dossier import dossier_page
from server.http.security import guarded
from server.store.port import Unit


def _ask(unit: Unit, by: Act, sent: Sent) -> object:
    return ask_supplement(unit, by, sent.id, sent["missing"].splitlines()[:30], sent["reason"])


def _answer(unit: Unit, by: Act, sent: Sent) -> object:
    brought = {value for name, value in sent.typed.items() if name.startswith("brought_")}
    return answer_supplement(unit, by, sent.id, brought)


def _settle(unit: Unit, by: Act, sent: Sent) -> object:
    count = sent["count"] or "1"
    return settle(unit, by, sent.id, sent["title"], sent["number"], int(count) if _is_small(count) else 0)


def _give(unit: Unit, by: Act, sent: Sent) -> object:
    return give_at_desk(
        unit, by, sent.id, sent["receiver"], sent["relation"], sent["receiver_number"], sent["authorisation"]
    )


def _send(unit: Unit, by: Act, sent: Sent) -> object:
    channel: ChannelOut = "postal" if sent["channel"] == "postal" else "home"
    kind, document, day = (sent[f"condition_{part}"] for part in ("kind", "document", "day"))
    condition = read_condition(kind, document, day, local_day(by.now)) if kind or document else None
    return send_home(unit, by, sent.id, channel, condition)


DEEDS: dict[str, Deed] = {
    "process": lambda unit, by, sent: process(unit, by, sent.id),
    "supplement": _ask,
    "answer": _answer,
    "settle": _settle,
    "reject": lambda unit, by, sent: reject(unit, by, sent.id, sent["reason"]),
    "stop": lambda unit, by, sent: stop(unit, by, sent.id, sent["reason"]),
    "apologise": lambda unit, by, sent: apologise(unit, by, sent.id, sent["reason"], sent["new_due"]),
    "give": _give,
    "send": _send,
    "undo": lambda unit, by, sent: undo(unit, by, sent.id),
}
"""The last part of the address → what is done with what was typed."""


def _again(sent: Sent, refusal: Refusal) -> Response:
    return dossier_page(sent.request, sent.id, sent.typed, sent.act, refusal)


def _after(sent: Sent) -> str:
    return f"/office/dossiers/{sent.id}"


def _is_small(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3


routes = [
    guarded(
        f"/office/dossiers/{{id}}/{name}",
        act_handler("dossier", name, deed, _again, _after),
        "dossiers.write",
        ["POST"],
    )
    for name, deed in DEEDS.items()
]
