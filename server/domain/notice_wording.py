"""What the notices of the roster say every month: what they rest on, who receives them, who signs (R02, R71, R72)."""

from typing import ClassVar

from server.domain.official_documents import Capacity
from server.domain.records import Record

MODEL = "Hỗ trợ người dân trong việc tiếp cận, kê khai, giải quyết thủ tục hành chính"
"""The name of the model (R01)."""


class NoticeWording(Record, frozen=True, kw_only=True):
    """The wording from the month `id` (`yyyy-mm`) on, until another: an old notice is printed again as it was.

    `bases` are clauses, each a document with its number, day and summary; `position` what the signer is.
    """

    kind: ClassVar[str] = "notice_wording"
    bases: tuple[str, ...] = (f"Thực hiện mô hình “{MODEL}”,",)
    recipients: tuple[str, ...] = (
        "TT Đảng ủy, TT HĐND xã",
        "CT và các PCT UBND xã",
        "Ủy ban MTTQ Việt Nam xã, các hội đoàn thể",
        "Các ấp",
        "Cán bộ có tên trong lịch",
        "Lưu: VT, CCHC",
    )
    capacity: Capacity = "TM."
    position: str = ""
    signer: str = ""

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """All at once: there are a few."""
        return {"all": ("",)}
