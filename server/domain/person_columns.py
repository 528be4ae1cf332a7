"""The columns that speak of a person in any list, and the names that lists give them, folded (domain §3.4, §5.3)."""

from server.domain.columns import Aliases

PERSON_COLUMNS: Aliases = {
    "index": ("stt", "tt", "so tt", "so thu tu"),
    "family_name": (
        "ho", "ho dem", "ho va dem", "ho lot", "ho va chu dem", "ho chu dem", "ho va ten dem", "ho ten dem",
    ),
    "given_name": ("ten",),
    "birth": ("ngay sinh", "nam sinh", "ngay thang nam sinh", "ngay thang sinh", "sinh ngay", "ns", "ngay nam sinh"),
    "sex": ("gioi tinh", "gioi", "phai", "nam nu"),
    "personal_id": (
        "so cccd", "cccd", "can cuoc", "so can cuoc", "can cuoc cong dan", "so can cuoc cong dan", "so cccd cmnd",
        "cmnd", "so cmnd", "cmnd cccd", "so cmnd cccd", "so dinh danh ca nhan", "so dinh danh",
        "ma dinh danh", "ddcn", "so giay to", "so giay to tuy than", "so dinh danh ca nhan to chuc",
    ),
    "address": (
        "dia chi", "dia chi lien he", "dia chi cu tru", "noi o", "cho o", "noi cu tru",
        "noi thuong tru", "thuong tru", "dia chi chu ho so",
        "ho khau", "dia chi thuong tru", "noi o hien nay", "cho o hien nay", "noi cu ngu", "dia chi ap",
    ),
    "hamlet": ("ap", "ten ap", "ap khu vuc", "khu vuc", "khom", "thon", "khom ap", "thon ap", "to dan pho"),
    "phone": (
        "sdt", "so dien thoai", "dien thoai", "so dt", "dtdd", "di dong", "dien thoai lien he", "dt", "sdt lien he",
        "so dien thoai lien he",
    ),
    "note": ("ghi chu", "chi dan", "duong di", "ghi chu duong di"),
}  # fmt: skip
