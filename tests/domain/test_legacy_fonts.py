"""Fonts from before Unicode: every letter there and back, whole texts recognised, Unicode left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.font_tables import converted, samples, table_font
from server.domain.legacy_fonts import TCVN3, VNI, Font, legacy_font, to_unicode
from server.domain.syllables import is_syllable
from server.domain.tables import Sheet, Table
from tests.fonts import in_tcvn3, in_vni

LOWER = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
NAMES = ("Nguyễn Thị Ngọc Bích", "Trần Văn Được", "Huỳnh Út Tư", "Lê Hà", "Đỗ Ưng", "Thạch Sa Rương", "Ấp Mỹ Phú")
SENTENCE = "Ấp Long Hòa, xã Hòa Mỹ, huyện Phụng Hiệp; sổ bộ lưu được trả tại nhà, ở với con gái"
TYPED = {"tcvn3": in_tcvn3, "vni": in_vni}
FONTS: tuple[Font, Font] = ("tcvn3", "vni")


@pytest.mark.parametrize("letter", LOWER + LOWER.upper())
def test_every_letter_of_vni_comes_back(letter: str) -> None:
    assert to_unicode(in_vni(letter), "vni") == letter
    assert to_unicode(in_vni(f"b{letter}n"), "vni") == f"b{letter}n"


@pytest.mark.parametrize("letter", LOWER)
def test_every_letter_of_tcvn3_comes_back(letter: str) -> None:
    assert to_unicode(in_tcvn3(f"b{letter}n"), "tcvn3") == f"b{letter}n"


@pytest.mark.parametrize("letter", LOWER.upper())
def test_every_capital_of_tcvn3_comes_back_among_capitals(letter: str) -> None:
    """Typed with a font of capitals: the letters beside tell."""
    assert to_unicode(in_tcvn3(f"NG{letter}NH"), "tcvn3") == f"NG{letter}NH"
    assert to_unicode(in_tcvn3(f"Danh {letter}nh Mai"), "tcvn3") == f"Danh {letter}nh Mai"


def test_the_tables_are_whole() -> None:
    accented = {letter for letter in LOWER if not letter.isascii()}
    assert set(TCVN3.values()) == accented | set("ĂÂĐÊÔƠƯ")
    assert set(VNI.values()) == accented | {letter.upper() for letter in accented}
    assert len(set(TCVN3)) == len(set(TCVN3.values()))
    for typed in (*TCVN3, *VNI):
        assert all(letter.isascii() or letter in _western() for letter in typed), typed


def _western() -> str:
    """The letters of code page 1252, in which the fonts lie."""
    return bytes(range(0xA0, 0x100)).decode("cp1252")


@pytest.mark.parametrize("name", [*NAMES, SENTENCE])
@pytest.mark.parametrize("font", FONTS)
def test_texts_come_back(font: Font, name: str) -> None:
    assert to_unicode(TYPED[font](name), font) == name
    assert to_unicode(name, font) == name or name == "Lê Hà"  # letters that the fonts use for others


@pytest.mark.parametrize("name", [name for name in NAMES if name != "Lê Hà"] + [SENTENCE])
@pytest.mark.parametrize("font", FONTS)
def test_texts_in_capitals_come_back(font: Font, name: str) -> None:
    assert to_unicode(TYPED[font](name.upper()), font) == name.upper()


def test_two_letters_do_not_tell_capitals() -> None:
    """`Hµ` is both Hà and HÀ: it is read as a name is written."""
    assert to_unicode(in_tcvn3("LA HÀ"), "tcvn3") == "LA HÀ"
    assert to_unicode(in_tcvn3("Mã Hà"), "tcvn3") == to_unicode(in_tcvn3("MÃ HÀ"), "tcvn3") == "Mã Hà"


@pytest.mark.parametrize("font", FONTS)
def test_recognised_by_the_whole_list(font: Font) -> None:
    assert legacy_font(TYPED[font](name) for name in NAMES) == font
    assert legacy_font([TYPED[font](SENTENCE)]) == font
    assert legacy_font(NAMES) is None
    assert legacy_font(unicodedata.normalize("NFD", name) for name in NAMES) is None


@pytest.mark.parametrize(
    "texts", [[], ["Danh Giả"], ["café", "naïve"], ["Hµ"], ["123", "x"], ["München", "Straße", "Öl", "Ärger"]]
)
def test_too_little_or_something_else_is_no_font(texts: list[str]) -> None:
    assert legacy_font(texts) is None


def test_one_odd_cell_among_many_changes_nothing() -> None:
    assert legacy_font([*NAMES, in_vni("Trần Văn Được")]) is None


@given(st.lists(st.text()), st.sampled_from(FONTS))
def test_any_text_is_converted_or_left(texts: list[str], font: Font) -> None:
    assert legacy_font(texts) in (None, *FONTS)
    for text in texts:
        assert not text.isascii() or to_unicode(text, font) == text


@given(st.text(LOWER + " "), st.sampled_from(FONTS))
def test_unicode_is_left_alone(text: str, font: Font) -> None:
    assert to_unicode(f"ế{text}", font) == f"ế{text}"


def test_a_table_is_converted_by_columns() -> None:
    rows = tuple((in_vni(name), name, 7, None) for name in NAMES)
    table = Table((Sheet("Ấp", (("Hoï teân", "Ghi chú", "Soá"), *rows)),))
    assert table_font(table) == "vni"
    after = converted(table, "vni").sheets[0].rows
    assert after[1:] == tuple((name, name, 7, None) for name in NAMES)
    assert after[0] == ("Họ tên", "Ghi chú", "Số")
    assert ("Traàn Vaên Ñöôïc", "Trần Văn Được") in samples(table, "vni", 10)


def test_a_unicode_table_has_no_font() -> None:
    assert table_font(Table((Sheet("", tuple((name,) for name in NAMES)),))) is None
    assert table_font(Table(())) is None


@pytest.mark.parametrize("word", ["Nguyễn", "được", "khuỷu", "nghiêng", "quý", "gì", "giếng", "Út", "Yến", "quốc"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word.upper()))


@pytest.mark.parametrize("word", ["NguyÔn", "Nguyeãn", "qwe", "ưưư", "ngôăn", ""])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)
