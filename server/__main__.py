"""`python -m server …`: every command on one screen."""

import click

from server import __version__
from server.commands.backup import backup, restore
from server.commands.data import export, verify
from server.commands.demo import demo
from server.commands.forms import forms
from server.commands.lists import import_
from server.commands.people import device, user
from server.commands.report import report
from server.commands.serve import serve
from server.commands.setup import setup


@click.group()
@click.version_option(__version__, prog_name="tan-nha")
def main() -> None:
    """Tận Nhà: public services brought to the door."""


for command in (serve, demo, user, device, forms, import_, export, report, verify, backup, restore, setup):
    main.add_command(command)

if __name__ == "__main__":
    main()
