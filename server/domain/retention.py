"""How long data of people are kept, kind by kind, and by which law: the one table that every night follows.

Luật 91/2025/QH15 Điều 3: kept no longer than the purpose needs. What is counted stays; what says whose it was goes.
The ledger's events are signed facts and are emptied by an erasure only (sync.md §6), which a rule may demand.
"""

from collections.abc import Iterable
from typing import ClassVar, Literal, NamedTuple

from msgspec import field, structs

from server.domain.citizens import Party
from server.domain.dossiers import Dossier
from server.domain.items import Item
from server.domain.records import Record
from server.domain.requests import HomeRequest

GONE = "…"
"""What stands where a name was."""
PURPOSE = "Luật 91/2025/QH15 Điều 3"
"""Purpose limitation and storage no longer than the purpose needs."""
ARCHIVE = "Luật Lưu trữ 33/2024/QH15; TT 01/2018/TT-VPCP"
"""The one-stop desk's registers are kept five years at least (domain §2.9)."""
COMPLAIN = "Luật Khiếu nại 2011 Điều 9"
"""Ninety days in which somebody may complain about what was done."""
Code = Literal[
    "photos",
    "places",
    "items_road",
    "items_numbers",
    "items_names",
    "dossiers_contact",
    "dossiers_numbers",
    "dossiers_names",
    "requests",
    "entries",
    "citizens",
    "forms",
    "appointments",
    "contacts",
    "uploads",
    "batches",
    "complaints",
    "survey_links",
    "refused",
    "readings",
    "sessions",
    "invitations",
    "subject_requests",
]


class Rule(NamedTuple):
    """One kind of data: it goes `days` after what the page's words call its end. `law` is where that comes from.

    `demo`: the demonstration's people are made up and its days lie in 2020; where this is False, it is left alone.
    """

    code: Code
    days: int
    law: str
    demo: bool = False


RULES: tuple[Rule, ...] = (
    Rule("photos", 90, f"{PURPOSE}; vị trí, hình ảnh là dữ liệu nhạy cảm"),
    Rule("places", 0, PURPOSE, demo=True),
    Rule("items_road", 90, f"{PURPOSE}; {COMPLAIN}"),
    Rule("items_numbers", 730, PURPOSE),
    Rule("items_names", 1826, ARCHIVE),
    Rule("dossiers_contact", 365, f"{PURPOSE}; {COMPLAIN}"),
    Rule("dossiers_numbers", 730, PURPOSE),
    Rule("dossiers_names", 1826, ARCHIVE),
    Rule("requests", 365, PURPOSE),
    Rule("entries", 1826, ARCHIVE),
    Rule("citizens", 730, PURPOSE),
    Rule("forms", 30, PURPOSE, demo=True),
    Rule("appointments", 30, PURPOSE, demo=True),
    Rule("contacts", 90, f"{PURPOSE}; {COMPLAIN}", demo=True),
    Rule("uploads", 1, PURPOSE, demo=True),
    Rule("batches", 90, PURPOSE),
    Rule("complaints", 730, f"{PURPOSE}; Luật Khiếu nại 2011"),
    Rule("survey_links", 365, "Không có tên ai (R43)", demo=True),
    Rule("refused", 90, PURPOSE, demo=True),
    Rule("readings", 730, "Luật 91/2025/QH15, nhật ký truy cập", demo=True),
    Rule("sessions", 0, PURPOSE, demo=True),
    Rule("invitations", 30, PURPOSE, demo=True),
    Rule("subject_requests", 730, "Luật 91/2025/QH15 Điều 4; NĐ 356/2025/NĐ-CP Điều 5", demo=True),
)
BY_CODE: dict[Code, Rule] = {rule.code: rule for rule in RULES}
KEPT_WITHOUT_END = ("events", "survey", "opinions", "staff", "changes")
"""What has no day of its own, with the reason in words on the page."""


class RetentionRun(Record, frozen=True, kw_only=True):
    """What one night removed, by the rule's code; `id` is the day. `failed` are rules that could not be followed."""

    kind: ClassVar[str] = "retention_run"
    at: str
    removed: dict[str, int] = field(default_factory=dict)
    failed: tuple[str, ...] = ()

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """All."""
        return {"all": ("",)}


CONTACT = ("phone", "phone_owner", "email", "address")
"""How somebody is reached."""
WHOLE = (*CONTACT, "number", "birth", "sex")
"""All that tells namesakes apart."""


def lessened(party: Party, without: Iterable[str]) -> Party:
    """A party without some of what is known; with `birth` only the year of it goes on standing."""
    changed = dict.fromkeys(without, "")
    if "birth" in changed:
        changed["birth"] = party.birth[:4]
    return structs.replace(party, **changed)


def nameless(party: Party) -> Party:
    """A party of which only the hamlet is left, and whether it was an organisation, whose name is nobody's secret."""
    if party.organisation:
        return Party(party.name, organisation=True, hamlet=party.hamlet)
    return Party(GONE, hamlet=party.hamlet)


def item_without(item: Item, code: Code) -> Item:
    """A delivered item after a rule: the same one where nothing is left to take."""
    if code == "items_road":
        return structs.replace(item, phone="", way="", nickname="")
    if code == "items_numbers":
        return structs.replace(item, personal_id="", insurance_code="", hospital="", birth=item.birth[:4])
    return structs.replace(item, name=GONE, birth="", sex="", number="", hamlet_text="")


def dossier_without(dossier: Dossier, code: Code) -> Dossier:
    """An ended dossier after a rule. Its code, procedure, days and hamlet stay."""
    applicant, submitter, result = dossier.applicant, dossier.submitter, dossier.result
    if code == "dossiers_names":
        nobody = structs.replace(result, receiver="", relation="") if result else None
        return structs.replace(
            dossier, applicant=nameless(applicant), submitter=None, result=nobody, request="", authorisation=""
        )
    without = CONTACT if code == "dossiers_contact" else (*WHOLE,)
    if result and code == "dossiers_numbers":
        result = structs.replace(result, receiver_number="", authorisation="")
    return structs.replace(
        dossier,
        applicant=lessened(applicant, without),
        submitter=lessened(submitter, without) if submitter else None,
        result=result,
        note="" if code == "dossiers_contact" else dossier.note,
    )


def request_without(request: HomeRequest) -> HomeRequest:
    """A settled request after its year: hamlet, group, what was wanted and what came of it stay."""
    return structs.replace(
        request,
        person=nameless(request.person),
        nickname="",
        way="",
        title="",
        note="",
        asked_by="",
        dossier_code="",
        reason="",
        granted="",
    )
