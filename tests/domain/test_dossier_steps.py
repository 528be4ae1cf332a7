"""The dossier's state machine: no sequence of acts leaves an impossible state, and each state has its acts."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.citizens import Party
from server.domain.dossier_steps import (
    DOSSIER_ACTS,
    DossierAct,
    Receiver,
    acts,
    answered,
    apologised,
    asked,
    contradictions,
    followed,
    handed_over,
    rejected,
    sent,
    settled,
    stopped,
    taken_up,
    why_not,
)
from server.domain.dossiers import DOSSIER_STATES, OPEN_STATES, Apology, Dossier, Refused, Result, Supplement
from server.domain.items import STATES, State
from server.domain.problems import Refusal
from server.domain.times import stamp

START = datetime(2026, 11, 24, 2, tzinfo=UTC)
NEW = Dossier(
    id="d",
    no="TN-261124-001",
    procedure_name="Trích lục khai tử",
    applicant=Party("Danh Thị Thử"),
    received_at=stamp(START),
    due_at=stamp(START + timedelta(days=3)),
)


def carry_out(dossier: Dossier, act: str, now: str, later: str, custody: State | None) -> Dossier:
    """One act as the desk does it; `follow` and `unfollow` are the paper's."""
    match act:
        case "process":
            return taken_up(dossier, now)
        case "ask_supplement":
            return asked(dossier, Supplement("01", now, "p", ("Tờ khai",), "thiếu"))
        case "answer_supplement":
            return answered(dossier, now, later, dossier.components)
        case "settle":
            return settled(dossier, Result("Trích lục", at=now, by="p"))
        case "apologise":
            return apologised(dossier, Apology("01", now, "p", "xác minh", dossier.due_at, later))
        case "reject":
            return rejected(dossier, Refused("01", now, "p", "không đủ"))
        case "stop":
            return stopped(dossier, Refused("01", now, "p", "xin rút"))
        case "give_at_desk":
            return handed_over(dossier, Receiver("Danh Thị Thử", "subject", now), custody)
        case "send_home":
            return sent(dossier, "i", "home", now)
        case "follow":
            return followed(dossier, Receiver("Danh Văn Mẫu", "child", now))
        case "unfollow":
            return followed(dossier, None)
        case _:
            if (code := why_not(dossier, "correct", now, custody)) is not None:
                raise Refusal(code)
            return dossier


STEPS = st.tuples(
    st.sampled_from([*DOSSIER_ACTS, "follow", "unfollow"]),
    st.integers(min_value=0, max_value=40),
    st.integers(min_value=-5, max_value=200),
    st.sampled_from([None, *STATES]),
)


@given(st.lists(STEPS, max_size=12))
def test_no_sequence_of_acts_leaves_an_impossible_state(steps: list[tuple[str, int, int, State | None]]) -> None:
    dossier, now = NEW, START
    for act, hours, more, custody in steps:
        now += timedelta(hours=hours)
        try:
            after = carry_out(dossier, act, stamp(now), stamp(now + timedelta(hours=more)), custody)
        except Refusal:
            after = dossier
        assert contradictions(after) == []
        assert after.visits >= dossier.visits
        assert after.supplement is None or dossier.supplement is None or after.supplement.at == dossier.supplement.at
        assert dossier.apology is None or after.apology == dossier.apology
        dossier = after


@given(st.lists(STEPS, max_size=8), st.sampled_from(DOSSIER_ACTS), st.sampled_from([None, *STATES]))
def test_what_is_offered_is_done_and_what_is_not_offered_is_refused(
    steps: list[tuple[str, int, int, State | None]], act: DossierAct, custody: State | None
) -> None:
    dossier, now = NEW, START
    for step, hours, more, at in steps:
        now += timedelta(hours=hours)
        try:
            dossier = carry_out(dossier, step, stamp(now), stamp(now + timedelta(hours=more)), at)
        except Refusal:
            continue
    later = stamp(now + timedelta(days=400))
    if act in acts(dossier, stamp(now), custody):
        carry_out(dossier, act, stamp(now), later, custody)
    else:
        with pytest.raises(Refusal):
            carry_out(dossier, act, stamp(now), later, custody)


def test_every_state_has_its_acts() -> None:
    at = stamp(START)
    result = Result("Trích lục", at=at, by="p")
    found = {
        "received": set(acts(NEW, at)),
        "processing": set(acts(taken_up(NEW, at), at)),
        "supplement": set(acts(carry_out(NEW, "ask_supplement", at, at, None), at)),
        "done": set(acts(settled(NEW, result), at)),
        "returned": set(acts(carry_out(settled(NEW, result), "give_at_desk", at, at, None), at)),
        "rejected": set(acts(carry_out(NEW, "reject", at, at, None), at)),
        "stopped": set(acts(carry_out(NEW, "stop", at, at, None), at)),
    }
    open_ = {"correct", "reject", "stop"}
    assert set(found) == set(DOSSIER_STATES)
    assert found == {
        "received": open_ | {"process", "ask_supplement", "settle", "apologise"},
        "processing": open_ | {"ask_supplement", "settle", "apologise"},
        "supplement": open_ | {"answer_supplement"},
        "done": {"correct", "give_at_desk", "send_home"},
        "returned": set(),
        "rejected": set(),
        "stopped": set(),
    }
    assert all(open_ <= found[state] for state in OPEN_STATES)


@dataclass
class Once:
    """An act that the law lets happen once."""

    act: str
    code: str


@pytest.mark.parametrize("once", [Once("ask_supplement", "supplement_once"), Once("apologise", "apology_once")])
def test_once_only(once: Once) -> None:
    at, later = stamp(START), stamp(START + timedelta(days=30))
    dossier = carry_out(NEW, once.act, at, later, None)
    if once.act == "ask_supplement":
        dossier = answered(dossier, at, later, ())
    with pytest.raises(Refusal) as refused:
        carry_out(dossier, once.act, at, later, None)
    assert refused.value.code == once.code


def test_an_apology_goes_out_by_the_due_day() -> None:
    evening = stamp(START + timedelta(days=3, hours=14))
    assert why_not(NEW, "apologise", evening) is None
    assert why_not(NEW, "apologise", stamp(START + timedelta(days=4))) == "apology_late"
    with pytest.raises(Refusal) as refused:
        carry_out(NEW, "apologise", stamp(START), NEW.due_at, None)
    assert (refused.value.code, refused.value.field) == ("invalid", "new_due")


def test_a_paper_that_is_out_is_not_given_at_the_desk() -> None:
    dossier = sent(settled(NEW, Result("Trích lục", at=NEW.received_at)), "i", "home", NEW.received_at)
    for custody in STATES:
        expected = None if custody == "at_desk" else "on_its_way"
        assert why_not(dossier, "give_at_desk", NEW.received_at, custody) == expected
    assert why_not(dossier, "send_home", NEW.received_at) == "sent_already"


def test_visits_are_counted_by_the_ways_to_the_desk() -> None:
    same_day, next_day = stamp(START + timedelta(hours=1)), stamp(START + timedelta(days=1))
    done = settled(NEW, Result("Trích lục", at=same_day))
    assert handed_over(done, Receiver("A", "subject", same_day)).visits == 1
    assert handed_over(done, Receiver("A", "subject", next_day)).visits == 2
    home = followed(sent(done, "i", "home", same_day), Receiver("A", "subject", next_day))
    assert (home.visits, home.state) == (1, "returned")
    assert followed(home, None).state == "done"
