"""Text typed for fonts from before Unicode, TCVN3 (.VnTime) and VNI-Windows: recognised, and turned into Unicode.

Such text consists of Latin letters that only those fonts show as Vietnamese. The tables are facts: TCVN 5712:1993 (VN3)
and the VNI-Windows layout, in which a mark follows its letter. TCVN3 has no capitals with a tone: a font of capitals
showed them, so their case is guessed from the letters beside them.
"""

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Literal

from server.domain.names import tidy
from server.domain.syllables import is_syllable, words_of

Font = Literal["tcvn3", "vni"]

TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_VNI_LOWER = {
    **dict(zip(("aù", "aø", "aû", "aõ", "aï"), "áàảãạ", strict=True)),
    **dict(zip(("aê", "aé", "aè", "aú", "aü", "aë"), "ăắằẳẵặ", strict=True)),
    **dict(zip(("aâ", "aá", "aà", "aå", "aã", "aä"), "âấầẩẫậ", strict=True)),
    **dict(zip(("eù", "eø", "eû", "eõ", "eï"), "éèẻẽẹ", strict=True)),
    **dict(zip(("eâ", "eá", "eà", "eå", "eã", "eä"), "êếềểễệ", strict=True)),
    **dict(zip("íìæóò", "íìỉĩị", strict=True)),
    **dict(zip(("où", "oø", "oû", "oõ", "oï"), "óòỏõọ", strict=True)),
    **dict(zip(("oâ", "oá", "oà", "oå", "oã", "oä"), "ôốồổỗộ", strict=True)),
    **dict(zip(("ô", "ôù", "ôø", "ôû", "ôõ", "ôï"), "ơớờởỡợ", strict=True)),
    **dict(zip(("uù", "uø", "uû", "uõ", "uï"), "úùủũụ", strict=True)),
    **dict(zip(("ö", "öù", "öø", "öû", "öõ", "öï"), "ưứừửữự", strict=True)),
    **dict(zip(("yù", "yø", "yû", "yõ", "î"), "ýỳỷỹỵ", strict=True)),
    "ñ": "đ",
}
VNI = {
    **_VNI_LOWER,
    **{key[0].upper() + key[1:]: value.upper() for key, value in _VNI_LOWER.items()},
    **{key.upper(): value.upper() for key, value in _VNI_LOWER.items()},
}
_VNI_SIGNS = re.compile("|".join(sorted(VNI, key=len, reverse=True)))
_ONLY_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]")
"""Letters that no text of a legacy font contains: such a text is Unicode already."""
_CAPITALS = frozenset(TCVN3.values()) - frozenset("ĂÂĐÊÔƠƯ")

ENOUGH_WORDS = 3
LOOKED_AT = 4000
_MOSTLY = 0.7


def to_unicode(text: str, font: Font) -> str:
    """The text as its font showed it, in NFC. Unicode text and ASCII come back as they are."""
    if text.isascii() or _ONLY_UNICODE.search(text):
        return text
    return _from_vni(text) if font == "vni" else _from_tcvn3(text)


def _from_vni(text: str) -> str:
    return _VNI_SIGNS.sub(lambda sign: VNI[sign.group()], text)


def _from_tcvn3(text: str) -> str:
    """Capitals where the letters beside show that a font of capitals was used, for all or for a word's first."""
    words = text.split(" ")
    ascii_letters = [letter for letter in text if letter.isascii() and letter.isalpha()]
    all_capitals = any(letter.isupper() for letter in ascii_letters) and not any(map(str.islower, ascii_letters))
    shouted = all_capitals and any(sum(letter.isascii() and letter.isupper() for letter in word) > 1 for word in words)
    shown = ["".join(TCVN3.get(letter, letter) for letter in word) for word in words]
    if shouted:
        return " ".join(shown).upper()
    others = [word[0].isupper() for word in shown if word and word[0].isalpha() and word[0] not in _CAPITALS]
    named = bool(others) and all(others)
    return " ".join(_capital(word) if named or i == 0 else word for i, word in enumerate(shown))


def _capital(word: str) -> str:
    """A word whose first letter could not be typed as a capital, with one: at the start of a cell, and in a name."""
    return word[0].upper() + word[1:] if word and word[0] in _CAPITALS else word


def legacy_font(texts: Iterable[str]) -> Font | None:
    """The font for which a column or a whole list was typed; None for Unicode, or too little to tell.

    By the share of words beyond ASCII that are syllables of the language, as they stand and as each font shows them.
    """
    words = list(islice((word for text in texts for word in words_of(text)), LOOKED_AT))
    if len(set(words)) < ENOUGH_WORDS or share(words, tidy) >= _MOSTLY:
        return None
    shares: dict[Font, float] = {font: share(words, lambda word, font=font: to_unicode(word, font)) for font in _FONTS}  # type: ignore[misc]
    best = max(_FONTS, key=shares.__getitem__)
    return best if shares[best] >= _MOSTLY else None


_FONTS: tuple[Font, Font] = ("tcvn3", "vni")


def share(words: list[str], shown: Callable[[str], str]) -> float:
    """How many of the words are syllables as `shown` gives them, of 1; 1 for no words."""
    return sum(is_syllable(shown(word)) for word in words) / len(words) if words else 1.0
