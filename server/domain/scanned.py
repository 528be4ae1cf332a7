"""What a hand scanner typed: it acts as a keyboard, so caps lock and a Vietnamese input method may have been at it.

An id of ours is 8-4-4-4-12 hexadecimal digits. Telex makes one letter of `dd`, `aa`, `ee` and of a vowel with a later
`f`; VNI makes one of a letter with a later digit (domain §4.1 has the same of identity cards). The letter keeps what
was typed, only its place within the run of letters is lost: so all places are tried, and a third equal key, which
takes the mark off again, is made up for by the length that its group must have.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator

GROUPS = (8, 4, 4, 4, 12)
MOST = 4096
"""So many readings of one damaged code are tried at most; an undamaged one has a single reading."""
_TELEX = {"đ": "d", "\u0302": "", "\u0300": "f"}
"""Mark → the key that made it, '' for the letter itself once more; no other key of Telex stands in an id."""
_VNI = {
    "đ": "9",
    "\u0302": "6",
    "\u0301": "1",
    "\u0300": "2",
    "\u0309": "3",
    "\u0303": "4",
    "\u0323": "5",
    "\u0306": "8",
}
_HEX = frozenset("0123456789abcdef")


def codes(text: str) -> list[str]:
    """The ids that a scanned text may stand for, the likeliest first; the text's own last part is the first of them."""
    tail = re.split(r"[/\\?&=:; ]", text.strip().rstrip("/\\?&=:; "))[-1]
    plain = re.sub(r"[\u2010-\u2015\u2212_]", "-", unicodedata.normalize("NFC", tail).lower())
    groups = plain.split("-")
    found = dict.fromkeys([tail, plain] if tail else [])
    if len(groups) == len(GROUPS):
        read = [list(dict.fromkeys(_readings(group, size))) for group, size in zip(groups, GROUPS, strict=True)]
        found.update(("-".join(parts), None) for parts in itertools.islice(itertools.product(*read), MOST))
    return list(found)


def _readings(group: str, size: int) -> Iterator[str]:
    """The hexadecimal groups of that size that may have been typed as `group`."""
    if len(group) == size and set(group) <= _HEX:
        yield group
        return
    if len(group) > size:
        return
    runs = re.findall(r"\d+|\D+", group)
    for marks in (_TELEX, _VNI):
        read = [
            [run] if run[0].isdigit() else list(dict.fromkeys(itertools.islice(_run(run, marks), MOST))) for run in runs
        ]
        for parts in itertools.islice(itertools.product(*read), MOST):
            yield from _grown("".join(parts), size)


def _run(run: str, marks: dict[str, str]) -> Iterator[str]:
    """The keys behind a run of letters: each mark's key somewhere after its letter, a tone's after any vowel."""
    keys: list[str] = []
    later: list[tuple[int, str]] = []
    for letter in unicodedata.normalize("NFD", run):
        if letter == "đ":
            keys.append("d")
            later.append((len(keys), marks["đ"]))
        elif letter in marks and keys:
            first_vowel = next((place for place, key in enumerate(keys) if key in "ae"), len(keys) - 1)
            start = len(keys) if letter == "\u0302" else first_vowel + 1
            later.append((start, marks[letter] or keys[-1]))
        else:
            keys.append(letter)
    yield from _with_keys("".join(keys), later)


def _with_keys(keys: str, later: list[tuple[int, str]]) -> Iterator[str]:
    """`keys` with each later one at every place where it may have been typed."""
    if not later:
        yield keys
        return
    (start, key), *rest = later
    for place in range(start, len(keys) + 1):
        moved = [(other + (other > place), one) for other, one in rest]
        yield from _with_keys(keys[:place] + key + keys[place:], moved)


def _grown(read: str, size: int) -> Iterator[str]:
    """A reading of the right size; one key short, where the third of equal keys may have been swallowed."""
    if not set(read) <= _HEX:
        return
    if len(read) == size:
        yield read
    elif len(read) == size - 1:
        for place, key in enumerate(read):
            if key in "adef":
                yield read[: place + 1] + key + read[place + 1 :]
