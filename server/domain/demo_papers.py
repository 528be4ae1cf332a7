"""The papers of the demonstration: health-card lists as an insurance office sends them, and results of dossiers."""

from datetime import date

from msgspec import Struct

from server.domain.conditions import Condition
from server.domain.dates import shown_date
from server.domain.demo_names import Inventor
from server.domain.items import Class, Item, What
from server.domain.tables import Cell, Day, Row, Sheet, Table

HEADER: Row = (
    "STT",
    "Họ và tên",
    "Tên thường gọi",
    "Ngày sinh",
    "Giới tính",
    "Mã số BHXH",
    "Số thẻ BHYT",
    "Từ ngày",
    "Đến ngày",
    "Địa chỉ",
    "Số điện thoại",
    "Ghi chú",
)
GROUPS = ("HN3", "CN3", "BT2", "CC1", "KC2", "HT3")
"""The card's first letters: poor and near-poor households, social protection, people with merit, pensioners."""
RESULT_CHECKS = (
    "Đúng người: xem giấy tờ, hoặc hỏi họ tên và năm sinh",
    "Đọc tên giấy tờ cho người nhận nghe trước khi giao",
)


class PlannedResult(Struct, frozen=True):
    """A dossier's result: for whose hamlet, what it is, its delivery class and recorded condition."""

    hamlet: str
    title: str
    class_: Class = "D0"
    condition: Condition | None = None


class Papers:
    """Makes papers one after another, each with a number of its own, counted on from `after`."""

    def __init__(self, inventor: Inventor, after: int = 0) -> None:
        self.inventor = inventor
        self._count = after

    def card_list(self, hamlets: list[str], first: date, last: date) -> Table:
        """A list of one card for each of `hamlets` (one may stand there many times), valid from `first` to `last`."""
        rows = [self._row(i, hamlet, first, last) for i, hamlet in enumerate(hamlets, 1)]
        titles: list[Row] = [("DANH SÁCH CẤP THẺ BẢO HIỂM Y TẾ",), ("(Dữ liệu trình diễn)",), ()]
        return Table((Sheet("DS", (*titles, HEADER, *rows, (f"Tổng cộng: {len(rows)} thẻ",))),))

    def _row(self, place: int, hamlet: str, first: date, last: date) -> Row:
        who = self.inventor.citizen(hamlet)
        self._count += 1
        code = f"99{self._count:08}"
        number = f"{self.inventor.random.choice(GROUPS)}00{code}" if first.year < 2021 else f"000199{self._count:06}"
        birth: Cell = Day(who.birth) if len(who.birth) > 7 and place % 2 else shown_date(who.birth)
        return (
            place,
            who.name,
            who.nickname or None,
            birth,
            "Nam" if who.sex == "male" else "Nữ",
            code,
            number,
            Day(first.isoformat()),
            shown_date(last.isoformat()),
            f"{hamlet}, xã Hòa Mẫu",
            who.phone or None,
            who.way or None,
        )

    def result(self, id_: str, planned: PlannedResult, hamlet: str, arrived: str, due: str, batch: str) -> Item:
        """A dossier's result at the desk; `hamlet` is the id."""
        who = self.inventor.citizen(planned.hamlet)
        self._count += 1
        return Item(
            id=id_,
            name=who.name,
            birth=who.birth,
            sex=who.sex,
            hamlet=hamlet,
            hamlet_text=f"{planned.hamlet}, xã Hòa Mẫu",
            way=who.way,
            nickname=who.nickname,
            phone=who.phone,
            what=What("result", planned.title),
            dossier_code=f"000.00.00.H00-{arrived[2:].replace('-', '')}-{self._count:04}",
            delivery_class=planned.class_,
            condition=planned.condition,
            checks=RESULT_CHECKS,
            arrived=arrived,
            due=due,
            batch=batch,
        )
