"""The dossier at the desk: received, corrected, asked for papers, settled, delayed, handed over, sent home, undone."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from msgspec import structs

from server.actions.citizens import find_citizens
from server.actions.dossier_ends import apologise, reject, stop
from server.actions.dossier_results import give_at_desk, send_home, settle
from server.actions.dossier_supplement import answer_supplement, ask_supplement
from server.actions.dossier_undo import printed, undo, undoable
from server.actions.dossiers import correct, process, receive
from server.actions.history import story
from server.domain.citizens import Citizen, Party
from server.domain.conditions import Condition
from server.domain.dossier_steps import contradictions
from server.domain.dossiers import Dossier, Ticked
from server.domain.intake import Intake
from server.domain.items import Item
from server.domain.problems import Refusal
from server.domain.procedures import Component, Procedure
from tests.communes import Here
from tests.phones import confirmation

AUTHORISED = Condition("authorised", "Giấy ủy quyền ký sổ 5/11", "2026-11-05")
MORNING = datetime(2026, 11, 26, 2, tzinfo=UTC)
"""Thursday, nine o'clock in Vietnam; Friday is a service day."""
FORM, PROOF = Component("Tờ khai"), Component("Giấy tờ tùy thân", "shown", required=False)


def procedure(code: str, name: str, **changed: Any) -> Procedure:
    fields = {"id": f"{code}@", "field": "Hộ tịch", "legal_days": 3, "components": (FORM, PROOF), **changed}
    return Procedure(code=code, name=name, **fields)


@pytest.fixture
def desk(here: Here) -> Here:
    here.clock = lambda: MORNING
    for one in (
        procedure("2.000635", "Bản sao trích lục hộ tịch", legal_days=0, same_day="yes"),
        procedure("1.001193", "Đăng ký khai sinh", legal_days=0, delivery_class="D1", same_day="yes"),
        procedure("1.000894", "Đăng ký kết hôn", delivery_class="D2"),
        procedure("1.001776", "Trợ cấp xã hội hằng tháng", legal_days=7, authorisation=True),
    ):
        here.do(lambda unit, one=one: unit.put(one))  # type: ignore[misc]
    return here


def intake(code: str = "1.001776", **changed: Any) -> Intake:
    fields = {
        "applicant": Party("Danh Thị Thử", birth="1941", phone="+84 300.000.001"),
        "components": (Ticked(FORM, there=True), Ticked(PROOF)),
        **changed,
    }
    return Intake(procedure=code, **fields)


def received(desk: Here, code: str = "1.001776", **changed: Any) -> Dossier:
    return desk.do(lambda unit: receive(unit, desk.act("clerk"), intake(code, **changed)))


def now(desk: Here, dossier: Dossier) -> Dossier:
    with desk.store.read() as view:
        found = view.get(Dossier, dossier.id)
    assert found is not None
    return found


def at(desk: Here, **later: float) -> None:
    moment = MORNING + timedelta(**later)
    desk.clock = lambda: moment


def refused(desk: Here, act: Any) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as caught:
        desk.do(act)
    return caught.value.code, caught.value.field


def test_references_count_on_a_day_and_start_anew_on_the_next(desk: Here) -> None:
    assert [received(desk).no for _ in range(3)] == [f"TN-261126-00{n}" for n in (1, 2, 3)]
    at(desk, days=1)
    assert received(desk).no == "TN-261127-001"


def test_what_was_taken_down_stands_in_one_form(desk: Here) -> None:
    dossier = received(desk, external_code=" h13.50.05-261126-0975 ", note="  mang  theo bản gốc ")
    assert (dossier.external_code, dossier.note) == ("H13.50.05-261126-0975", "mang theo bản gốc")
    assert (dossier.applicant.phone, dossier.applicant.birth) == ("0300000001", "1941")
    assert (dossier.procedure, dossier.legal_days, dossier.request) == ("1.001776@", 7, "Trợ cấp xã hội hằng tháng")
    assert dossier.due_at == "2026-12-07T10:00:00.000Z"
    assert contradictions(dossier) == []


def test_the_same_act_twice_is_one_dossier(desk: Here) -> None:
    act = desk.act("clerk")
    first, second = [desk.do(lambda unit: receive(unit, act, intake())) for _ in range(2)]
    assert first == second
    with desk.store.read() as view:
        assert view.count(Dossier, "all", "") == 1
        assert [change.what for change in story(view, first)] == ["dossier.received"]


@pytest.mark.parametrize("who", ["volunteer", "hamlet_head", "supervisor"])
def test_only_the_desk_accepts(desk: Here, who: str) -> None:
    assert refused(desk, lambda unit: receive(unit, desk.act(who), intake()))[0] == "forbidden"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"applicant": Party(" ")}, "applicant_name"),
        ({"applicant": Party("Danh", birth="31/02/1941")}, "applicant_birth"),
        ({"applicant": Party("Danh", birth="2027")}, "applicant_birth"),
        ({"applicant": Party("Danh", phone="12345")}, "applicant_phone"),
        ({"applicant": Party("Danh", number="1234")}, "applicant_number"),
        ({"applicant": Party("Danh", email="a@b")}, "applicant_email"),
        ({"applicant": Party("Hợp tác xã", organisation=True, number="12")}, "applicant_number"),
        ({"submitter": Party("")}, "submitter_name"),
        ({"submitter": Party("Danh Văn Mẫu")}, "authorisation"),
        ({"sets": 0}, "sets"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk: Here, changed: dict[str, Any], field: str) -> None:
    assert refused(desk, lambda unit: receive(unit, desk.act("clerk"), intake(**changed))) == ("invalid", field)


def test_the_provinces_code_is_unique_when_present(desk: Here) -> None:
    received(desk, external_code="X-1")
    received(desk)
    received(desk)
    assert refused(desk, lambda unit: receive(unit, desk.act("clerk"), intake(external_code="x-1"))) == (
        "code_taken",
        "external_code",
    )
    assert refused(desk, lambda unit: receive(unit, desk.act("clerk"), intake("9.999999"))) == (
        "no_procedure",
        "procedure",
    )


def test_a_service_day_a_listed_procedure_and_all_papers_make_the_lane(desk: Here) -> None:
    assert (received(desk, "2.000635").lane, received(desk, "2.000635").lane_reasons != ()) == ("normal", True)
    at(desk, days=1)
    assert (received(desk, "2.000635").lane, received(desk, "2.000635").lane_reasons) == ("same_day", ())
    assert received(desk, "2.000635", components=(Ticked(FORM),)).lane == "normal"
    assert received(desk, "1.000894").lane == "normal"


def test_a_citizen_is_created_once_and_renewed(desk: Here) -> None:
    number = "093141000001"
    first = received(desk, applicant=Party("Danh Thị Thử", number=number, address="Ấp Một"))
    second = received(desk, applicant=Party("DANH THỊ THỬ", number=number, phone="0300000009"))
    assert first.applicant.citizen == second.applicant.citizen
    with desk.store.read() as view:
        citizen = view.get(Citizen, first.applicant.citizen or "")
        assert citizen is not None
        assert (citizen.party.address, citizen.party.phone) == ("Ấp Một", "0300000009")
        assert [change.what for change in story(view, citizen)] == ["citizen.created", "citizen.renewed"]
        assert view.count(Citizen, "all", "") == 1


def test_no_identity_is_a_name_alone(desk: Here) -> None:
    first, second = received(desk), received(desk)
    assert first.applicant.citizen != second.applicant.citizen


@pytest.mark.parametrize("query", ["thu danh", "Thử 1941", "0300000001", "+84 300 000 001", "093141000001", "5/1941"])
def test_people_are_found_as_one_types(desk: Here, query: str) -> None:
    party = Party("Danh Thị Thử", number="093141000001", birth="12/05/1941", phone="0300000001")
    received(desk, applicant=party)
    received(desk, applicant=Party("Lê Văn Khác", birth="1950"))
    with desk.store.read() as view:
        assert [found.party.name for found in find_citizens(view, query)] == ["Danh Thị Thử"]
        assert find_citizens(view, "  ") == []


def test_a_supplement_stops_the_clock_once(desk: Here) -> None:
    dossier = received(desk)
    desk.do(lambda unit: ask_supplement(unit, desk.act("clerk"), dossier.id, ["Tờ khai", "Tờ khai"], "chưa ký"))
    at(desk, days=4)
    desk.do(lambda unit: answer_supplement(unit, desk.act("clerk"), dossier.id, {"Giấy tờ tùy thân"}))
    after = now(desk, dossier)
    assert after.supplement is not None
    assert (after.supplement.no, after.supplement.missing) == ("01", ("Tờ khai",))
    assert (after.state, after.visits) == ("processing", 2)
    assert after.due_at == "2026-12-09T10:00:00.000Z"  # from Thursday to Monday are two working days
    assert [one.there for one in after.components] == [True, True]
    again = refused(desk, lambda unit: ask_supplement(unit, desk.act("clerk"), dossier.id, ["x"], "y"))
    assert again == ("supplement_once", None)


@pytest.mark.parametrize(("act", "state", "form"), [(reject, "rejected", "rejection"), (stop, "stopped", "stop")])
def test_an_end_has_its_reason_and_its_number(desk: Here, act: Any, state: str, form: str) -> None:
    first, second = received(desk), received(desk)
    assert refused(desk, lambda unit: act(unit, desk.act("clerk"), first.id, " ")) == ("needs_reason", "reason")
    for dossier in (first, second):
        desk.do(partial(act, act=desk.act("clerk"), dossier_id=dossier.id, reason="không đúng thẩm quyền"))
    ends = [getattr(now(desk, dossier), form) for dossier in (first, second)]
    assert [end.no for end in ends] == ["01", "02"]
    assert now(desk, first).state == state
    assert refused(desk, lambda unit: process(unit, desk.act("clerk"), first.id))[0] == "wrong_state"


def test_an_apology_gives_one_new_working_day(desk: Here) -> None:
    dossier = received(desk)
    for day in ("2026-12-01", "2026-12-13", "mai"):  # earlier, a Sunday, no day
        act = desk.act("clerk")
        found = refused(desk, lambda unit, day=day, act=act: apologise(unit, act, dossier.id, "xác minh", day))
        assert found == ("invalid", "new_due")
    desk.do(lambda unit: apologise(unit, desk.act("clerk"), dossier.id, "xác minh", "2026-12-14"))
    after = now(desk, dossier)
    assert after.apology is not None
    assert (after.apology.no, after.apology.old_due, after.due_at) == ("01", dossier.due_at, "2026-12-14T10:00:00.000Z")
    again = refused(desk, lambda unit: apologise(unit, desk.act("clerk"), dossier.id, "nữa", "2026-12-15"))
    assert again[0] == "apology_once"


def test_a_result_is_handed_over_at_the_desk(desk: Here) -> None:
    dossier = received(desk)
    desk.do(lambda unit: settle(unit, desk.act("clerk"), dossier.id, "Quyết định", "12/QĐ-UBND"))
    at(desk, days=1)
    for receiver, relation, paper, field in (
        ("", "child", "x", "receiver"),
        ("Danh Văn Con", "friend", "x", "relation"),
        ("Danh Văn Con", "child", "", "authorisation"),
    ):
        found = refused(
            desk,
            lambda unit, who=receiver, how=relation, paper=paper: give_at_desk(
                unit, desk.act("clerk"), dossier.id, who, how, authorisation=paper
            ),
        )
        assert found == ("invalid", field)
    desk.do(lambda unit: give_at_desk(unit, desk.act("clerk"), dossier.id, "Danh Văn Con", "child", "", "UQ 5"))
    after = now(desk, dossier)
    assert after.result is not None
    assert (after.state, after.result.receiver, after.result.authorisation) == ("returned", "Danh Văn Con", "UQ 5")
    assert (after.visits, contradictions(after)) == (2, [])


def test_a_result_leaves_the_house_as_an_item(desk: Here) -> None:
    dossier = received(desk, applicant=Party("Danh Thị Thử", birth="1941", phone="0300000001", hamlet=None))
    desk.do(lambda unit: settle(unit, desk.act("clerk"), dossier.id, "Quyết định trợ cấp", count=2))
    act = desk.act("clerk")
    first, second = (desk.do(lambda unit: send_home(unit, act, dossier.id)) for _ in range(2))
    assert first.id == second.id
    item = desk.item(first.id)
    assert (item.what.title, item.what.count, item.dossier, item.authorisation) == (
        "Quyết định trợ cấp",
        2,
        dossier.id,
        True,
    )
    assert (item.due, item.custody.state) == ("2026-12-01", "at_desk")
    assert (now(desk, dossier).item, now(desk, dossier).channel_out) == (item.id, "home")
    assert refused(desk, lambda unit: send_home(unit, desk.act("clerk"), dossier.id))[0] == "sent_already"


def test_the_class_decides_what_may_leave(desk: Here) -> None:
    wedding = received(desk, "1.000894")
    assert refused(desk, lambda unit: receive(unit, desk.act("clerk"), intake("1.000894", channel_out="home"))) == (
        "class_forbids",
        "channel_out",
    )
    birth, signed = received(desk, "1.001193"), received(desk, "1.001193", register_signed="Quyển 01, số 12")
    for dossier in (wedding, birth, signed):
        desk.do(partial(settle, act=desk.act("clerk"), dossier_id=dossier.id, title="Giấy"))
    for dossier, condition in ((wedding, AUTHORISED), (birth, None)):
        found = refused(
            desk,
            lambda unit, dossier=dossier, condition=condition: send_home(
                unit, desk.act("clerk"), dossier.id, "home", condition
            ),
        )
        assert found == ("class_forbids", "condition")
    allowed = desk.do(lambda unit: send_home(unit, desk.act("clerk"), birth.id, "home", AUTHORISED))
    assert allowed.condition == AUTHORISED
    at_filing = desk.do(lambda unit: send_home(unit, desk.act("clerk"), signed.id)).condition
    assert at_filing == Condition("signed_at_filing", "Quyển 01, số 12", signed.day)


def test_a_dossier_follows_its_paper(desk: Here) -> None:
    dossier = received(desk)
    desk.do(lambda unit: settle(unit, desk.act("clerk"), dossier.id, "Quyết định"))
    item = desk.do(lambda unit: send_home(unit, desk.act("clerk"), dossier.id))
    round_ = desk.round([item.id])
    phone = desk.phone()
    desk.turn(phone, phone.write("handover.accepted", None, {"round": round_.id, "items": [item.id], "missing": []}))
    found = refused(desk, lambda unit: give_at_desk(unit, desk.act("clerk"), dossier.id))
    assert found[0] == "on_its_way"
    data = {**confirmation(), "to": {"name": "Danh Văn Con", "relation": "child"}}
    event = phone.write("confirmation.recorded", item.id, data)
    desk.turn(phone, event)
    after = now(desk, dossier)
    assert after.result is not None
    assert (after.state, after.result.receiver, after.result.relation) == ("returned", "Danh Văn Con", "child")
    assert (after.visits, bool(after.result.returned_at), contradictions(after)) == (1, True, [])


def test_what_lay_ready_to_go_out_may_be_fetched(desk: Here) -> None:
    dossier = received(desk)
    desk.do(lambda unit: settle(unit, desk.act("clerk"), dossier.id, "Quyết định"))
    item = desk.do(lambda unit: send_home(unit, desk.act("clerk"), dossier.id))
    act = desk.act("clerk")
    for _ in range(2):
        desk.do(lambda unit: give_at_desk(unit, act, dossier.id, "Danh Văn Con", "child", "093", "UQ 5"))
    after, paper = now(desk, dossier), desk.item(item.id)
    assert after.result is not None
    assert (after.state, after.result.receiver_number, after.result.authorisation) == ("returned", "093", "UQ 5")
    assert (paper.custody.state, len(paper.custody.papers)) == ("delivered", 1)
    with desk.store.read() as view:
        assert undoable(view, desk.act("clerk"), after) is None


def test_a_name_put_right_is_right_on_the_paper_too(desk: Here) -> None:
    dossier = received(desk)
    desk.do(lambda unit: settle(unit, desk.act("clerk"), dossier.id, "Quyết định"))
    item = desk.do(lambda unit: send_home(unit, desk.act("clerk"), dossier.id))
    right = intake(applicant=structs.replace(dossier.applicant, name="Danh Thị Thử Hai", phone="0300000002"))
    desk.do(lambda unit: correct(unit, desk.act("clerk"), dossier.id, right))
    assert (desk.item(item.id).name, desk.item(item.id).phone) == ("Danh Thị Thử Hai", "0300000002")


def test_a_wrong_click_is_taken_back_for_ten_minutes(desk: Here) -> None:
    dossier = received(desk)
    desk.do(lambda unit: settle(unit, desk.act("clerk"), dossier.id, "Quyết định"))
    assert refused(desk, lambda unit: undo(unit, desk.act("clerk2"), dossier.id))[0] == "too_late"
    at(desk, minutes=9)
    act = desk.act("clerk")
    for _ in range(2):
        desk.do(lambda unit: undo(unit, act, dossier.id))
    assert now(desk, dossier) == dossier
    assert refused(desk, lambda unit: undo(unit, desk.act("clerk"), dossier.id))[0] == "too_late"
    with desk.store.read() as view:
        assert [one.what for one in story(view, dossier)] == ["dossier.received", "dossier.settled", "dossier.undone"]


@pytest.mark.parametrize("spoilt", ["time", "print", "another change"])
def test_a_step_stands_after_all(desk: Here, spoilt: str) -> None:
    dossier = received(desk)
    desk.do(lambda unit: settle(unit, desk.act("clerk"), dossier.id, "Quyết định"))
    if spoilt == "time":
        at(desk, minutes=11)
    elif spoilt == "print":
        desk.do(lambda unit: printed(unit, desk.act("clerk"), dossier.id, "delivery-receipt"))
    else:
        desk.do(lambda unit: unit.put(structs.replace(now(desk, dossier), note="từ danh sách")))
    with desk.store.read() as view:
        assert undoable(view, desk.act("clerk"), now(desk, dossier)) is None
    assert refused(desk, lambda unit: undo(unit, desk.act("clerk"), dossier.id))[0] == "too_late"


def test_a_correction_says_what_differs(desk: Here) -> None:
    dossier = received(desk, "2.000635")
    right = intake("1.001776", applicant=structs.replace(dossier.applicant, name="Danh Thị Thử Hai"), note="nhầm")
    desk.do(lambda unit: correct(unit, desk.act("clerk"), dossier.id, right))
    after = now(desk, dossier)
    assert (after.procedure_code, after.legal_days, after.due_at) == ("1.001776", 7, "2026-12-07T10:00:00.000Z")
    assert after.applicant.citizen == dossier.applicant.citizen
    with desk.store.read() as view:
        change = story(view, dossier)[-1]
        assert view.count(Item, "all", "") == 0
    assert change.what == "dossier.corrected"
    assert {"procedure", "applicant", "due_at", "note"} <= {one.field for one in change.differences}
