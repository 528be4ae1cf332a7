"""The demonstration's units over time, as the mergers of 2025 went (domain §4.7).

Two communes become one, the district goes, and the code of the other commune is used again.
"""

from datetime import date, datetime
from functools import partial

from server.actions.demo.staff import COMMUNE, Staff
from server.actions.desk import Act, new_id
from server.actions.organisation import add_unit, change_hamlet, end_unit, unit_on
from server.domain.commune import Hamlet
from server.domain.organisation import TWO_LEVELS_SINCE
from server.domain.times import VIETNAM
from server.store.port import Unit

LAST_DAY = "2025-06-30"
LAW = "Nghị quyết 01/NQ-TD (trình diễn)"
REMOTE = {"Ấp Thử Đông": ("Ấp Thủ Đông",), "Ấp Ví Dụ": ("Ấp Ví Giụ",)}
"""Remote hamlets, and how lists misspell them."""


def found_units(unit: Unit, staff: Staff, now: datetime) -> None:
    """What the commune belonged to when the model began, entered by the administrator."""
    entered = partial(add_unit, unit)
    province = entered(_act(staff, now), name="tỉnh Ví Dụ", level="province", code="97")
    district = entered(_act(staff, now), name="huyện Thí Dụ", level="district", code="997", parent=province.id)
    entered(
        _act(staff, now),
        name=COMMUNE,
        level="commune",
        code="99720",
        parent=district.id,
        desk="Bộ phận Tiếp nhận và Trả kết quả",
    )
    for name, spellings in REMOTE.items():
        hamlet = unit.get(Hamlet, staff.hamlets[name])
        assert hamlet is not None
        change_hamlet(
            unit, _act(staff, now), hamlet.id, name=name, other_names=spellings, remote=True, active=hamlet.active
        )


def merge_units(unit: Unit, staff: Staff) -> None:
    """The first of July 2025."""
    day = TWO_LEVELS_SINCE
    now = datetime.combine(date.fromisoformat(day), datetime.min.time(), VIETNAM)
    entered = partial(add_unit, unit, document=LAW)
    district = unit_on(unit, "district", LAST_DAY)
    assert district is not None
    neighbour = entered(
        _act(staff, now), name="xã Phụng Mẫu", level="commune", code="99717", parent=district.id, neighbour=True
    )
    city = entered(_act(staff, now), name="thành phố Ví Dụ", level="province", code="96", valid_from=day)
    merged = entered(
        _act(staff, now),
        name=COMMUNE,
        level="commune",
        code=neighbour.code,
        parent=city.id,
        desk="Trung tâm Phục vụ hành chính công",
        valid_from=day,
    )
    end_unit(unit, _act(staff, now), neighbour.id, LAST_DAY, LAW, merged.id)
    end_unit(unit, _act(staff, now), district.id, LAST_DAY, LAW)


def _act(staff: Staff, now: datetime) -> Act:
    return Act(staff.admin, now, new_id())
