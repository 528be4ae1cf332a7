"""The columns of a dossier list and the names that one-stop systems give them (domain §5.3)."""

from server.domain.columns import Aliases
from server.domain.person_columns import PERSON_COLUMNS

DOSSIER_COLUMNS: Aliases = {
    **PERSON_COLUMNS,
    "code": (
        "so ho so", "ma ho so", "ma so ho so", "so bien nhan", "ma bien nhan", "so bien nhan ho so", "ma hs", "so hs",
        "so tiep nhan", "ma tra cuu", "so ho so mot cua", "ma ho so mot cua",
    ),
    "procedure": (
        "thu tuc", "ten thu tuc", "ten tthc", "tthc", "thu tuc hanh chinh", "ten thu tuc hanh chinh",
        "ten dich vu cong", "dich vu cong", "ten ho so", "loai ho so", "noi dung ho so", "ve viec",
    ),
    "procedure_code": ("ma thu tuc", "ma tthc", "ma so thu tuc", "ma thu tuc hanh chinh", "ma so tthc"),
    "field": ("linh vuc", "ten linh vuc", "linh vuc tthc", "nhom thu tuc"),
    "state": (
        "trang thai", "trang thai ho so", "tinh trang", "tinh trang ho so", "trang thai xu ly", "tinh trang xu ly",
        "tinh trang giai quyet", "trang thai giai quyet",
    ),
    "name": (
        "chu ho so", "ten chu ho so", "ho ten chu ho so", "ho va ten chu ho so", "ho va ten", "ho ten",
        "to chuc ca nhan", "ca nhan to chuc", "ten to chuc ca nhan", "ten ca nhan to chuc", "cong dan", "ten cong dan",
        "nguoi dung don", "nguoi yeu cau", "ten nguoi yeu cau",
    ),
    "submitter": (
        "nguoi nop", "nguoi nop ho so", "ho ten nguoi nop", "ho va ten nguoi nop", "ten nguoi nop", "nguoi di nop",
        "nguoi duoc uy quyen",
    ),
    "received": (
        "ngay tiep nhan", "ngay nhan", "ngay tiep nhan ho so", "ngay nhan ho so", "thoi gian tiep nhan",
        "thoi diem tiep nhan", "ngay gio tiep nhan", "tiep nhan", "tiep nhan luc", "ngay tiep nhan chinh thuc",
    ),
    "submitted": ("ngay nop", "ngay nop ho so", "thoi gian nop", "ngay dang ky", "ngay gui"),
    "due": (
        "ngay hen tra", "hen tra", "ngay hen tra ket qua", "hen tra ket qua", "thoi gian hen tra", "han tra",
        "han xu ly", "ngay hen", "han tra ket qua", "ngay het han xu ly", "ngay hen tra kq",
    ),
    "finished": (
        "ngay ket thuc xu ly", "ngay ket thuc", "ngay co ket qua", "ngay xu ly xong", "ngay hoan thanh",
        "ngay giai quyet xong", "thoi gian ket thuc",
    ),
    "returned": (
        "ngay tra", "ngay tra ket qua", "ngay tra kq", "thoi gian tra ket qua", "ngay nhan ket qua", "da tra luc",
    ),
    "channel_in": (
        "hinh thuc nop", "hinh thuc tiep nhan", "kenh tiep nhan", "phuong thuc nop", "cach thuc nop", "nguon ho so",
        "hinh thuc nop ho so", "hinh thuc nhan ho so",
    ),
    "channel_out": (
        "noi nhan ket qua", "hinh thuc nhan ket qua", "hinh thuc tra ket qua", "hinh thuc tra", "noi nhan kq",
        "phuong thuc nhan ket qua", "dang ky nhan ket qua tai", "noi tra ket qua", "hinh thuc nhan kq",
        "nhan ket qua tai", "phuong thuc tra", "phuong thuc tra ket qua", "dang ky nhan ket qua",
    ),
    "unit": ("don vi tiep nhan", "co quan tiep nhan", "don vi", "co quan xu ly", "don vi xu ly", "co quan giai quyet"),
}  # fmt: skip
"""`name` is whose dossier it is, `submitter` who handed it in; `unit` is understood and left out."""
