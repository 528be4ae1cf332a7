"""Messages that a clerk copies and sends by hand (domain §5.2): templates with blanks, and nothing that gives away more
than that there is something to fetch or to ask."""

import re
from collections.abc import Mapping

from msgspec import Struct

BLANKS = ("commune", "desk", "phone", "code", "day")
"""What a template may leave open. No name, no matter, no diagnosis: a phone lies on the table, and others read it."""
TYPED_BLANKS = ("code", "day")
"""Those that the clerk types; the others are the commune's own."""
_BLANK = re.compile(r"\{(\w+)\}")
OPEN = "……"


class MessageTemplate(Struct, frozen=True):
    """One message; `title` and `text` by language (`vi`, `en`)."""

    code: str
    title: dict[str, str]
    text: dict[str, str]

    def blanks(self, language: str) -> tuple[str, ...]:
        """The blanks of its text in that language, each once, in their order."""
        return tuple(dict.fromkeys(_BLANK.findall(self.text[language])))

    def filled(self, language: str, values: Mapping[str, str]) -> str:
        """The text with its blanks filled; what nobody said stays open as `……`, to be seen before it is sent."""
        return _BLANK.sub(lambda found: values.get(found[1], "") or OPEN, self.text[language])


def template_faults(templates: tuple[MessageTemplate, ...]) -> list[str]:
    """What is wrong with a set of templates, in few words; empty for a sound one."""
    found = [f"{one.code}: twice" for place, one in enumerate(templates) if one.code in _codes(templates[:place])]
    for one in templates:
        if set(one.title) != {"vi", "en"} or set(one.text) != {"vi", "en"}:
            found.append(f"{one.code}: languages")
            continue
        found += [f"{one.code}: {blank}" for blank in one.blanks("vi") if blank not in BLANKS]
        if set(one.blanks("vi")) != set(one.blanks("en")):
            found.append(f"{one.code}: blanks differ")
    return found


def _codes(templates: tuple[MessageTemplate, ...]) -> set[str]:
    return {one.code for one in templates}
