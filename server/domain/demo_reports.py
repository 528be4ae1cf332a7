"""The registers behind the demonstration's report: the documents of R02, the training of R05, a committee made up."""

from server.domain.demo_notices import SIGNER
from server.domain.legal_documents import CommitteeMember, LegalDocument, Training
from server.domain.notice_wording import MODEL

_HOTLINE = (
    "xây dựng tổng đài cải cách hành chính{where}; thiết lập tài khoản Zalo và hỗ trợ người dân trong việc tiếp cận, "
    "kê khai, giải quyết thủ tục hành chính"
)
_ROSTER = "phân công lịch trực viết hộ và hướng dẫn tổ chức, cá nhân thực hiện mô hình (Tháng {month}/2020)"
_OWN = "Ủy ban nhân dân xã"
DOCUMENTS = (
    LegalDocument(
        id="demo-1436",
        number="1436/KH-UBND",
        day="2020-07-13",
        issuer="Ủy ban nhân dân tỉnh Hậu Giang",
        summary=_HOTLINE.format(where=" tỉnh Hậu Giang"),
    ),
    LegalDocument(
        id="demo-2854",
        number="2854/KH-UBND",
        day="2020-08-27",
        issuer="Ủy ban nhân dân huyện Phụng Hiệp",
        summary=f"tham gia {_HOTLINE.format(where='')}",
    ),
    LegalDocument(
        id="demo-993",
        number="993/KH-UBND",
        day="2020-08-26",
        issuer=_OWN,
        summary=f"thực hiện mô hình “{MODEL}”",
        own=True,
    ),
    LegalDocument(
        id="demo-994",
        what="decision",
        number="994/QĐ-UBND",
        day="2020-08-26",
        issuer=_OWN,
        summary="thành lập Ban Chỉ đạo thực hiện mô hình",
        own=True,
        used="deployment",
    ),
    LegalDocument(
        id="demo-995",
        what="decision",
        number="995/QĐ-UBND",
        day="2020-08-26",
        issuer=_OWN,
        summary="công bố và ra mắt mô hình",
        own=True,
        used="deployment",
    ),
    LegalDocument(
        id="demo-996",
        what="notice",
        number="996/TB-UBND",
        day="2020-08-26",
        issuer=_OWN,
        summary=_ROSTER.format(month=9),
        own=True,
        used="deployment",
    ),
    LegalDocument(
        id="demo-1039",
        what="notice",
        number="1039/TB-UBND",
        day="2020-10-01",
        issuer=_OWN,
        summary=_ROSTER.format(month=10),
        own=True,
        used="deployment",
    ),
)
TRAINING = Training(
    id="demo-training",
    day="2020-08-26",
    subject="hội nghị triển khai mô hình",
    attendees=54,
    document="demo-993",
)
COMMITTEE = (
    CommitteeMember(
        id="demo-member-1",
        name="Trần Văn Ví Dụ",
        position="Chủ tịch UBND xã",
        role="head",
        valid_from="2020-08-26",
        valid_to="2025-06-30",
    ),
    CommitteeMember(
        id="demo-member-2",
        name=SIGNER,
        position="Phó Chủ tịch UBND xã",
        role="deputy",
        valid_from="2020-08-26",
        valid_to="2025-06-30",
    ),
    CommitteeMember(
        id="demo-member-3",
        name="Lê Thị Minh Họa",
        position="Công chức Văn phòng - thống kê",
        role="secretary",
        valid_from="2020-08-26",
        valid_to="2025-06-30",
    ),
)
