"""One request: what is asked, what the rule says of it, what is there for it, and the decision."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.history import story
from server.actions.request_matches import matches
from server.actions.request_papers import papers
from server.actions.requests import accept, decline, reopen, request_of, serve
from server.domain.conditions import read_condition
from server.domain.delivery_class import Road, may_leave
from server.domain.dossiers import Dossier
from server.domain.problems import Refusal
from server.domain.procedures import Procedure
from server.domain.requests import UNSERVED
from server.domain.times import local_day
from server.http.desk import view
from server.http.office.acts import Deed, Sent, act_handler
from server.http.office.change_lines import change_lines
from server.http.office.custody_words import custody_words
from server.http.office.names import Names
from server.http.office.packing import ticked
from server.http.office.page import Typed, page, say, today
from server.http.office.requests import waiting_days
from server.http.security import guarded
from server.store.port import Unit, View


def request_page(
    request: Request,
    id_: str,
    given: Typed | None = None,
    opened: str = "",
    refusal: Refusal | None = None,
    chosen: Sequence[str] = (),
) -> Response:
    """The page; with a refusal the form of that act is open again, with what was typed and the papers ticked."""
    word = say(request)
    with view(request) as seen:
        wanted, names = request_of(seen, id_), Names(seen)
        found = matches(seen, wanted)
        road: Road = "post" if wanted.channel == "postal" else "round"
        shown: dict[str, Any] = {
            "wanted": wanted,
            "hamlet": names.hamlet(wanted.person.hamlet),
            "made_by": names.person(wanted.made_by),
            "decided_by": names.person(wanted.decided_by),
            "days": waiting_days(wanted, today(request)),
            "papers": [
                (item, custody_words(item, names, word), may_leave(item, road)) for item in papers(seen, wanted)
            ],
            "items": [(one, custody_words(one, names, word)) for one in found.items],
            "dossiers": [(one, _class_of(seen, one)) for one in found.dossiers],
            "others": found.others,
            "dossier": seen.get(Dossier, wanted.dossier) if wanted.dossier else None,
            "history": list(reversed(change_lines(story(seen, wanted), names))),
        }
    return page(
        request,
        "office/request.html",
        refusal=refusal,
        typed=given or Typed(),
        opened=opened,
        chosen=chosen,
        unserved=wanted.state in UNSERVED,
        **shown,
    )


def _class_of(seen: View, dossier: Dossier) -> str:
    """The delivery class of a dossier's result; what nobody knows counts as D1, as for its item."""
    procedure = seen.get(Procedure, dossier.procedure) if dossier.procedure else None
    return procedure.delivery_class if procedure else "D1"


async def show_request(request: Request) -> Response:
    """The page."""
    return request_page(request, request.path_params["id"])


def _accept(unit: Unit, by: Act, sent: Sent) -> object:
    """What was ticked goes home for it; the fields of a condition count once one of them is filled."""
    kind, document, day = (sent[f"condition_{part}"] for part in ("kind", "document", "day"))
    condition = read_condition(kind, document, day, local_day(by.now)) if kind or document else None
    return accept(unit, by, sent.id, ticked(sent.data), sent["dossier"] or None, condition, sent["granted"])


DEEDS: dict[str, Deed] = {
    "accept": _accept,
    "decline": lambda unit, by, sent: decline(unit, by, sent.id, sent["reason"]),
    "reopen": lambda unit, by, sent: reopen(unit, by, sent.id, sent["why"]),
    "serve": lambda unit, by, sent: serve(unit, by, sent.id, sent["note"]),
}
"""The last part of the address → what is done with what was typed."""


def _again(sent: Sent, refusal: Refusal) -> Response:
    return request_page(sent.request, sent.id, sent.typed, sent.act, refusal, ticked(sent.data))


def _after(sent: Sent) -> str:
    return f"/office/requests/{sent.id}"


routes = [
    guarded("/office/requests/{id}", show_request, "requests.read"),
    *(
        guarded(
            f"/office/requests/{{id}}/{name}",
            act_handler("request", name, deed, _again, _after),
            "requests.write",
            ["POST"],
        )
        for name, deed in DEEDS.items()
    ),
]
