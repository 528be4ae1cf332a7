"""The guides of ten minutes: a file each in web/help/, in both languages, with its pictures named beside the steps."""

from functools import cache
from pathlib import Path
from typing import Literal, get_args

import msgspec
from msgspec import Struct

WEB = Path(__file__).resolve().parents[2] / "web"
PICTURES = WEB.parent / "static" / "pictures"
"""Where `make pictures` puts what it takes of the real screens. A guide is whole without them."""
GuideCode = Literal["hamlet_head", "volunteer", "clerk", "supervisor"]
GUIDES: tuple[GuideCode, ...] = get_args(GuideCode)


class Told(Struct, frozen=True, forbid_unknown_fields=True):
    """The same in both languages."""

    vi: str
    en: str


class Picture(Struct, frozen=True, forbid_unknown_fields=True):
    """A screen: the name of its file without the ending, and what it shows, for who cannot see it."""

    name: str
    says: Told

    @property
    def file(self) -> str:
        """Its file's name."""
        return f"{self.name}.png"

    @property
    def taken(self) -> bool:
        """Whether the picture has been taken on this machine."""
        return (PICTURES / self.file).is_file()


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to do."""

    title: Told
    text: tuple[Told, ...]
    picture: Picture | None


class Guide(Struct, frozen=True, forbid_unknown_fields=True):
    """One page for one kind of people; `safe` is what they can rely on."""

    title: Told
    lead: Told
    steps: tuple[Step, ...]
    safe: tuple[Told, ...]


@cache
def guides() -> dict[GuideCode, Guide]:
    """All of them. Raises msgspec.ValidationError for a file that is none."""
    return {code: msgspec.json.decode((WEB / "help" / f"{code}.json").read_bytes(), type=Guide) for code in GUIDES}
