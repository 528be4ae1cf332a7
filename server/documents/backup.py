"""The backup file: one commune's whole store in a form that no engine owns. gzip of JSON lines.

The first line is the head; then `["r", kind, id, rev, document]` for each record, `["m", number, mark]` for each mark,
`["f", sha256, base64]` for each file, `["o", name, base64]` for each form file of the commune's own; the last is
`["end", lines before it, SHA-256 of their bytes]`. Log-ins and half-done uploads stay out.
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import IO, NamedTuple

import msgspec

from server.documents.form_files import is_form_file
from server.domain.problems import Refusal
from server.domain.records import FORMAT
from sync.messages import APP

LEFT_OUT = frozenset({"session", "upload"})
"""Kinds that a restore must not bring back to life."""


class Head(NamedTuple):
    """What a backup is of: the history, when (UTC), and the ledger's head, SEQ:LINK."""

    commune: str
    deployment: str
    epoch: str
    at: str
    ledger: str

    @property
    def seq(self) -> int:
        """The last event's seq."""
        return int(self.ledger.partition(":")[0])


class Line(NamedTuple):
    """One record: kind, id, rev, JSON."""

    kind: str
    id: str
    rev: int
    body: bytes


def write(
    out: IO[bytes],
    head: Head,
    records: Iterable[tuple[str, str, int, bytes]],
    marks: Iterable[tuple[int, str]],
    files: Iterable[tuple[str, bytes]],
    forms: Iterable[tuple[str, bytes]],
) -> int:
    """Write a backup; the number of records in it."""
    digest, lines, count = hashlib.sha256(), 0, 0
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6, mtime=0) as packed:

        def put(line: bytes) -> None:
            nonlocal lines
            packed.write(line + b"\n")
            digest.update(line + b"\n")
            lines += 1

        put(json.dumps({"app": APP, "backup": FORMAT, **head._asdict()}, ensure_ascii=False).encode())
        for kind, id_, rev, body in records:
            if kind not in LEFT_OUT:
                put(msgspec.json.encode(["r", kind, id_, rev, msgspec.Raw(body)]))
                count += 1
        for number, mark in marks:
            put(msgspec.json.encode(["m", number, mark]))
        for name, content in files:
            put(msgspec.json.encode(["f", name, content]))
        for name, content in forms:
            put(msgspec.json.encode(["o", name, content]))
        packed.write(json.dumps(["end", lines, digest.hexdigest()]).encode() + b"\n")
    return count


class Backup:
    """A backup that was read to its end and is whole. Raises Refusal newer_data, or bad_backup for anything else.

    `forms` are the commune's own form files by name; one that was made before they were kept has none.
    """

    def __init__(self, source: IO[bytes]) -> None:
        self.records: list[Line] = []
        self.marks: list[tuple[int, str]] = []
        self.files: list[tuple[str, bytes]] = []
        self.forms: list[tuple[str, bytes]] = []
        try:
            self.head = self._read(gzip.GzipFile(fileobj=source))
        except (OSError, EOFError, ValueError, KeyError, TypeError, msgspec.MsgspecError) as error:
            raise Refusal("bad_backup") from error

    def _read(self, lines: Iterator[bytes]) -> Head:
        digest = hashlib.sha256()
        head: Head | None = None
        for count, line in enumerate(lines):
            if line.startswith(b'["end"'):
                if json.loads(line) != ["end", count, digest.hexdigest()] or head is None:
                    raise ValueError("not what was written")
                return head
            digest.update(line)
            if head is None:
                first = json.loads(line)
                if first.pop("app") != APP or (kept := int(first.pop("backup"))) < 1:
                    raise ValueError("not a backup")
                if kept > FORMAT:
                    raise Refusal("newer_data")
                head = Head(**first)
            else:
                self._take(msgspec.json.decode(line, type=list[msgspec.Raw]))
        raise ValueError("cut short")

    def _take(self, parts: list[msgspec.Raw]) -> None:
        what = msgspec.json.decode(parts[0], type=str)
        if what == "r":
            kind, id_ = (msgspec.json.decode(part, type=str) for part in parts[1:3])
            self.records.append(Line(kind, id_, msgspec.json.decode(parts[3], type=int), bytes(parts[4])))
        elif what == "m":
            self.marks.append((msgspec.json.decode(parts[1], type=int), msgspec.json.decode(parts[2], type=str)))
        elif what == "f":
            name = msgspec.json.decode(parts[1], type=str)
            self.files.append((name, msgspec.json.decode(parts[2], type=bytes)))
        elif what == "o":
            name = msgspec.json.decode(parts[1], type=str)
            if not is_form_file(name):
                raise ValueError(name)
            self.forms.append((name, msgspec.json.decode(parts[2], type=bytes)))
        else:
            raise ValueError(what)
