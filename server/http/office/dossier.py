"""One dossier: how it stands, what may be done with it now, its papers, and everything that happened."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.calendar import calendar
from server.actions.desk import Act
from server.actions.dossier_results import RELATIONS
from server.actions.dossier_steps import dossier_of
from server.actions.dossier_undo import DossierStep, undoable
from server.domain.access import may
from server.domain.dossier_steps import DossierAct, acts
from server.domain.dossiers import Dossier
from server.domain.filled_forms import FilledForm
from server.domain.intake import missing
from server.domain.items import Item
from server.domain.problems import Refusal
from server.domain.procedures import Procedure
from server.domain.times import VIETNAM, instant, stamp
from server.http.desk import view
from server.http.office.custody_words import custody_words
from server.http.office.dossier_story import dossier_story
from server.http.office.dossier_words import appointment, badge, why_due
from server.http.office.dossiers import moment
from server.http.office.names import Names
from server.http.office.page import Typed, acting, page, say
from server.http.security import guarded
from server.store.port import View

PRINTS = (
    ("control-slip", "always"),
    ("supplement-request", "supplement"),
    ("rejection", "rejection"),
    ("apology-extension", "apology"),
    ("stop-notice", "stop"),
    ("delivery-receipt", "result"),
)
"""The forms of a dossier and the part of it without which there is nothing to print; M01 stands apart."""

DIALOGS: dict[str, DossierAct] = {
    "settle": "settle",
    "supplement": "ask_supplement",
    "answer": "answer_supplement",
    "apologise": "apologise",
    "reject": "reject",
    "stop": "stop",
    "give": "give_at_desk",
    "send": "send_home",
}
"""The page's dialogs, by the last part of their form's address; each is there while its act may be done."""


def dossier_page(
    request: Request, id_: str, given: Typed | None = None, opened: str = "", refusal: Refusal | None = None
) -> Response:
    """The page; with a refusal the dialog of that act is open again, with what was typed."""
    who, now = acting(request), request.app.state.clock()
    with view(request) as seen:
        dossier, names, word = dossier_of(seen, id_), Names(seen), say(request)
        item = seen.get(Item, dossier.item) if dossier.item else None
        at = moment(request, seen)
        allowed = _allowed(request, dossier, stamp(now), item)
        shown: dict[str, Any] = {
            "written": seen.find(FilledForm, "dossier", dossier.id),
            "dossier": dossier,
            "procedure": seen.get(Procedure, dossier.procedure),
            "badge": badge(dossier, at.at, at.soon, word),
            "why_due": why_due(dossier, calendar(seen), word),
            "hamlet": names.hamlet(dossier.applicant.hamlet),
            "received_by": names.person(dossier.received_by),
            "item": item,
            "custody": custody_words(item, names, word) if item else "",
            "lines": dossier_story(seen, dossier, names, word),
            "acts": allowed,
            "missing": missing(dossier.components),
            "undo": _undoable(seen, Act(who, now, ""), dossier),
            "new_due": _offered_due(seen, dossier),
        }
    return page(
        request,
        "office/dossier.html",
        refusal=refusal,
        typed=given or Typed(),
        blank=Typed(),
        opened=opened if DIALOGS.get(opened) in allowed else "",
        relations=RELATIONS,
        prints=[form for form, part in PRINTS if part == "always" or getattr(dossier, part)],
        appointment=lambda due: appointment(due, word),
        **shown,
    )


def _allowed(request: Request, dossier: Dossier, now: str, item: Item | None) -> tuple[DossierAct, ...]:
    if not may(acting(request).role, "dossiers.write"):
        return ()
    return acts(dossier, now, item.custody.state if item else None)


def _undoable(seen: View, by: Act, dossier: Dossier) -> DossierStep | None:
    return undoable(seen, by, dossier) if may(by.by.role, "dossiers.write") else None


def _offered_due(seen: View, dossier: Dossier) -> str:
    """The day that a delay would usually be put off to: three working days after the date, `yyyy-mm-dd`."""
    if not dossier.due_at:
        return ""
    due = instant(dossier.due_at).astimezone(VIETNAM).date()
    return calendar(seen).add_working_days(due, 3).isoformat()


async def show_dossier(request: Request) -> Response:
    """The page."""
    return dossier_page(request, request.path_params["id"])


routes = [guarded("/office/dossiers/{id}", show_dossier, "dossiers.read")]
