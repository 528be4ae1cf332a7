"""`python -m server …`: every command on one screen."""

from typing import Any

import click

from server import __version__
from server.commands.backup import backup, restore
from server.commands.common import refuse
from server.commands.data import export, verify
from server.commands.demo import demo
from server.commands.forms import forms
from server.commands.lists import import_
from server.commands.people import device, user
from server.commands.report import report
from server.commands.serve import serve
from server.commands.setup import setup
from server.domain.problems import PROBLEMS
from server.store.port import NewerData, Unavailable
from server.store.postgres import WhichCommune
from server.store.postgres_connection import NotDurable


class Program(click.Group):
    """All commands. What each meets first, data that only a newer version reads, is refused here."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except NewerData as error:
            problem = PROBLEMS["newer_data"]
            refuse(f"{problem.text} ({error}) / {problem.text_en}")
        except NotDurable as error:
            refuse(f"PostgreSQL đang tắt {error}, có thể quên điều đã nhận. / PostgreSQL has {error} off: turn it on.")
        except WhichCommune as error:
            refuse(f"Hãy đặt TANNHA_COMMUNE: {error} / Say which commune of the database with TANNHA_COMMUNE.")
        except Unavailable as error:
            refuse(f"Chưa dùng được nơi giữ dữ liệu: {error} / The store cannot be used now.")


@click.group(cls=Program)
@click.version_option(__version__, prog_name="tan-nha")
def main() -> None:
    """Tận Nhà: public services brought to the door."""


for command in (serve, demo, user, device, forms, import_, export, report, verify, backup, restore, setup):
    main.add_command(command)

if __name__ == "__main__":
    main()
