"""Filled forms at the desk: written once, put right with every change in the history, settled, erased."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec import structs

from server.actions import form_retention
from server.actions.dossiers import receive
from server.actions.filled_forms import (
    became_dossier,
    check_form,
    correct_form,
    form_of,
    reopen_form,
    send_form_back,
    withdraw_form,
    write_form,
)
from server.actions.history import story
from server.actions.verify import check
from server.domain.changes import Difference
from server.domain.citizens import Party
from server.domain.entries import DeskEntry
from server.domain.events import Event
from server.domain.filled_forms import FilledForm, Requested, Signing
from server.domain.intake import Intake
from server.domain.problems import Refusal
from server.domain.written import Written
from server.store.port import Unit
from tests.communes import Here
from tests.http.desk import EXTRACT, VALUES, entries, form, publish, send

WRITTEN = Written(
    form=EXTRACT,
    version="2025-07-01",
    procedure="2.000635",
    declarant=Party("Danh  Thị Thử", birth="15/3/1948", phone="+84900000671"),
    values=VALUES,
    read_back=True,
    requested=Requested("subject", consent=True),
    signing=Signing("self"),
)


@pytest.fixture
def desk(here: Here) -> Here:
    publish(here)
    return here


def written(here: Here, **changed: Any) -> FilledForm:
    content = structs.replace(WRITTEN, **changed)
    return here.do(lambda unit: write_form(unit, here.act("clerk"), content))


def changes(here: Here, id_: str) -> list[Any]:
    with here.store.read() as view:
        return story(view, form_of(view, id_))


def refused(here: Here, action: Callable[[Unit], object]) -> str:
    with pytest.raises(Refusal) as caught:
        here.do(action)
    return caught.value.code


def test_written_at_the_desk_once(desk: Here) -> None:
    act = desk.act("clerk")
    first = desk.do(lambda unit: write_form(unit, act, WRITTEN))
    assert desk.do(lambda unit: write_form(unit, act, WRITTEN)) == first
    assert first.declarant == Party("Danh Thị Thử", birth="1948-03-15", phone="0900000671")
    assert (first.scribe, first.place, first.state) == (desk.people["clerk"].id, "desk", "waiting")
    (entry,) = entries(desk)
    assert (entry.procedure.code, entry.day, entry.form) == ("2.000635", first.day, EXTRACT)


def test_not_without_consent_nor_a_name(desk: Here) -> None:
    silent = structs.replace(WRITTEN, requested=Requested("subject"))
    assert refused(desk, lambda unit: write_form(unit, desk.act("clerk"), silent)) == "needs_consent"
    nobody = structs.replace(WRITTEN, declarant=Party(" "))
    assert refused(desk, lambda unit: write_form(unit, desk.act("clerk"), nobody)) == "invalid"
    assert entries(desk) == []


def test_values_that_break_the_form_are_kept(desk: Here) -> None:
    assert written(desk, values={"copies": {"count": 0}}).values == {"copies": {"count": 0}}


def test_each_value_put_right_is_in_the_history(desk: Here) -> None:
    made = written(desk)
    values = {**VALUES, "copies": {"count": 3}, "record": {"kind": "birth"}}
    after = structs.replace(WRITTEN, values=values, declarant=Party("Danh Thị Thử Hai"), read_back=False)
    act = desk.act("supervisor")
    right = desk.do(lambda unit: correct_form(unit, act, made.id, after, " Nghe  nhầm "))
    assert desk.do(lambda unit: correct_form(unit, act, made.id, after, "lần nữa")) == right
    change = changes(desk, made.id)[-1]
    assert (change.what, change.note, change.by) == ("form.corrected", "Nghe nhầm", desk.people["supervisor"].id)
    assert Difference("values.copies.count", "2", "3") in change.differences
    assert Difference("values.record.office", "UBND xã Thử", "") in change.differences
    assert {one.field for one in change.differences} == {
        *("declarant", "read_back", "values.copies.count", "values.record.office")
    }
    assert entries(desk)[0].declarant == "Danh Thị Thử Hai"
    unchanged = desk.do(lambda unit: correct_form(unit, desk.act("clerk"), made.id, after, "không đổi gì"))
    assert (unchanged, len(changes(desk, made.id))) == (right, 2)


def test_a_correction_needs_its_reason_and_an_open_form(desk: Here) -> None:
    made = written(desk)
    after = structs.replace(WRITTEN, values={})
    assert refused(desk, lambda unit: correct_form(unit, desk.act("clerk"), made.id, after, " ")) == "needs_reason"
    assert refused(desk, lambda unit: correct_form(unit, desk.act("clerk"), "x", after, "vì")) == "not_found"
    desk.do(lambda unit: withdraw_form(unit, desk.act("clerk"), made.id, "trùng"))
    assert refused(desk, lambda unit: correct_form(unit, desk.act("clerk"), made.id, after, "vì")) == "form_closed"


def test_checked_withdrawn_and_taken_back(desk: Here) -> None:
    made = written(desk)
    desk.do(lambda unit: check_form(unit, desk.act("clerk"), made.id))
    desk.do(lambda unit: check_form(unit, desk.act("clerk"), made.id))
    assert refused(desk, lambda unit: withdraw_form(unit, desk.act("clerk"), made.id, "")) == "needs_reason"
    desk.do(lambda unit: withdraw_form(unit, desk.act("clerk"), made.id, "trùng"))
    assert (form(desk, made.id).state, entries(desk)) == ("withdrawn", [])
    assert refused(desk, lambda unit: check_form(unit, desk.act("clerk"), made.id)) == "form_closed"
    desk.do(lambda unit: reopen_form(unit, desk.act("clerk"), made.id))
    again = form(desk, made.id)
    assert (again.state, again.reason, again.settled_at, len(entries(desk))) == ("waiting", "", "", 1)
    assert [one.what for one in changes(desk, made.id)] == [
        *("form.written", "form.checked", "form.withdrawn", "form.reopened")
    ]


def test_only_a_phone_can_be_asked_again(desk: Here) -> None:
    made = written(desk)
    assert refused(desk, lambda unit: send_form_back(unit, desk.act("clerk"), made.id, "sai")) == "not_from_phone"


def test_a_dossier_closes_it(desk: Here) -> None:
    made = written(desk)
    act = desk.act("clerk")

    def take(unit: Unit) -> str:
        dossier = receive(unit, act, Intake(procedure="2.000635", applicant=made.declarant))
        became_dossier(unit, act, made.id, dossier.id)
        return dossier.id

    dossier = desk.do(take)
    after = form(desk, made.id)
    assert (after.state, after.dossier, entries(desk)[0].dossier) == ("dossier", dossier, dossier)
    assert desk.do(lambda unit: became_dossier(unit, desk.act("clerk"), made.id, dossier)) == after
    for action in (check_form, reopen_form):
        assert refused(desk, lambda unit, do=action: do(unit, desk.act("clerk"), made.id)) == "form_closed"  # type: ignore[misc]
    assert refused(desk, lambda unit: became_dossier(unit, desk.act("clerk"), made.id, "other")) == "form_closed"


def test_values_are_erased_after_their_time_and_the_entry_stays(desk: Here) -> None:
    phone = desk.phone("volunteer")
    id_, _ = send(desk, phone)
    kept, _ = send(desk, phone)
    after = structs.replace(WRITTEN, values={**VALUES, "copies": {"count": 9}}, declarant=form(desk, id_).declarant)
    desk.do(lambda unit: correct_form(unit, desk.act("clerk"), id_, after, "sửa"))
    act = desk.act("clerk")

    def take(unit: Unit) -> None:
        dossier = receive(unit, act, Intake(procedure="2.000635", applicant=Party("Danh Thị Thử")))
        became_dossier(unit, act, id_, dossier.id)

    desk.do(take)
    now = datetime.now(UTC)
    soon, late = (now + timedelta(days=form_retention.KEPT_DAYS + more) for more in (-1, 1))
    assert desk.do(lambda unit: form_retention.erase_settled(unit, soon)) == 0
    assert desk.do(lambda unit: form_retention.erase_settled(unit, late)) == 1
    assert desk.do(lambda unit: form_retention.erase_settled(unit, late)) == 0
    erased = form(desk, id_)
    assert (erased.values, erased.declarant, erased.signing.strokes) == ({}, Party("Danh Thị Thử"), "")
    assert (erased.erased_at != "", form(desk, kept).values) == (True, VALUES)
    assert all(not one.before and not one.after for change in changes(desk, id_) for one in change.differences)
    with desk.store.read() as view:
        event = view.get(Event, erased.event)
        entry = view.get(DeskEntry, id_)
        report = check(view)
    assert event is not None
    assert event.body == ""
    assert entry is not None
    assert (entry.declarant, entry.form) == ("Danh Thị Thử", EXTRACT)
    assert report.good
    assert refused(desk, lambda unit: reopen_form(unit, desk.act("clerk"), id_)) == "form_closed"
