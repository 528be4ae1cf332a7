"""What the notices of the demonstration's rosters say: the documents of the model as the commune of 2020 named them."""

from server.domain.notice_wording import MODEL, NoticeWording

SIGNER = "Nguyễn Thành Thí Dụ"
OF_2020 = NoticeWording(
    id="2020-09",
    bases=(
        f"Thực hiện Kế hoạch số 993/KH-UBND ngày 26 tháng 8 năm 2020 của Ủy ban nhân dân xã về việc thực hiện mô hình "
        f"“{MODEL}” tại xã;",
        "Căn cứ Quyết định số 995/QĐ-UBND ngày 26 tháng 8 năm 2020 của Ủy ban nhân dân xã về việc công bố và ra mắt "
        "mô hình,",
    ),
    recipients=("TT ĐU, HĐND xã", "CT và các PCT UBND xã", "Các ngành, các ấp", "Cán bộ có tên", "Lưu: VT, CCHC"),
    capacity="KT.",
    signer=SIGNER,
)
"""Two of the documents of R02; the signer as R72 has him, the name made up."""
TODAY = NoticeWording(id="2025-07", capacity="KT.", signer=SIGNER)
"""Since communes have no district above them."""
WORDINGS = (OF_2020, TODAY)
