"""What every command shares: the data folder, the JSON switch, and how a refusal is said."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from server.actions.desk import Act, new_id
from server.app import now, open_store
from server.domain.people import Person
from server.domain.problems import Refusal
from server.settings import Settings
from server.store.port import Store, Unavailable, Unit, View
from server.store.tiny import Locked

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


def options(command: F) -> F:
    """`--data DIR` and `--json`, on every command."""
    command = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(command)
    return click.option("--data", type=click.Path(path_type=Path), help="The data folder.")(command)


def refuse(reason: str) -> NoReturn:
    """Say why on stderr and leave with 1."""
    click.echo(reason, err=True)
    sys.exit(1)


def say(as_json: bool, document: Any, text: str) -> None:
    """One JSON document, or the text for a person."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=1) if as_json else text)


@contextmanager
def reading(data: Path | None) -> Iterator[View]:
    """A snapshot, beside a running server or not."""
    settings = Settings.read(data=data)
    try:
        store = open_store(settings, read_only=True)
    except (Unavailable, OSError):
        if settings.database_url:
            raise
        refuse("Thư mục dữ liệu chưa có gì. / The data folder is empty.")
    except Exception as error:
        if type(error).__module__ != "sqlite3":
            raise
        refuse("Thư mục dữ liệu chưa có gì. / The data folder is empty.")
    try:
        with store.read() as view:
            yield view
    finally:
        store.close()


def writing(data: Path | None, screen: str, action: Callable[[Unit], T]) -> T:
    """Run an action on the data folder. Beside a running server: refused, with the name of the office screen."""
    with opened(data, screen) as store:
        return store.submit(action).result()


@contextmanager
def opened(data: Path | None, screen: str) -> Iterator[Store]:
    """The store of the data folder, for what takes several transactions; refused as `writing` is."""
    try:
        store = open_store(Settings.read(data=data))
    except Locked:
        refuse(f"Máy chủ đang chạy trên thư mục này; hãy làm ở màn hình {screen}. / A server is running: use {screen}.")
    try:
        yield store
    except Refusal as refusal:
        refuse(f"{refusal.detail or refusal.problem.text} / {refusal.problem.text_en}")
    finally:
        store.close()


def terminal(unit: View) -> Act:
    """Who acts from a terminal: the administrator of the machine, in the name of the first one of the office."""
    admins = [person for person in unit.find(Person, "role", "admin") if person.active]
    by = admins[0] if admins else Person(id="terminal", name="terminal", role="admin")
    return Act(by, now(), new_id())
