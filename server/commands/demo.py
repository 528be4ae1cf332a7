"""`demo`: an empty data folder becomes the demonstration commune."""

from pathlib import Path

import click
import msgspec

from server.actions.demo import Demo, fill
from server.app import now
from server.commands.common import options, say, writing
from server.documents.catalogue_file import shipped
from server.documents.form_files import shipped_forms
from server.settings import Settings


@click.command()
@options
def demo(data: Path | None, as_json: bool) -> None:
    """Fill an empty data folder with the demonstration commune."""
    settings = Settings.read(data=data)
    made = writing(
        data, "Bảng việc (/office/)", lambda unit: fill(unit, now(), settings.url, shipped(), shipped_forms())
    )
    say(as_json, msgspec.to_builtins(made), told(made, settings.url))


def told(made: Demo, url: str) -> str:
    """Where to log in and which link to open on a phone, for the terminal."""
    accounts = [f"  {one.username:<10} {one.password}   ({one.role})" for one in made.accounts]
    invites = [f"  {one.name} ({one.role}): {one.url}" for one in made.invites]
    return "\n".join(
        [
            "Dữ liệu trình diễn, mọi tên người đều không có thật. / Demonstration data, nobody in it is real.",
            f"Văn phòng / office: {url}/office/",
            *accounts,
            "Mở trên điện thoại, mỗi đường dẫn dùng một lần trong 24 giờ / open on a phone, once, within 24 hours:",
            *invites,
        ]
    )
