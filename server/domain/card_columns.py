"""The columns of a health-card list and the names that insurance offices give them (domain §3.4)."""

from server.domain.columns import Aliases
from server.domain.person_columns import PERSON_COLUMNS

CARD_COLUMNS: Aliases = {
    **PERSON_COLUMNS,
    "name": (
        "ho va ten", "ho ten", "ho ten nguoi tham gia", "ho va ten nguoi tham gia", "ten nguoi tham gia",
        "ho va ten chu the", "ho ten chu the", "chu the", "nguoi duoc cap the", "ten nguoi benh", "ho ten khai sinh",
    ),
    "male": ("nam",),
    "female": ("nu",),
    "number": (
        "so the bhyt", "ma the bhyt", "ma so the bhyt", "so the", "ma the", "ma so the",
        "the bhyt", "so bhyt", "ma bhyt",
        "so the bao hiem y te", "ma the bao hiem y te", "the bao hiem y te", "so the bh", "so seri the",
    ),
    "insurance_code": (
        "ma so bhxh", "ma bhxh", "so bhxh", "so so bhxh", "ma so bao hiem xa hoi",
        "ma so bhxh cccd", "so dinh danh bhxh",
    ),
    "hospital": (
        "noi kcb ban dau", "noi dang ky kcb ban dau", "noi dk kcb bd", "noi kcb bd", "noi dkkcb", "noi dk kcb",
        "noi kham benh ban dau", "noi kham chua benh ban dau",
        "noi dang ky kham chua benh ban dau", "co so kcb", "kcb bd",
    ),
    "validity": (
        "gia tri su dung", "thoi han su dung", "thoi gian su dung", "thoi han", "thoi han the", "han su dung the",
        "gia tri the", "thoi han gia tri su dung",
    ),
    "valid_from": (
        "tu ngay", "gia tri tu", "gia tri tu ngay", "gia tri the tu", "gia tri the tu ngay", "han the tu", "tu",
        "thoi han tu", "thoi han tu ngay", "gia tri su dung tu ngay", "ngay hieu luc", "hieu luc tu", "ngay bat dau",
        "han the tu ngay", "co gia tri tu", "co gia tri tu ngay", "ngay co hieu luc", "bat dau",
    ),
    "valid_to": (
        "den ngay", "gia tri den", "gia tri den ngay", "gia tri the den", "gia tri the den ngay",
        "han the den", "den",
        "thoi han den", "thoi han den ngay", "gia tri su dung den ngay", "ngay het han",
        "hieu luc den", "ngay ket thuc",
        "han the den ngay", "han su dung", "co gia tri den", "ngay het hieu luc", "het han", "ket thuc",
    ),
    "nickname": ("ten thuong goi", "ten goi khac", "thuong goi", "biet danh"),
}  # fmt: skip
"""`male` and `female` are the two halves of a joined 'Giới tính' or 'Ngày sinh'; `validity` holds both days."""
