"""Requests of data subjects: found, taken down with their term, put right everywhere, stopped, answered, forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs

from server.actions.retention import follow_rules
from server.actions.subject_corrections import correct
from server.actions.subjects import answer, find_documents, lift, restrict, take_down
from server.domain.changes import Change, subject_of
from server.domain.citizens import Citizen, Party
from server.domain.contacts import Contact
from server.domain.events import Event
from server.domain.problems import Refusal
from server.domain.retention import GONE
from server.domain.subject_records import Correction, corrected
from server.domain.subjects import Asking, SubjectRequest
from server.store.port import Unit
from tests.communes import Here
from tests.dossier_samples import bare
from tests.http.office import confirmed, paper

FRIDAY = datetime(2026, 11, 13, 2, tzinfo=UTC)
WHO = Party("Danh Thị Thử", birth="1941-05-02", number="093141000001", phone="0912345678")


def put_people(here: Here) -> dict[str, str]:
    """A known person with a paper and a call of hers, and a namesake; `kind:id` by a short name."""
    hers = paper(here, birth="1941-05-02", phone="0912345678", personal_id="093141000001")
    other = paper(here, birth="1962")

    def put(unit: Unit) -> None:
        unit.put(Citizen(id="c1", party=WHO))
        unit.put(
            Contact(
                id="k1",
                channel="hotline",
                direction="in",
                name="Danh Thị Thử",
                phone="0912345678",
                day="2026-11-19",
                made_by="x",
                made_at="2026-11-19T02:00:00.000Z",
            )
        )

    here.do(put)
    return {"item": f"item:{hers}", "other": f"item:{other}", "citizen": "citizen:c1", "contact": "contact:k1"}


def asked(here: Here, *documents: str, asked: tuple[str, ...] = ("view",)) -> SubjectRequest:
    """A request of hers about those documents."""
    asking = Asking(documents=documents, asked=asked, identity="card")  # type: ignore[arg-type]  # as typed
    return here.do(lambda unit: take_down(unit, here.act("supervisor"), asking))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("danh thi thu 1941", {"item", "citizen"}),
        ("Danh Thị Thử", {"item", "citizen", "contact", "other"}),
        ("0912 345 678", {"item", "citizen", "contact"}),
        ("093141000001", {"item", "citizen"}),
        ("02/05/1941", {"item", "citizen"}),
        ("nguyen", set()),
        ("  ", set()),
    ],
)
def test_somebody_is_found_by_what_is_known_of_them(here: Here, query: str, found: set[str]) -> None:
    people = put_people(here)
    with here.store.read() as view:
        assert {subject_of(one) for one in find_documents(view, query)} == {people[name] for name in found}


class TestTakingDown:
    def test_the_term_is_the_laws_and_the_shortest_of_what_is_asked(self, here: Here) -> None:
        here.clock = lambda: FRIDAY
        made = asked(here, put_people(here)["item"], asked=("correct", "erase"))
        assert (made.name, made.due, made.reply_due) == ("Danh Thị Thử", "2026-11-23", "2026-11-17")
        assert asked(here, *made.documents, asked=("erase",)).due == "2026-12-03"

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"documents": ()}, "documents"),
            ({"documents": ("item:none",)}, "documents"),
            ({"documents": ("complaint:x",)}, "documents"),
            ({"asked": ()}, "asked"),
            ({"identity": ""}, "identity"),
            ({"relation": "child"}, "asked_by"),
        ],
    )
    def test_what_is_missing_is_said_at_its_field(self, here: Here, changed: dict[str, str], field: str) -> None:
        asking = Asking(documents=(put_people(here)["item"],), asked=("view",), identity="card")
        wrong = structs.replace(asking, **changed)
        with pytest.raises(Refusal) as refused:
            here.do(lambda unit: take_down(unit, here.act(), wrong))
        assert (refused.value.code, refused.value.field) == ("invalid", field)


class TestPuttingRight:
    def test_every_document_is_put_right_with_its_history_and_the_phone_gets_it(self, here: Here) -> None:
        people = put_people(here)
        item = people["item"].partition(":")[2]
        here.round([item])
        phone = here.phone()
        here.turn(phone, phone.write("handover.accepted", None, {"round": "x", "items": [item], "missing": []}))
        made = asked(here, people["item"], people["citizen"], people["contact"])
        right = Correction(name="Danh Thị Thu", birth="03/05/1941", phone="0987 654 321", address="Nhà sau chùa")
        here.do(lambda unit: correct(unit, here.act("supervisor"), made.id, right, "theo thẻ căn cước"))
        now = here.item(item)
        assert (now.name, now.birth, now.phone, now.way) == ("Danh Thị Thu", "1941-05-03", "0987654321", "Nhà sau chùa")
        assert now.personal_id == "093141000001", "what was not said stays"
        pulled = {one["id"]: one["doc"] for one in here.turn(phone)["changes"] if one["type"] == "item"}
        assert (pulled[item]["name"], pulled[item]["way"]) == ("Danh Thị Thu", "Nhà sau chùa")
        with here.store.read() as view:
            citizen, contact = view.get(Citizen, "c1"), view.get(Contact, "k1")
            told = view.find(Change, "subject", people["item"])[-1]
        assert citizen is not None
        assert contact is not None
        assert (citizen.party.name, citizen.party.address, contact.name) == ("Danh Thị Thu", "Nhà sau chùa", now.name)
        assert told.note == "Danh Thị Thử: theo thẻ căn cước"
        assert ("name", "Danh Thị Thử") in [(one.field, one.before) for one in told.differences]
        assert here.item(people["other"].partition(":")[2]).name == "Danh Thị Thử", "her namesake is somebody else"

    def test_what_was_signed_stays_as_it_was_signed(self, here: Here) -> None:
        _, items, _ = confirmed(here)
        with here.store.read() as view:
            before = [one.body for one in view.find(Event, "item", items[0])]
        made = asked(here, f"item:{items[0]}")
        here.do(lambda unit: correct(unit, here.act(), made.id, Correction(name="Tên Đúng"), "sai tên"))
        with here.store.read() as view:
            assert [one.body for one in view.find(Event, "item", items[0])] == before

    @pytest.mark.parametrize(
        ("right", "reason", "code"),
        [
            (Correction(), "x", "invalid"),
            (Correction(name="Tên Đúng"), " ", "needs_reason"),
            (Correction(birth="32/13/1941"), "x", "invalid"),
            (Correction(hamlet="nowhere"), "x", "invalid"),
        ],
    )
    def test_refusals(self, here: Here, right: Correction, reason: str, code: str) -> None:
        made = asked(here, put_people(here)["item"])
        with pytest.raises(Refusal) as refused:
            here.do(lambda unit: correct(unit, here.act(), made.id, right, reason))
        assert refused.value.code == code

    def test_of_a_dossier_it_is_the_party_of_that_name(self) -> None:
        both = bare("x", applicant=Party("Lâm Văn A"), submitter=Party("Danh Thị Thử"))
        after = corrected(both, "Danh Thị Thử", Correction(name="Danh Thị Thu"))
        assert after.submitter is not None
        assert (after.applicant.name, after.submitter.name) == ("Lâm Văn A", "Danh Thị Thu")


class TestStopping:
    def test_the_deliverer_is_told_until_it_is_lifted(self, here: Here) -> None:
        item = put_people(here)["item"]
        id_ = item.partition(":")[2]
        here.round([id_])
        phone = here.phone()
        here.turn(phone)

        def checks() -> list[str]:
            docs = [one["doc"] for one in here.turn(phone)["changes"] if one["id"] == id_]
            return list(docs[-1]["checks"]) if docs else ["nothing new"]

        made = asked(here, item, asked=("restrict",))
        assert checks() == ["nothing new"]
        here.do(lambda unit: restrict(unit, here.act("supervisor"), made.id, "không đồng ý cho giao"))
        assert checks()[0].startswith("Xã đang tạm dừng xử lý")
        here.do(lambda unit: lift(unit, here.act("supervisor"), made.id, "đã đồng ý"))
        assert not any("tạm dừng" in check for check in checks())


def test_an_answered_request_forgets_whose_it_was_after_two_years(here: Here) -> None:
    made = asked(here, put_people(here)["item"])
    here.do(lambda unit: answer(unit, here.act(), made.id, "đã đưa bản in"))
    for days, name in ((729, "Danh Thị Thử"), (732, GONE)):
        here.do(lambda unit, days=days: follow_rules(unit, datetime.now(UTC) + timedelta(days=days)))  # type: ignore[misc]
        with here.store.read() as view:
            kept = view.get(SubjectRequest, made.id)
            words = str(view.find(Change, "subject", f"subject_request:{made.id}"))
        assert kept is not None
        assert kept.name == name
        assert kept.documents == (made.documents if name != GONE else ())
    assert "đã đưa bản in" not in words
