"""Why a file is no form at all, said to the person who writes it: where it breaks off, or what which part lacks."""

import json
import re
from codecs import BOM_UTF8
from difflib import get_close_matches
from typing import Any

import msgspec

from server.domain.forms import FIELD_TYPES

PARTS = {
    "steps": "bước",
    "fields": "trường",
    "columns": "cột",
    "options": "lựa chọn",
    "pass": "ví dụ đúng",
    "fail": "ví dụ sai",
    "procedures": "thủ tục",
}
"""The lists of a form file, as what each of their members is."""
SHAPES = {
    "str": "chữ trong ngoặc kép",
    "int": "số nguyên",
    "float": "số",
    "bool": "true hoặc false",
    "array": "danh sách […]",
    "object": "nhóm mục {…}",
    "null": "null",
}
_PLACE = re.compile(r"([A-Za-z_$]+)|\[(\d+)\]")


def why_unread(data: bytes, error: msgspec.MsgspecError) -> str:
    """One sentence for the first thing that stops the reading; the library's own words where none is known here."""
    if not isinstance(error, msgspec.ValidationError):
        return _broken(data, str(error))
    said, _, path = str(error).partition(" - at `$")
    steps = _steps(path.rstrip("`"))
    known = f"; các loại: {', '.join(FIELD_TYPES)}" if _is_type(said, steps) else ""
    return _explained(said, steps) + _where(data, steps) + known


def _broken(data: bytes, words: str) -> str:
    """Where the text stops being JSON, counted as an editor counts."""
    if data.startswith(BOM_UTF8):
        return "tệp bắt đầu bằng dấu BOM; hãy lưu lại với bảng mã UTF-8 không BOM"
    try:
        json.loads(data.decode("utf-8"))
    except json.JSONDecodeError as error:
        line = error.doc.splitlines()[error.lineno - 1].strip()[:60] if error.doc.strip() else ""
        seen = f": {line}" if line else ""
        hint = "tệp hết giữa chừng" if "truncated" in words else "thường là thừa hay thiếu dấu phẩy, ngoặc"
        return f"không đúng cú pháp JSON ở dòng {error.lineno}, cột {error.colno} ({hint}){seen}"
    except UnicodeDecodeError as error:
        return f"tệp không phải chữ UTF-8 (byte {error.start}); hãy lưu lại với bảng mã UTF-8"
    except RecursionError:
        pass
    return f"không đúng cú pháp JSON: {words}"


def _steps(path: str) -> list[str | int]:
    return [int(number) if number else name for name, number in _PLACE.findall(path)]


def _explained(said: str, steps: list[str | int]) -> str:
    quoted = re.findall(r"[`']([^`']*)[`']", said)
    if said.startswith("Object missing") and quoted:
        return f"thiếu mục “{quoted[0]}”"
    if said.startswith("Object contains unknown") and quoted:
        return f"mục “{quoted[0]}” không có trong mẫu, có thể gõ sai tên"
    if _is_type(said, steps) and quoted:
        near = get_close_matches(quoted[0], FIELD_TYPES, 1)
        return f"không có loại trường “{quoted[0]}”" + (f" (có phải “{near[0]}”?)" if near else "")
    if said.startswith("Invalid enum") and quoted:
        return f"giá trị “{quoted[0]}” không dùng được"
    if said.startswith("Expected") and len(quoted) == 2:  # what is wanted and what is there
        wanted = " hoặc ".join(SHAPES.get(one, one) for one in quoted[0].split(" | ") if one != "null")
        return f"cần {wanted}, lại gặp {SHAPES.get(quoted[1], quoted[1])}"
    return said


def _is_type(said: str, steps: list[str | int]) -> bool:
    return said.startswith("Invalid enum") and steps[-1:] == ["type"]


def _where(data: bytes, steps: list[str | int]) -> str:
    """` ở bước 1, trường 2 (“who”), mục “type”`; nothing at the top."""
    try:
        node: Any = msgspec.json.decode(data)
    except msgspec.DecodeError:
        node = None
    words: list[str] = []
    for place, step in enumerate(steps):
        node = _inner(node, step)
        if isinstance(step, int):
            name = node.get("name") if isinstance(node, dict) else None
            what = PARTS.get(str(steps[place - 1]), "phần") if place else "phần"
            words.append(f"{what} {step + 1}" + (f" (“{name}”)" if isinstance(name, str) and name else ""))
        elif step not in PARTS or place == len(steps) - 1:
            words.append(f"mục “{step}”")
    return f" ở {', '.join(words)}" if words else ""


def _inner(node: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return node[step] if isinstance(node, list) and step < len(node) else None
    return node.get(step) if isinstance(node, dict) else None
