"""Which procedure of the catalogue a list means: by its code, written beside or within the name, or by its name."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from server.domain.columns import plain_title
from server.domain.names import tidy
from server.domain.procedures import Procedure

_CODE = re.compile(r"(?<![\d.])(\d\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.H\d{2})?(?![\d.]\d)", re.IGNORECASE)
_EMPTY = re.compile(r"\s*[(\[]\s*(?:mã(?: TTHC| số)?\s*:?)?\s*[)\]]\s*", re.IGNORECASE)
_CLOSE = 0.9
"""So alike must two names be to pass for one."""


class Named(NamedTuple):
    """A procedure as a list names it: `code` is '' where neither the list nor the catalogue says it."""

    code: str
    name: str


class ProcedureNames:
    """The catalogue as lists look into it. Names are compared without diacritics and signs."""

    def __init__(self, procedures: Iterable[Procedure] = ()) -> None:
        self._by_name: dict[str, Procedure] = {}
        self._by_code: dict[str, Procedure] = {}
        for procedure in procedures:
            self._by_name[plain_title(procedure.name)] = procedure
            self._by_code[procedure.code] = procedure
        self._look_up = lru_cache(maxsize=1024)(self._find)

    def known(self, code: str) -> Procedure | None:
        """The procedure of a code."""
        return self._by_code.get(code)

    def read(self, name: str, code: str = "") -> Named:
        """What a list's name and code cell mean; the name comes without the code in it."""
        return self._look_up(name, code)

    def _find(self, name: str, code: str) -> Named:
        found = _CODE.search(code) or _CODE.search(name)
        bare = tidy(_EMPTY.sub(" ", _CODE.sub("", name))).strip(" -–:")
        if found:
            known = self._by_code.get(found.group(1))
            return Named(found.group(1), bare or (known.name if known else ""))
        known = self._by_name.get(plain_title(bare)) or self._like(plain_title(bare))
        return Named(known.code if known else "", bare)

    def _like(self, name: str) -> Procedure | None:
        """The one whose name is nearly the same, if only one is."""
        near = [
            (ratio, known.code, known)
            for known_name, known in self._by_name.items()
            if abs(len(known_name) - len(name)) < 12
            and (ratio := SequenceMatcher(None, name, known_name).ratio()) >= _CLOSE
        ]
        near.sort(key=lambda one: one[:2], reverse=True)
        return near[0][2] if near and (len(near) == 1 or near[0][0] > near[1][0]) else None
