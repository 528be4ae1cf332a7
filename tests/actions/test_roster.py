"""Rosters of real months: proposed, set by hand, published, amended, with their memory and their history."""

from typing import Any

import pytest
from msgspec import structs

from server.actions.availability import add_absence, availability, end_absence, set_availability
from server.actions.calendar import enter_day
from server.actions.history import story
from server.actions.people import add_person
from server.actions.roster import candidates, change_rule, loads, propose_month
from server.actions.roster_changes import roster_of
from server.actions.roster_counts import by_union, counts
from server.actions.roster_publication import publish_roster
from server.actions.roster_shifts import add_shift, cancel_shift, empty_places, set_shift, unpin
from server.actions.unions import add_union, change_union, seed_unions, union_name, unions
from server.domain.availability import Absence, HalfDay
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.roster_records import Roster, RosterRule
from tests.communes import Here
from tests.rosters import MONTH, NOW, at, be, hire, name, published, shift, shifts

FIRST = "2026-12-04-morning-1"


def roster(here: Here, month: str = MONTH) -> Roster:
    with here.store.read() as view:
        return roster_of(view, month)


def test_a_month_is_proposed_in_turns_with_reserves_and_reasons(here: Here) -> None:
    hire(here)
    act = here.act("clerk")
    made = here.do(lambda unit: propose_month(unit, act, MONTH))
    assert (made.state, made.version, made.unmet) == ("draft", 0, ())
    found = shifts(here)
    assert [one.day for one in found[::2]] == ["2026-12-04", "2026-12-11", "2026-12-18", "2026-12-25"]
    assert [name(here, one.person) for one in found] == [
        "An", "An", "Bình", "Bình", "Cúc", "Cúc", "Dũng", "Dũng",
    ]  # fmt: skip
    assert all(one.reserve and one.reserve != one.person for one in found)
    assert {reason.code for one in found for reason in one.reasons} >= {"turn"}
    assert here.do(lambda unit: propose_month(unit, act, MONTH)) == made
    with here.store.read() as view:
        assert [(load.month, load.total, load.reserve, load.possible) for load in loads(view, MONTH)] == [
            (2, 2, 2, 8)
        ] * 4
        assert [change.what for change in story(view, made)] == ["roster.proposed"]


def test_the_next_month_goes_on_where_the_last_one_ended(here: Here) -> None:
    hire(here)
    for month in ("2026-12", "2027-01", "2027-02"):
        here.do(lambda unit, month=month: propose_month(unit, here.act(), month))  # type: ignore[misc]
    assert [name(here, one.person) for one in shifts(here, "2027-01")[::2]][:2] == ["An", "Bình"]
    with here.store.read() as view:
        totals = [load.total for load in loads(view, "2027-02")]
    assert max(totals) - min(totals) <= 1


def test_holidays_absences_and_limits_are_kept(here: Here) -> None:
    people = hire(here)
    here.do(lambda unit: enter_day(unit, here.act(), "2026-12-25", "swapped_off", "Thử"))
    here.do(lambda unit: add_absence(unit, here.act(), people[0].id, "2026-12-01", "2026-12-05", "", "Họp tỉnh"))
    here.do(
        lambda unit: set_availability(
            unit, here.act(), people[1].id, never=[HalfDay(4, "morning")], most=1, note="Dạy học"
        )
    )
    here.do(lambda unit: propose_month(unit, here.act(), MONTH))
    found = shifts(here)
    assert {one.day for one in found} == {"2026-12-04", "2026-12-11", "2026-12-18"}
    taken = {(name(here, one.person), one.day, one.part) for one in found}
    assert not any(who == "An" and day == "2026-12-04" for who, day, _ in taken)
    assert not any(who == "Bình" and part == "morning" for who, _, part in taken)
    assert sum(who == "Bình" for who, _, _ in taken) <= 1
    with here.store.read() as view:
        known = availability(view, people[0].id)
        assert {one.away for one in candidates(view, FIRST)} == {"", "absent", "weekly"}
    back = here.do(lambda unit: end_absence(unit, here.act(), people[0].id, known.absences[0]))
    assert back.absences == ()
    assert known.absences == (Absence("2026-12-01", "2026-12-05", "", "Họp tỉnh"),)


def test_a_newcomer_need_not_make_up_for_months_before_him(here: Here) -> None:
    hire(here)
    for month in ("2026-12", "2027-01"):
        here.do(lambda unit, month=month: propose_month(unit, here.act(), month))  # type: ignore[misc]
    be(here, at(30, 9))
    new = here.do(lambda unit: add_person(unit, here.act(), name="Lâm Thử Mới", role="volunteer", union="Hội Nông dân"))
    here.do(lambda unit: propose_month(unit, here.act(), "2027-02"))
    with here.store.read() as view:
        table = {load.person: load for load in loads(view, "2027-02")}
    assert table[new.id].before == min(load.before for load in table.values())
    assert table[new.id].month <= 2


def test_what_was_set_by_hand_stays(here: Here) -> None:
    people = hire(here)
    here.do(lambda unit: propose_month(unit, here.act(), MONTH))
    set_ = here.do(lambda unit: set_shift(unit, here.act(), FIRST, person=people[3].id, reserve=people[2].id))
    assert (set_.union, set_.turn) == (people[3].union, people[0].union)
    here.do(lambda unit: propose_month(unit, here.act(), MONTH))
    kept = shift(here, FIRST)
    assert (kept.person, kept.reserve) == (people[3].id, people[2].id)
    assert [reason.code for reason in kept.reasons] == ["by_hand"]
    here.do(lambda unit: unpin(unit, here.act(), FIRST))
    here.do(lambda unit: propose_month(unit, here.act(), MONTH))
    assert name(here, shift(here, FIRST).person) == "An"


@pytest.mark.parametrize(
    ("who", "field", "code"),
    [("nobody-knows", "person", "not_on_roster"), ("reserve", "reserve", "invalid"), ("away", "person", "shift_away")],
)
def test_what_cannot_be_set_by_hand(here: Here, who: str, field: str, code: str) -> None:
    people = hire(here)
    here.do(lambda unit: propose_month(unit, here.act(), MONTH))
    here.do(lambda unit: add_absence(unit, here.act(), people[3].id, "2026-12-04", ""))
    there = shift(here, FIRST)
    id_ = {"reserve": there.person, "away": people[3].id}.get(who, who)
    chosen: dict[str, Any] = {field: id_}
    with pytest.raises(Refusal, match=code) as refused:
        here.do(lambda unit: set_shift(unit, here.act(), FIRST, **chosen))
    assert refused.value.field == field
    if code == "shift_away":
        put = here.do(lambda unit: set_shift(unit, here.act(), FIRST, person=people[3].id, anyway=True))
        assert put.person == people[3].id


def test_nobody_is_put_at_two_places_and_nothing_over_is_changed(here: Here) -> None:
    people = hire(here)
    here.do(lambda unit: change_rule(unit, here.act(), RosterRule(parts=("morning",), seats=2)))
    here.do(lambda unit: propose_month(unit, here.act(), MONTH))
    first, second = shifts(here)[:2]
    assert {first.person, second.person}.isdisjoint({first.reserve, second.reserve})
    with pytest.raises(Refusal, match="shift_double"):
        here.do(lambda unit: set_shift(unit, here.act(), first.id, person=second.person))
    with here.store.read() as view:
        busy = {one.person: one.busy for one in candidates(view, first.id)}
    assert busy[second.person or ""] == "duty"
    be(here, at(5, 9))
    with pytest.raises(Refusal, match="shift_past"):
        here.do(lambda unit: set_shift(unit, here.act(), first.id, person=people[0].id))
    before = shifts(here)[:2]
    here.do(lambda unit: propose_month(unit, here.act(), MONTH))
    assert shifts(here)[:2] == before


def test_an_infeasible_month_is_solved_as_far_as_it_can_be(here: Here) -> None:
    people = hire(here)
    for one in people:
        here.do(lambda unit, one=one: add_absence(unit, here.act(), one.id, "2026-12-11", "2026-12-11"))  # type: ignore[misc]
    made = here.do(lambda unit: propose_month(unit, here.act(), MONTH))
    assert [(unmet.day, unmet.part, unmet.code) for unmet in made.unmet] == [
        ("2026-12-11", "morning", "nobody"),
        ("2026-12-11", "afternoon", "nobody"),
    ]
    with here.store.read() as view:
        assert [one.day for one in empty_places(view, MONTH, "2026-12-01")] == ["2026-12-11"] * 2
    assert sum(one.person is not None for one in shifts(here)) == 6


def test_published_and_amended_visibly(here: Here) -> None:
    hire(here)
    with pytest.raises(Refusal, match="roster_empty"):
        here.do(lambda unit: publish_roster(unit, here.act(), MONTH, "1102", "2026-11-30"))
    here.do(lambda unit: propose_month(unit, here.act(), MONTH))
    for number, day, field in (("", "2026-11-30", "number"), ("TB", "2026-11-30", "number"), ("1102", "nay", "day")):
        with pytest.raises(Refusal, match="invalid") as refused:
            here.do(lambda unit, number=number, day=day: publish_roster(unit, here.act(), MONTH, number, day))  # type: ignore[misc]
        assert refused.value.field == field
    act = here.act("clerk")
    out = here.do(lambda unit: publish_roster(unit, act, MONTH, "1102", "2026-11-30"))
    assert (out.state, out.version, out.number) == ("published", 1, "1102/TB-UBND")
    assert here.do(lambda unit: publish_roster(unit, act, MONTH, "1102", "2026-11-30")) == out
    with pytest.raises(Refusal, match="nothing_amended"):
        here.do(lambda unit: publish_roster(unit, here.act(), MONTH, "1110", "2026-12-01"))
    other = here.people["Dũng"].id
    with pytest.raises(Refusal, match="needs_reason"):
        here.do(lambda unit: set_shift(unit, here.act("clerk"), FIRST, person=other))
    amend = here.act("clerk")
    before = shift(here, FIRST)
    for _ in range(2):
        after = here.do(lambda unit: set_shift(unit, amend, FIRST, person=other, why="Hội họp đột xuất"))
    assert structs.astuple(after.amendments[0])[2:] == (1, "duty", before.person, other, "Hội họp đột xuất")
    assert roster(here).amended
    again = here.do(lambda unit: publish_roster(unit, here.act(), MONTH, "1110/TB-UBND", "2026-12-01", "Đổi ca 4/12"))
    assert (again.version, again.number, again.amended) == (2, "1110/TB-UBND", False)
    with here.store.read() as view:
        assert [change.what for change in story(view, after)] == ["shift.set"]
        assert [change.what for change in story(view, again)] == [
            "roster.proposed",
            "roster.published",
            "roster.published",
        ]
        assert story(view, again)[-1].note == "1110/TB-UBND, 01/12/2026"


def test_a_published_roster_is_filled_only_where_it_is_empty(here: Here) -> None:
    found = published(here)
    here.do(lambda unit: set_shift(unit, here.act(), FIRST, person=None, why="Nghỉ ốm"))
    assert shift(here, FIRST).person is None
    here.do(lambda unit: propose_month(unit, here.act(), MONTH))
    assert shift(here, FIRST).person is not None
    assert [one.person for one in shifts(here)[1:]] == [one.person for one in found[1:]]
    assert [one.role for one in shift(here, FIRST).amendments] == ["duty", "duty"]


def test_a_place_more_and_a_place_given_up(here: Here) -> None:
    published(here)
    with pytest.raises(Refusal, match="needs_reason"):
        here.do(lambda unit: add_shift(unit, here.act(), "2026-12-09", "morning"))
    act = here.act("clerk")
    more = [here.do(lambda unit: add_shift(unit, act, "2026-12-09", "morning", "Đông người hẹn")) for _ in range(2)]
    assert (more[0], more[0].id) == (more[1], "2026-12-09-morning-1")
    here.do(lambda unit: propose_month(unit, here.act(), MONTH))
    assert shift(here, more[0].id).person is not None
    gone = here.do(lambda unit: cancel_shift(unit, here.act("clerk"), FIRST, "Bầu cử"))
    assert (gone.state, gone.person, [one.role for one in gone.amendments]) == ("cancelled", None, ["shift"])
    for call, code in (
        (lambda unit: add_shift(unit, here.act(), "9/12", "morning", "x"), "invalid"),
        (lambda unit: add_shift(unit, here.act(), "2026-12-09", "night", "x"), "invalid"),
        (lambda unit: add_shift(unit, here.act(), "2026-11-03", "morning", "x"), "shift_past"),
        (lambda unit: cancel_shift(unit, here.act(), FIRST, "x"), "shift_past"),
        (lambda unit: cancel_shift(unit, here.act(), "none", "x"), "not_found"),
    ):
        with pytest.raises(Refusal, match=code):
            here.do(call)
    back = here.do(lambda unit: add_shift(unit, here.act(), "2026-12-04", "morning", "Vẫn làm"))
    assert (back.id, back.state) == (FIRST, "planned")


def test_a_draft_follows_the_calendar_and_keeps_what_was_added(here: Here) -> None:
    hire(here)
    here.do(lambda unit: propose_month(unit, here.act(), MONTH))
    here.do(lambda unit: add_shift(unit, here.act(), "2026-12-09", "morning"))
    here.do(lambda unit: enter_day(unit, here.act(), "2026-12-25", "swapped_off", "Thử"))
    here.do(lambda unit: propose_month(unit, here.act(), MONTH))
    assert {one.day for one in shifts(here)} == {"2026-12-04", "2026-12-09", "2026-12-11", "2026-12-18"}
    assert all(one.person for one in shifts(here))


def test_unions_are_edited_and_an_older_store_gets_ids(here: Here) -> None:
    with here.store.read() as view:
        assert unions(view)[0].name == "Đoàn Thanh niên"
    made = here.do(lambda unit: add_union(unit, here.act(), "Hội Chữ thập đỏ", "CTĐ"))
    changed = here.do(
        lambda unit: change_union(unit, here.act(), made.id, name="Hội Chữ Thập Đỏ", short="", order=0, active=True)
    )
    for call, code in (
        (lambda unit: add_union(unit, here.act(), "hội nông dân"), "invalid"),
        (lambda unit: add_union(unit, here.act(), " "), "invalid"),
        (lambda unit: change_union(unit, here.act(), "x", name="Y", short="", order=1, active=True), "not_found"),
    ):
        with pytest.raises(Refusal, match=code):
            here.do(call)
    old = structs.replace(here.people["volunteer"], union="Hội Phụ nữ")
    here.do(lambda unit: unit.put(old))
    here.do(seed_unions)
    with here.store.read() as view:
        assert unions(view)[0] == changed
        person = view.get(Person, old.id)
        assert person is not None
        assert person.union == "womens-union"
        assert union_name(view, "womens-union") == "Hội Phụ nữ"
        assert union_name(view, "Hội cũ") == "Hội cũ"


def test_how_often_who_sat_there(here: Here) -> None:
    published(here)
    with here.store.read() as view:
        rows = counts(view, "2026-12-01", "2026-12-17")
        assert {(row.planned, row.done, row.missed) for row in rows if row.planned} == {(2, 0, 0)}
        assert sum(row.planned for row in by_union(rows)) == 4
    assert at(4, 7) > NOW
