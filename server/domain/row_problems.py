"""What can be wrong with a row of an imported list: one table of codes and texts, refusals and warnings apart."""

from msgspec import Struct

REFUSALS: dict[str, tuple[str, str]] = {
    "no_name": ("Thiếu họ và tên.", "No name."),
    "no_number": ("Thiếu số thẻ bảo hiểm y tế.", "No card number."),
    "bad_number": (
        "Số thẻ “{value}” không đúng dạng (15 ký tự như HN3930123456789, hoặc 10 hay 12 chữ số).",
        "“{value}” is no card number (15 characters like HN3930123456789, or 10 or 12 digits).",
    ),
    "no_valid_from": ("Thiếu ngày bắt đầu của thẻ.", "No first day of validity."),
    "bad_valid_from": (
        "Ngày bắt đầu “{value}” không đủ ngày, tháng, năm hoặc không có thật.",
        "The first day “{value}” is not a whole, real date.",
    ),
    "bad_valid_to": (
        "Ngày hết hạn “{value}” không đủ ngày, tháng, năm hoặc không có thật.",
        "The last day “{value}” is not a whole, real date.",
    ),
    "ends_before_start": (
        "Ngày hết hạn {value} trước ngày bắt đầu {other}.",
        "The last day {value} lies before the first, {other}.",
    ),
    "twice_in_file": ("Đã có ở dòng {value}.", "The same stands in row {value}."),
    "no_code": ("Thiếu mã hồ sơ.", "No dossier code."),
    "no_procedure": ("Thiếu tên thủ tục.", "No procedure."),
    "no_received": (
        "Ngày tiếp nhận “{value}” không đọc được, mã hồ sơ cũng không cho biết ngày.",
        "The day of receipt “{value}” cannot be read, and the code does not carry it.",
    ),
}
WARNINGS: dict[str, tuple[str, str]] = {
    "unknown_hamlet": (
        "Không nhận ra ấp trong “{value}”.",
        "No known hamlet in “{value}”.",
    ),
    "no_hamlet": ("Không có địa chỉ hoặc ấp.", "No address and no hamlet."),
    "bad_birth": ("Ngày sinh “{value}” không đọc được.", "The birth date “{value}” cannot be read."),
    "only_year": (
        "Ngày sinh “{value}” không có thật, chỉ giữ năm {other}.",
        "The birth date “{value}” does not exist; only the year {other} is kept.",
    ),
    "born_after": ("Ngày sinh {value} sau ngày thẻ có hiệu lực.", "Born {value}, after the card begins."),
    "zeros_back": (
        "Số “{value}” mất số 0 ở đầu, đã thêm lại: {other}.",
        "“{value}” had lost its leading zeros, put back: {other}.",
    ),
    "bad_code": ("Số “{value}” không đủ chữ số, không lưu.", "“{value}” has not its digits; not kept."),
    "code_differs": (
        "Mã số BHXH {value} khác mười số cuối của thẻ.",
        "The insurance code {value} is not the card's last ten digits.",
    ),
    "bad_sex": ("Giới tính “{value}” không đọc được.", "The sex “{value}” cannot be read."),
    "bad_phone": (
        "Số điện thoại “{value}” không đúng, không lưu.",
        "The phone number “{value}” is not one; not kept.",
    ),
    "odd_code": (
        "Mã hồ sơ “{value}” không giống dạng thường gặp, giữ nguyên.",
        "The code “{value}” has not the usual form; kept as written.",
    ),
    "unknown_procedure": (
        "Thủ tục “{value}” chưa có trong danh mục của xã.",
        "The procedure “{value}” is not in the commune's catalogue.",
    ),
    "odd_state": ("Trạng thái “{value}” chưa hiểu, không dùng.", "The state “{value}” is not understood; not used."),
    "odd_channel_in": ("Cách nộp “{value}” chưa hiểu, không dùng.", "The channel “{value}” is not understood."),
    "odd_channel_out": (
        "Nơi nhận kết quả “{value}” chưa hiểu, coi như nhận tại bàn.",
        "Where the result is wanted, “{value}”, is not understood; taken as at the desk.",
    ),
    "received_from_code": (
        "Ngày tiếp nhận “{value}” không đọc được, lấy ngày trong mã hồ sơ: {other}.",
        "The day of receipt “{value}” cannot be read; taken from the code: {other}.",
    ),
    "bad_moment": ("Ngày giờ “{value}” không đọc được, bỏ trống.", "“{value}” is no day and time; left out."),
    "desk_ahead": (
        "Danh sách ghi “{value}”, ở xã đã là “{other}”: giữ theo xã.",
        "The list says “{value}”, here it is “{other}” already: ours stays.",
    ),
    "stays_at_desk": (
        "“{value}” phải ký sổ hoặc nhận trực tiếp: kết quả ở lại bàn, xử lý trong hồ sơ.",
        "“{value}” is signed for in the register or in person: the result stays at the desk, see the dossier.",
    ),
    "not_at_desk": (
        "Thẻ không còn ở bàn: chỉ sửa thông tin, không đổi nơi đang giữ.",
        "The card has left the desk: its facts change, its custody does not.",
    ),
}


class RowProblem(Struct, frozen=True):
    """What is wrong in one place of a list: `row` as the clerk counts it, `column` by the list's own title."""

    sheet: str
    row: int
    column: str
    code: str
    problem: str
    problem_en: str


def row_problem(sheet: str, row: int, column: str, code: str, value: str = "", other: str = "") -> RowProblem:
    """The problem `code` of either table, its texts filled in."""
    texts = REFUSALS.get(code) or WARNINGS[code]
    text, text_en = (text.format(value=value, other=other) for text in texts)
    return RowProblem(sheet, row, column, code, text, text_en)
