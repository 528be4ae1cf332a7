"""One contact: who asked what, what was made of it, the handbook's answer, messages to copy, and its history."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.actions.contact_person import known_of
from server.actions.contacts import answer_from, close_contact, contact_of, note_sent, reopen_contact
from server.actions.desk import Act
from server.actions.history import story
from server.domain.phones import zalo_url
from server.domain.problems import Refusal
from server.domain.procedures import Procedure
from server.http.desk import view
from server.http.office.acts import Deed, Sent, act_handler
from server.http.office.change_lines import change_lines
from server.http.office.contact_answers import find_answers
from server.http.office.contact_messages import messages, template_of
from server.http.office.names import Names
from server.http.office.page import Typed, page, today
from server.http.security import guarded
from server.store.port import Unit

LANGUAGES = ("vi", "en")


def contact_page(
    request: Request, id_: str, given: Typed | None = None, opened: str = "", refusal: Refusal | None = None
) -> Response:
    """The page; with a refusal the form of that act is open again with what was typed."""
    query = request.query_params
    now, language = today(request), next((one for one in LANGUAGES if one == query.get("in")), "vi")
    asked = " ".join(query.get("q", "").split())[:100]
    with view(request) as seen:
        contact, names = contact_of(seen, id_), Names(seen)
        procedures = seen.find(Procedure, "code", contact.procedure) if contact.procedure else []
        shown: dict[str, Any] = {
            "contact": contact,
            "names": names,
            "hamlet": names.hamlet(contact.hamlet),
            "made_by": names.person(contact.made_by),
            "overdue": contact.overdue(now),
            "answered": procedures[-1].name if procedures else contact.procedure,
            "known": known_of(seen, contact.phone, contact.id),
            "answers": find_answers(seen, asked, now),
            "messages": messages(seen, language, now, {name: query.get(name, "") for name in ("code", "day")}),
            "sent": [(template_of(one.template), one, names.person(one.by)) for one in reversed(contact.messages)],
            "history": list(reversed(change_lines(story(seen, contact), names))),
        }
    return page(
        request,
        "office/contact.html",
        refusal=refusal,
        typed=given or Typed(),
        opened=opened,
        asked=asked,
        zalo=zalo_url(shown["contact"].phone),
        language_of_messages=language,
        code=query.get("code", "")[:60],
        day_typed=query.get("day", "")[:10],
        **shown,
    )


async def show_contact(request: Request) -> Response:
    """The page."""
    return contact_page(request, request.path_params["id"])


def _sent(unit: Unit, by: Act, sent: Sent) -> object:
    """A message was sent from a phone of the office."""
    template = template_of(sent["template"])
    if template is None:
        raise Refusal("invalid", "template", "Hãy chọn một tin nhắn mẫu.")
    return note_sent(unit, by, sent.id, template.code, template.title["vi"])


DEEDS: dict[str, Deed] = {
    "close": lambda unit, by, sent: close_contact(unit, by, sent.id, sent["note"]),
    "reopen": lambda unit, by, sent: reopen_contact(unit, by, sent.id, sent["follow_up"]),
    "answer": lambda unit, by, sent: answer_from(unit, by, sent.id, sent["procedure"][:20]),
    "sent": _sent,
}
"""The last part of the address → what is done with what was typed."""


def _again(sent: Sent, refusal: Refusal) -> Response:
    return contact_page(sent.request, sent.id, sent.typed, sent.act, refusal)


def _after(sent: Sent) -> str:
    return f"/office/contacts/{sent.id}"


routes = [
    guarded("/office/contacts/{id}", show_contact, "contacts.read"),
    *(
        guarded(
            f"/office/contacts/{{id}}/{name}",
            act_handler("contact", name, deed, _again, _after),
            "contacts.write",
            ["POST"],
        )
        for name, deed in DEEDS.items()
    ),
]
