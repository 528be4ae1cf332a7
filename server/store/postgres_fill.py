"""Filling a commune's tables as a whole: from a backup, and its index anew when the program's indexes have changed."""

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypeVar

from server.domain.records import Record
from server.store.port import Dumped, History, Mark
from server.store.postgres_connection import Link
from server.store.postgres_reads import decode, stream
from server.store.postgres_rows import PUT_MARKS, Entry, columns, entries, key, put_entries, put_records

_CHUNK = 1000
_IMPORTS = re.compile(r"^from ((?:server|sync|tests)[\w.]*) import", re.MULTILINE)
T = TypeVar("T")
Types = Mapping[str, type[Record]]


def _chunks(rows: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


def is_empty(connection: Link, commune: str) -> bool:
    """Whether nothing was ever written there."""
    row = connection.execute(
        "SELECT EXISTS (SELECT FROM counter WHERE commune = %s AND head > 0)"
        " OR EXISTS (SELECT FROM record WHERE commune = %s)",
        (commune, commune),
    ).fetchone()
    return row is not None and not row[0]


def fill(connection: Link, types: Types, history: History, records: Iterable[Dumped], marks: Iterable[Mark]) -> None:
    """Write a snapshot's content under the given history, inside the caller's transaction."""
    commune, head = history.commune, 0
    with connection.cursor() as cursor:
        for chunk in _chunks(records):
            put_records(cursor, commune, [(row.kind, key(row.id), row.rev, row.body) for row in chunk])
            known = [(row.rev, decode(types[row.kind], row.body)) for row in chunk if row.kind in types]
            put_entries(cursor, commune, [entry for one in known for entry in entries(*one)])
        for some in _chunks(marks):
            head = max(head, some[-1].number)
            cursor.execute(PUT_MARKS, (commune, *columns(some, 2)))
        cursor.execute(
            "INSERT INTO counter (commune, deployment, epoch, head, indexed) VALUES (%s, %s, %s, %s, %s)",
            (*history, head, json.dumps(fingerprints(types))),
        )


def index_anew(connection: Link, types: Types, commune: str) -> None:
    """Make the index of every kind anew whose rules are others than those by which it was made."""
    asked = "SELECT indexed FROM counter WHERE commune = %s"
    wanted = fingerprints(types)
    if (row := connection.execute(asked, (commune,)).fetchone()) and row[0] == json.dumps(wanted):
        return
    with connection.transaction(), connection.cursor() as cursor:
        row = cursor.execute(f"{asked} FOR UPDATE".encode(), (commune,)).fetchone()
        made = json.loads(row[0] or "{}") if row else {}
        for kind in (kind for kind in types if made.get(kind) != wanted[kind]):
            cursor.execute("DELETE FROM entry WHERE commune = %s AND kind = %s", (commune, kind))
            put = stream(connection, "SELECT rev, body FROM record WHERE commune = %s AND kind = %s", (commune, kind))
            for chunk in _chunks(put):
                found: list[Entry] = []
                for rev, body in chunk:
                    found += entries(rev, decode(types[kind], body))
                put_entries(cursor, commune, found)
        cursor.execute("UPDATE counter SET indexed = %s WHERE commune = %s", (json.dumps(wanted), commune))


def fingerprints(types: Types) -> dict[str, str]:
    """By kind, what changes whenever the rules of its indexes may have: the source of its module and of all it uses."""
    return {kind: _fingerprint(types[kind].__module__) for kind in sorted(types)}


@cache
def _fingerprint(module: str) -> str:
    sources: dict[str, bytes] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        file = getattr(sys.modules.get(name), "__file__", None)
        if name not in sources and file is not None:
            sources[name] = Path(file).read_bytes()
            waiting += _IMPORTS.findall(sources[name].decode())
    return hashlib.sha256(b"".join(sources[name] for name in sorted(sources))).hexdigest()[:16]
