"""Contacts kept, led on and erased in time; the same act twice is one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from server.actions import contacts, outreach
from server.actions.contact_person import known_of
from server.actions.contact_retention import KEPT_DAYS, OPEN_DAYS, erase_contacts
from server.actions.contacts import close_contact, contact_of, lead_to, note_sent, reopen_contact, take_down
from server.actions.history import story
from server.actions.outreach import hold
from server.actions.reach_counts import contacts_between, outreach_between
from server.domain.commune import Hamlet
from server.domain.contacts import Contact, Told
from server.domain.outreach import OutreachHeld
from server.domain.problems import Refusal
from server.domain.report_period import period
from tests.communes import Here

CALL = Told(name="Danh Thị Thử", phone="+84 900 000 001", what="Hỏi thẻ", note="hẹn chiều")
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def desk(here: Here) -> Here:
    """A fixed day."""
    here.clock = lambda: NOW
    return here


def call(here: Here, **changed: object) -> Contact:
    told = Told(**{**{name: getattr(CALL, name) for name in Told.__struct_fields__}, **changed})
    return here.do(lambda unit: take_down(unit, here.act("clerk"), told))


def test_a_number_is_kept_as_it_is_looked_for(desk: Here) -> None:
    one = call(desk)
    assert one.phone == "0900000001"
    with desk.store.read() as view:
        assert [found.id for found in known_of(view, "0900 000 001").contacts] == [one.id]
        assert not known_of(view, "0900000001", but=one.id).any
        assert not known_of(view, "không có").any


def test_the_same_act_is_done_once(desk: Here) -> None:
    one, act = call(desk), desk.act("clerk")
    for _ in range(3):
        desk.do(lambda unit: note_sent(unit, act, one.id, "result_ready", "Kết quả đã có"))
    with desk.store.read() as view:
        assert len(contact_of(view, one.id).messages) == 1
        assert [change.what for change in story(view, one)] == ["contact.made", "contact.sent"]


def test_what_leads_on_is_done_and_says_where(desk: Here) -> None:
    one = call(desk, follow_up="2026-11-26")
    after = desk.do(lambda unit: lead_to(unit, desk.act("clerk"), one.id, request="r"))
    assert (after.state, after.outcome, after.request, after.follow_up) == ("done", "request", "r", "")
    open_again = desk.do(lambda unit: reopen_contact(unit, desk.act("clerk"), one.id, ""))
    assert (open_again.state, open_again.closed_at) == ("open", "")


def test_whom_it_names_goes_after_its_time_and_the_count_stays(desk: Here) -> None:
    done, left = call(desk, done=True), call(desk, name="Còn Chờ")
    desk.do(lambda unit: lead_to(unit, desk.act("clerk"), done.id, request="r"))
    assert desk.do(lambda unit: erase_contacts(unit, NOW + timedelta(days=KEPT_DAYS))) == 0
    later = NOW + timedelta(days=KEPT_DAYS, minutes=1)
    assert desk.do(lambda unit: erase_contacts(unit, later)) == 1
    assert desk.do(lambda unit: erase_contacts(unit, later)) == 0
    with desk.store.read() as view:
        gone = contact_of(view, done.id)
        assert (gone.name, gone.phone, gone.what, gone.note, gone.request) == ("", "", "", "", None)
        assert (gone.channel, gone.outcome, gone.day) == ("hotline", "request", "2026-11-24")
        said = [f"{change.note}{change.differences}" for change in story(view, gone)]
        assert not any("Danh" in one or "0900000001" in one for one in said)
        assert contact_of(view, left.id).name == "Còn Chờ"
        assert len(contacts_between(view, date(2026, 11, 1), date(2026, 11, 30))) == 2
    with pytest.raises(Refusal, match="contact_erased"):
        desk.do(lambda unit: close_contact(unit, desk.act("clerk"), done.id))
    assert desk.do(lambda unit: erase_contacts(unit, NOW + timedelta(days=OPEN_DAYS + 1))) == 1


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 11, 24), date(2026, 11, 24), 1),
        (date(2026, 11, 25), date(2027, 11, 24), 0),
        (date(2026, 1, 31), date(2026, 12, 1), 1),
        (date(2025, 12, 30), date(2026, 11, 24), 1),
        (date(2026, 11, 1), date(2026, 11, 23), 0),
    ],
)
def test_a_period_counts_what_lies_in_it(desk: Here, first: date, last: date, count: int) -> None:
    call(desk)
    hamlet = desk.do(lambda unit: unit.find(Hamlet, "all", "")[0].id)
    held = OutreachHeld(day="2026-11-24", hamlet=hamlet, place="Nhà văn hóa", topic="Thẻ", led_by="Mẫu", people=5)
    desk.do(lambda unit: hold(unit, desk.act("clerk"), held))
    with desk.store.read() as view:
        assert len(contacts_between(view, first, last)) == count
        assert len(outreach_between(view, first, last)) == count
        assert [row.kind for row in contacts.report_rows(view, period(first, last))] == ["contact"] * count
        assert [row.amount for row in outreach.report_rows(view, period(first, last))] == [5] * count
