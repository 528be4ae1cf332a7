"""The forms that the program brings along: one JSON file each under web/forms, and the schema of such a file."""

from pathlib import Path

import msgspec

from server.domain.forms import Form, read_form

FOLDER = Path(__file__).resolve().parents[2] / "web" / "forms"
SCHEMA = "schema.json"


def form_paths(folder: Path = FOLDER) -> list[Path]:
    """The form files of a folder, by name."""
    return sorted(path for path in folder.glob("*.json") if path.name != SCHEMA)


def shipped_forms(folder: Path = FOLDER) -> dict[str, Form]:
    """All forms by code. Raises msgspec.MsgspecError for a file that is none."""
    return {path.stem: read_form(path.read_bytes()) for path in form_paths(folder)}


def form_schema() -> bytes:
    """What a form file may contain, as JSON Schema 2020-12, for editors and for people."""
    schema = msgspec.json.schema(Form)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A form of the writing desk"}
    return msgspec.json.format(msgspec.json.encode({**head, **schema}), indent=1) + b"\n"
