"""Vietnamese names: search keys and the order of a list (domain §4.4)."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from server.domain.names import folded, sort_key, tidy


def test_both_tone_styles_and_both_unicode_forms_meet() -> None:
    assert folded("Hoà Mỹ") == folded("Hòa Mỹ") == folded(unicodedata.normalize("NFD", "hòa  mỹ")) == "hoa my"
    assert folded("Đặng Thị Đào") == "dang thi dao"


def test_a_list_goes_by_given_name_then_family_name() -> None:
    names = ["Trần Văn Ân", "Lê Thị An", "Nguyễn Văn An", "Đỗ Ánh", "Danh Bé", "Phạm Văn Dũng", "Võ Đạt", "Lê Ăn"]
    ordered = sorted(names, key=sort_key)
    assert ordered == [
        "Lê Thị An",
        "Nguyễn Văn An",
        "Đỗ Ánh",
        "Lê Ăn",
        "Trần Văn Ân",
        "Danh Bé",
        "Phạm Văn Dũng",
        "Võ Đạt",
    ]


@given(st.lists(st.text()))
def test_any_text_can_be_sorted_and_folded(texts: list[str]) -> None:
    keys = [sort_key(text) for text in texts]
    assert [sort_key(text) for text in sorted(texts, key=sort_key)] == sorted(keys)
    assert all(folded(folded(text)) == folded(text) and tidy(tidy(text)) == tidy(text) for text in texts)
