"""Text as somebody typed it for a font from before Unicode: the tables of the program read backwards."""

from server.domain.legacy_fonts import TCVN3, VNI

_TCVN3 = {shown: typed for typed, shown in TCVN3.items()}
_VNI = {shown: typed for typed, shown in reversed(VNI.items())}


def in_tcvn3(text: str) -> str:
    """A text without capitals that carry a tone: those the character set has not, a font of capitals showed them."""
    return "".join(_TCVN3.get(letter, _TCVN3.get(letter.lower(), letter)) for letter in text)


def in_vni(text: str) -> str:
    """Any text."""
    return "".join(_VNI.get(letter, letter) for letter in text)
