"""`forms check`: the mistakes of form files, said to the person who writes them."""

import sys
from pathlib import Path

import click

from server.commands.common import say
from server.documents.form_files import form_paths
from server.domain.form_lint import lint


@click.group()
def forms() -> None:
    """The forms of the writing desk (web/forms)."""


@forms.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Check form files, all that the program brings along if none is named. Exit 1 if anything is wrong."""
    found = {path.name: lint(path.read_bytes(), path.stem) for path in files or form_paths()}
    wrong = {name: mistakes for name, mistakes in found.items() if mistakes}
    lines = [f"{name}: {mistake}" for name, mistakes in wrong.items() for mistake in mistakes]
    told = "\n".join(lines) or f"{len(found)} mẫu, không có lỗi. / {len(found)} forms, no mistake."
    say(as_json, {"forms": len(found), "mistakes": wrong}, told)
    if wrong:
        sys.exit(1)
