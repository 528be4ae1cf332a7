"""What is held about a person, kind by kind: the one list that a data subject's page and export follow.

A test holds it against the kinds of record that the store keeps: a new kind has to be placed here, or does not pass.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from server.domain.retention import BY_CODE, Code

DUTY = "Luật 91/2025/QH15 Điều 19"
"""Data that an authority processes for its duty by law, without asking for consent."""
AGREED = "Luật 91/2025/QH15 Điều 9"
"""Data that are there because whoever they are about agreed to it."""
ONE_STOP = "NĐ 118/2025/NĐ-CP"
"""The one-stop desk: receiving dossiers, returning results, also at home."""
LOG = "Luật 91/2025/QH15, nhật ký truy cập"


class Holding(NamedTuple):
    """A kind of record that tells of somebody: by what law it is there, and by which rules it goes, the last one last.

    `own`: it names the person itself; the others hang on such a document. `also` are kinds that are told with it.
    """

    kind: str
    law: str
    rules: tuple[Code, ...] = ()
    own: bool = True
    also: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """Days that the last of it is kept after its end; 0 for what has no day of its own."""
        return max((BY_CODE[code].days for code in self.rules), default=0)


_DOSSIERS: tuple[Code, ...] = ("dossiers_contact", "dossiers_numbers", "dossiers_names")
_ITEMS: tuple[Code, ...] = ("items_road", "items_numbers", "items_names")
HOLDINGS: tuple[Holding, ...] = (
    Holding("citizen", f"{ONE_STOP}; {DUTY}", ("citizens",)),
    Holding("dossier", f"{ONE_STOP}; {DUTY}", _DOSSIERS, also=("dossier_step",)),
    Holding("item", f"{ONE_STOP}; {DUTY}", _ITEMS),
    Holding("request", AGREED, ("requests",)),
    Holding("filled_form", AGREED, ("forms",)),
    Holding("desk_entry", f"{ONE_STOP}; {DUTY}", ("entries",)),
    Holding("appointment", AGREED, ("appointments",)),
    Holding("contact", AGREED, ("contacts",)),
    Holding("event", f"{ONE_STOP}; {DUTY}", own=False, also=("fate",)),
    Holding("feed", DUTY, own=False),
    Holding("follow_up_call", DUTY, own=False),
    Holding("reminder", DUTY, own=False),
    Holding("batch", DUTY, ("batches",), own=False, also=("batch_part",)),
    Holding("change", DUTY, own=False),
    Holding("reading", LOG, ("readings",), own=False),
    Holding("subject_request", "Luật 91/2025/QH15 Điều 4", ("subject_requests",), own=False),
)
OWN: tuple[Holding, ...] = tuple(one for one in HOLDINGS if one.own)

Reason = Literal["no_name", "anonymous", "staff", "passing", "commune"]
NOT_HELD: Mapping[str, Reason] = MappingProxyType(
    {
        "survey_box": "no_name",
        "survey_key": "no_name",
        "survey_link": "no_name",
        "opinion": "no_name",
        "dialogue": "no_name",
        "outreach": "no_name",
        "complaint": "anonymous",
        "person": "staff",
        "invitation": "staff",
        "device": "staff",
        "session": "staff",
        "availability": "staff",
        "roster": "staff",
        "shift": "staff",
        "calendar_link": "staff",
        "reconciliation": "staff",
        "training": "staff",
        "committee_member": "staff",
        "upload": "passing",
        "refused": "passing",
        "commune": "commune",
        "hamlet": "commune",
        "round": "commune",
        "desk_capacity": "commune",
        "procedure": "commune",
        "number_sequence": "commune",
        "calendar_day": "commune",
        "unit": "commune",
        "union": "commune",
        "notice_wording": "commune",
        "legal_document": "commune",
        "report": "commune",
        "ledger_check": "commune",
        "retention_run": "commune",
    }
)
"""Every other kind, and why it is not on a person's page.

`no_name`: nothing in it says whose it is. `anonymous`: letters without a name, which nobody may connect to somebody
(complaint_readers.py). `staff`: it tells of those who work here, who see it on their own pages. `passing`: a file or a
body that was not taken in, of which nothing can be found by a person, gone within days. `commune`: no person at all.
"""
