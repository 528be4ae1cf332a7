"""Satisfaction from real confirmations: only what acts counts, links and calls go into boxes, repeats are cheap."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec import structs

from server.actions import satisfaction as counting
from server.actions.follow_up import call_of, record_call, to_call
from server.actions.history import story
from server.actions.review import send_back
from server.actions.satisfaction import Satisfaction, satisfaction
from server.actions.survey import Paper, answer, links, opened
from server.domain.items import Item
from server.domain.problems import Refusal
from server.domain.reconciliations import week_of
from server.domain.satisfaction import Distribution
from server.domain.survey import FollowUpCall, SurveyBox, SurveyLink
from server.domain.times import VIETNAM
from server.http.office.period import Period
from server.store.port import Unit
from tests.communes import Here
from tests.http.office import confirmed
from tests.phones import confirmation

DESK = Paper("dossier:one", "", "desk")


def counted(here: Here, first: date | None = None, last: date | None = None) -> Satisfaction:
    """Today's week, or that period."""
    today = here.clock().astimezone(VIETNAM).date()
    with here.store.read() as view:
        return satisfaction(view, Period(first or today, last or today))


def levels(found: Satisfaction, place: int = 0) -> tuple[int, ...]:
    question = found.total.questions[place]
    assert question is not None
    return question.counts


def test_answers_at_doors(here: Here) -> None:
    confirmed(here, 6, answers=[5, 4, None])
    found = counted(here)
    assert (found.total.asked, found.total.answered) == (6, 6)
    assert [one.n if one else None for one in found.total.questions] == [6, 6, 0]
    assert list(found.deliverers) == ["hamlet_head"]
    assert list(found.streams) == ["card"]
    assert levels(found) == (0, 0, 0, 0, 6)


def test_a_handful_is_not_shown(here: Here) -> None:
    confirmed(here, 4)
    found = counted(here)
    assert found.total.answered == 4
    assert found.total.questions[:2] == (None, None)


def test_undone_amended_sent_back(here: Here) -> None:
    events, items, phone = confirmed(here, 8, answers=[5, 5, 5])
    undone = phone.write("confirmation.undone", None, {"of": events[0], "why": "bấm nhầm"})
    amended = phone.write("confirmation.amended", items[1], {**confirmation(answers=[1, 1, 1]), "of": events[1]})
    here.turn(phone, undone, amended)
    here.do(lambda unit: send_back(unit, here.act("clerk"), events[2], "Chưa rõ"))
    found = counted(here)
    assert found.total.asked == 6
    assert levels(found) == (1, 0, 0, 0, 5)


def test_whole_weeks(here: Here) -> None:
    confirmed(here, 5)
    monday = here.clock().astimezone(VIETNAM).date()
    monday -= timedelta(days=monday.weekday())
    for place in range(7):
        day = monday + timedelta(days=place)
        assert counted(here, day, day).total.asked == 5
    assert counted(here, monday - timedelta(days=1), monday - timedelta(days=1)).total.asked == 0


def test_the_same_state_is_counted_once(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    confirmed(here, 5)
    times: list[int] = []
    real = counting._count

    def noted(*args: Any) -> Satisfaction:
        times.append(1)
        return real(*args)

    monkeypatch.setattr(counting, "_count", noted)
    assert counted(here) is counted(here)
    assert len(times) == 1
    here.items(1)
    counted(here)
    assert len(times) == 2


def test_what_is_not_committed_is_not_remembered(here: Here) -> None:
    confirmed(here, 5)
    today = here.clock().astimezone(VIETNAM).date()

    def looked(unit: Unit) -> None:
        unit.put(SurveyLink(id="x", week=week_of(today), expires="2099-01-01", hamlet="", stream="desk"))
        assert satisfaction(unit, Period(today, today)).total.asked == 6
        raise Refusal("invalid")

    with pytest.raises(Refusal):
        here.do(looked)
    here.items(1)
    assert counted(here).total.asked == 5


def print_links(here: Here, *papers: Paper) -> list[str]:
    return here.do(lambda unit: links(unit, here.clock(), papers))


def test_a_link_is_the_same_until_used_and_works_once(here: Here) -> None:
    (token,) = print_links(here, DESK)
    assert print_links(here, DESK, Paper("dossier:two", "", "desk"))[0] == token
    assert here.do(lambda unit: answer(unit, token, (5, None, 4), here.clock()))
    assert not here.do(lambda unit: answer(unit, token, (1, 1, 1), here.clock()))
    assert print_links(here, DESK) == [""]
    with here.store.read() as view:
        (box,) = view.find(SurveyBox, "week", week_of(here.clock().astimezone(VIETNAM).date()))
        assert box.answers == ((5, None, 4),)
        assert opened(view, token, here.clock()) is None
    assert (counted(here).total.asked, counted(here).total.answered) == (2, 1)


def test_a_link_expires_and_a_new_print_opens_it_again(here: Here) -> None:
    (token,) = print_links(here, DESK)
    here.clock = lambda: datetime.now(UTC) + timedelta(days=61)
    with here.store.read() as view:
        assert opened(view, token, here.clock()) is None
    assert print_links(here, DESK) == [token]
    with here.store.read() as view:
        assert opened(view, token.upper(), here.clock()) is not None


def test_nothing_chosen_uses_nothing(here: Here) -> None:
    (token,) = print_links(here, DESK)
    assert not here.do(lambda unit: answer(unit, token, (None, None, None), here.clock()))
    with here.store.read() as view:
        assert opened(view, token, here.clock()) is not None


def silent(here: Here) -> tuple[str, str]:
    """(item, week): somebody who answered nothing at the door, beside one who did."""
    _, items, phone = confirmed(here, 2, answers=[None, None, None])
    return items[0], week_of(here.clock().astimezone(VIETNAM).date())


def test_whom_to_call(here: Here) -> None:
    confirmed(here, 3, answers=[None, 2, None])
    item, week = silent(here)
    here.items(2)
    with here.store.read() as view:
        rows = to_call(view, week)
        assert len(rows) == 2
        assert item in [row.delivery.item.id for row in rows]
        answered = [
            one for one in view.find(Item, "state", "delivered") if one.id not in {r.delivery.item.id for r in rows}
        ]
        with pytest.raises(Refusal):
            call_of(view, answered[0].id)


def test_a_call_parts_from_its_answers(here: Here) -> None:
    item, week = silent(here)
    tried = here.do(lambda unit: record_call(unit, here.act("clerk"), item, "not_reached"))
    act = here.act("clerk")
    called = here.do(lambda unit: record_call(unit, act, item, "called", (1, 2, None)))
    again = here.do(lambda unit: record_call(unit, act, item, "called", (1, 2, None)))
    assert (tried.tries, called.tries, again) == (1, 2, called)
    assert set(FollowUpCall.__struct_fields__) == {"id", "week", "hamlet", "stream", "outcome", "tries", "by", "day"}
    with here.store.read() as view:
        (box,) = view.find(SurveyBox, "week", week)
        assert box.answers == ((1, 2, None),)
        assert [(change.what, change.note, change.differences) for change in story(view, called)] == [
            ("call.not_reached", "", ()),
            ("call.called", "", ()),
        ]
    with pytest.raises(Refusal) as refused:
        here.do(lambda unit: record_call(unit, here.act("clerk"), item, "called", (5, 5, 5)))
    assert refused.value.code == "conflict"


def test_a_call_without_outcome_or_answers(here: Here) -> None:
    item, _ = silent(here)
    for outcome, field in (("", "outcome"), ("called", "answers")):
        with pytest.raises(Refusal) as refused:
            here.do(lambda unit, outcome=outcome: record_call(unit, here.act("clerk"), item, outcome))  # type: ignore[misc]
        assert refused.value.field == field


def test_hamlets_are_hidden_together(here: Here) -> None:
    confirmed(here, 9, answers=[4, 4, 4])

    def scatter(unit: Unit) -> None:
        for place, item in enumerate(unit.find(Item, "state", "delivered")):
            unit.put(structs.replace(item, hamlet="few" if place < 2 else "many"))

    here.do(scatter)
    found = counted(here)
    assert found.hamlets["few"].questions == (None, None, None)
    assert found.hamlets["many"].questions == (None, None, None), "or subtraction would show the two"
    assert found.total.questions[0] == Distribution((0, 0, 0, 9, 0))
