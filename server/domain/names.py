"""Vietnamese names: one Unicode form, a search key without diacritics, the order of a list (domain §4.4)."""

import unicodedata


def tidy(text: str) -> str:
    """NFC, spaces collapsed, ends trimmed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def folded(text: str) -> str:
    """The search key: lower case, no diacritics, đ as d, so that 'hoà', 'hòa' and 'HOA' meet."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(mark for mark in decomposed if not unicodedata.combining(mark)).split())


_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def _letter(letter: str) -> tuple[int, int]:
    """(place of the letter, place of its tone): ngang, huyền, hỏi, ngã, sắc, nặng."""
    parts = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in parts if mark in _TONES and mark), "")
    base = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else letter
    place = _LETTERS.find(base)
    return (place if place >= 0 else 100 + ord(base[0]), _TONES[tone])


def sort_key(name: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Order of a Vietnamese list: by given name (the last word), then family name, then what is between."""
    words = tidy(name).lower().split()
    ordered = [words[-1], words[0], *words[1:-1]] if len(words) > 1 else words
    letters = [tuple(_letter(letter) for letter in word) for word in ordered]
    return tuple((tuple(place for place, _ in word), tuple(tone for _, tone in word)) for word in letters)
