"""One filled form: its answers beside its print, what is wrong, who asked and who witnessed, and what the desk does."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.filled_forms import check_form, form_of, reopen_form, send_form_back, withdraw_form
from server.actions.form_retention import erase_on_demand
from server.actions.history import story
from server.domain.dossiers import Dossier
from server.domain.filled_forms import FilledForm
from server.domain.form_layout import lay_out
from server.domain.problems import Refusal
from server.http.desk import view
from server.http.office.acts import Deed, Sent, act_handler
from server.http.office.change_lines import change_lines
from server.http.office.desk_queue import form_behind
from server.http.office.desk_shown import difference_lines, fault_lines, parts_of, rest_of, signature_of
from server.http.office.names import Names
from server.http.office.page import Typed, page, say
from server.http.security import guarded
from server.http.session import locale
from server.store.port import View


def form_page(
    request: Request, id_: str, given: Typed | None = None, opened: str = "", refusal: Refusal | None = None
) -> Response:
    """The page; with a refusal the form of that act is open again, with what was typed."""
    with view(request) as seen:
        filled = form_of(seen, id_)
        shown = _facts(request, seen, filled)
    return page(
        request,
        "office/desk_form.html",
        refusal=refusal,
        typed=given or Typed(),
        opened=opened,
        filled=filled,
        **shown,
    )


def _facts(request: Request, seen: View, filled: FilledForm) -> dict[str, Any]:
    names, word, language, form_ = Names(seen), say(request), locale(request), form_behind(request, filled)
    lines = change_lines(story(seen, filled), names)
    return {
        "form": form_,
        "other_version": form_ is not None and filled.version not in ("", form_.valid_from),
        "parts_shown": parts_of(form_, filled, word, language) if form_ and not filled.erased_at else [],
        "wrong": fault_lines(form_, filled.values, word, language) if form_ and not filled.erased_at else [],
        "rest": rest_of(form_, filled),
        "laid": lay_out(form_, filled.values) if form_ and not filled.erased_at else None,
        "signature": signature_of(filled.signing),
        "hamlet": names.hamlet(filled.declarant.hamlet),
        "scribe": names.person(filled.scribe),
        "union": names.union(filled.union),
        "dossier": seen.get(Dossier, filled.dossier) if filled.dossier else None,
        "before": seen.get(FilledForm, filled.instead_of) if filled.instead_of else None,
        "history": [(line, difference_lines(form_, line.change, names, word, language)) for line in reversed(lines)],
    }


async def show_form(request: Request) -> Response:
    """The page."""
    return form_page(request, request.path_params["id"])


DEEDS: dict[str, Deed] = {
    "check": lambda unit, by, sent: check_form(unit, by, sent.id),
    "send-back": lambda unit, by, sent: send_form_back(unit, by, sent.id, sent["reason"]),
    "withdraw": lambda unit, by, sent: withdraw_form(unit, by, sent.id, sent["reason"]),
    "reopen": lambda unit, by, sent: reopen_form(unit, by, sent.id),
    "erase": lambda unit, by, sent: erase_on_demand(unit, by, sent.id, sent["law"]),
}
"""The last part of the address → what is done with what was typed; erasing is on the law's demand."""


def _again(sent: Sent, refusal: Refusal) -> Response:
    return form_page(sent.request, sent.id, sent.typed, sent.act, refusal)


def _after(sent: Sent) -> str:
    return f"/office/desk/{sent.id}"


routes = [
    guarded("/office/desk/{id}", show_form, "desk.read"),
    *(
        guarded(
            f"/office/desk/{{id}}/{name}",
            act_handler("desk", name, deed, _again, _after),
            "evidence.erase" if name == "erase" else "desk.write",
            ["POST"],
        )
        for name, deed in DEEDS.items()
    ),
]
