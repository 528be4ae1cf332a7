"""The lane's board: who is in it since when, who is not and why, what is saved, a result written down from it."""

from datetime import UTC, datetime

import pytest

from server.actions.desk import new_id
from server.documents.sheets import read_table
from server.domain.citizens import Party
from server.domain.dossiers import Dossier, Result
from server.domain.times import local_day, stamp
from tests.communes import Here
from tests.http.office import get, post, text


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
    assert page.text.count("data-since=") == page.text.count('data-key="q"') == 1
    assert words.index("Danh Thị Chờ") < words.index("Danh Văn Xong") < words.index("Danh Văn Thiếu")
    assert "chưa đủ thành phần" in words
    assert "3 ngày làm việc tiết kiệm" in words
    day = local_day(here.clock())
    (sheet,) = read_table(here.client.get(f"/office/lane.xlsx?day={day}").content, "lane.xlsx").sheets
    assert [(row[1], row[7] if len(row) > 7 else "") for row in sheet.rows[1:]] == [
        ("Danh Thị Chờ", ""),
        ("Danh Văn Xong", ""),
        ("Danh Văn Thiếu", "chưa đủ thành phần"),
    ]


def board(here: Here, now: datetime) -> str:
    here.clock = lambda: now
    here.log_in("clerk")
    return text(get(here, "/office/lane?day=2026-11-27"))


def test_how_long_the_office_is_still_open(here: Here) -> None:
    put(here, "001", received_at="2026-11-27T01:30:00.000Z")
    assert "1 giờ 30 phút còn 7 giờ 00 phút" in board(here, datetime(2026, 11, 27, 3, tzinfo=UTC))
    assert "7 giờ 30 phút còn 1 giờ 00 phút" in board(here, datetime(2026, 11, 27, 9, tzinfo=UTC))
    assert "quá 1 giờ 00 phút" in board(here, datetime(2026, 11, 27, 11, tzinfo=UTC))


def test_a_result_is_written_down_once(here: Here) -> None:
    put(here, "001")
    here.log_in("clerk")
    given = {"title": "Bản chứng thực", "number": "12/CT", "count": "2", "event_id": new_id()}
    day = local_day(here.clock())
    for _ in range(2):
        answer = post(here, f"/office/lane/001/settle?day={day}", **given)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/office/lane?day={day}")
    with here.store.read() as view:
        found = view.get(Dossier, "001")
    assert found is not None
    assert found.result is not None
    assert (found.state, found.result.title, found.result.number, found.result.count) == (
        "done",
        "Bản chứng thực",
        "12/CT",
        2,
    )


@pytest.mark.parametrize(("given", "said"), [({"title": " "}, "Hãy ghi tên kết quả."), ({"count": "x"}, "Số bản từ 1")])
def test_what_is_wrong_is_said_in_the_form_of_its_dossier(here: Here, given: dict[str, str], said: str) -> None:
    put(here, "001")
    here.log_in("clerk")
    refused = post(here, "/office/lane/001/settle", **{"title": "Bản chứng thực", "number": "7/CT", **given})
    assert (refused.status_code, said in text(refused)) == (422, True)
    assert 'value="7/CT"' in refused.text
    assert " open>" in refused.text
    assert post(here, "/office/lane/none/settle", title="x").status_code == 404


def test_who_only_looks_writes_no_result(here: Here) -> None:
    put(here, "001")
    here.log_in("supervisor")
    assert 'data-key="q"' not in get(here, "/office/lane").text
    assert post(here, "/office/lane/001/settle", title="x").status_code == 403
