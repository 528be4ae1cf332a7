"""Which hamlet an address lies in: 'Ấp Mỹ Thành - Hoà Mỹ', 'Tổ 3, ấp 1 xã Hòa Mỹ', 'ấp mỹ phú'."""

import re
from collections.abc import Mapping, Sequence

from server.domain.commune import Hamlet, hamlet_key

_PARTS = re.compile(r"[,;/]|\s[-–]\s?|\s?[-–]\s|\s(?=(?:xã|phường|huyện|thị trấn|tp\.?|tỉnh)\s)", re.IGNORECASE)
_NAMED = re.compile(r"(?:^|\s)(?:ấp|ap|khu vực|khóm|thôn)\s+(.+)", re.IGNORECASE)


def hamlet_names(hamlets: Sequence[Hamlet]) -> dict[str, str]:
    """Hamlet id by every name under which lists know it, as compared."""
    return {hamlet_key(name): hamlet.id for hamlet in hamlets for name in (hamlet.name, *hamlet.other_names)}


def hamlet_of(address: str, names: Mapping[str, str]) -> str | None:
    """The id of the hamlet that the address names; None if it names none of them.

    A part that says 'ấp …' speaks for the whole: the commune in another part may be called like some hamlet.
    """
    parts = _PARTS.split(address)
    said = [found.group(1) for part in parts if (found := _NAMED.search(part))]
    return next((names[key] for key in map(hamlet_key, said or parts) if key in names), None)


def names_a_hamlet(text: str) -> bool:
    """Whether a line starts as the name of a hamlet does: the heading of a list that goes hamlet by hamlet."""
    return bool(_NAMED.match(text)) and len(text) <= 40
