"""Every kind of data about people goes on its day and not a day before; what is counted stays."""

import asyncio
import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs

from server.actions import requests, retention
from server.actions.dossier_steps import dossier_of
from server.actions.history import record_change, story
from server.actions.retention import FORGET, follow_rules
from server.daily import Daily
from server.domain.batches import Batch, BatchPart, Renewed
from server.domain.citizens import Citizen, Party
from server.domain.commune import Commune
from server.domain.complaints import Complaint, Step, Word
from server.domain.dossiers import Dossier, Result
from server.domain.entries import DeskEntry, ProcedureName
from server.domain.events import Event, Refused
from server.domain.imports import Upload
from server.domain.items import Custody, Item, What
from server.domain.people import Invitation, Session
from server.domain.readings import Reading
from server.domain.records import Record
from server.domain.requests import HomeRequest
from server.domain.retention import BY_CODE, RULES, Code, RetentionRun
from server.domain.row_problems import RowProblem
from server.domain.survey import SurveyLink
from server.domain.tables import Table
from server.domain.times import local_day, stamp
from server.store.port import Unit
from tests.communes import Here, bearer
from tests.http.office import PAGE
from tests.phones import confirmation

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
PERSON = Party(
    "Danh Thị Thử", birth="1941-02-03", number="093141000001", phone="0912345678", address="Ấp Một", email="a@b.example"
)


def ago(days: float) -> str:
    return stamp(NOW - timedelta(days=days))


def run(here: Here, now: datetime = NOW) -> RetentionRun:
    return here.do(lambda unit: follow_rules(unit, now))


def put(here: Here, *records: Record) -> None:
    def all_of(unit: Unit) -> None:
        for record in records:
            unit.put(record)

    here.do(all_of)


def delivered(id_: str, at: str) -> Item:
    return Item(
        id=id_,
        name="Danh Thị Thử",
        birth="1941-02-03",
        phone="0912345678",
        way="Nhà sau chùa",
        nickname="Hai Lúa",
        personal_id="093141000001",
        insurance_code="9300000001",
        number="HN3930000000001",
        what=What("health_card", "Thẻ BHYT"),
        custody=Custody(state="delivered", delivered_at=at),
    )


def ended(id_: str, at: str) -> Dossier:
    result = Result("Quyết định", at=at, returned_at=at, receiver="Danh Văn Con", receiver_number="093160000002")
    return Dossier(
        id=id_, no=id_, procedure_name="Trợ cấp", applicant=PERSON, state="returned", result=result, note="gọi trước"
    )


def test_every_rule_is_followed_or_is_about_files() -> None:
    assert {rule.code for rule in RULES} - set(FORGET) == {"photos"}
    assert set(FORGET) <= set(BY_CODE)
    assert all(rule.law for rule in RULES)


def test_an_item_loses_the_way_then_the_numbers_then_the_name(here: Here) -> None:
    put(here, *(delivered(f"i{days}", ago(days)) for days in (89, 91, 731, 1827)))
    removed = run(here).removed
    assert (removed["items_road"], removed["items_numbers"], removed["items_names"]) == (3, 2, 1)
    kept, road, numbers, name = (here.item(f"i{days}") for days in (89, 91, 731, 1827))
    assert kept == delivered("i89", ago(89))
    assert (road.phone, road.way, road.nickname, road.personal_id) == ("", "", "", "093141000001")
    assert (numbers.personal_id, numbers.insurance_code, numbers.birth, numbers.name) == (
        "",
        "",
        "1941",
        "Danh Thị Thử",
    )
    assert (name.name, name.birth, name.number, name.custody.delivered_at) == ("…", "", "", ago(1827))
    assert sum(run(here).removed.values()) == sum(removed.values()), "a second run of the day takes nothing more"


def test_what_is_not_delivered_keeps_all(here: Here) -> None:
    (id_,) = here.items(1, phone="0912345678")
    run(here, NOW + timedelta(days=4000))
    assert here.item(id_).phone == "0912345678"


def test_a_dossier_loses_contact_then_numbers_then_names(here: Here) -> None:
    put(here, *(ended(f"d{days}", ago(days)) for days in (364, 366, 731, 1827)))
    run(here)
    with here.store.read() as view:
        found = {days: view.get(Dossier, f"d{days}") for days in (364, 366, 731, 1827)}
    kept, contact, numbers, names = (found[days] for days in (364, 366, 731, 1827))
    assert kept == ended("d364", ago(364))
    assert contact
    assert (contact.applicant.phone, contact.applicant.address, contact.note) == ("", "", "")
    assert contact.applicant.number == PERSON.number
    assert numbers
    assert (numbers.applicant.number, numbers.applicant.birth) == ("", "1941")
    assert numbers.result
    assert numbers.result.receiver_number == ""
    assert names
    assert (names.applicant.name, names.result and names.result.receiver) == ("…", "")
    assert names.procedure_name == "Trợ cấp"


def test_a_settled_request_says_no_more_whose_it_was(here: Here) -> None:
    request = HomeRequest(
        id="old",
        person=PERSON,
        way="sau chùa",
        state="served",
        served_at=ago(366),
        category="elderly",
        wanted="result",
        made_by="x",
        made_at=ago(500),
    )
    waiting = structs.replace(request, id="open", state="open", served_at=None)
    put(here, request, waiting)
    assert run(here).removed["requests"] == 1
    with here.store.read() as view:
        old, open_ = requests.request_of(view, "old"), requests.request_of(view, "open")
    assert (old.person.name, old.way, old.category) == ("…", "", "elderly")
    assert open_ == waiting


def test_somebody_of_whom_nothing_was_heard_for_two_years_is_not_known_any_more(here: Here) -> None:
    old = Citizen(id="old", party=PERSON, created_at=ago(800))
    used = structs.replace(old, id="used")
    whose = structs.replace(PERSON, citizen="used")
    put(here, old, used, structs.replace(ended("d", ago(10)), received_at=ago(20), applicant=whose))
    assert run(here).removed["citizens"] == 1
    with here.store.read() as view:
        assert [one.id for one in view.find(Citizen, "all", "")] == ["used"]
        assert dossier_of(view, "d").applicant.name == PERSON.name


def test_an_entry_of_the_desk_stays_counted(here: Here) -> None:
    day = local_day(NOW - timedelta(days=1900))
    entry = DeskEntry(id="e", day=day, procedure=ProcedureName("1", "x"), declarant="Danh Thị Thử", scribe="s")
    put(here, entry)
    run(here)
    with here.store.read() as view:
        assert [one.declarant for one in view.find(DeskEntry, "day", day)] == ["…"]


def test_a_closed_complaint_loses_its_words(here: Here) -> None:
    one = Complaint(
        id="c",
        text="Cán bộ Thử nói nặng lời",
        concerned=(here.people["supervisor"].id,),
        about="person",
        role="supervisor",
        reference="r",
        sent="2023-01-01",
        due="2023-01-16",
        state="closed",
        words=(Word("commune", "Xin lỗi", "2023-01-05"),),
        steps=(Step("s", "closed", ago(731), "p", "đã gặp"),),
    )
    put(here, one, structs.replace(one, id="new", steps=(Step("s", "closed", ago(700), "p"),)))
    assert run(here).removed["complaints"] == 1
    with here.store.read() as view:
        old, new = view.get(Complaint, "c"), view.get(Complaint, "new")
    assert old
    assert (old.text, old.words[0].text, old.steps[0].note) == ("…", "…", "")
    assert new
    assert new.text == one.text
    here.log_in("supervisor")
    for id_ in ("c", "new"):
        assert here.client.get(f"/office/complaints/{id_}", headers=PAGE).status_code == 404, "whom it is about"
    here.log_in("admin")
    assert here.client.get("/office/complaints/c", headers=PAGE).status_code == 200


TRACES: list[tuple[Code, Record, Record]] = [
    (
        "uploads",
        Upload(id="o", by="x", name="a.xlsx", created_at=ago(1.1), table=Table(())),
        Upload(id="n", by="x", name="a.xlsx", created_at=ago(0.9), table=Table(())),
    ),
    (
        "refused",
        Refused(id="o", carrier="d", at=ago(91), code="unreadable", body="b", sig=""),
        Refused(id="n", carrier="d", at=ago(89), code="unreadable", body="b", sig=""),
    ),
    (
        "sessions",
        Session(id="o", person="p", created_at=ago(2), expires_at=ago(0.1)),
        Session(id="n", person="p", created_at=ago(2), expires_at=ago(-0.1)),
    ),
    (
        "invitations",
        Invitation(id="o", person="p", by="x", created_at=ago(40), expires_at=ago(31)),
        Invitation(id="n", person="p", by="x", created_at=ago(40), expires_at=ago(29)),
    ),
    (
        "survey_links",
        SurveyLink(id="o", week="2025-W01", expires=ago(366)[:10], hamlet="", stream="card"),
        SurveyLink(id="n", week="2025-W01", expires=ago(364)[:10], hamlet="", stream="card"),
    ),
    (
        "readings",
        Reading(id="o", reader="p", place="/x", manner="page", day=ago(732)[:10]),
        Reading(id="n", reader="p", place="/x", manner="page", day=ago(728)[:10]),
    ),
]


@pytest.mark.parametrize(("code", "old", "new"), TRACES, ids=[code for code, _, _ in TRACES])
def test_a_trace_goes_on_its_day(here: Here, code: Code, old: Record, new: Record) -> None:
    put(here, old, new)
    assert run(here).removed[code] == 1
    with here.store.read() as view:
        assert (view.get(type(old), "o"), view.get(type(new), "n")) == (None, new)


def test_what_a_batch_says_of_single_rows_goes(here: Here) -> None:
    problem = RowProblem("s", 2, "Số thẻ", "bad_number", "Số thẻ “093” không đúng", "“093”")
    part = BatchPart(
        id="b:0", batch="b", no=0, refused=(problem,), renewed=(Renewed("item", "i", {"name": "A"}, {"name": "B"}),)
    )
    put(here, Batch(id="b", by="x", name="a.xlsx", at=ago(91), finished_at=ago(91), state="done", parts=1), part)
    assert run(here).removed["batches"] == 1
    with here.store.read() as view:
        less = view.get(BatchPart, "b:0")
    assert less
    assert (less.refused[0].problem, less.refused[0].code, less.renewed[0].before) == ("", "bad_number", {})


def test_the_demonstration_keeps_its_made_up_people(here: Here) -> None:
    with here.store.read() as view:
        commune = next(one.record for one in view.scan(Commune))
    put(here, structs.replace(commune, demo=True), delivered("i", ago(3000)))
    assert "items_names" not in run(here).removed
    assert here.item("i").name == "Danh Thị Thử"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that fails."""

    def fail(unit: object, now: datetime, rule: object) -> int:
        raise OSError("disk")

    monkeypatch.setattr(retention, "FORGET", {**FORGET, "items_road": fail})


def test_a_rule_that_fails_stops_no_other(here: Here, broken: None) -> None:
    put(here, delivered("i", ago(800)))
    done = run(here)
    assert done.failed == ("items_road",)
    assert (here.item("i").personal_id, here.item("i").phone) == ("", "0912345678")


def test_the_history_of_what_is_forgotten_forgets_too(here: Here) -> None:
    def settle(unit: Unit) -> None:
        request = HomeRequest(
            id="r", person=PERSON, wanted="result", made_by="x", made_at=ago(500), state="served", served_at=ago(400)
        )
        unit.put(request)
        before = structs.replace(request, person=structs.replace(PERSON, name="Danh Thị Cũ"))
        record_change(unit, here.act(), request, "request.corrected", "sai tên", before)

    here.do(settle)
    run(here)
    with here.store.read() as view:
        (change,) = story(view, requests.request_of(view, "r"))
    assert (change.note, [(one.field, one.before, one.after) for one in change.differences]) == (
        "",
        [("person", "", "")],
    )


def test_a_photo_goes_after_its_time_and_is_asked_of_no_phone_again(here: Here) -> None:
    content = b"\xff\xd8\xff" + bytes(100)
    name = hashlib.sha256(content).hexdigest()
    here.allow(photos=True)
    (item,) = here.items(1)
    here.round([item])
    phone = here.phone()
    answer = here.turn(phone, phone.write("confirmation.recorded", item, confirmation(photo=name)))
    assert answer["files"] == [name]
    assert here.client.put(f"/sync/files/{name}", content=content, headers=bearer(phone)).status_code == 201
    files = here.app.state.files
    start = datetime.now(UTC)
    for days, there in ((89, True), (91, False)):
        asyncio.run(Daily(here.store, {}, lambda days=days: start + timedelta(days=days), (), files.remove).once())  # type: ignore[misc]
        assert files.has(name) == there
    here.clock = lambda: start + timedelta(days=91)
    assert "files" not in here.turn(phone)
    with here.store.read() as view:
        run_ = view.get(RetentionRun, local_day(start + timedelta(days=91)))
        assert run_
        assert run_.removed["photos"] == 1
        assert [event.body != "" for event in view.find(Event, "photos", phone.device)] == [True], "the fact stays"
