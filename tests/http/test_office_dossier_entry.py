"""Taking a dossier in on one screen: what follows while one types, cards that are scanned, what was typed stays."""

import re

import pytest
from httpx2 import Response

from server.actions.desk import new_id
from server.domain.dossiers import Dossier
from server.http.office.party_form import PARTY_FIELDS
from tests.communes import Here
from tests.http.dossiers import BIRTH, LISTED, LONG, WEDDING, fill_catalogue, filled, later, received
from tests.http.office import get, post, text

CARD = "093141000001||DANH THỊ THỬ|02051941|Nữ|Ấp Một, Xã Thử|10032022"


@pytest.fixture
def desk(here: Here) -> Here:
    fill_catalogue(here)
    here.log_in("clerk")
    return here


def dossiers(here: Here) -> list[Dossier]:
    with here.store.read() as view:
        return view.find(Dossier, "all", "")


def value(page: Response, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page.text)
    assert found is not None, name
    return found.group(1)


def draft(here: Here, **typed: str) -> Response:
    answer = post(here, "/office/dossiers/draft", **typed)
    assert answer.status_code == 200, text(answer)[:300]
    return answer


def test_a_whole_form_becomes_a_dossier(desk: Here) -> None:
    form = filled(
        applicant_number="093 141 000 001",
        applicant_phone="+84 300.000.001",
        applicant_phone_owner="con gái",
        submitter_name="Danh Văn Con",
        authorisation="con",
        copy_0="certified",
        count_0="2",
        other_papers="Đơn viết tay\n\nĐơn viết tay\nẢnh",
        sets="2",
        channel_out="home",
        channel_in="postal",
        note="gọi trước",
    )
    answer = post(desk, "/office/dossiers/new", **form)
    (made,) = dossiers(desk)
    assert answer.headers["location"] == f"/office/dossiers/{made.id}"
    assert (made.applicant.number, made.applicant.phone) == ("093141000001", "0300000001")
    assert made.submitter is not None
    assert (made.submitter.name, made.authorisation) == ("Danh Văn Con", "con")
    assert [(one.component.name, one.there) for one in made.components] == [
        ("Tờ khai", True),
        ("Giấy tờ tùy thân", False),
        ("Đơn viết tay", True),
        ("Ảnh", True),
    ]
    assert (made.components[0].component.copy, made.components[0].component.count) == ("certified", 2)
    assert (made.sets, made.channel_out, made.channel_in, made.note) == (2, "home", "postal", "gọi trước")


def test_sent_twice_is_one_dossier(desk: Here) -> None:
    form = filled()
    first, second = post(desk, "/office/dossiers/new", **form), post(desk, "/office/dossiers/new", **form)
    assert first.headers["location"] == second.headers["location"]
    assert len(dossiers(desk)) == 1


def test_on_refusal_everything_typed_stays(desk: Here) -> None:
    typed = {
        "applicant_phone": "không có",
        "applicant_address": "Tổ 3",
        "applicant_sex": "female",
        "other_papers": "Đơn",
        "external_code": "H13.50.05-261126-0001",
        "note": "dặn về sớm",
        "channel_out": "postal",
    }
    form = filled(**typed)
    answer = post(desk, "/office/dossiers/new", **form)
    assert answer.status_code == 422
    assert "Số điện thoại chưa đúng; không có thì để trống." in text(answer)
    for name in ("applicant_name", "applicant_birth", "applicant_phone", "applicant_address", "note", "external_code"):
        assert value(answer, name) == form[name]
    assert value(answer, "event_id") == form["event_id"]
    assert re.search(r'name="there_0" value="1" checked', answer.text)
    assert re.search(r'value="postal" checked', answer.text)
    assert re.search(r'value="female" checked', answer.text)
    assert ">Đơn</textarea>" in answer.text
    assert re.search(rf'value="{LONG}"[^>]*selected', answer.text)
    assert dossiers(desk) == []


def test_nothing_at_all_is_answered_with_words(desk: Here) -> None:
    answer = post(desk, "/office/dossiers/new")
    assert answer.status_code == 422
    assert "Hãy chọn thủ tục đang có hiệu lực." in text(answer)
    assert post(desk, "/office/dossiers/new", **filled(sets="mười")).status_code == 422


def test_the_date_and_the_lane_show_while_one_types(desk: Here) -> None:
    page = text(draft(desk, **filled()))
    assert "17:00 thứ Hai 07/12/2026" in page
    assert "7 ngày làm việc, nghỉ: T7 28/11, CN 29/11, T7 05/12, CN 06/12" in page
    assert "Diện thường" in page
    assert "thủ tục không thuộc diện trong ngày" in page
    later(desk, days=1)
    desk.log_in("clerk")
    assert "Còn thiếu: Tờ khai" in text(draft(desk, procedure=LISTED, components_of=LISTED))
    friday = text(draft(desk, procedure=LISTED, components_of=LISTED, there_0="1"))
    assert "Trong ngày" in friday
    assert "17:00 thứ Sáu 27/11/2026" in friday
    assert dossiers(desk) == []


def test_ticks_count_only_for_the_procedure_that_was_shown(desk: Here) -> None:
    page = draft(desk, **filled(procedure=LISTED))
    assert "checked" not in page.text.split('name="there_0"')[1].split(">")[0]
    post(desk, "/office/dossiers/new", **filled(procedure=LISTED))
    assert [one.there for one in dossiers(desk)[0].components] == [False, False]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"external_code": "sai"}, "Mã hồ sơ không giống mã của tỉnh"),
        ({"applicant_number": "093141000001", "applicant_sex": "female"}, ""),
        ({"applicant_number": "093041000001", "applicant_sex": "female"}, "giới tính khác"),
        ({"applicant_number": "093141000001", "applicant_birth": "1950"}, "năm sinh khác"),
        ({"applicant_number": "300000001"}, "số CMND cũ"),
        ({"procedure": BIRTH, "components_of": BIRTH, "channel_out": "home"}, "phải ký sổ mới giao đi được"),
    ],
)
def test_what_is_doubtful_is_a_remark_and_no_refusal(desk: Here, typed: dict[str, str], said: str) -> None:
    page = text(draft(desk, **filled(**typed)))
    remarks = ("Mã hồ sơ không giống", "giới tính khác", "năm sinh khác", "số CMND cũ", "phải ký sổ mới")
    assert (said in page) if said else not any(remark in page for remark in remarks)
    assert post(desk, "/office/dossiers/new", **filled(**typed)).status_code == 303


def test_the_class_refuses_what_must_be_fetched(desk: Here) -> None:
    answer = post(desk, "/office/dossiers/new", **filled(procedure=WEDDING, channel_out="home"))
    assert (answer.status_code, "Kết quả này phải đến nhận trực tiếp." in text(answer)) == (422, True)


def test_the_same_person_with_the_same_procedure_is_hinted_at(desk: Here) -> None:
    known = received(desk)
    assert f"/office/dossiers/{known.id}" in draft(desk, **filled()).text
    assert known.id not in draft(desk, **filled(applicant_birth="1970")).text
    assert known.id not in draft(desk, **filled(procedure=LISTED)).text
    chosen = filled(applicant_name="Danh Thị Đổi Tên", applicant_citizen=known.applicant.citizen or "")
    assert known.id in draft(desk, **chosen).text


def test_people_are_offered_and_chosen(desk: Here) -> None:
    post(desk, "/office/dossiers/new", **filled(applicant_phone="0300000001", applicant_address="Tổ 3"))
    offered = get(desk, "/office/citizens?for=applicant&q=thu+danh")
    assert "Danh Thị Thử" in text(offered)
    assert "<html" not in offered.text
    assert text(get(desk, "/office/citizens?q=d")) == ""
    found = re.search(r'data-value="([^"]+)"', offered.text)
    assert found is not None
    page = draft(desk, pick="applicant_", applicant_citizen=found.group(1), applicant_name="thu")
    for name, known in (("name", "Danh Thị Thử"), ("birth", "1941"), ("phone", "0300000001"), ("address", "Tổ 3")):
        assert value(page, f"applicant_{name}") == known
    gone = draft(desk, pick="applicant_", applicant_citizen="nobody", applicant_name="Tên Gõ")
    assert (value(gone, "applicant_name"), value(gone, "applicant_citizen")) == ("Tên Gõ", "")


def test_a_card_fills_the_form_and_is_kept_nowhere(desk: Here) -> None:
    page = draft(desk, pick="scan", scan=CARD, procedure=LISTED)
    assert value(page, "applicant_name") == "Danh Thị Thử"
    assert value(page, "applicant_birth") == "02/05/1941"
    assert value(page, "applicant_number") == "093141000001"
    assert re.search(r'<option value="[^"]+" selected>Ấp Một', page.text)
    assert "Người này chưa có trong sổ của bàn." in text(page)
    assert "10032022" not in page.text
    assert "DANH THỊ THỬ" not in page.text


def test_a_scanners_enter_without_script_takes_nothing_in(desk: Here) -> None:
    answer = post(desk, "/office/dossiers/new", **filled(scan=CARD, applicant_name=""))
    assert value(answer, "applicant_name") == "Danh Thị Thử"
    assert dossiers(desk) == []


def test_a_known_person_keeps_the_name_that_a_scanner_damaged(desk: Here) -> None:
    post(desk, "/office/dossiers/new", **filled(applicant_number="093141000001", applicant_phone="0300000001"))
    page = draft(desk, pick="scan", scan=CARD.replace("THỊ THỬ", "TH? TH?"))
    assert value(page, "applicant_name") == "Danh Thị Thử"
    assert value(page, "applicant_phone") == "0300000001"
    assert "Tên bị hỏng dấu khi quét" in text(page)


def test_what_is_no_card_is_said(desk: Here) -> None:
    answer = post(desk, "/office/dossiers/draft", pick="scan", scan="xyz", applicant_name="Đang Gõ")
    assert (answer.status_code, "Không đọc được mã này." in text(answer)) == (422, True)
    assert value(answer, "applicant_name") == "Đang Gõ"
    assert value(answer, "scan") if 'name="scan" value' in answer.text else True


def test_a_dossier_is_put_right_on_the_same_screen(desk: Here) -> None:
    post(desk, "/office/dossiers/new", **filled(applicant_sex="female", other_papers="Đơn"))
    (made,) = dossiers(desk)
    page = get(desk, f"/office/dossiers/{made.id}/correct")
    assert value(page, "applicant_name") == "Danh Thị Thử"
    assert ">Đơn</textarea>" in page.text
    form = filled(
        event_id=new_id(),
        applicant_name="Danh Thị Thử Hai",
        applicant_sex="female",
        other_papers="Đơn",
        applicant_citizen=value(page, "applicant_citizen"),
        reason="gõ nhầm",
    )
    wrong = post(desk, f"/office/dossiers/{made.id}/correct", **{**form, "sets": "0"})
    assert (wrong.status_code, value(wrong, "reason")) == (422, "gõ nhầm")
    assert post(desk, f"/office/dossiers/{made.id}/correct", **form).status_code == 303
    shown = text(get(desk, f"/office/dossiers/{made.id}"))
    assert "Sửa hồ sơ Người clerk · gõ nhầm" in shown
    assert "Chủ hồ sơ: Danh Thị Thử, 1941 → Danh Thị Thử Hai, 1941" in shown
    assert desk.client.get("/office/dossiers/x/correct", headers={"Accept": "text/html"}).status_code == 404


BAD = {"long": "x" * 5000, "zeros": "\x00💥'\"><script>", "lines": "a\nb\r\nc", "digits": "9" * 40}
ROLES = ("applicant", "submitter")
NAMES = (
    *filled(),
    *(f"{role}_{name}" for role in ROLES for name in PARTY_FIELDS),
    *("there_1", "copy_0", "count_0", "other_papers", "channel_in", "external_code", "authorisation", "pick"),
    *("scan_for", "correcting", "register_signed", "reason", "request"),
)


@pytest.mark.parametrize("bad", BAD)
def test_no_input_makes_it_fall_over(desk: Here, bad: str) -> None:
    made = received(desk)
    everything = dict.fromkeys(NAMES, BAD[bad])
    usable = {name: value for name, value in everything.items() if name not in ("procedure", "components_of")}
    for path in ("new", "draft", f"{made.id}/correct"):
        for form in (everything, filled(**usable), {**everything, "scan": BAD[bad]}):
            answer = post(desk, f"/office/dossiers/{path}", **form)
            assert answer.status_code in (200, 303, 409, 422), path
    assert desk.client.get("/office/citizens", params={"q": BAD[bad]}).status_code == 200
