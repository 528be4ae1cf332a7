"""What words are derived from, and that no two numbers share theirs; the pairs are in tests/forms/spoken.json."""

from hypothesis import given
from hypothesis import strategies as st

from server.domain.spoken import money_words, number_words, words_of


def test_what_words_are_derived_from() -> None:
    assert words_of("1991-03") == "tháng ba năm một nghìn chín trăm chín mươi mốt"
    assert words_of(1_200_000, money=True) == "một triệu hai trăm nghìn đồng" == money_words(1_200_000)
    nothing: tuple[object, ...] = (None, True, -1, 2.5, [], "hôm qua")
    assert [words_of(value) for value in nothing] == [""] * 6


@given(st.integers(0, 10**15))
def test_every_number_has_words_of_its_own(number: int) -> None:
    assert number_words(number) != number_words(number + 1)
    assert "  " not in number_words(number)
