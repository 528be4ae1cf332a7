"""`report`: the report of a period, read from a snapshot, beside a running server or not."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from server.actions.report_blank import report_of_period
from server.actions.report_figures import figures
from server.actions.report_views import document
from server.app import now
from server.commands.common import options, reading
from server.documents.official_document import official
from server.domain.document_json import to_plain
from server.domain.official_documents import OfficialDocument
from server.domain.report_figures import Figures
from server.domain.report_period import period
from server.domain.reports import Report

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@options
@click.option("--from", "first", type=_DAY, required=True, help="The first day, yyyy-mm-dd.")
@click.option("--to", "last", type=_DAY, required=True, help="The last day, yyyy-mm-dd.")
@click.option("--format", "format_", type=click.Choice(["docx", "json"]), default="docx", show_default=True)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path))
def report(
    data: Path | None, as_json: bool, first: datetime, last: datetime, format_: str, output: Path | None
) -> None:
    """The report of a period, to stdout or a file; of one that is kept, with what was written into it."""
    asked, at = period(first.date(), last.date()), now()
    with reading(data) as view:
        found = report_of_period(view, asked, at)
        made, counted = document(view, found, at), figures(view, asked, at)
    content = official(made)
    if as_json or format_ == "json":
        content = (json.dumps(as_document(found, made, counted), ensure_ascii=False, indent=1) + "\n").encode()
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        output.write_bytes(content)


def as_document(found: Report, made: OfficialDocument, counted: Figures) -> dict[str, Any]:
    """As other programs read it: each figure with its rows' keys, the self-check, and the paper itself.

    The figures of a published report are those of its day.
    """
    frozen = found.snapshot.figures if found.snapshot else {}
    figures_ = {}
    for one in counted.all:
        then = frozen.get(one.code)
        rows = list(then.rows) if then else [row.key for row in one.rows]
        figures_[one.code] = {"count": len(rows), "amount": then.amount if then else one.amount, "rows": rows}
    return {
        "from": counted.period.first.isoformat(),
        "to": counted.period.last.isoformat(),
        "state": found.state,
        "version": found.version,
        "figures": figures_,
        "identity": {**counted.identity._asdict(), "holds": counted.identity.holds, "words": counted.identity.words},
        "document": to_plain(made),
    }
