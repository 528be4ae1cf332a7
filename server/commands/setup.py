"""`setup export` and `setup import`: a commune's set-up as a file for the next one (R06)."""

from pathlib import Path

import click

from server.actions.set_up_files import bring_in, take_out
from server.app import now
from server.commands.common import options, reading, refuse, say, terminal, writing
from server.documents.form_files import FORMS, all_forms, own_form_files
from server.documents.set_up_file import read_set_up, write_set_up
from server.domain.problems import Refusal
from server.domain.times import stamp
from server.settings import Settings


@click.group()
def setup() -> None:
    """The set-up as a file for the next commune: no person and no citizen is in it."""


@setup.command("export")
@options
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(data: Path | None, as_json: bool, file: Path) -> None:
    """Write this commune's set-up."""
    with reading(data) as view:
        try:
            made = take_out(view, own_form_files(Settings.read(data=data).data / FORMS))
        except Refusal:
            refuse("Chưa có xã nào ở đây. / There is no commune here yet.")
    file.write_bytes(write_set_up(made, stamp(now())))
    say(as_json, {"file": str(file), **made.counts}, f"Đã ghi tệp thiết lập: {file}")


@setup.command("import")
@options
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(data: Path | None, as_json: bool, file: Path) -> None:
    """Bring another commune's set-up into this one, after its first set-up."""
    folder = Settings.read(data=data).data / FORMS
    try:
        set_up = read_set_up(file.read_bytes())
    except Refusal as refusal:
        refuse(f"{refusal.detail or refusal.problem.text} / {refusal.problem.text_en}")
    brought = writing(
        data,
        "Tệp thiết lập (/office/admin/set-up)",
        lambda unit: bring_in(unit, terminal(unit), set_up, all_forms(folder).forms),
    )
    for form in set_up.forms:
        if not (folder / form.name).exists():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / form.name).write_text(form.text, "utf-8")
    say(as_json, {"file": str(file), "changed": brought, **set_up.counts}, f"Đã nhận {brought} mục từ {file}")
