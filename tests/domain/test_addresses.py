"""The hamlet in an address."""

import pytest

from server.domain.addresses import hamlet_names, hamlet_of, names_a_hamlet
from server.domain.commune import Hamlet

NAMES = hamlet_names([Hamlet(id=name, name=name) for name in ("Ấp 1", "Ấp 12", "Ấp Mẫu", "Khu vực Thử")])


@pytest.mark.parametrize(
    ("address", "hamlet"),
    [
        ("Ấp 1", "Ấp 1"),
        ("1", "Ấp 1"),
        ("ẤP MẪU", "Ấp Mẫu"),
        ("ap mau", "Ấp Mẫu"),
        ("ấp mẫu, Hoà Mẫu", "Ấp Mẫu"),
        ("Ấp Mẫu - Hòa Mẫu", "Ấp Mẫu"),
        ("Số 3, tổ 2 ấp 12 xã Hòa Mẫu", "Ấp 12"),
        ("Khu vực Thử, phường Ví Dụ", "Khu vực Thử"),
        ("Ấp Mẫu A", None),
        ("Ấp 2, xã Hòa Mẫu", None),
        ("", None),
    ],
)
def test_the_whole_name_counts(address: str, hamlet: str | None) -> None:
    assert hamlet_of(address, NAMES) == hamlet


def test_a_heading() -> None:
    assert names_a_hamlet("Ấp Mẫu")
    assert not names_a_hamlet("Danh sách ấp Mẫu")
