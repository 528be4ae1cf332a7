"""The data of `request.made` (sync.md §2): only five names are promised, so everything but the person may be words."""

from typing import Annotated

from msgspec import Meta, Struct

Word = str | int | float | bool | None
"""What another program may put where we write text; None is as if nothing were said."""
Named = Annotated[str, Meta(pattern=r"\S")]
"""Text with something in it."""


class RequestedPerson(Struct, frozen=True):
    """Whom a request is for. `birth` is as precise as known: `yyyy`, `yyyy-mm`, `yyyy-mm-dd` or ''."""

    name: Named
    birth: Word = ""
    sex: Word = ""
    nickname: Word = ""
    way: Word = ""


class RequestedWhat(Struct, frozen=True):
    """What is asked for: `kind` is health_card, result, writing or other."""

    kind: Word = ""
    title: Word = ""
    dossier_code: Word = ""


class WhyHome(Struct, frozen=True):
    """Why at home: the group and the walking (R30), or a few words."""

    category: Word = ""
    mobility: Word = ""
    note: Word = ""


class AskedBy(Struct, frozen=True):
    """Who asked, as related to the person."""

    name: Word = ""
    relation: Word = ""


class RequestData(Struct, frozen=True):
    """`request.made`: service at home, asked for somebody. Only whose request it is cannot be left out.

    A phone of ours sends every part as an object, `hamlet` as an id or ''; another program may send plain text.
    """

    person: RequestedPerson | Named
    hamlet: Word = ""
    phone: Word = ""
    what: RequestedWhat | Word = ""
    why_home: WhyHome | Word = ""
    asked_by: AskedBy | Word = ""
    consent: Word = None
