"""Files that were read and wait for their import: kept for a day, with what somebody said of them."""

from collections.abc import Mapping
from datetime import timedelta

from msgspec import structs

from server.actions.desk import Act
from server.domain.batches import Batch
from server.domain.font_tables import converted, table_font
from server.domain.imports import Upload
from server.domain.lists import ListKind, kinds_of
from server.domain.problems import Refusal
from server.domain.tables import Table
from server.domain.times import stamp
from server.store.port import Unit, View

UPLOAD_LASTS = timedelta(days=1)


def keep_upload(unit: Unit, act: Act, name: str, table: Table) -> Upload:
    """Keep a read file until its preview is confirmed, at most a day, or until what reads from it is through."""
    oldest = stamp(act.now - UPLOAD_LASTS)
    reading = {batch.upload for batch in unit.find(Batch, "moving", "")}
    for old in unit.find(Upload, "all", ""):
        if old.created_at < oldest and old.id not in reading:
            unit.remove(Upload, old.id)
    upload = Upload(
        id=act.event_id, by=act.by.id, name=name[-120:], created_at=act.at, table=table, font=table_font(table)
    )
    unit.put(upload)
    return upload


def found_upload(view: View, upload_id: str) -> Upload:
    """A kept file. Refuses not_found when it was kept too long."""
    upload = view.get(Upload, upload_id)
    if upload is None:
        raise Refusal("not_found", "file", "Bản xem trước đã hết hạn. Hãy chọn lại tệp.")
    return upload


def say_font(unit: Unit, upload_id: str, convert: bool) -> Upload:
    """The answer to whether a list in a legacy font is turned into Unicode. It may be given again."""
    upload = structs.replace(found_upload(unit, upload_id), convert=convert)
    unit.put(upload)
    return upload


def say_kind(unit: Unit, upload_id: str, kind: ListKind) -> Upload:
    """What kind of list it is, where its columns do not tell. What was said of columns is forgotten."""
    upload = structs.replace(found_upload(unit, upload_id), list=kind, choices={})
    unit.put(upload)
    return upload


def say_columns(unit: Unit, upload_id: str, kind: ListKind, choices: Mapping[str, str]) -> Upload:
    """What columns mean, by their keys, in a list of that kind."""
    upload = structs.replace(found_upload(unit, upload_id), list=kind, choices=dict(choices))
    unit.put(upload)
    return upload


def asks_font(upload: Upload) -> bool:
    """Whether it has to be asked about its font before anything else."""
    return upload.font is not None and upload.convert is None


def shown_table(upload: Upload) -> Table:
    """Its cells as they are to be read: in Unicode, if that was wished."""
    return converted(upload.table, upload.font) if upload.font and upload.convert else upload.table


def kind_of(upload: Upload) -> ListKind | None:
    """What kind of list it is: as said, or as its columns tell; None if it has to be asked."""
    if upload.list is not None:
        return upload.list
    kinds = kinds_of(shown_table(upload), upload.choices)
    return kinds[0] if len(kinds) == 1 else None
