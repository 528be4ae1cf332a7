"""The rows that an import refuses, as they stand in the file, each with its reason: to correct and import again."""

from collections.abc import Iterator
from typing import Any

from server.actions.uploads import shown_table
from server.domain.cells import cell_text
from server.domain.imports import Upload
from server.domain.lists import ReadList, headers
from server.domain.row_problems import RowProblem
from server.http.office.page import Say


def refused_rows(upload: Upload, listed: ReadList, say: Say, language: str) -> Iterator[dict[str, Any]]:
    """Heading → text of each refused row, in the columns of its own sheet."""
    found = {sheet.name: (sheet, header) for sheet, header in headers(shown_table(upload), listed.kind, upload.choices)}
    for row in listed.rows:
        if row.problem is None:
            continue
        sheet, header = found[row.sheet]
        cells = sheet.rows[row.row - 1]
        texts = {
            column.shown: cell_text(cells[column.index]) if column.index < len(cells) else ""
            for column in header.columns
        }
        yield {**texts, **reason(row.problem, say, language)}


def reason(problem: RowProblem, say: Say, language: str) -> dict[str, str]:
    """Where and why, in the screen's language."""
    words = problem.problem_en if language == "en" else problem.problem
    return {
        say("office.preview.row"): str(problem.row),
        say("office.preview.why"): f"{problem.column}: {words}".strip(": "),
    }
