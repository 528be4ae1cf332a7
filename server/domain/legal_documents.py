"""What a report rests on (R02), who steers the model (R03), and who was trained for it (R05): three small registers."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Literal, get_args

from server.domain.paper_dates import day_on_paper
from server.domain.records import Record

DocumentKind = Literal["plan", "decision", "notice", "circular", "decree", "law", "letter", "other"]
DOCUMENT_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
KIND_WORDS: dict[DocumentKind, str] = {
    "plan": "Kế hoạch",
    "decision": "Quyết định",
    "notice": "Thông báo",
    "circular": "Thông tư",
    "decree": "Nghị định",
    "law": "Luật",
    "letter": "Công văn",
    "other": "Văn bản",
}
Use = Literal["preamble", "deployment", "both", "none"]
"""Where a report names a document: before its first part, in what was set up (I), in both, or nowhere."""
USES: tuple[Use, ...] = get_args(Use)


class LegalDocument(Record, frozen=True, kw_only=True):
    """A document with its number, day, issuer and summary (trích yếu), `về việc …` without these two words.

    `own`: issued by this commune's committee. It is in force from `day` to `valid_to` ('' for open).
    """

    kind: ClassVar[str] = "legal_document"
    what: DocumentKind = "plan"
    number: str
    day: str
    issuer: str
    summary: str
    own: bool = False
    used: Use = "both"
    valid_to: str = ""
    removed_at: str = ""

    @property
    def named(self) -> str:
        """`Kế hoạch số 993/KH-UBND ngày 26 tháng 8 năm 2020`."""
        return f"{KIND_WORDS[self.what]} số {self.number} {day_on_paper(date.fromisoformat(self.day))}"

    @property
    def cited(self) -> str:
        """With its issuer and summary, as a clause names it."""
        return f"{self.named} của {self.issuer} về việc {self.summary}"

    def in_force(self, first: str, last: str) -> bool:
        """Whether it was in force at some time from `first` to `last`, days."""
        return self.day <= last and (not self.valid_to or first <= self.valid_to)

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """All at once: there are a few dozen. One that was removed is only kept for its history."""
        return {"removed" if self.removed_at else "all": ("",)}


class Training(Record, frozen=True, kw_only=True):
    """One training or launch meeting, with how many came (R05). `document` is the id of the one that it was about."""

    kind: ClassVar[str] = "training"
    day: str
    subject: str
    attendees: int
    groups: str = "cán bộ, công chức và nhân viên xã, ấp"
    place: str = ""
    document: str | None = None
    removed_at: str = ""

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """All at once."""
        return {"removed" if self.removed_at else "all": ("",)}


CommitteeRole = Literal["head", "deputy", "member", "secretary"]
COMMITTEE_ROLES: tuple[CommitteeRole, ...] = get_args(CommitteeRole)
COMMITTEE_WORDS: dict[CommitteeRole, str] = {
    "head": "Trưởng ban",
    "deputy": "Phó Trưởng ban",
    "member": "Thành viên",
    "secretary": "Thư ký",
}


class CommitteeMember(Record, frozen=True, kw_only=True):
    """Somebody of the steering committee (Ban Chỉ đạo, R03) from one day to another; '' for open."""

    kind: ClassVar[str] = "committee_member"
    name: str
    position: str = ""
    role: CommitteeRole = "member"
    phone: str = ""
    valid_from: str = ""
    valid_to: str = ""
    removed_at: str = ""

    def in_force(self, first: str, last: str) -> bool:
        """Whether at some time from `first` to `last`, days."""
        return self.valid_from <= last and (not self.valid_to or first <= self.valid_to)

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """All at once."""
        return {"removed" if self.removed_at else "all": ("",)}


def by_day(documents: Iterable[LegalDocument]) -> list[LegalDocument]:
    """Documents as a report names them: those of the bodies above first, each by day and number."""
    return sorted(documents, key=lambda one: (one.own, one.day, one.number))
