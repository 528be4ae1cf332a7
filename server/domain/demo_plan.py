"""The demonstration's 48 days, 26/8-13/10/2020 (domain §1.9): what arrived when, who carried it, what desks wrote."""

from datetime import date

from msgspec import Struct

from server.domain.entries import ProcedureName

LAUNCH = date(2020, 8, 26)
LAST_DAY = date(2020, 10, 13)


class PlannedRound(Struct, frozen=True):
    """A bag: `carrier` is a hamlet whose head carries it, or a union; `out` the days on which it is carried."""

    carrier: str
    hamlet: str
    count: int
    out: tuple[date, ...]


class PlannedBatch(Struct, frozen=True):
    """What arrived on one day: health cards from the insurance office, or results of dossiers."""

    arrived: date
    cards: bool
    rounds: tuple[PlannedRound, ...]


def _cards(arrived: date, out: tuple[date, ...], **counts: int) -> PlannedBatch:
    names = {"ap_1": "Ấp 1", "ap_2": "Ấp 2", "my_phu": "Ấp Mỹ Phú", "my_thanh": "Ấp Mỹ Thành"}
    names |= {"thu_dong": "Ấp Thử Đông", "vi_du": "Ấp Ví Dụ"}
    rounds = (PlannedRound(names[key], names[key], count, out) for key, count in counts.items())
    return PlannedBatch(arrived, True, tuple(rounds))


def _results(arrived: date, union: str, hamlet: str, count: int, *out: date) -> PlannedBatch:
    return PlannedBatch(arrived, False, (PlannedRound(union, hamlet, count, out),))


BATCHES = (
    _cards(date(2020, 8, 31), (date(2020, 9, 1), date(2020, 9, 3)), ap_1=7, my_phu=9, thu_dong=8),
    _results(date(2020, 9, 9), "Hội Phụ nữ", "Ấp Mỹ Thành", 2, date(2020, 9, 10), date(2020, 9, 11)),
    _cards(date(2020, 9, 14), (date(2020, 9, 15), date(2020, 9, 16)), ap_2=8, my_thanh=6, vi_du=6),
    _results(date(2020, 9, 23), "Đoàn Thanh niên", "Ấp Ví Dụ", 3, date(2020, 9, 24), date(2020, 9, 25)),
    _cards(date(2020, 10, 5), (date(2020, 10, 6), date(2020, 10, 7)), ap_1=5, my_phu=5, my_thanh=4),
    _results(date(2020, 10, 7), "Hội Nông dân", "Ấp 2", 2, date(2020, 10, 8), date(2020, 10, 9)),
)
"""58 cards and 7 results."""

RESULT_TITLES = (
    "Quyết định trợ cấp xã hội hằng tháng",
    "Giấy xác nhận mức độ khuyết tật",
    "Quyết định trợ cấp xã hội hằng tháng",
    "Bản sao trích lục khai sinh",
    "Quyết định hưởng trợ cấp ưu đãi người có công",
    "Giấy xác nhận tình trạng hôn nhân",
    "Quyết định trợ cấp xã hội hằng tháng",
)

DESK_DAYS = {
    date(2020, 8, 28): (11, 8),
    date(2020, 9, 4): (14, 11),
    date(2020, 9, 11): (16, 13),
    date(2020, 9, 18): (17, 13),
    date(2020, 9, 25): (16, 12),
    date(2020, 10, 2): (17, 14),
    date(2020, 10, 9): (16, 13),
}
"""Service day (Fridays) → (forms written at the desk, dossiers settled the same day): 107 and 84 in all."""

SAME_DAY = (
    ProcedureName("2.000815", "Chứng thực bản sao từ bản chính"),
    ProcedureName("2.000884", "Chứng thực chữ ký"),
    ProcedureName("2.000635", "Cấp bản sao trích lục hộ tịch"),
    ProcedureName("1.001193", "Đăng ký khai sinh"),
    ProcedureName("1.000656", "Đăng ký khai tử"),
    ProcedureName("2.000908", "Cấp bản sao từ sổ gốc"),
)
WRITTEN = (
    *SAME_DAY[2:5],
    ProcedureName("1.004873", "Cấp giấy xác nhận tình trạng hôn nhân"),
    ProcedureName("1.001776", "Trợ cấp xã hội hằng tháng"),
    ProcedureName("1.001699", "Xác định mức độ khuyết tật"),
    ProcedureName("1.002759", "Cấp lại, đổi thẻ bảo hiểm y tế"),
    ProcedureName("1.004859", "Thay đổi, cải chính, bổ sung thông tin hộ tịch"),
)
