"""`import`: lists of cards and dossiers, and the events that a phone saved to a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import msgspec

from server.actions.import_steps import begin, go_on, result_of
from server.actions.imports import brings, known, nothing_new
from server.actions.rescue import import_events, read_rescue
from server.app import now
from server.commands.common import opened, options, refuse, say, terminal, writing
from server.documents.sheets import read_table
from server.domain.batches import Batch
from server.domain.font_tables import converted, table_font
from server.domain.imports import ImportResult
from server.domain.lists import ListKind, read_list
from server.domain.problems import Refusal
from server.domain.tables import Table
from server.store.port import Store

_SCREEN = "Nhập danh sách (/office/import)"
_FONTS = {"tcvn3": "TCVN3 (.VnTime)", "vni": "VNI"}


@click.group("import")
def import_() -> None:
    """Bring lists in."""


def _list_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--convert` or `--keep` for a list in a legacy font, and the file."""
    asked = "A list in a font from before Unicode: convert it, or keep it as it is."
    command = click.option("--convert/--keep", "convert", default=None, help=asked)(command)
    return click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))(options(command))


@import_.command("items")
@_list_options
def items(data: Path | None, as_json: bool, file: Path, convert: bool | None) -> None:
    """Import a list of health-insurance cards."""
    _import(data, as_json, file, convert, "cards")


@import_.command("dossiers")
@_list_options
def dossiers(data: Path | None, as_json: bool, file: Path, convert: bool | None) -> None:
    """Import a list of dossiers of the one-stop system."""
    _import(data, as_json, file, convert, "dossiers")


def _import(data: Path | None, as_json: bool, file: Path, convert: bool | None, kind: ListKind) -> None:
    try:
        table = _in_unicode(read_table(file.read_bytes(), file.name), convert)
    except Refusal as refusal:
        refuse(f"{refusal.detail or refusal.problem.text} / {refusal.problem.text_en}")
    with opened(data, _SCREEN) as store:
        result = import_table(store, table, file.name, kind)
    document = msgspec.to_builtins(result)
    text = "Đọc {read}, mới {created}, sửa {updated}, không đổi {unchanged}".format(**document)
    say(as_json, document, f"{text}, từ chối {len(document['refused'])}")


def _in_unicode(table: Table, convert: bool | None) -> Table:
    """The table as it is to be read; a list in a legacy font is not touched before somebody has said what he wants."""
    font = table_font(table)
    if font is None or convert is False:
        return table
    if convert is None:
        refuse(
            f"Danh sách này gõ bằng phông {_FONTS[font]}: thêm --convert để chuyển sang Unicode, --keep để giữ nguyên."
            f" / The list is in {_FONTS[font]}: say --convert or --keep."
        )
    return converted(table, font)


def import_table(store: Store, table: Table, name: str, kind: ListKind) -> ImportResult:
    """Step by step, each step its own transaction: what is stopped half-way is finished by the same file again."""
    with store.read() as view:
        listed = read_list(table, kind, known(view).known)
        if not brings(view, listed):
            return nothing_new(listed)
        act = terminal(view)
    batch: Batch = store.submit(lambda unit: begin(unit, act, listed, name)).result()
    while batch.state == "running":
        batch = store.submit(lambda unit: go_on(unit, act, act.event_id, listed)).result()
    with store.read() as view:
        return result_of(view, batch)


@import_.command("events")
@options
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def events(data: Path | None, as_json: bool, file: Path) -> None:
    """Import the events that a phone saved to a file."""
    content = file.read_bytes()
    result = writing(
        data,
        "Giữ lại, từ chối → Mở tệp cứu hộ (/office/rescue)",
        lambda unit: import_events(unit, read_rescue(content, unit.history.deployment), now()),
    )
    document = msgspec.to_builtins(result)
    text = "Đọc {read}, vào sổ {created}, đã có {unchanged}, giữ lại {held}".format(**document)
    say(as_json, document, f"{text}, từ chối {len(document['refused'])}")
