"""Where a paper is, as whoever holds its code may know it: its kind, its state and a date, and nothing of anybody.

The code alone opens nothing: the last three digits of a telephone that was given for it go with it (product.md).
"""

import hmac
import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

from server.domain.dossiers import Dossier
from server.domain.items import Item, number_key
from server.domain.postal import read_tracking
from server.domain.times import day_of

DIGITS = 3
"""So many of a telephone's last digits are asked for."""
MOST_SIGNS = 64
_OWN = re.compile(r"TN-?(\d{6})-?(\d{3,6})")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")

Kind = Literal["card", "result", "dossier"]
Seen = Literal[
    "at_desk",
    "again",
    "in_round",
    "back",
    "posted",
    "delivered",
    "received",
    "supplement",
    "processing",
    "done",
    "done_home",
    "given",
    "rejected",
    "stopped",
]


class Where(NamedTuple):
    """What is said. `day` is when it came to this, `until` when it should be there; '' for what is not known."""

    kind: Kind
    state: Seen
    day: str = ""
    until: str = ""


def code_of(typed: str) -> str:
    """A code without blanks, with plain dashes; our own reference in its one form, however it was typed."""
    signs = unicodedata.normalize("NFKC", typed[: 4 * MOST_SIGNS]).translate(_DASHES)
    code = "".join(sign for sign in signs if sign.isprintable() and not sign.isspace())[:MOST_SIGNS]
    own = _OWN.fullmatch(code.upper())
    return f"TN-{own.group(1)}-{own.group(2)}" if own else code


def one_key(code: str) -> str:
    """One text for all the spellings that open the same paper: tries are counted by it. '' for what is no code."""
    tracking = read_tracking(code)
    return tracking.number if tracking.wrong is None else number_key(code)


def digits_of(typed: str) -> str:
    """The three digits that were typed, '' when they are not three."""
    found = "".join(typed[:MOST_SIGNS].split())
    return found if re.fullmatch(rf"[0-9]{{{DIGITS}}}", found) else ""


def same_digits(phones: Iterable[str], digits: str) -> bool:
    """Whether one of the telephones ends in these digits. A yes takes as long as a no."""
    found = False
    for phone in phones:
        last = re.sub(r"[^0-9]", "", phone)[-DIGITS:]
        found |= len(last) == DIGITS and hmac.compare_digest(last, digits)
    return found


def where_item(item: Item) -> Where | None:
    """Where a paper is; None for one that was withdrawn."""
    custody, kind = item.custody, _kind(item)
    if custody.state == "withdrawn":
        return None
    if custody.state == "delivered":
        return Where(kind, "delivered", day_of(custody.delivered_at or ""))
    if custody.state == "posted":
        return Where(kind, "posted", day_of(custody.post.posted_at) if custody.post else "")
    if custody.state == "returned":
        return Where(kind, "back")
    if custody.attempts and custody.next:
        return Where(kind, "again", until=custody.next[:10])
    if custody.state == "in_round":
        return Where(kind, "in_round", until=item.due or "")
    return Where(kind, "at_desk", item.arrived[:10], item.due or "")


def where_dossier(dossier: Dossier) -> Where | None:
    """How far a dossier is whose result is not on its way as a paper of its own; None for one that was withdrawn."""
    result = dossier.result
    if dossier.withdrawn_at:
        return None
    match dossier.state:
        case "done":
            home = dossier.channel_out != "desk"
            return Where("dossier", "done_home" if home else "done", day_of(result.at) if result else "")
        case "returned":
            return Where("dossier", "given", day_of(result.returned_at) if result else "")
        case "rejected":
            return Where("dossier", "rejected", day_of(dossier.rejection.at) if dossier.rejection else "")
        case "stopped":
            return Where("dossier", "stopped", day_of(dossier.stop.at) if dossier.stop else "")
        case "supplement":
            return Where("dossier", "supplement", day_of(dossier.supplement.at) if dossier.supplement else "")
        case "received" | "processing":
            return Where("dossier", dossier.state, dossier.day, day_of(dossier.due_at))


def _kind(item: Item) -> Kind:
    return "card" if item.what.kind == "health_card" else "result"
