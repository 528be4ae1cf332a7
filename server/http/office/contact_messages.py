"""The messages that may be sent to a contact: each template filled with what is known, in one language."""

from typing import NamedTuple

from server.actions.organisation import agency
from server.actions.setup import commune
from server.documents.message_file import message_templates
from server.domain.messages import TYPED_BLANKS, MessageTemplate
from server.domain.times import read_day
from server.http.office.letterhead import desk_words
from server.http.render import day as shown_day
from server.store.port import View

MAX_TYPED = 60


class Message(NamedTuple):
    """One template as it would be sent; `asks` are the blanks that the clerk types, `typed` what they typed."""

    template: MessageTemplate
    title: str
    text: str
    asks: tuple[str, ...]


def template_of(code: str) -> MessageTemplate | None:
    """The template of a code."""
    return next((one for one in message_templates() if one.code == code), None)


def messages(seen: View, language: str, on: str, given: dict[str, str]) -> list[Message]:
    """All templates in that language with their blanks filled; `given` are the blanks that the clerk typed."""
    here = commune(seen)
    when = read_day(given.get("day", ""))
    values = {
        "commune": (here.name if here else "") or agency(seen, on).name,
        "desk": desk_words(seen, on),
        "phone": here.phone if here else "",
        "code": " ".join(given.get("code", "").split())[:MAX_TYPED],
        "day": shown_day(when) if when else "",
    }
    return [
        Message(
            one,
            one.title[language],
            one.filled(language, values),
            tuple(blank for blank in one.blanks(language) if blank in TYPED_BLANKS),
        )
        for one in message_templates()
    ]
