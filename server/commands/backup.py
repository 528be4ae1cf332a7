"""`backup` and `restore`: one file of a running system, and back from it with a new epoch."""

import secrets
import sqlite3
from pathlib import Path

import click

from server.app import now, open_folder, open_store
from server.backups import make, restore_into
from server.backups import restore as put_back
from server.commands.common import options, refuse, say
from server.domain.problems import Refusal
from server.settings import Settings
from server.store.port import Unavailable
from server.store.tiny import Locked, lock
from sync.ledger import to_base64url


@click.command()
@options
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(data: Path | None, as_json: bool, file: Path) -> None:
    """Write a verified backup, beside a running server or not."""
    settings = Settings.read(data=data)
    try:
        store = open_store(settings, read_only=True)
    except (Unavailable, OSError, sqlite3.Error):
        if settings.database_url:
            raise
        refuse("Thư mục dữ liệu chưa có gì. / The data folder is empty.")
    try:
        made, count = make(store, settings.data, file, now(), open_folder)
    except Refusal as refusal:
        refuse(f"{refusal.detail or refusal.problem.text} / {refusal.problem.text_en}")
    except OSError as error:
        refuse(f"Không ghi được bản sao lưu: {error} / The backup cannot be written.")
    finally:
        store.close()
    head = f"{made.seq}:{made.link}"
    document = {"file": str(file), "records": count, "head": head, "epoch": made.epoch, "at": made.at}
    say(as_json, document, f"Đã sao lưu và đọc lại {count} bản ghi, đầu sổ {head}: {file}")


@click.command()
@options
@click.option("--old", is_flag=True, help="Restore even a backup that is older than 30 days.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(data: Path | None, as_json: bool, old: bool, file: Path) -> None:
    """Put a backup in place of the data folder's store, under a new epoch. What was there is set aside.

    With a database it goes into an empty one, or beside other communes under a name that is not there yet.
    """
    settings = Settings.read(data=data)
    settings.data.mkdir(parents=True, exist_ok=True)
    epoch = to_base64url(secrets.token_bytes(12))
    try:
        if settings.database_url:
            head = restore_into(lambda _: open_store(settings), settings.data, file, now(), epoch, old=old)
        else:
            with lock(settings.data / "lock"):
                head = put_back(settings.data, file, now(), epoch, open_folder, old=old)
    except ValueError:
        refuse("Cơ sở dữ liệu đã có dữ liệu của xã. / The database holds this commune's data already.")
    except Locked:
        refuse("Hãy dừng máy chủ trước khi khôi phục. / Stop the server before a restore.")
    except Refusal as refusal:
        refuse(f"{refusal.problem.text} / {refusal.problem.text_en}")
    document = {"file": str(file), "head": head.ledger, "made": head.at, "epoch": epoch}
    say(as_json, document, f"Đã khôi phục bản sao lưu lúc {head.at}, đầu sổ {head.ledger}. Máy đi giao sẽ tự gửi lại.")
