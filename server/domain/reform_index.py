"""Which of a report's figures speak to which group of the indices by which a commune is judged (R41), with its source.

The groups and their points are those of Quyết định 766/QĐ-TTg (23/6/2022): 100 points in five groups (domain §2.8). The
figures are no score: a score is given by the national portal alone; they say what this model did for the group.
"""

from typing import NamedTuple

from server.domain.report_codes import Code

SOURCE = "Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ"


class IndexGroup(NamedTuple):
    """One group: its name, how many of the 100 points it has, the figures that speak to it, and `survey` where the
    answers of the people do. Without any figure the model does nothing for it, which is said, too."""

    name: str
    points: int
    figures: tuple[Code, ...] = ()
    survey: bool = False


GROUPS: tuple[IndexGroup, ...] = (
    IndexGroup("Công khai, minh bạch", 18, ("contacts", "outreach_sessions")),
    IndexGroup(
        "Tiến độ giải quyết", 20, ("settled_early", "settled_on_time", "settled_late", "same_day", "pending_late")
    ),
    IndexGroup("Số hóa hồ sơ", 22),
    IndexGroup("Cung cấp dịch vụ trực tuyến", 22, ("guided", "appointments")),
    IndexGroup(
        "Mức độ hài lòng", 18, ("cards_home", "cases_home", "supplement_requests", "visits", "corrections"), True
    ),
)
"""In the order of the decision."""
