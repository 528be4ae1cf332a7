"""`export`, `verify`: what comes out of a data folder."""

import sys
from pathlib import Path

import click

from server.actions.export import EXPORTS
from server.actions.setup import commune
from server.actions.verify import check, compare
from server.commands.common import options, reading, refuse, say
from server.documents.rows import FORMATS


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


def _said(done: int, total: int) -> None:
    click.echo(f"{done}/{total}", err=True)


@click.command()
@options
@click.option("--head", help="An earlier head, SEQ:LINK, as prints carry it.")
@click.option("--progress", is_flag=True, help="Say on stderr how far it is, DONE/TOTAL.")
def verify(data: Path | None, as_json: bool, head: str | None, progress: bool) -> None:
    """Check the ledger: hashes, signatures, chains, links."""
    with reading(data) as view:
        found = check(view, _said if progress else lambda done, total: None)
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
