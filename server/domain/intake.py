"""What the desk takes down when a dossier is handed in, before it becomes one."""

import re

from msgspec import Struct

from server.domain.citizens import Party
from server.domain.dossiers import ChannelIn, ChannelOut, Ticked

_USUAL_CODE = re.compile(r"[A-Z0-9]{2,4}(\.[A-Z0-9]{2,4}){1,4}-\d{6}-[A-Z0-9]{3,8}")
MAX_SETS = 20


class Intake(Struct, frozen=True, kw_only=True):
    """The entry screen's content. `procedure` is its code; `submitter` somebody who hands in for the applicant."""

    procedure: str
    applicant: Party
    submitter: Party | None = None
    authorisation: str = ""
    request: str = ""
    components: tuple[Ticked, ...] = ()
    sets: int = 1
    channel_in: ChannelIn = "direct"
    channel_out: ChannelOut = "desk"
    external_code: str = ""
    register_signed: str = ""
    note: str = ""


def read_code(text: str) -> str:
    """The province's code as it is kept: capitals, no blanks (a scanner or a hand may add some)."""
    return re.sub(r"\s", "", text).upper()


def is_usual_code(code: str) -> bool:
    """Whether a code looks like those of TT 01/2018 or TT 04/2025 (domain §2.3): what does not is only remarked."""
    return _USUAL_CODE.fullmatch(code) is not None


def is_complete(components: tuple[Ticked, ...]) -> bool:
    """Whether everything required was handed in (R21)."""
    return all(one.there for one in components if one.component.required)


def missing(components: tuple[Ticked, ...]) -> tuple[str, ...]:
    """The names of what is required and was not handed in."""
    return tuple(one.component.name for one in components if one.component.required and not one.there)
