"""Demand by weekday: nothing is lost or counted twice, and what it says about service days follows from the figures."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.domain.calendar import Calendar
from server.domain.demand import FEW, SOURCES, Contact, by_weekday, verdict
from server.domain.service_days import ServiceRule, is_service_day

FIRST, LAST = date(2026, 11, 2), date(2026, 11, 29)
"""Four weeks, Monday to Sunday; Tuesday the 24th is a public holiday."""
CALENDAR = Calendar()
FRIDAYS = ServiceRule()
FRIDAY, TUESDAY = date(2026, 11, 27), date(2026, 11, 17)

contacts = st.lists(
    st.builds(
        Contact,
        st.sampled_from(SOURCES),
        st.integers(-3, 30).map(lambda step: FIRST + timedelta(days=step)),
        st.sampled_from("abcdefgh"),
    ),
    max_size=60,
)
rules = st.builds(ServiceRule, st.sets(st.integers(0, 4), min_size=1).map(lambda days: tuple(sorted(days))))


@given(contacts, rules)
def test_every_contact_of_the_period_once(found: list[Contact], rule: ServiceRule) -> None:
    rows = by_weekday(found, FIRST, LAST, rule, CALENDAR)
    inside = [one for one in found if FIRST <= one.day <= LAST]
    assert [one.weekday for one in rows] == list(range(7))
    assert sum(sum(one.counts.values()) for one in rows) == len(inside)
    assert sum(one.total for one in rows) == len({(one.day, one.key) for one in inside})
    for row in rows:
        there = {(one.day, one.key) for one in inside if one.day.weekday() == row.weekday}
        assert row.total == len(there)
        assert row.served == sum(is_service_day(day, rule, CALENDAR) for day, _ in there)
        assert row.total <= sum(row.counts.values())


@given(contacts, rules)
def test_no_other_weekday_would_meet_more(found: list[Contact], rule: ServiceRule) -> None:
    rows = by_weekday(found, FIRST, LAST, rule, CALENDAR)
    said = verdict(rows)
    assert said.served <= said.with_next <= said.total
    assert said.with_next - said.served == max(one.unserved for one in rows if one.days)
    assert (said.next is None) == (said.served == said.with_next)
    assert said.next is None or rows[said.next].days


def test_a_form_and_its_dossier_on_one_day_are_one_contact() -> None:
    found = [Contact("written", FRIDAY, "d1"), Contact("dossiers", FRIDAY, "d1"), Contact("dossiers", TUESDAY, "d1")]
    rows = by_weekday(found, FIRST, LAST, FRIDAYS, CALENDAR)
    assert (rows[4].total, rows[4].served, rows[1].total, rows[1].unserved) == (1, 1, 1, 1)


def test_a_day_is_an_average_of_the_days_on_which_the_office_worked() -> None:
    rows = by_weekday([Contact("requests", TUESDAY, str(n)) for n in range(6)], FIRST, LAST, FRIDAYS, CALENDAR)
    assert [one.days for one in rows] == [4, 3, 4, 4, 4, 0, 0]
    assert rows[1].average == 2
    sunday = by_weekday([Contact("requests", LAST, "s")], FIRST, LAST, FRIDAYS, CALENDAR)
    assert (sunday[6].total, sunday[6].average, verdict(sunday).next) == (1, 0, None)


def test_the_busiest_other_day_comes_next_and_a_handful_says_nothing() -> None:
    found = [Contact("dossiers", FRIDAY, f"f{n}") for n in range(12)]
    found += [Contact("dossiers", TUESDAY, f"t{n}") for n in range(6)]
    said = verdict(by_weekday(found, FIRST, LAST, FRIDAYS, CALENDAR))
    assert (said.total, said.served, said.next, said.with_next, said.enough) == (18, 12, 1, 18, False)
    more = [*found, *(Contact("requests", TUESDAY + timedelta(days=1), f"w{n}") for n in range(FEW - 18))]
    said = verdict(by_weekday(more, FIRST, LAST, FRIDAYS, CALENDAR))
    assert (said.total, said.next, said.with_next, said.enough) == (20, 1, 18, True)


def test_of_two_equal_days_the_earlier_one() -> None:
    found = [Contact("requests", TUESDAY, "t"), Contact("requests", TUESDAY + timedelta(days=1), "w")]
    assert verdict(by_weekday(found, FIRST, LAST, FRIDAYS, CALENDAR)).next == 1
    assert verdict([]).next is None
