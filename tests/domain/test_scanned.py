"""Scanned codes as a hand scanner types them through caps lock, Telex and VNI."""

import uuid
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.scanned import MOST, codes

ID = "019e1c00-aadd-7eef-8afe-0ad1ee2ddf09"
TELEX = {
    ("d", "d"): "đ",
    ("a", "a"): "â",
    ("e", "e"): "ê",
    ("a", "f"): "à",
    ("e", "f"): "è",
    ("â", "f"): "ầ",
    ("ê", "f"): "ề",
}
UNDONE = {("đ", "d"): "dd", ("â", "a"): "aa", ("ê", "e"): "ee", ("à", "f"): "af", ("è", "f"): "ef"}
VNI = {
    **{("a", key): made for key, made in zip("123456", "áàảãạâ", strict=True)},
    **{("e", key): made for key, made in zip("123456", "éèẻẽẹê", strict=True)},
    ("d", "9"): "đ",
    ("a", "8"): "ă",
}


def typed(text: str, keys: dict[tuple[str, str], str], free: bool = False) -> str:
    """What an input method makes of the keys; `free`: a mark may be typed after other letters of the syllable."""
    out = ""
    for key in text:
        reach = (len(out) - len(out.rstrip("abcdefđâêàèầề"))) if free else 1
        for back in range(1, max(reach, 1) + 1):
            if back <= len(out) and (out[-back], key) in keys:
                out = out[:-back] + keys[out[-back], key] + (out[-back + 1 :] if back > 1 else "")
                break
        else:
            out += key
    return out


def test_the_code_at_the_end_of_an_address() -> None:
    for text in (
        ID,
        f"http://127.0.0.1:8000/q/{ID}",
        f" HTTPS://XA.EXAMPLE/Q/{ID.upper()}/ \r\n",
        ID.replace("-", "–"),
    ):
        assert ID in codes(text)
    assert codes("  ") == codes("") == []
    assert codes("000.17.22.H56-260531-0001") == ["000.17.22.H56-260531-0001", "000.17.22.h56-260531-0001"]


@pytest.mark.parametrize("keys", [TELEX, {**TELEX, **UNDONE}, VNI])
def test_through_an_input_method(keys: dict[tuple[str, str], str]) -> None:
    damaged = typed(f"http://xa.example/q/{ID}", keys)
    assert damaged != f"http://xa.example/q/{ID}"
    assert ID in codes(damaged)
    assert ID in codes(damaged.upper())


@given(st.uuids(), st.sampled_from([TELEX, VNI]), st.sampled_from([str, str.upper]))
def test_any_code_is_read_back(code: uuid.UUID, keys: dict[tuple[str, str], str], case: Callable[[str], str]) -> None:
    assert str(code) in codes(case(typed(str(code), keys)))


@given(st.uuids())
def test_marks_typed_later_in_the_syllable(code: uuid.UUID) -> None:
    assert str(code) in codes(typed(str(code), TELEX, free=True))


@given(st.text(max_size=80))
def test_whatever_is_scanned_is_read_in_bounds(text: str) -> None:
    assert len(codes(text)) <= MOST + 2


def test_no_text_keeps_the_desk_waiting() -> None:
    marks = "a\u0302\u0300" * 12
    for text in (f"{marks}-{marks}-{marks}-{marks}-{marks}", "đâề" * 2 + "đâ-ềđâề-ềđâề-ềđâề-" + "đâề" * 4, "-" * 200):
        assert len(codes(text)) <= MOST + 2
