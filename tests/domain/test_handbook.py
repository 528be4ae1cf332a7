"""The handbook's search: accents or none, the name before the rest, nothing for nothing."""

from server.domain.handbook import fitting
from server.domain.procedures import Procedure

BIRTH = Procedure(id="1", code="1.001193", name="Đăng ký khai sinh", field="Hộ tịch")
LATE = Procedure(id="2", code="1.000656", name="Đăng ký khai tử", field="Hộ tịch", about="Không phải khai sinh.")
AID = Procedure(id="3", code="1.001776", name="Trợ cấp xã hội hằng tháng", field="Bảo trợ", who="Người già yếu")
ALL = [AID, LATE, BIRTH]


def test_with_and_without_accents() -> None:
    for asked in ("khai sinh", "KHAI SINH", "khai sính", "xin hỏi khai sinh"):
        assert fitting(ALL, asked)[0] == BIRTH, asked
    assert fitting(ALL, "gia yeu") == [AID]
    assert fitting(ALL, "1.001776") == [AID]


def test_nothing_found() -> None:
    assert [fitting(ALL, asked) for asked in ("", "x", "máy bay", "\x00\x00\x00")] == [[], [], [], []]
