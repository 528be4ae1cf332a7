"""Lists as they arrive, made for tests: people of nobody, in the shapes of insurance office and one-stop system."""

import html
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import xlsxwriter

from server.domain.tables import Cell, Day, Row, Sheet, Table

CARD_HEADER = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Mã số BHXH", "Số thẻ BHYT", "Từ ngày", "Đến ngày", "Địa chỉ",
)  # fmt: skip
DOSSIER_HEADER = (
    "STT", "Số hồ sơ", "Thủ tục", "Lĩnh vực", "Trạng thái", "Chủ hồ sơ", "Địa chỉ", "SĐT", "Ngày tiếp nhận",
    "Ngày hẹn trả", "Nơi nhận kết quả",
)  # fmt: skip
_GIVEN = ("Mẫu", "Thử", "Giả", "Ví", "Dụ", "Nháp")
STATES = ("Đang xử lý", "Yêu cầu bổ sung", "Đã trả kết quả")


def card_row(n: int, name: str = "", hamlet: str = "Ấp Một, xã Thử") -> Row:
    """The card of nobody number n."""
    name = name or f"Danh Thị {_GIVEN[n % len(_GIVEN)]}"
    code = f"{300_000_000 + n:010}"
    return (n, name, f"{1 + n % 28:02}/0{1 + n % 9}/19{40 + n % 50}", "Nữ", code, f"HN393{code}",
            "01/01/2026", "31/12/2026", hamlet)  # fmt: skip


def dossier_row(n: int, state: str = "", where: str = "Tại Bộ phận một cửa", name: str = "") -> Row:
    """The dossier of nobody number n."""
    name = name or f"Lâm Văn {_GIVEN[n % len(_GIVEN)]}"
    return (n, f"000.31.42.H30-2010{1 + n % 28:02}-{n:04}", "Cấp bản sao trích lục hộ tịch (2.000635)", "Hộ tịch",
            state or STATES[n % 3], name, "Ấp Một, xã Thử, huyện Mẫu", f"0912{n:06}",
            f"{1 + n % 28:02}/10/2020 08:30", f"{1 + n % 28:02}/10/2020 17:00", where)  # fmt: skip


def home_row(n: int) -> Row:
    """A dossier with a result to take home."""
    return dossier_row(n, "Đã có kết quả", "Tại nhà")


def table(*rows: Iterable[Cell], name: str = "DS") -> Table:
    """One sheet."""
    return Table((Sheet(name, tuple(tuple(row) for row in rows)),))


def cards(count: int) -> Table:
    """A list of so many cards."""
    return table(("DANH SÁCH CẤP THẺ",), CARD_HEADER, *(card_row(n) for n in range(1, count + 1)))


def dossiers(count: int, home: int = 0) -> Table:
    """A list of so many dossiers, the first ones with a result to take home."""
    rows = (home_row(n) if n <= home else dossier_row(n) for n in range(1, count + 1))
    return table(("DANH SÁCH HỒ SƠ",), DOSSIER_HEADER, *rows)


def as_html(rows: Sequence[Sequence[Cell]], encoding: str = "utf-8") -> bytes:
    """What one-stop systems call .xls."""
    width = max(map(len, rows))
    lines = []
    for row in rows:
        tag = f' colspan="{width}"' if len(row) == 1 else ""
        cells = "".join(f"<td{tag}>{html.escape(_text(cell))}</td>" for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    page = f"<html><head><meta charset='{encoding}'></head><body><table border=1>{''.join(lines)}</table></body></html>"
    return page.encode(encoding)


def as_csv(rows: Sequence[Sequence[Cell]], encoding: str = "utf-8-sig", delimiter: str = ";") -> bytes:
    """As Excel with Vietnamese settings saves it."""
    return "\r\n".join(delimiter.join(f'"{_text(cell)}"' for cell in row) for row in rows).encode(encoding)


def as_xlsx(*sheets: Sequence[Sequence[Cell]], hidden: Sequence[int] = (), merged: Sequence[str] = ()) -> bytes:
    """A true workbook; `merged` are ranges of its first sheet that are joined."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for place, rows in enumerate(sheets):
            sheet = book.add_worksheet()
            for i, row in enumerate(rows):
                for j, cell in enumerate(row):
                    if isinstance(cell, Day):
                        sheet.write_datetime(i, j, datetime.fromisoformat(cell.date), moment)
                    elif cell is not None:
                        sheet.write(i, j, cell)
            for joined in merged if place == 0 else ():
                sheet.merge_range(joined, None)
            if place in hidden:
                sheet.hide()
    return out.getvalue()


def serial(text: str) -> float:
    """Excel's number of a moment `dd/mm/yyyy HH:MM` or a day."""
    day, _, clock = text.partition(" ")
    whole = (date(*map(int, reversed(day.split("/")))) - date(1899, 12, 30)).days
    hours, minutes = map(int, clock.split(":")) if clock else (0, 0)
    return whole + (60 * hours + minutes) / 1440


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
