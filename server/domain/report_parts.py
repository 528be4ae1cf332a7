"""The parts of a report as the seed has them (R70): which are written by hand over a suggestion, which are computed."""

from typing import Literal, NamedTuple, get_args

PartCode = Literal[
    "deployment",
    "writing_how",
    "writing_result",
    "writing_effect",
    "same_day_how",
    "same_day_result",
    "same_day_effect",
    "home_how",
    "home_result",
    "home_effect",
    "dossiers_result",
    "satisfaction",
    "strengths",
    "limits",
    "tasks",
    "closing",
]
PART_CODES: tuple[PartCode, ...] = get_args(PartCode)


class ReportPart(NamedTuple):
    """One part: under which `heading` it stands ('' continues the one before), of which `level`; `narrative` may be
    edited, the others are sentences from figures and nobody's words."""

    code: PartCode
    heading: str = ""
    level: int = 2
    narrative: bool = True


FIRST_HEADINGS: dict[PartCode, str] = {
    "deployment": "I. CÔNG TÁC TRIỂN KHAI THỰC HIỆN",
    "writing_how": "II. KẾT QUẢ ĐẠT ĐƯỢC",
    "strengths": "III. NHẬN XÉT, ĐÁNH GIÁ",
    "tasks": "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ TRONG THỜI GIAN TỚI",
}
"""Part → the chapter that begins with it."""
PARTS: tuple[ReportPart, ...] = (
    ReportPart("deployment"),
    ReportPart("writing_how", "1. Mô hình “Viết hộ hồ sơ thủ tục hành chính”"),
    ReportPart("writing_result", narrative=False),
    ReportPart("writing_effect"),
    ReportPart("same_day_how", "2. Mô hình “Rút ngắn thời gian giải quyết thủ tục hành chính”"),
    ReportPart("same_day_result", narrative=False),
    ReportPart("same_day_effect"),
    ReportPart("home_how", "3. Mô hình “Trả kết quả giải quyết thủ tục hành chính tại nhà”"),
    ReportPart("home_result", narrative=False),
    ReportPart("home_effect"),
    ReportPart("dossiers_result", "4. Tình hình tiếp nhận, giải quyết hồ sơ", narrative=False),
    ReportPart("satisfaction", "5. Mức độ hài lòng của người dân", narrative=False),
    ReportPart("strengths", "1. Ưu điểm"),
    ReportPart("limits", "2. Hạn chế"),
    ReportPart("tasks"),
    ReportPart("closing", narrative=False),
)
"""In the order of the paper."""
NARRATIVE: frozenset[str] = frozenset(part.code for part in PARTS if part.narrative)
"""What may be edited by hand."""
