"""Dialogue sessions: what is refused at which field, opinions that wait and are answered, their history."""

from typing import Any

import pytest
from msgspec import structs

from server.actions.dialogues import correct_opinion, correct_session, hold, opinion_of, reply, tell
from server.actions.history import story
from server.domain.dialogues import DialogueSession, SessionHeld
from server.domain.problems import Refusal
from tests.communes import Here

HELD = SessionHeld(day="2026-11-20", place="Hội trường xã", session_kind="voters", led_by="Tổ đại biểu", present=40)


def held(here: Here) -> DialogueSession:
    return here.do(lambda unit: hold(unit, here.act("clerk"), HELD))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", "x"),
        ("day", "2999-01-01"),
        ("place", " "),
        ("led_by", ""),
        ("session_kind", "party"),
        ("present", -1),
    ],
)
def test_what_a_session_needs(here: Here, field: str, value: Any) -> None:
    with pytest.raises(Refusal) as refused:
        here.do(lambda unit: hold(unit, here.act("clerk"), structs.replace(HELD, **{field: value})))
    assert refused.value.field == field


def test_the_same_act_is_one_session(here: Here) -> None:
    act = here.act("clerk")
    first, second = (here.do(lambda unit: hold(unit, act, HELD)) for _ in range(2))
    assert first == second
    changed = here.do(
        lambda unit: correct_session(unit, here.act("clerk"), first.id, structs.replace(HELD, present=41))
    )
    with here.store.read() as view:
        assert [change.what for change in story(view, changed)] == ["dialogue.held", "dialogue.corrected"]
        assert [one.field for one in story(view, changed)[1].differences] == ["present"]


def test_an_opinion_waits_and_is_answered(here: Here) -> None:
    session = held(here)
    with pytest.raises(Refusal) as refused:
        here.do(lambda unit: tell(unit, here.act("clerk"), session.id, " "))
    assert refused.value.field == "text"
    told = here.do(lambda unit: tell(unit, here.act("clerk"), session.id, "Xin mở thêm buổi", due="2026-11-22"))
    assert told.overdue("2026-11-23")
    assert not told.overdue("2026-11-22")
    moved = here.do(
        lambda unit: correct_opinion(unit, here.act("clerk"), session.id, told.id, told.text, "", "Bàn", "2026-12-01")
    )
    assert not moved.overdue("2026-11-23")
    with pytest.raises(Refusal) as refused:
        here.do(lambda unit: reply(unit, here.act("clerk"), session.id, told.id, ""))
    assert refused.value.field == "answer"
    for words in ("Để xem", "Sẽ mở"):
        here.do(lambda unit, words=words: reply(unit, here.act("supervisor"), session.id, told.id, words))  # type: ignore[misc]
    with here.store.read() as view:
        found = opinion_of(view, session.id, told.id)
        assert (found.state, found.answer, found.overdue("2027-01-01")) == ("answered", "Sẽ mở", False)
        assert [change.note for change in story(view, found)][-2:] == ["Để xem", "Sẽ mở"]


def test_an_opinion_of_another_session(here: Here) -> None:
    session, other = held(here), held(here)
    told = here.do(lambda unit: tell(unit, here.act("clerk"), session.id, "Ý kiến"))
    with pytest.raises(Refusal):
        here.do(lambda unit: reply(unit, here.act("clerk"), other.id, told.id, "Trả lời"))
