"""The lane's board: who is in it since when, who is not and why, what is saved."""

from server.domain.citizens import Party
from server.domain.dossiers import Dossier, Result
from server.domain.times import local_day, stamp
from tests.communes import Here
from tests.http.office import get, text


def put(here: Here, id_: str, **changed: object) -> None:
    usual = {
        "id": id_,
        "no": f"TN-261127-{id_}",
        "procedure_name": "Chứng thực chữ ký",
        "applicant": Party("Danh Thị Thử"),
        "received_at": stamp(here.clock()),
        "lane": "same_day",
    }
    here.do(lambda unit: unit.put(Dossier(**{**usual, **changed})))  # type: ignore[arg-type]


def test_an_empty_day(here: Here) -> None:
    here.log_in("clerk")
    page = text(get(here, "/office/lane?day=2026-11-24"))
    assert "Ngày này chưa có hồ sơ nào" in page
    assert "Ngày gần nhất: 27/11/2026." in page
    assert "ngày thực hiện mô hình" in text(get(here, "/office/lane?day=2026-11-27"))
    get(here, "/office/lane?day=yesterday")


def test_running_and_settled_and_outside(here: Here) -> None:
    now = stamp(here.clock())
    put(here, "001", applicant=Party("Danh Thị Chờ"))
    put(here, "002", state="returned", legal_days=3, result=Result("x", at=now), applicant=Party("Danh Văn Xong"))
    put(here, "003", lane="normal", lane_reasons=("incomplete",), applicant=Party("Danh Văn Thiếu"))
    here.log_in("clerk")
    page = get(here, "/office/lane")
    words = text(page)
    assert page.text.count("data-since=") == 1
    assert words.index("Danh Thị Chờ") < words.index("Danh Văn Xong") < words.index("Danh Văn Thiếu")
    assert "chưa đủ thành phần" in words
    assert "3 ngày làm việc tiết kiệm" in words
    day = local_day(here.clock())
    assert here.client.get(f"/office/lane.xlsx?day={day}").content.startswith(b"PK")
