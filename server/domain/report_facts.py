"""What a report is written from: its figures, whose it is, what it rests on, and the names behind the ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from server.domain.complaints import ComplaintCounts
from server.domain.legal_documents import CommitteeMember, LegalDocument, Training, by_day
from server.domain.organisation import Agency
from server.domain.report_figures import Figures
from server.domain.satisfaction import Tally

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

NOBODY = {"union": "Trưởng ấp, Bộ phận một cửa"}
"""Dimension → what those are called who belong to none of it."""


@dataclass(frozen=True)
class Names:
    """What ids and codes are called, by dimension."""

    of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __call__(self, dimension: str, value: str) -> str:
        """The name; the value itself where nothing is known of it; for none what stands outside of the dimension."""
        return self.of.get(dimension, {}).get(value, value) or NOBODY.get(dimension, "(không ghi)")


@dataclass(frozen=True)
class ReportFacts:
    """All that the sentences know. `committee` is `Ủy ban nhân dân xã Hòa Mỹ`, `commune` `xã Hòa Mỹ`.

    `service_days` is how many days of the period were service days, `weekdays` on which weekdays they fall (0 is
    Monday). `remote` and `hamlets` are ids in force; `unions` the names of those that take part. `satisfaction` is
    None where nobody was asked. `launched` is the first day on which anything was counted, '' for never.
    """

    figures: Figures
    before: Figures
    agency: Agency
    committee: str
    commune: str
    names: Names = Names()
    documents: Sequence[LegalDocument] = ()
    trainings: Sequence[Training] = ()
    members: Sequence[CommitteeMember] = ()
    service_days: int = 0
    weekdays: Sequence[int] = ()
    hamlets: Sequence[str] = ()
    remote: Sequence[str] = ()
    unions: Sequence[str] = ()
    satisfaction: Tally | None = None
    complaints: ComplaintCounts = field(default_factory=ComplaintCounts)

    @property
    def level(self) -> str:
        """What kind of commune it is: `xã`, `phường`."""
        return self.commune.partition(" ")[0] or "xã"

    @property
    def short(self) -> str:
        """The committee as its own papers shorten it: `UBND xã`."""
        return f"UBND {self.level}"

    @property
    def serving(self) -> str:
        """`thứ Sáu hằng tuần`."""
        named = ", ".join(WEEKDAYS[day] for day in self.weekdays)
        return f"{named} hằng tuần" if named else "theo lịch"

    def rests_on(self, own: bool, place: str) -> list[LegalDocument]:
        """The documents of the bodies above, or the commune's own, that are named at a place."""
        return [one for one in by_day(self.documents) if one.own == own and one.used in (place, "both")]
