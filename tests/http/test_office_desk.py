"""The writing desk in the office: the queue, a form beside its print, filling in, putting right, into a dossier."""

import io
import re
import time
from typing import Any

import pytest
from msgspec import structs
from python_calamine import CalamineWorkbook
from starlette.routing import Route

from server.actions.appointments import appointment_of, book
from server.actions.desk import new_id
from server.domain.access import may
from server.domain.appointments import Booking
from server.domain.citizens import Citizen, Party
from server.domain.commune import Hamlet
from server.domain.dossiers import Dossier
from server.domain.filled_forms import FilledForm
from server.domain.people import ROLES
from server.http.routes import routes
from tests.communes import Here
from tests.http.desk import EXTRACT, VALUES, entries, form, publish, send
from tests.http.office import get, post, text

CARD = "093148000001|123456789|Danh Thị Ví Dụ|15031948|Nữ|Ấp Hai, xã Thử, tỉnh Thử|01022025"
TYPED: dict[str, Any] = {
    "form": EXTRACT,
    "procedure": "2.000635",
    "declarant_name": "Danh Thị Thử",
    "declarant_birth": "15/3/1948",
    "declarant_phone": "0900000671",
    "requested_by": "subject",
    "consent": "1",
    "read_back": "1",
    "guided": "1",
    "signing_by": "self",
    "authority": "Ủy ban nhân dân xã Thử",
    "requester.name": "Danh Thị Thử",
    "requester.birth_date.day": "15",
    "requester.birth_date.month": "3",
    "requester.birth_date.year": "1948",
    "requester.id.number": "093148000001",
    "requester.relation": "self",
    "record.kind": "birth",
    "record.office": "UBND xã Thử",
    "subject.name": "Danh Thị Thử",
    "subject.birth_date.year": "1948",
    "copies.count": "2",
    "signed_at.place": "xã Thử",
    "signed_at.date.day": "27",
    "signed_at.date.month": "11",
    "signed_at.date.year": "2026",
}


@pytest.fixture
def desk(here: Here) -> Here:
    publish(here)
    here.log_in("clerk")
    return here


def made(here: Here, **changed: Any) -> str:
    """A form written at the desk; its id."""
    answer = post(here, "/office/desk/new", **{**TYPED, "event_id": new_id(), **changed})
    assert answer.status_code == 303, text(answer)[:600]
    return answer.headers["location"].rsplit("/", 1)[1]


def refusal(here: Here, path: str, **data: Any) -> str:
    """What the page says to a form that is refused; the page is there again."""
    answer = post(here, path, **data)
    assert 400 <= answer.status_code < 500, answer.status_code
    return text(answer)


def test_written_at_the_desk_and_shown_beside_its_print(desk: Here) -> None:
    id_ = made(desk)
    assert form(desk, id_).values == VALUES
    shown = get(desk, f"/office/desk/{id_}")
    page = text(shown)
    for words in ("Danh Thị Thử", "Chờ xem", "Bản thân", "15/03/1948", "Người khai tự ký", "TỜ KHAI CẤP BẢN SAO"):
        assert words in page, words
    assert 'class="desk-print"' in shown.text
    assert "Cần xem lại" not in page


def test_the_same_act_twice_is_one_form(desk: Here) -> None:
    sent = {**TYPED, "event_id": new_id()}
    first, second = post(desk, "/office/desk/new", **sent), post(desk, "/office/desk/new", **sent)
    assert first.headers["location"] == second.headers["location"]
    assert len(entries(desk)) == 1


def test_what_is_missing_is_said_once_and_kept_all_the_same(desk: Here) -> None:
    lacking = {**TYPED, "copies.count": "nhiều", "record.office": "", "event_id": new_id()}
    answer = post(desk, "/office/desk/new", **lacking)
    page = text(answer)
    assert answer.status_code == 200
    assert "Vẫn lưu" in page
    assert "Ghi nơi đã đăng ký" in page
    assert "Ghi chưa đúng loại." in page
    assert 'value="nhiều"' in answer.text
    assert 'value="093148000001"' in answer.text
    assert entries(desk) == []
    id_ = made(desk, **{**lacking, "anyway": "1"})
    assert form(desk, id_).values["copies"] == {"count": "nhiều"}
    shown = text(get(desk, f"/office/desk/{id_}"))
    assert "2 chỗ cần xem" in shown
    assert "Số lượng bản sao yêu cầu cấp" in shown
    assert "2 chỗ cần xem" in text(get(desk, "/office/desk"))


def test_without_consent_or_name_nothing_is_kept_and_all_typed_stays(desk: Here) -> None:
    without = {name: value for name, value in TYPED.items() if name != "consent"}
    answer = post(desk, "/office/desk/new", **without, event_id="e1")
    assert answer.status_code == 422
    assert "Chưa có đồng ý" in text(answer)
    assert 'value="UBND xã Thử"' in answer.text
    assert 'value="e1"' in answer.text
    assert "họ tên" in refusal(desk, "/office/desk/new", **{**TYPED, "declarant_name": " "})
    assert "Ngày sinh chưa đúng" in refusal(desk, "/office/desk/new", **{**TYPED, "declarant_birth": "hôm qua"})
    assert "Số điện thoại chưa đúng" in refusal(desk, "/office/desk/new", **{**TYPED, "declarant_phone": "12"})
    assert entries(desk) == []


def test_the_draft_shows_and_hides_and_keeps_everything(desk: Here) -> None:
    birth = {"form": "birth_registration", "copies.wanted": "yes", "copies.count": "3", "child.birth_date.day": "20"}
    day = {"child.birth_date.month": "11", "child.birth_date.year": "2026"}
    shown = post(desk, "/office/desk/draft", **birth, **day)
    assert shown.status_code == 200
    assert re.search(r'data-when="copies_wanted">', shown.text)
    assert 'value="3"' in shown.text
    assert "ngày hai mươi tháng mười một" in shown.text
    hidden = post(desk, "/office/desk/draft", **{**birth, "copies.wanted": "no"})
    assert re.search(r'data-when="copies_wanted" hidden>', hidden.text)
    assert 'value="3"' in hidden.text
    assert "Chưa ghi." not in text(hidden).split("Cần xem lại")[0]
    looked = post(desk, "/office/desk/draft", **birth, look="1")
    assert 'aria-invalid="true"' in looked.text
    assert entries(desk) == []


def test_rows_are_added_and_removed(desk: Here) -> None:
    begun = {"form": "result_authorization", "dossiers": ["0", "4"], "dossiers.4.result": "Trích lục"}
    more = post(desk, "/office/desk/draft", **begun, add="dossiers").text
    assert 'name="dossiers.5.result"' in more
    assert 'name="dossiers.4.result" type="text" value="Trích lục"' in more
    less = post(desk, "/office/desk/draft", **begun, drop="dossiers.0").text
    assert 'name="dossiers.0.result"' not in less
    assert 'value="Trích lục"' in less
    assert post(desk, "/office/desk/draft", form="no_such").status_code == 404
    assert post(desk, "/office/desk/draft", form=EXTRACT, add="copies", drop="x.y").status_code == 200


def test_an_identity_card_fills_what_is_empty(desk: Here) -> None:
    shown = post(desk, "/office/desk/draft", form=EXTRACT, scan=CARD, pick="scan", **{"requester.name": "Danh"}).text
    for value in ("Danh Thị Ví Dụ", "15/03/1948", "093148000001", "Ấp Hai", "identity_card"):
        assert f'value="{value}"' in shown, value
    assert 'name="requester.name" type="text" value="Danh"' in shown
    assert CARD not in shown
    other = post(desk, "/office/desk/draft", form=EXTRACT, scan=CARD, scan_for="subject.").text
    assert 'name="subject.name" type="text" value="Danh Thị Ví Dụ"' in other
    assert 'name="declarant_name" value=""' in other
    bad = post(desk, "/office/desk/draft", form=EXTRACT, scan="rác", pick="scan")
    assert (bad.status_code, "Không đọc được mã này" in text(bad)) == (422, True)
    said = {"declarant_name": " Danh  Hai ", "declarant_birth": "5/1948", "declarant_phone": "x"}
    typed = post(desk, "/office/desk/draft", form=EXTRACT, pick="typed", **said).text
    assert 'name="requester.name" type="text" value="Danh Hai"' in typed
    assert 'name="requester.birth_date.month" value="05"' in typed
    only_scanned = post(desk, "/office/desk/new", **{**TYPED, "scan": CARD})
    assert only_scanned.status_code == 200
    assert entries(desk) == []


def test_a_known_citizen_is_chosen(desk: Here) -> None:
    party = Party("Kim Thị Biết", birth="1950", number="093150000001", phone="0900000672")
    desk.do(lambda unit: unit.put(Citizen(id="c1", party=party)))
    for answer in (
        post(desk, "/office/desk/draft", form=EXTRACT, pick="declarant", declarant_citizen="c1"),
        get(desk, f"/office/desk/new?form={EXTRACT}&citizen=c1"),
    ):
        assert 'name="declarant_name" value="Kim Thị Biết"' in answer.text
        assert 'value="093150000001"' in answer.text
        assert 'name="declarant_citizen" value="c1"' in answer.text
    gone = post(desk, "/office/desk/draft", form=EXTRACT, pick="declarant", declarant_citizen="nobody")
    assert gone.status_code == 200
    assert 'name="declarant_citizen" value=""' in gone.text
    assert 'role="option"' in desk.client.get("/office/citizens?for=declarant&q=kim").text


def test_forms_are_chosen_by_their_words(desk: Here) -> None:
    page = text(get(desk, "/office/desk/new"))
    assert "Tờ khai đăng ký khai sinh" in page
    assert "Văn bản đề nghị hưởng trợ cấp hưu trí xã hội" not in page
    found = text(get(desk, "/office/desk/new?q=khai+tu&citizen=c1"))
    assert "Tờ khai đăng ký khai tử" in found
    assert "Tờ khai đăng ký khai sinh" not in found
    assert desk.client.get("/office/desk/new?form=no_such", headers={"Accept": "text/html"}).status_code == 404


def test_every_form_can_be_filled_in_and_put_right(desk: Here) -> None:
    for code, one in desk.app.state.forms.items():
        empty = get(desk, f"/office/desk/new?form={code}")
        assert "autofocus" in empty.text
        answer = post(desk, "/office/desk/new", **{**TYPED, "form": code, "anyway": "1", "event_id": new_id()})
        assert answer.status_code == 303, code
        id_ = answer.headers["location"].rsplit("/", 1)[1]
        desk.do(lambda unit, id_=id_, one=one: unit.put(_with(unit, id_, one.examples.passing[0].values)))  # type: ignore[misc]
        page = get(desk, f"/office/desk/{id_}")
        assert "Cần xem lại" not in text(page), code
        assert "Cần xem lại" not in text(get(desk, f"/office/desk/{id_}/correct")), code


def _with(unit: Any, id_: str, values: dict[str, Any]) -> FilledForm:
    known = unit.get(FilledForm, id_)
    assert isinstance(known, FilledForm)
    return structs.replace(known, values=values)


def test_put_right_with_its_history(desk: Here) -> None:
    phone = desk.phone("volunteer")
    id_, _ = send(desk, phone, values={**VALUES, "beyond": "giữ"})
    entry = get(desk, f"/office/desk/{id_}/correct").text
    assert 'name="requester.birth_date.year" value="1948"' in entry
    assert refusal(desk, f"/office/desk/{id_}/correct", **TYPED).count("Hãy ghi lý do.") == 1
    changed = {**TYPED, "copies.count": "5", "requester.relation": "parent", "why": "Nghe nhầm", "event_id": new_id()}
    assert post(desk, f"/office/desk/{id_}/correct", **changed).status_code == 303
    after = form(desk, id_)
    assert (after.values["copies"], after.values["beyond"]) == ({"count": 5}, "giữ")
    assert (after.requested.by, after.signing.witness) == ("child", "Lâm Văn Chứng")
    page = text(get(desk, f"/office/desk/{id_}"))
    assert "Số lượng bản sao yêu cầu cấp: 2 → 5" in page
    assert "Nghe nhầm" in page
    assert "Bản thân → Cha/mẹ" in page
    assert (
        post(desk, f"/office/desk/{id_}/correct", **{**changed, "guided": "", "event_id": new_id()}).status_code == 303
    )
    assert "Đã dẫn sang nơi nhận: Có → Không" in text(get(desk, f"/office/desk/{id_}"))
    assert "Thông tin khác do máy gửi" in page


def test_checked_sent_back_withdrawn_and_taken_back(desk: Here) -> None:
    id_, _ = send(desk, desk.phone("volunteer"))
    page = text(get(desk, f"/office/desk/{id_}"))
    for words in ("Điểm chỉ, có người làm chứng (không viết được)", "Lâm Văn Chứng", "Con", "Danh Văn Con", "Tại nhà"):
        assert words.lower() in page.lower(), words
    assert "M" in re.findall(r'<path d="(M[^"]+)"', get(desk, f"/office/desk/{id_}").text)[0]
    assert "Hãy ghi lý do." in refusal(desk, f"/office/desk/{id_}/send-back", reason=" ")
    assert post(desk, f"/office/desk/{id_}/send-back", reason="Thiếu mục đích").status_code == 303
    assert "Trả lại người viết: Thiếu mục đích" in text(get(desk, f"/office/desk/{id_}"))
    assert post(desk, f"/office/desk/{id_}/reopen").status_code == 303
    assert post(desk, f"/office/desk/{id_}/check").status_code == 303
    assert form(desk, id_).state == "checked"
    assert post(desk, f"/office/desk/{id_}/withdraw", reason="Không cần nữa").status_code == 303
    assert "không đổi được nữa" in refusal(desk, f"/office/desk/{id_}/check")
    assert "không đổi được nữa" in refusal(desk, f"/office/desk/{id_}/correct", **TYPED, why="vì")
    own = made(desk)
    assert "không có máy nào" in refusal(desk, f"/office/desk/{own}/send-back", reason="sai")
    assert "Trả lại người viết" not in get(desk, f"/office/desk/{own}").text.split("<dialog")[0]


def test_into_a_dossier_in_one_step_and_linked_both_ways(desk: Here) -> None:
    id_, _ = send(desk, desk.phone("volunteer"))
    entry = get(desk, f"/office/desk/{id_}/dossier").text
    for value in ("Danh Thị Thử", "15/03/1948", "093148000001", "0900000671"):
        assert f'value="{value}"' in entry, value
    assert f'action="/office/desk/{id_}/dossier"' in entry
    assert 'value="2.000635" data-area="Hộ tịch" selected' in entry
    assert 'name="there_0" value="1" checked' in re.sub(r"\s+", " ", entry)
    wrong = post(desk, f"/office/desk/{id_}/dossier", procedure="2.000635", applicant_name="", applicant_birth="x")
    assert wrong.status_code == 422
    assert form(desk, id_).state == "waiting"
    sent = {
        "procedure": "2.000635",
        "components_of": "2.000635",
        "there_0": "1",
        "applicant_name": "Danh Thị Thử",
        "event_id": new_id(),
    }
    first = post(desk, f"/office/desk/{id_}/dossier", **sent)
    again = post(desk, f"/office/desk/{id_}/dossier", **sent)
    assert (first.status_code, first.headers["location"]) == (303, again.headers["location"])
    dossier = first.headers["location"].rsplit("/", 1)[1]
    with desk.store.read() as view:
        made_ = view.get(Dossier, dossier)
        assert made_ is not None
        assert made_.components[0].there
        assert view.count(Dossier, "all", "") == 1
    assert f'href="/office/desk/{id_}"' in get(desk, f"/office/dossiers/{dossier}").text
    assert f'href="/office/dossiers/{dossier}"' in get(desk, f"/office/desk/{id_}").text
    other = post(desk, f"/office/desk/{id_}/dossier", **{**sent, "event_id": new_id()})
    assert (other.status_code, form(desk, id_).dossier) == (409, dossier)
    assert desk.client.get(f"/office/desk/{id_}/dossier", headers={"Accept": "text/html"}).status_code == 409


def test_a_form_without_a_procedure_is_taken_in_under_its_forms_first(desk: Here) -> None:
    id_, _ = send(desk, desk.phone("volunteer"), procedure="")
    entry = re.sub(r"\s+", " ", get(desk, f"/office/desk/{id_}/dossier").text)
    assert 'value="2.000635" data-area="Hộ tịch" selected' in entry
    assert 'name="there_0" value="1" checked' in entry


def test_no_scribe_without_an_office_accepts_a_dossier(desk: Here) -> None:
    """R16, over routes and roles: whoever is no official has no door behind which dossiers are received."""
    id_ = made(desk)
    receiving = {"/office/desk/{id}/dossier", "/office/dossiers/new", "/office/dossiers/draft"}
    guards = {
        route.path: route.permission  # type: ignore[attr-defined]
        for route in routes
        if isinstance(route, Route) and route.path in receiving
    }
    assert set(guards) == receiving
    for role in ROLES:
        official = role in ("clerk", "admin")
        assert all(may(role, permission) == official for permission in guards.values()), role
    for who in ("hamlet_head", "volunteer"):
        desk.log_in(who)
        for path in sorted(receiving):
            answer = post(desk, path.replace("{id}", id_), procedure="2.000635", applicant_name="Danh Thị Thử")
            assert answer.status_code == 403, (who, path)
    with desk.store.read() as view:
        assert view.count(Dossier, "all", "") == 0


def test_the_queue_by_its_url(desk: Here) -> None:
    phone = desk.phone("volunteer")
    with desk.store.read() as view:
        hamlet = next(one.id for one in view.find(Hamlet, "all", ""))
    old, _ = send(desk, phone, declarant={"name": "Thạch Văn Lúa", "hamlet": hamlet, "phone": "0900000673"})
    new = made(desk)
    post(desk, f"/office/desk/{old}/check")
    day, volunteer = form(desk, new).day, desk.people["volunteer"].id

    def listed(query: str) -> list[str]:
        return re.findall(r'class="whole" href="/office/desk/([^"]+)"', get(desk, f"/office/desk{query}").text)

    assert listed("") == [old, new]
    assert listed("?state=waiting") == [new]
    assert listed("?state=checked") == [old]
    assert listed("?q=thach+lua") == listed("?q=0900000673") == [old]
    assert listed(f"?scribe={volunteer}") == [old]
    assert listed(f"?form={EXTRACT}&day={day}") == [old, new]
    assert listed("?day=2020-01-01") == listed("?form=bhxh_tk1") == listed("?union=none") == []
    assert listed("?state=rác&day=hôm+nay&page=99") == [old, new]
    post(desk, f"/office/desk/{new}/withdraw", reason="trùng")
    assert (listed(""), listed("?state=all"), listed("?state=withdrawn")) == ([old], [old, new], [new])


def test_the_spreadsheet_names_no_value(desk: Here) -> None:
    send(desk, desk.phone("volunteer"))
    answer = desk.client.get("/office/desk.xlsx?state=all")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    cells = {str(cell) for cell in rows[1]}
    assert {"Danh Thị Thử", "2.000635", "Tại nhà", "Chờ xem"} <= cells
    assert not any("093148000001" in cell or "UBND" in cell or "0900000671" in cell for cell in cells)


def test_ten_thousand_forms_are_paged_without_delay(desk: Here) -> None:
    first, _ = send(desk, desk.phone("volunteer"))
    one = form(desk, first)

    def many(unit: Any) -> None:
        for place in range(10_000):
            state = ("waiting", "checked", "dossier", "withdrawn")[place % 4]
            party = Party(f"Danh Thị Thử {place}", phone=f"09{place:08}")
            at = f"2026-11-{1 + place % 24:02}T{place % 10:02}:00:00.{place % 1000:03}Z"
            unit.put(structs.replace(one, id=f"f{place:05}", event="", declarant=party, state=state, made_at=at))

    desk.do(many)
    for query in ("", "?state=all", "?state=all&q=thu+777", "?page=50", f"?form={EXTRACT}&state=dossier"):
        get(desk, f"/office/desk{query}")  # folded names are remembered
        begun = time.perf_counter()
        get(desk, f"/office/desk{query}")
        took = time.perf_counter() - begun
        print(f"{query or '/'}: {took * 1000:.0f} ms")
        assert took < 3, query


def test_an_appointment_is_kept_by_writing(desk: Here) -> None:
    who = Party("Kim Thị Hẹn", birth="1950", phone="0900000674")
    wish = Booking(person=who, day="2026-11-27", procedure="2.000635")
    booked = desk.do(lambda unit: book(unit, desk.act("clerk"), wish))
    entry = get(desk, f"/office/desk/new?form={EXTRACT}&appointment={booked.id}").text
    assert 'name="declarant_name" value="Kim Thị Hẹn"' in entry
    assert f'name="appointment" value="{booked.id}"' in entry
    made(desk, appointment=booked.id)
    with desk.store.read() as view:
        assert appointment_of(view, booked.id).state == "came"
    made(desk, appointment="no-such")


def test_what_is_not_there(desk: Here) -> None:
    for path in ("/office/desk/x", "/office/desk/x/correct", "/office/desk/x/dossier", "/office/desk/x/print"):
        assert desk.client.get(path, headers={"Accept": "text/html"}).status_code == 404, path
    for path in ("check", "send-back", "withdraw", "reopen", "correct", "dossier"):
        assert post(desk, f"/office/desk/x/{path}", reason="x", why="x").status_code == 404, path
    assert post(desk, "/office/desk/new", form="no_such").status_code == 404
