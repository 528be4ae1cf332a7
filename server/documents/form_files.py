"""Forms as files: those that the program brings along (web/forms), a commune's own, and the schema of such a file."""

import contextlib
from pathlib import Path
from typing import NamedTuple

import msgspec

from server.domain.form_lint import lint
from server.domain.forms import Form, read_form

FOLDER = Path(__file__).resolve().parents[2] / "web" / "forms"
SCHEMA = "schema.json"
FORMS = "forms"
"""Where in the data folder a commune keeps forms of its own, one JSON file each."""
MAX_FILE = 256 * 1024
"""Bytes of a form file: every phone of the commune holds it."""


class FaultyForm(NamedTuple):
    """A form file of the commune's own that is left out, with its mistakes in sentences."""

    name: str
    mistakes: tuple[str, ...]


class FormFiles(NamedTuple):
    """What was found: the forms by code, which of them are the commune's own, and what had to be left out."""

    forms: dict[str, Form]
    own: frozenset[str] = frozenset()
    faulty: tuple[FaultyForm, ...] = ()


def form_paths(folder: Path = FOLDER) -> list[Path]:
    """The form files of a folder, by name."""
    return sorted(path for path in folder.glob("*.json") if path.name != SCHEMA)


def shipped_forms(folder: Path = FOLDER) -> dict[str, Form]:
    """All forms by code. Raises msgspec.MsgspecError for a file that is none."""
    return {path.stem: read_form(path.read_bytes()) for path in form_paths(folder)}


def all_forms(own: Path) -> FormFiles:
    """The shipped forms and those of a commune's own folder, which may be missing; of one code its own counts.

    One with mistakes is left out, so that it stops no other: if the program brings along that form, this one stays.
    """
    forms, sound, faulty = shipped_forms(), set[str](), list[FaultyForm]()
    for path in form_paths(own):
        mistakes, data = _read(path)
        if mistakes:
            faulty.append(FaultyForm(path.name, tuple(mistakes)))
        else:
            forms[path.stem] = read_form(data)
            sound.add(path.stem)
    return FormFiles(dict(sorted(forms.items())), frozenset(sound), tuple(faulty))


def own_form_files(own: Path) -> list[tuple[str, bytes]]:
    """A commune's own form files as they are, by name, for its backup: with mistakes too, somebody is at work on them.

    One that cannot be opened or is larger than any form is no form of the commune's, here as in `all_forms`.
    """
    found = []
    for path in form_paths(own):
        with contextlib.suppress(OSError):
            if is_form_file(path.name) and path.stat().st_size <= MAX_FILE:
                found.append((path.name, path.read_bytes()))
    return found


def is_form_file(name: str) -> bool:
    """Whether a name is a form file's own, with no way out of its folder."""
    return name.endswith(".json") and name != SCHEMA and name.isprintable() and not {"/", "\\"} & set(name)


def _read(path: Path) -> tuple[list[str], bytes]:
    try:
        data = path.read_bytes()
    except OSError as error:
        return [f"không mở được tệp: {error.strerror}"], b""
    if len(data) > MAX_FILE:
        return [f"tệp lớn quá {MAX_FILE // 1024} KB"], data
    return lint(data, path.stem), data


def form_schema() -> bytes:
    """What a form file may contain, as JSON Schema 2020-12, for editors and for people."""
    schema = msgspec.json.schema(Form)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A form of the writing desk"}
    return msgspec.json.format(msgspec.json.encode({**head, **schema}), indent=1) + b"\n"
