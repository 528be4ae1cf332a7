"""A commune's set-up as one JSON file (R06): written for the next commune, read with everything checked."""

import msgspec
from msgspec import Struct

from server.documents.form_files import MAX_FILE, is_form_file
from server.domain.form_lint import lint
from server.domain.problems import Refusal
from server.domain.set_up_files import SetUp
from sync.messages import APP

FORMAT = 1
MOST_BYTES = 5 * 1024 * 1024
MOST_RECORDS = 5000
"""Of one kind in a file: far beyond any commune's, and nothing that a store would feel."""


class _File(Struct, frozen=True):
    app: str
    set_up: int
    made_at: str
    contents: SetUp


def write_set_up(set_up: SetUp, made_at: str) -> bytes:
    """The file; `made_at` in UTC."""
    return msgspec.json.format(msgspec.json.encode(_File(APP, FORMAT, made_at, set_up)), indent=1) + b"\n"


def read_set_up(data: bytes) -> SetUp:
    """The set-up of a file. Refuses bad_file, with what is wrong in the detail."""
    if len(data) > MOST_BYTES:
        raise Refusal("bad_file", "file", "Tệp thiết lập quá lớn.")
    try:
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal("bad_file", "file", f"Đây không phải tệp thiết lập của Tận Nhà: {error}") from error
    if (file.app, file.set_up) != (APP, FORMAT):
        raise Refusal("bad_file", "file", "Đây không phải tệp thiết lập của Tận Nhà, hoặc của phiên bản mới hơn.")
    if max(file.contents.counts.values()) > MOST_RECORDS:
        raise Refusal("bad_file", "file", "Tệp thiết lập quá lớn.")
    for form in file.contents.forms:
        content = form.text.encode("utf-8", "replace")
        mistakes = lint(content, form.name.removesuffix(".json")) if is_form_file(form.name) else ["tên tệp"]
        if mistakes or len(content) > MAX_FILE:
            raise Refusal("bad_file", "file", f"Mẫu {form.name} chưa đúng: {mistakes[0] if mistakes else 'quá lớn'}")
    return file.contents
