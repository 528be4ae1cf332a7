"""Lists as read and previewed, remembered for a while: a long one takes seconds to read, and its preview has pages.

Nothing here holds a view while it reads: others go on reading and writing meanwhile.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

from server.actions.imports import judged, known
from server.actions.uploads import kind_of, shown_table
from server.domain.imports import Preview, PreviewRow, Upload
from server.domain.lists import ReadList, read_list
from server.domain.problems import Refusal
from server.domain.row_reader import Known
from server.store.port import Store

T = TypeVar("T")
_KEPT = 4
_SLICE = 200
"""Rows judged within one view, so that a writer never waits long."""


class ReadLists:
    """What was read last, by upload and by what was said of it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._found: OrderedDict[Hashable, object] = OrderedDict()

    def listed(self, upload: Upload) -> ReadList:
        """The list of an upload against what the commune knows now. Refuses no_header."""
        with self._store.read() as view:
            against = known(view)
        return self._kept(("list", *_said(upload), against.key), lambda: _read(upload, against.known))

    def preview(self, upload: Upload) -> Preview:
        """What importing it would do now. Refuses no_header."""
        listed = self.listed(upload)
        with self._store.read() as view:
            head = view.head
        return self._kept(("preview", id(listed), *_said(upload), head), lambda: self._preview(listed))

    def _preview(self, listed: ReadList) -> Preview:
        rows: list[PreviewRow] = []
        for start in range(0, len(listed.rows), _SLICE):
            with self._store.read() as view:
                rows += [judged(view, row) for row in listed.rows[start : start + _SLICE]]
        return Preview(listed.kind, listed.columns, tuple(rows))

    def _kept(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]  # type: ignore[return-value]  # a key has one type
        made = make()
        with self._lock:
            self._found[key] = made
            while len(self._found) > _KEPT:
                self._found.popitem(last=False)
        return made


def _read(upload: Upload, against: Known) -> ReadList:
    kind = kind_of(upload)
    if kind is None:
        raise Refusal("no_header", "file")
    return read_list(shown_table(upload), kind, against, upload.choices)


def _said(upload: Upload) -> tuple[Hashable, ...]:
    return (upload.id, upload.list, upload.convert, tuple(sorted(upload.choices.items())))
