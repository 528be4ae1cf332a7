"""`demo`, `import`, `export`, `verify`: what goes into a data folder, and what comes out of it."""

import sys
from pathlib import Path

import click
import msgspec

from server.actions.export import EXPORTS
from server.actions.imports import import_items
from server.actions.rescue import import_events, read_rescue
from server.actions.setup import commune
from server.actions.verify import check, compare
from server.app import now
from server.commands.common import options, reading, refuse, say, terminal, writing
from server.documents.rows import FORMATS
from server.documents.sheets import read_table
from server.domain.problems import Refusal


@click.group("import")
def import_() -> None:
    """Bring lists in."""


@import_.command("items")
@options
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def items(data: Path | None, as_json: bool, file: Path) -> None:
    """Import a list of health-insurance cards."""
    try:
        table = read_table(file.read_bytes(), file.name)
    except Refusal as refusal:
        refuse(f"{refusal.detail or refusal.problem.text} / {refusal.problem.text_en}")
    result = writing(
        data,
        "Nhập danh sách (/office/import)",
        lambda unit: import_items(unit, terminal(unit), table, file.name),
    )
    document = msgspec.to_builtins(result)
    text = "Đọc {read}, mới {created}, sửa {updated}, không đổi {unchanged}".format(**document)
    say(as_json, document, f"{text}, từ chối {len(document['refused'])}")


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


@click.command()
@options
@click.argument("what", type=click.Choice(list(EXPORTS)))
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="json", show_default=True)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path))
def export(data: Path | None, as_json: bool, what: str, format_: str, output: Path | None) -> None:
    """Everything as stored, to stdout or a file."""
    with reading(data) as view:
        content = FORMATS["json" if as_json else format_](EXPORTS[what](view))
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        output.write_bytes(content)


@click.command()
@options
@click.option("--head", help="An earlier head, SEQ:LINK, as prints carry it.")
def verify(data: Path | None, as_json: bool, head: str | None) -> None:
    """Check the ledger: hashes, signatures, chains, links."""
    with reading(data) as view:
        found = check(view)
        named = commune(view)
    answer = compare(found, head) if head else None
    document = {
        "commune": named.name if named else None,
        "events": found.events,
        "accepted": found.accepted,
        "held": found.held,
        "erased": found.erased,
        "head": found.head,
        "ok": found.good and answer in (None, "prefix"),
        "bad": found.bad,
        "why": found.why,
        "compared": answer,
    }
    if not found.good:
        say(as_json, document, "")
        refuse(f"Sổ cái hỏng từ seq {found.bad}: {found.why}")
    verdict = f", {answer}" if answer else ""
    say(as_json, document, f"Sổ cái nguyên vẹn: {found.events} sự kiện, đầu {found.head}{verdict}")
    if answer not in (None, "prefix"):
        refuse(f"{head}: {answer}")
