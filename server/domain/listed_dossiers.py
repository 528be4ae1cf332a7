"""One dossier as a one-stop system's list tells of it, and its words for states and channels (domain §2.3)."""

import re

from msgspec import Struct

from server.domain.citizens import Party
from server.domain.dossiers import ChannelIn, ChannelOut, DossierState
from server.domain.names import folded

CODE = re.compile(r"[A-Z0-9]{2,4}(\.[A-Z0-9]{2,4}){1,4}-\d{6}-[A-Z0-9]{3,8}")
"""The form of a dossier's code, old and new: another one only warns, since the province decides it."""


class ListedDossier(Struct, frozen=True, kw_only=True):
    """What a list says of a dossier; '' and None are what it does not say. Moments are of the clock on the wall."""

    external_code: str
    procedure_code: str = ""
    procedure_name: str
    field: str = ""
    applicant: Party
    submitter: Party | None = None
    state: DossierState | None = None
    channel_in: ChannelIn | None = None
    channel_out: ChannelOut | None = None
    received: str
    due: str = ""
    finished: str = ""
    returned: str = ""


_STATES: tuple[tuple[DossierState, str], ...] = (
    ("returned", r"\bda tra\b|da nhan ket qua|da giao ket qua|^10$"),
    ("rejected", r"khong (duoc )?tiep nhan|tu choi|khong du dieu kien|^3$"),
    ("stopped", r"\brut\b|\bdung (xu ly|giai quyet)|huy (bo|ho so)|^[78]$"),
    ("supplement", r"bo sung|^5$"),
    ("done", r"co ket qua|da xu ly xong|xu ly xong|da giai quyet|hoan thanh|cho tra|chua tra|da ky|^9$"),
    ("processing", r"dang xu ly|dang giai quyet|dang tham|cho (xu ly|phe duyet|duyet|ky)|tai chinh|phoi hop|^[46]$"),
    ("received", r"tiep nhan|moi dang ky|cho phan cong|^[12]$"),
)
_CHANNELS_OUT: tuple[tuple[ChannelOut, str], ...] = (
    ("postal", r"buu (chinh|dien|ta|cuc)|bcci|^1$"),
    ("home", r"tai nha|\bnha\b|ve nha|tan nha|noi o|dia chi|noi cu tru"),
    ("desk", r"mot cua|truc tiep|trung tam|tai (xa|phuong|ubnd|tru so|noi nop|bo phan|quay|co quan)|bo phan|^0$"),
)
_CHANNELS_IN: tuple[tuple[ChannelIn, str], ...] = (
    ("postal", r"buu (chinh|dien)|bcci|^3$"),
    ("online", r"truc tuyen|qua mang|cong dich vu|dvc|online|^2$"),
    ("direct", r"truc tiep|mot cua|tai |^1$"),
)
_STILL_OPEN = re.compile(r"\b(chua|khong) co ket qua|\bda bo sung")


def read_state(text: str) -> DossierState | None:
    """The state that the national list of ten or a system's own words mean; None if they mean none that is known."""
    plain = folded(text)
    if _STILL_OPEN.search(plain):
        return "processing"
    return next((state for state, words in _STATES if re.search(words, plain)), None)


def read_channel_out(text: str) -> ChannelOut | None:
    """Where the result is wanted."""
    plain = folded(text)
    return next((channel for channel, words in _CHANNELS_OUT if re.search(words, plain)), None)


def read_channel_in(text: str) -> ChannelIn | None:
    """How the dossier came in."""
    plain = folded(text)
    return next((channel for channel, words in _CHANNELS_IN if re.search(words, plain)), None)


def day_in_code(code: str) -> str:
    """The day of receipt that a code carries, `yyyy-mm-dd`; '' if it carries none."""
    found = re.search(r"-(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-", code)
    return f"20{found[1]}-{found[2]}-{found[3]}" if found else ""
