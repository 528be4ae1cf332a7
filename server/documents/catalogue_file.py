"""The catalogue that the program brings along, and a commune's catalogue as a file for the next one (R06)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from server.domain.problems import Refusal
from server.domain.procedures import Procedure

SHIPPED = Path(__file__).resolve().parents[2] / "web" / "procedures.json"


def shipped() -> tuple[Procedure, ...]:
    """The procedures of a commune as the laws had them when this program was made (domain §3.2)."""
    return read_catalogue(SHIPPED.read_bytes())


def read_catalogue(data: bytes) -> tuple[Procedure, ...]:
    """Procedures, a version each, from a JSON array. Refuses bad_file, with the place at fault in the detail."""
    try:
        rows = msgspec.json.decode(data, type=list[dict[str, Any]])
        return tuple(msgspec.convert({**row, "id": version_id(row)}, Procedure) for row in rows)
    except (msgspec.MsgspecError, KeyError) as error:
        raise Refusal("bad_file", "file", f"Danh mục thủ tục chưa đúng: {error}") from error


def version_id(row: dict[str, Any]) -> str:
    """`code@valid_from`."""
    return f"{row['code']}@{row.get('valid_from', '')}"


def write_catalogue(procedures: Iterable[Procedure]) -> bytes:
    """The same as JSON, in the order given."""
    rows = [msgspec.to_builtins(one) for one in procedures]
    for row in rows:
        row.pop("id")
    return msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n"
