"""A report's figures over random data: each is its list's length, parts add up, Biểu II.06 balances, R74 holds."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.appointments import Appointment
from server.domain.changes import Change
from server.domain.citizens import Party
from server.domain.dossiers import Apology, Dossier, Refused, Result, Supplement
from server.domain.entries import DeskEntry, ProcedureName
from server.domain.events import Fate
from server.domain.items import Custody, Item, Post, What
from server.domain.report_codes import CODES, DIMENSIONS, FIGURES
from server.domain.report_figures import Figures, compared, figures_of
from server.domain.report_period import Period, period
from server.domain.report_rows import FigureRow, Material
from server.domain.requests import HomeRequest
from server.domain.times import VIETNAM, stamp

FIRST, LAST = date(2020, 8, 26), date(2020, 10, 13)
NOW = datetime(2021, 1, 1, tzinfo=VIETNAM)
HAMLETS = ("a", "b", None)
NAMES = ("Danh Mẫu", "Danh Thử")
BIRTHS = ("", "1950", "1950-03-04")


def at(hours: int) -> str:
    """So many hours after ten days before the period."""
    return stamp(datetime(2020, 8, 16, tzinfo=VIETNAM) + timedelta(hours=hours))


@st.composite
def dossiers(draw: st.DrawFn) -> list[Dossier]:
    made = []
    for place in range(draw(st.integers(0, 12))):
        came = draw(st.one_of(st.integers(24 * 11, 24 * 12), st.integers(0, 24 * 70)))
        end = at(came + draw(st.one_of(st.integers(0, 3), st.integers(0, 24 * 30))))
        how = draw(st.sampled_from(("result", "open", "refused", "stopped")))
        refused = Refused("01", end, "x", "vì")
        made.append(
            Dossier(
                id=f"d{place}",
                no=f"TN-{place}",
                procedure_code=draw(st.sampled_from(("1", "2", ""))),
                procedure_name="P",
                field=draw(st.sampled_from(("Hộ tịch", ""))),
                applicant=Party(
                    draw(st.sampled_from(NAMES)),
                    hamlet=draw(st.sampled_from(HAMLETS)),
                    birth=draw(st.sampled_from(BIRTHS)),
                    number=draw(st.sampled_from(("", "1", "2"))),
                ),
                received_at=at(came),
                due_at=at(came + draw(st.integers(1, 24 * 20))) if draw(st.booleans()) else "",
                legal_days=draw(st.integers(0, 9)),
                lane=draw(st.sampled_from(("same_day", "normal"))),
                visits=draw(st.integers(1, 4)),
                supplement=Supplement("1", at(came + 1), "x", ("tờ khai",), "thiếu") if draw(st.booleans()) else None,
                apology=Apology("1", at(came + 1), "x", "vì", at(came + 2), at(came + 9))
                if draw(st.booleans())
                else None,
                result=Result("P", at=end) if how == "result" else None,
                rejection=refused if how == "refused" else None,
                stop=refused if how == "stopped" else None,
            )
        )
    return made


@st.composite
def reached(draw: st.DrawFn, known: list[str], items: list[str]) -> dict[str, Any]:
    """Everything else that is counted: corrections, visits in vain, requests, appointments, contacts, sessions."""
    few, hours = st.integers(0, 6), st.integers(0, 24 * 70)
    day = st.integers(0, 48).map(lambda step: (FIRST + timedelta(days=step)).isoformat())
    person = st.builds(Party, st.just("Người Thử"), hamlet=st.sampled_from(HAMLETS), birth=st.sampled_from(BIRTHS))

    def rows(kind: str) -> list[FigureRow]:
        return [
            FigureRow(kind, f"{kind}{place}", draw(day), "x", amount=draw(few), hamlet=draw(st.sampled_from("ab")))
            for place in range(draw(few))
        ]

    return {
        "corrections": [
            Change(
                id=f"c{place}", subject=f"dossier:{draw(st.sampled_from(known))}", what="x", at=at(draw(hours)), by="p"
            )
            for place in range(draw(few) if known else 0)
        ],
        "attempts": [
            Fate(
                id=f"f{place}",
                event="e",
                seq=place,
                device="d",
                what="attempt",
                item=draw(st.sampled_from([*items, "unknown"])),
                person="p",
                when=at(draw(hours)),
                status=draw(st.sampled_from(("accepted", "held"))),
                undone=draw(st.booleans()),
            )
            for place in range(draw(few))
        ],
        "requests": [
            HomeRequest(
                id=f"r{place}",
                person=draw(person),
                wanted="writing",
                made_by="p",
                made_at=at(draw(hours)),
                state=draw(st.sampled_from(("open", "served"))),
                served_at=at(draw(hours)),
            )
            for place in range(draw(few))
        ],
        "appointments": [
            Appointment(
                id=f"a{place}",
                person=draw(person),
                day=draw(day),
                part="morning",
                state=draw(st.sampled_from(("booked", "came", "cancelled"))),
                made_by="p",
                made_at=at(0),
            )
            for place in range(draw(few))
        ],
        "contacts": rows("contact"),
        "sessions": rows("outreach_session"),
    }


@st.composite
def materials(draw: st.DrawFn) -> Material:
    known = draw(dossiers())
    ids = st.sampled_from([one.id for one in known]) if known else st.none()
    days = st.integers(-10, 60).map(lambda step: (FIRST + timedelta(days=step)).isoformat())
    entries = [
        DeskEntry(
            id=f"e{place}",
            day=draw(days),
            procedure=ProcedureName(draw(st.sampled_from(("1", "2"))), "P"),
            declarant=draw(st.sampled_from(NAMES)),
            hamlet=draw(st.sampled_from(HAMLETS)),
            scribe=draw(st.sampled_from(("s", "t"))),
            union=draw(st.sampled_from(("u", "v", ""))),
            guided=draw(st.booleans()),
            dossier=draw(st.one_of(st.none(), ids)),
        )
        for place in range(draw(st.integers(0, 12)))
    ]
    items = [
        Item(
            id=f"i{place}",
            name=draw(st.sampled_from(NAMES)),
            birth=draw(st.sampled_from(BIRTHS)),
            hamlet=draw(st.sampled_from(HAMLETS)),
            what=What(draw(st.sampled_from(("health_card", "result"))), "P"),
            dossier=draw(st.one_of(st.none(), ids)),
            custody=Custody(
                state=draw(st.sampled_from(("delivered", "in_round"))),
                round=draw(st.sampled_from(("r", None))),
                holder="p",
                post=draw(st.sampled_from((None, None, Post("t", at(0))))),
                delivered_at=at(draw(st.one_of(st.integers(24 * 11, 24 * 50), st.integers(0, 24 * 70)))),
            ),
        )
        for place in range(draw(st.integers(0, 12)))
    ]
    asked = draw(reached([one.id for one in known], [one.id for one in items]))
    return Material(period=Period(FIRST, LAST), now=NOW, entries=entries, dossiers=known, items=items, **asked)


@given(materials())
def test_a_figure_is_the_length_of_its_list_and_its_parts_are_all_of_it(material: Material) -> None:
    found = figures_of(material)
    assert [one.kind for one in found.all] == list(FIGURES)
    for figure in found.all:
        assert figure.count == len(figure.rows) == found.count(figure.code)
        assert all(FIRST.isoformat() <= row.day <= LAST.isoformat() for row in figure.rows) or figure.code in (
            "carried_over",
            "pending_in_time",
            "pending_late",
        )
        for dimension in DIMENSIONS:
            parts = figure.parts(dimension)
            assert sum(part.count for part in parts) == figure.count
            assert sorted(row.key for part in parts for row in part.rows) == sorted(row.key for row in figure.rows)
            for part in parts:
                assert all(getattr(row, dimension) == part.value for row in part.rows)


@given(materials())
def test_what_came_in_is_what_was_settled_or_is_still_open(material: Material) -> None:
    found = figures_of(material)
    assert found.identity.holds
    assert found.identity.words.endswith("Khớp.")
    assert found.count("refused") <= found.identity.settled
    came = {row.id for code in ("received", "carried_over") for row in found[code].rows}
    went = [row.id for code in ("settled_early", "settled_on_time", "settled_late") for row in found[code].rows]
    went += [row.id for code in ("pending_in_time", "pending_late") for row in found[code].rows]
    assert sorted(went) == sorted(came)


@given(materials())
def test_one_thing_counts_once_over_the_streams(material: Material) -> None:
    found = figures_of(material)
    streams = ("written", "same_day", "cards_home", "cases_home", "home_by_post")
    keys = {row.of or row.key for code in streams for row in found[code].rows}
    assert found.count("distinct") == len(keys) <= found.count(*streams)
    assert bool(found.count("people")) == bool(found.count("distinct"))
    assert found.count("people") <= found.count(*streams)
    assert {row.key for row in found["people"].rows} <= {row.key for code in streams for row in found[code].rows}


def test_random_data_reach_every_figure() -> None:
    """The properties are about every code: none of them is always empty."""
    reached_codes = set[str]()

    @settings(max_examples=150, derandomize=True, database=None)
    @given(materials())
    def look(material: Material) -> None:
        reached_codes.update(figure.code for figure in figures_of(material).all if figure.count)

    look()
    assert reached_codes == set(CODES)


@given(materials())
def test_parts_across_figures_add_up_to_each(material: Material) -> None:
    found = figures_of(material)
    for dimension in DIMENSIONS:
        lines = found.by(dimension)
        for kind in FIGURES:
            if dimension in kind.by:
                assert sum(line.counts[kind.code] for line in lines) == found.count(kind.code)


def test_a_table_that_does_not_balance_says_by_how_much() -> None:
    row = figures_of(Material(Period(FIRST, LAST), NOW, dossiers=[settled_the_same_day()])).rows["received"]
    broken = Figures(Period(FIRST, LAST), {"received": row})
    assert not broken.identity.holds
    assert "Lệch 1 hồ sơ" in broken.identity.words


def test_a_period_is_compared_with_the_one_before() -> None:
    now = figures_of(Material(Period(FIRST, LAST), NOW, dossiers=[settled_the_same_day()]))
    before = figures_of(Material(Period(FIRST, LAST).before(), NOW))
    assert compared(now, before, ["same_day"])["same_day"].change is None
    assert compared(now, now, ["same_day"])["same_day"].change == 0


def test_what_happens_after_now_is_not_known() -> None:
    early = Material(Period(FIRST, LAST), datetime(2020, 8, 27, tzinfo=VIETNAM), dossiers=[settled_the_same_day()])
    assert figures_of(early).count("received") == 0


def settled_the_same_day() -> Dossier:
    """One of the lane, on the first Friday."""
    return Dossier(
        id="d",
        no="TN-1",
        procedure_name="P",
        applicant=Party("Người Thử"),
        received_at="2020-08-28T01:00:00.000Z",
        due_at="2020-08-28T10:00:00.000Z",
        lane="same_day",
        result=Result("P", at="2020-08-28T02:00:00.000Z"),
    )


def test_periods_are_known_and_have_one_before() -> None:
    cases = {
        (date(2026, 11, 23), date(2026, 11, 29)): ("week", date(2026, 11, 16)),
        (date(2026, 3, 1), date(2026, 3, 31)): ("month", date(2026, 2, 1)),
        (date(2026, 1, 1), date(2026, 3, 31)): ("quarter", date(2025, 10, 1)),
        (date(2026, 7, 1), date(2026, 12, 31)): ("half_year", date(2026, 1, 1)),
        (date(2026, 1, 1), date(2026, 12, 31)): ("year", date(2025, 1, 1)),
        (FIRST, LAST): ("range", FIRST - timedelta(days=49)),
    }
    for (first, last), (kind, before) in cases.items():
        found = period(last, first)
        assert (found.kind, found.before().first) == (kind, before)
        assert found.before().last == first - timedelta(days=1)
    assert period(FIRST, LAST).words == "từ ngày 26/8/2020 đến ngày 13/10/2020"
    assert period(date(2026, 4, 1), date(2026, 6, 30)).words == "quý II năm 2026"
