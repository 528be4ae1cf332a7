"""The papers of a dossier against the field lists of domain/vietnam.md §2.2, and who is noted to have opened them."""

from typing import Any

import pytest
from msgspec import structs

from server.actions.history import story
from server.domain.changes import Change
from server.domain.dossiers import Dossier
from server.domain.organisation import AdministrativeUnit
from tests import dossier_samples as samples
from tests.communes import Here
from tests.http.office import get, text

COMMON = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN XÃ THỬ")
"""Of the common header; its number, place and date stand with each form."""
WHO = ("Danh Thị Thử", "093141009999", "Ấp Một, xã Thử", "0900000001", "thu@xa.example")
CODE = "H13.50.05-261124-0007"
WISH = "Đề nghị trợ cấp xã hội hằng tháng"
NAME = "Trợ cấp xã hội hằng tháng"

FIELDS: dict[str, tuple[str, ...]] = {
    "receipt-appointment": (
        "Mẫu số 01, Thông tư số 03/2025/TT-VPCP",
        "Số: TN-261124-007/TNHS-TTPVHCC",
        "Thử, ngày 24 tháng 11 năm 2026",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        f"Mã hồ sơ: {CODE}",
        "Tiếp nhận hồ sơ của ông/bà: Lê Văn Con",
        "Số định danh cá nhân: 093071008888",
        "Địa chỉ: Ấp Hai, xã Thử",
        "Số điện thoại: 0900000002",
        "Email: con@xa.example",
        "Nộp theo ủy quyền của: Ông/bà: Danh Thị Thử",
        *WHO[1:],
        "Giấy tờ ủy quyền: Giấy ủy quyền số 12/2026 ngày 20/11/2026",
        f"Nội dung yêu cầu giải quyết: {WISH}",
        "1 Giấy tờ thứ 1 của hồ sơ bản sao 2",
        "4 Giấy tờ thứ 4 của hồ sơ bản chính 1",
        "bản sao chứng thực",
        "Số lượng hồ sơ: 02 bộ",
        "Thời gian giải quyết theo quy định: 05 ngày làm việc",
        "Thời gian nhận hồ sơ: 09 giờ 05 phút, ngày 24 tháng 11 năm 2026",
        "Thời gian trả kết quả: 17 giờ 00 phút, ngày 01 tháng 12 năm 2026",
        "Đăng ký nhận kết quả tại: Tại nhà: Ấp Một, xã Thử",
        "Vào Sổ theo dõi hồ sơ, quyển số: Bảo trợ xã hội 2026 Số thứ tự: TN-261124-007",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN",
        "Người clerk",
        "Liên 1: lưu tại nơi tiếp nhận",
        "Liên 2: giao người nộp hồ sơ",
    ),
    "supplement-request": (
        "Mẫu số 02",
        "Số: 03/PBS-TTPVHCC",
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Hồ sơ của: Danh Thị Thử",
        f"Nội dung yêu cầu giải quyết: {WISH}",
        "Địa chỉ: Ấp Một, xã Thử",
        "Số điện thoại: 0900000001",
        "Email: thu@xa.example",
        *samples.MISSING,
        f"Lý do: {samples.REASON}",
        "liên hệ với Người clerk , số điện thoại 0293000000",
        "NGƯỜI HƯỚNG DẪN",
    ),
    "rejection": (
        "Mẫu số 03",
        "Số: 04/PTC-TTPVHCC",
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        *WHO,
        f"Mã hồ sơ (nếu có): {CODE}",
        f"Nội dung yêu cầu giải quyết: {WISH}",
        "lý do cụ thể như sau: Không thuộc thẩm quyền của xã",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN",
    ),
    "apology-extension": (
        "Mẫu số 04",
        "Số: 05/PXL-TTPVHCC",
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        "Kính gửi: Danh Thị Thử",
        "Ngày 24 tháng 11 năm 2026, Trung tâm Phục vụ hành chính công đã tiếp nhận",
        f"Tên thủ tục hành chính: {NAME}",
        "Của ông/bà: Danh Thị Thử",
        "Số định danh: 093141009999",
        f"Mã hồ sơ: {CODE}",
        "Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 01 tháng 12 năm 2026",
        "Lý do: Chưa có ý kiến của hội đồng",
        "vào lúc: 17 giờ 00 phút, ngày 04 tháng 12 năm 2026",
        "THỦ TRƯỞNG",
    ),
    "stop-notice": (
        "Mẫu số 05",
        "Số: 06/TB-TTPVHCC",
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Kính gửi: Danh Thị Thử",
        "Số định danh: 093141009999",
        f"Mã hồ sơ: {CODE}",
        f"Tên thủ tục hành chính: {NAME}",
        "Thời gian tiếp nhận: 09 giờ 05 phút, ngày 24 tháng 11 năm 2026",
        "Đề nghị rút của người nộp hoặc căn cứ dừng: Người nộp đề nghị rút hồ sơ",
        "Giấy tờ hoàn trả người nộp: Giấy tờ thứ 1 của hồ sơ (bản sao, 2 bản)",
        "Phí, lệ phí hoàn trả",
        "THỦ TRƯỞNG",
    ),
    "control-slip": (
        "Mẫu số 06",
        "Số: TN-261124-007/PKS-TTPVHCC",
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        f"Mã hồ sơ: {CODE}",
        "Cơ quan giải quyết: ỦY BAN NHÂN DÂN XÃ THỬ",
        "Cơ quan phối hợp:",
        "Thời gian nhận hồ sơ: 09 giờ 05 phút, ngày 24 tháng 11 năm 2026",
        "Thời gian hẹn trả kết quả: 17 giờ 00 phút, ngày 01 tháng 12 năm 2026",
        "Bên giao Bên nhận Thời gian giao, nhận Ký giao Ký nhận Kết quả (trước, đúng, quá hạn) Ghi chú",
        "Người nộp hồ sơ Trung tâm Phục vụ hành chính công 09:05 24/11/2026",
        "Công chức chuyên môn Trung tâm Phục vụ hành chính công 09:00 30/11/2026 Trước hạn",
    ),
    "delivery-receipt": (
        "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ",
        f"Mã hồ sơ: {CODE}",
        f"Tên thủ tục hành chính: {NAME}",
        "Chủ hồ sơ: Danh Thị Thử",
        "Kết quả (loại, trích yếu): Quyết định trợ cấp xã hội hằng tháng",
        "Số: 118/QĐ-UBND",
        "Số bản: 2",
        "Người trả kết quả: Người clerk",
        "Người nhận kết quả: Lê Văn Con",
        "Quan hệ với chủ hồ sơ: Con",
        "Số giấy tờ: 093071008888",
        "Số điện thoại:",
        "Giấy ủy quyền (nếu có): Giấy ủy quyền số 13/2026",
        "Thời điểm nhận: 17 giờ 00 phút, ngày 01 tháng 12 năm 2026",
        "NGƯỜI NHẬN",
        "NGƯỜI TRẢ",
    ),
}


def stored(here: Here, dossier: Dossier) -> Dossier:
    """A dossier with a history of three steps, in a commune with a desk of its own."""

    def put(unit: Any) -> None:
        unit.put(AdministrativeUnit(id="now", name="Xã Thử", level="commune", desk="Trung tâm Phục vụ hành chính công"))
        clerk = here.people["clerk"]
        unit.put(structs.replace(clerk, phone="0293000000"))
        unit.put(dossier)
        steps = (
            ("dossier.received", samples.RECEIVED),
            ("dossier.settled", "2026-11-30T02:00:00.000Z"),
        )
        for what, at in steps:
            subject = f"dossier:{dossier.id}"
            unit.put(Change(id=f"{what}:{subject}", subject=subject, what=what, by=clerk.id, at=at))

    here.do(put)
    return dossier


def opened(here: Here, dossier: Dossier, form: str) -> str:
    here.log_in("clerk")
    return text(get(here, f"/office/dossiers/{dossier.id}/print/{form}"))


@pytest.mark.parametrize("form", FIELDS)
def test_every_field_of_a_full_dossier(here: Here, form: str) -> None:
    settled = structs.replace(samples.full(here.people["clerk"].id), state="returned")
    shown = opened(here, stored(here, settled), form)
    assert [field for field in (*COMMON, *FIELDS[form]) if field not in shown] == []
    assert "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG" in shown
    assert "Đầu sổ sự kiện khi in:" in shown


@pytest.mark.parametrize("form", ["receipt-appointment", "control-slip"])
def test_every_label_of_an_almost_empty_one(here: Here, form: str) -> None:
    shown = opened(here, stored(here, samples.bare(here.people["clerk"].id)), form)
    labels = {
        "receipt-appointment": (
            "Số định danh cá nhân:",
            "Địa chỉ:",
            "Số điện thoại:",
            "Email:",
            "Thời gian trả kết quả:",
        ),
        "control-slip": ("Cơ quan phối hợp:", "Thời gian hẹn trả kết quả:"),
    }
    assert [label for label in (*labels[form], "Mã hồ sơ: TN-261124-007") if label not in shown] == []
    assert "None" not in shown
    assert "Nộp theo ủy quyền" not in shown


def test_two_copies_and_a_code_without_any_name(here: Here) -> None:
    dossier = stored(here, samples.full(here.people["clerk"].id))
    here.log_in("clerk")
    page = get(here, f"/office/dossiers/{dossier.id}/print/receipt-appointment").text
    assert page.count("CỘNG HÒA XÃ HỘI") == page.count('class="paper-copy"') == page.count('class="qr" role') == 2
    assert "style=" not in page


def test_the_set_is_that_of_the_day_of_receipt(here: Here) -> None:
    old = samples.full(here.people["clerk"].id, received_at="2020-09-04T02:05:00.000Z")
    dossier = stored(here, old)
    assert "Mẫu số 05, Thông tư số 01/2018/TT-VPCP" in opened(here, dossier, "control-slip")
    assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in opened(here, dossier, "apology-extension")
    assert "Mẫu số" not in opened(here, dossier, "stop-notice")


def test_a_paper_that_there_is_not(here: Here) -> None:
    dossier = stored(here, samples.bare(here.people["clerk"].id))
    here.log_in("clerk")
    for form in ("supplement-request", "rejection", "apology-extension", "stop-notice", "delivery-receipt"):
        answer = here.client.get(f"/office/dossiers/{dossier.id}/print/{form}", headers={"Accept": "text/html"})
        assert answer.status_code == 404, form


def test_what_is_missing_in_big_type(here: Here) -> None:
    dossier = stored(here, samples.full(here.people["clerk"].id))
    here.log_in("clerk")
    page = get(here, f"/office/dossiers/{dossier.id}/print/supplement-request?large=1")
    assert 'class="paper-page large"' in page.text
    assert [name for name in (*samples.MISSING, "Danh Thị Thử", "0293000000") if name not in text(page)] == []


def test_who_opened_it_is_noted_once(here: Here) -> None:
    dossier = stored(here, samples.full(here.people["clerk"].id))
    for who in ("clerk", "clerk", "supervisor"):
        here.log_in(who)
        get(here, f"/office/dossiers/{dossier.id}/print/rejection")
    with here.store.read() as view:
        lines = [change for change in story(view, dossier) if change.what == "dossier.printed"]
    assert [(line.by, line.note) for line in lines] == [
        (here.people[who].id, "rejection") for who in ("clerk", "supervisor")
    ]


def test_the_tracking_book(here: Here) -> None:
    by = here.people["clerk"].id
    stored(here, samples.full(by))
    stored(here, samples.long(by))
    stored(here, samples.bare(by, field="Hộ tịch"))
    here.log_in("clerk")
    page = get(here, "/office/tracking-book?from=2026-11-01&to=2026-11-30")
    heads = (
        "STT Mã hồ sơ Tên thủ tục hành chính Tổ chức, cá nhân Địa chỉ, số điện thoại Cơ quan chủ trì Nhận hồ sơ "
        "Hẹn trả Trả kết quả Phương thức nhận Ký nhận"
    )
    row = (
        f"{CODE} {NAME} Danh Thị Thử Ấp Một, xã Thử, 0900000001 Ủy ban nhân dân xã Thử 09:05 24/11/2026 "
        "17:00 01/12/2026 17:00 01/12/2026 Tại nhà"
    )
    for said in ("Mẫu số 07", "SỔ THEO DÕI HỒ SƠ", "Lĩnh vực: Bảo trợ xã hội", heads, row):
        assert said in text(page), said
    one = text(get(here, "/office/tracking-book?field=H%E1%BB%99+t%E1%BB%8Bch&from=2026-11-24&to=2026-11-24"))
    assert "Lĩnh vực: Hộ tịch" in one
    assert CODE not in one
    assert "Không có hồ sơ nào" in text(get(here, "/office/tracking-book?from=x&to=2020-01-02"))
    sheet = here.client.get("/office/tracking-book.xlsx?from=2026-11-01&to=2026-11-30")
    assert sheet.content[:2] == b"PK"


def test_the_foot_of_every_page(here: Here) -> None:
    here.log_in("clerk")
    css = here.client.get("/office/paper.css?head=12:ab-C_d")
    assert css.headers["content-type"].startswith("text/css")
    assert 'content: "Đầu sổ sự kiện khi in: 12:ab-C_d"' in css.text
    assert here.client.get('/office/paper.css?head=1:"}').status_code == 404


def test_the_papers_of_a_bag(here: Here) -> None:
    items = here.items(2, dossier_code=CODE, way="cạnh trạm bơm")
    round_ = here.round(items)
    here.log_in("clerk")
    sheet = text(get(here, f"/office/rounds/{round_.id}/sheet"))
    heads = "TT Chủ hồ sơ, năm sinh Địa chỉ ấp, cách tìm nhà Mã hồ sơ, nội dung, kết quả Phí Mã QR Ghi chú"
    for said in (heads, CODE, "Thẻ BHYT", "không qua bưu điện: Người hamlet_head", "Giao lúc …… giờ", "NGƯỜI GIAO"):
        assert said in sheet, said
    slips = get(here, f"/office/rounds/{round_.id}/slips")
    assert slips.text.count('class="paper-copy"') == 2
    slip = text(get(here, f"/office/items/{items[0]}/slip"))
    labels = (
        "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ",
        f"Mã hồ sơ: {CODE}",
        "Chủ hồ sơ: Danh Thị Thử 0 , sinh 1941",
        "Kết quả (loại, trích yếu): Thẻ BHYT",
        "Số: CN3939300000000",
        "Người trả kết quả: Người hamlet_head",
        "Họ tên người nhận:",
        "Quan hệ:",
        "Số giấy tờ:",
        "Số điện thoại:",
        "Trao lúc:",
        "NGƯỜI NHẬN",
        "NGƯỜI CHỨNG KIẾN",
        "NGƯỜI TRẢ",
    )
    assert [label for label in labels if label not in slip] == []
