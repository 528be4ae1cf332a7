"""The bytes of a text file or an HTML page → text: UTF-8, UTF-16, or what Windows wrote in Vietnam."""

from server.domain.legacy_fonts import legacy_font
from server.domain.names import tidy
from server.domain.syllables import is_syllable, words_of

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 200_000


def decode(data: bytes) -> str:
    """The text of a file. Raises ValueError for what is no text: zeros, or a torn UTF-16.

    What the bytes show decides: HTML exports declare what they are not. A file that is not UTF-8 was written by
    Windows: in code page 1258 if that gives Vietnamese words, else in 1252, in which the legacy fonts lie.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _text(data.decode(encoding))
    if data[1:4:2] == b"\0\0" and len(data) > 3:
        return _text(data.decode("utf-16-le"))
    try:
        return _text(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _text(_from_windows(data))


def _text(text: str) -> str:
    if "\0" in text:
        raise ValueError("zeros in a text")
    return text


def _from_windows(data: bytes) -> str:
    vietnamese = data.decode("cp1258", "replace")
    words = words_of(vietnamese[:_SAMPLE])
    good = sum(is_syllable(tidy(word)) for word in words)
    western = data.decode("cp1252", "replace")
    if 2 * good < len(words) and legacy_font([western[:_SAMPLE]]):
        return western
    return vietnamese
