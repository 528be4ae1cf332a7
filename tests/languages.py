"""Whether a page speaks one language: which of its texts are the other's. Names of people, forms, laws do not count."""

import html.parser
import json
import re
from collections.abc import Iterable

from server.http.render import WEB

SHORTEST = 6
"""Shorter words of one language are too often names in the other."""
_PLACE = re.compile(r"\\{\w+\\}")
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_UNSEEN = frozenset({"script", "style", "textarea", "svg"})
_SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-label")


def _words(language: str) -> dict[str, str]:
    words: dict[str, str] = json.loads((WEB / f"locales/{language}.json").read_text("utf-8"))
    return words


def _only(language: str, other: str) -> re.Pattern[str]:
    """The texts of one catalogue that the other has not, whole, with anything where they have a `{name}`."""
    texts = set(_words(language).values()) - set(_words(other).values())
    long = (text for text in texts if len(re.sub(r"{\w+}|\W", "", text)) >= SHORTEST)
    patterns = (_PLACE.sub("[^.]{1,30}", re.escape(" ".join(text.split()))) for text in sorted(long))
    return re.compile("|".join(patterns))


_FOREIGN = {"vi": _only("en", "vi"), "en": _only("vi", "en")}
DATA = frozenset(
    {
        "Bảo trợ xã hội",
        "Bộ phận Một cửa",
        "Hộ cận nghèo",
        "Hộ nghèo",
        "Mức độ hài lòng",
        "Người cao tuổi",
        "Người có công",
        "Người khuyết tật",
        "Quyết định",
        "Thẻ bảo hiểm y tế",
        "Thông báo",
        "Văn bản",
        "đơn xin xác nhận, chưa rõ thủ tục",
    }
)
"""What the demonstration, the catalogue and the forms name by words that the screens have too: data stay Vietnamese."""


def foreign(language: str, said: Iterable[str]) -> list[str]:
    """Of texts that are said in a language those that the program has for the other one."""
    tidied = (" ".join(text.split()) for text in said)
    return [text for text in dict.fromkeys(tidied) if text not in DATA and _FOREIGN[language].fullmatch(text)]


class Spoken(html.parser.HTMLParser):
    """What a page says, by language: `said["en"]` are its texts and spoken attributes that are marked as English."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said: dict[str, list[str]] = {}
        self._open = list[tuple[str, str]]()
        self.feed(text)

    def _hear(self, language: str, *texts: str | None) -> None:
        if language and not any(tag in _UNSEEN for tag, _ in self._open):
            self.said.setdefault(language, []).extend(filter(None, texts))

    @property
    def _language(self) -> str:
        return self._open[-1][1] if self._open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens: what it says by attributes, and the language of what is in it."""
        given = dict(attrs)
        language = given.get("lang") or self._language
        self._hear(language, *(given.get(name) for name in _SPOKEN))
        if tag not in _VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        """A tag closes, and with it what was left open inside."""
        while self._open and any(one == tag for one, _ in self._open):
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        """A text."""
        self._hear(self._language, data)
