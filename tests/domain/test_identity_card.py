"""The QR code of an identity card, as scanners and keyboards deliver it (domain §4.1). All numbers are nobody's."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from server.domain.identity_card import read_identity_card

CHIP = "093141000001|300000001|DANH THỊ THỬ|02051941|Nữ|Ấp Mỹ Phú, Xã Hòa Mẫu, Ví Dụ|10032022"
NEW = CHIP + "|Danh Văn Cha|Kim Thị Mẹ||01012024|x"


def test_a_chip_card() -> None:
    card = read_identity_card(CHIP)
    assert card is not None
    assert card.number == "093141000001"
    assert (card.name, card.birth, card.sex, card.issued) == ("Danh Thị Thử", "1941-05-02", "female", "2022-03-10")
    assert card.address == "Ấp Mỹ Phú, Xã Hòa Mẫu, Ví Dụ"
    assert card.remarks == ()


@pytest.mark.parametrize(
    "text",
    [
        NEW,
        "\ufeff" + CHIP,
        CHIP + "\r",
        CHIP + "\r\n",
        "  " + CHIP + " \n",
        "]Q1" + CHIP,
        CHIP.lower(),
        CHIP.replace("|300000001|", "||"),
        CHIP.replace("|", " | "),
        CHIP.replace("|", "¦"),
        CHIP.replace("|", "\\"),
        CHIP.replace("02051941", "02/05/1941"),
        CHIP.replace(" ", "\xa0"),
        CHIP.replace("|", "\u200b|"),
        CHIP.rsplit("|", 1)[0],
        unicodedata.normalize("NFD", CHIP),
        CHIP.encode().decode("latin-1"),
        "\ufeff".encode().decode("latin-1") + CHIP.encode().decode("latin-1"),
    ],
)
def test_the_same_card_whatever_the_scanner_does(text: str) -> None:
    card, plain = read_identity_card(text), read_identity_card(CHIP)
    assert card is not None
    assert plain is not None
    assert card._replace(issued="", address="") == plain._replace(issued="", address="")
    assert card.address.lower() == plain.address.lower()


@pytest.mark.parametrize(
    ("found", "put", "remark"),
    [
        ("THỊ THỬ", "TH? TH?", "damaged_name"),
        ("THỊ THỬ", "TH\ufffd TH\ufffd", "damaged_name"),
        ("DANH THỊ THỬ", "DANH THI5 THU73", "damaged_name"),
        ("DANH THỊ THỬ", "DANH THI THU", "no_marks"),
        ("Nữ", "Nam", "number_sex"),
        ("02051941", "02051914", "number_year"),
        ("093141", "093341", "number_year"),
        ("093141000001", "300000001", "old_number"),
        ("093141000001", "09314", "bad_number"),
        ("02051941", "31021941", "bad_birth"),
        ("Nữ", "?", "sex_from_number"),
    ],
)
def test_what_is_doubtful_is_said(found: str, put: str, remark: str) -> None:
    card = read_identity_card(CHIP.replace(found, put))
    assert card is not None
    assert remark in card.remarks


@pytest.mark.parametrize(
    ("birth", "read"), [("00001941", "1941"), ("00051941", "1941-05"), ("31121999", "1999-12-31"), ("32011941", "")]
)
def test_a_birth_as_precise_as_the_card(birth: str, read: str) -> None:
    card = read_identity_card(CHIP.replace("02051941", birth))
    assert card is not None
    assert card.birth == read


@pytest.mark.parametrize(("sex", "read"), [("Nam", "male"), ("NAM", "male"), ("nữ", "female"), ("NU", "female")])
def test_a_sex_in_any_spelling(sex: str, read: str) -> None:
    card = read_identity_card(CHIP.replace("|Nữ|", f"|{sex}|"))
    assert card is not None
    assert card.sex == read


def test_a_damaged_sex_is_told_by_the_number() -> None:
    card = read_identity_card(CHIP.replace("|Nữ|", "||"))
    assert card is not None
    assert (card.sex, card.remarks) == ("female", ("sex_from_number",))


@pytest.mark.parametrize("name", ["Y Thử", "H'Hen Thử", "Thạch Thử-Mẫu", "Kim Sa Rây Ví Dụ"])
def test_names_of_all_peoples(name: str) -> None:
    card = read_identity_card(CHIP.replace("DANH THỊ THỬ", name.upper()))
    assert card is not None
    assert (card.name, card.remarks) == (name, ())


@pytest.mark.parametrize("text", ["", "   ", "093141000001", "a|b|c", "https://xa.example/q/abc", "||||||", "|" * 900])
def test_what_is_no_card(text: str) -> None:
    assert read_identity_card(text) is None


@given(st.text(max_size=200))
@example("|".join("0" * 9))
def test_no_text_makes_it_fall_over(text: str) -> None:
    read_identity_card(text)


@given(st.lists(st.text(max_size=20), min_size=5, max_size=12))
def test_no_fields_make_it_fall_over(fields: list[str]) -> None:
    card = read_identity_card("|".join(fields))
    assert card is None or (card.name and len(card.number) in (0, 9, 12))
