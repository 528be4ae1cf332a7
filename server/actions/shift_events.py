"""A `shift.answered` that a phone brought acts on the roster, in the turn's own transaction (R51).

It acts for whoever signed it, on his own shift or on one whose person asks him; everything else stays a fact without
effect. Of several answers the first acts, and the phones of the others are told why theirs did not.
"""

from datetime import datetime

import msgspec

from server.actions.desk import Act
from server.actions.feeds import person_audience, publish_again
from server.actions.ledger import body_of
from server.actions.roster_asks import agree, ask_substitute, ask_swap, refuse, withdraw
from server.actions.roster_changes import roster_of, tell
from server.actions.roster_day import check_in, confirm, confirm_reserve, drop_reserve, undo_check_in
from server.domain.events import Event, Fate
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.roster_records import Shift
from server.domain.times import instant, local_day, stamp
from server.store.port import Unit
from sync.shift_answered import AnsweredData

NOT_YOURS = "Ca trực này không phải của bạn."
WAITS = ("ask_swap", "ask_substitute", "decline")
"""Only later it is known what came of these."""


def take_shift_answer(unit: Unit, event: Event, fate: Fate) -> None:
    """Let an accepted answer act. What the rules refuse is told to the phone that wrote it as its later fate."""
    if event.what != "shift.answered":
        return
    data = msgspec.json.decode(body_of(event).data, type=AnsweredData)
    person = unit.get(Person, event.person or "")
    if person is None:
        return
    act = Act(person, instant(event.at), event.id)
    shift = unit.get(Shift, _text(data.shift))
    try:
        if shift is None or roster_of(unit, shift.month).state != "published":
            raise Refusal("shift_changed", None, "Ca trực này không còn trong lịch.")
        with unit.savepoint():
            waits = _answer(unit, act, shift, data, _when(event, fate))
    except Refusal as refusal:
        tell(unit, act, event.id, "sent_back", refusal.detail or refusal.problem.text)
    else:
        if not waits:
            tell(unit, act, event.id, "approved")
    if shift is not None:
        publish_again(unit, "shift", shift.id, person_audience(person.id), event.seq)


def _when(event: Event, fate: Fate) -> datetime:
    """When it was said; a clock in doubt says nothing."""
    return instant(event.at if "clock" in fate.flags else fate.when)


def _answer(unit: Unit, act: Act, shift: Shift, data: AnsweredData, when: datetime) -> bool:
    """Do what it says; whether what came of it is known only later. Refuses what does not act."""
    own, reserve = shift.person == act.by.id, shift.reserve == act.by.id
    answer, note = _text(data.answer), _text(data.note)
    if answer == "agree" and own:
        return False
    if answer == "agree":
        agree(unit, act, shift.id, act.by.id)
    elif answer == "refuse":
        refuse(unit, act, shift.id, act.by.id, note)
    elif own:
        _answer_own(unit, act, shift, data, when)
        return answer in WAITS
    elif reserve and answer == "accept":
        confirm_reserve(unit, act, shift.id)
    elif reserve and answer in WAITS:
        drop_reserve(unit, act, shift.id, note)
    else:
        raise Refusal("shift_changed", None, NOT_YOURS)
    return False


def _answer_own(unit: Unit, act: Act, shift: Shift, data: AnsweredData, when: datetime) -> None:
    answer, note, to = _text(data.answer), _text(data.note), _text(data.to)
    if answer == "accept":
        _accept(unit, act, shift, when)
    elif answer == "here":
        _here(unit, act, shift, when)
    elif answer == "withdraw":
        withdraw(unit, act, shift.id)
    elif answer == "ask_swap":
        ask_swap(unit, act, shift.id, _text(data.with_), note, act.event_id)
    elif answer in WAITS:
        ask_substitute(unit, act, shift.id, to or None, note, act.event_id)
    else:
        raise Refusal("shift_changed", None, "Xã chưa hiểu câu trả lời này.")


def _accept(unit: Unit, act: Act, shift: Shift, when: datetime) -> None:
    """He will come; said at the desk, it takes back a wrong tap on "here"."""
    if shift.state == "done" and shift.checked_in_by == act.by.id and local_day(when) == shift.day:
        undo_check_in(unit, act, shift.id)
    else:
        confirm(unit, act, shift.id)


def _here(unit: Unit, act: Act, shift: Shift, when: datetime) -> None:
    if local_day(when) != shift.day:
        raise Refusal("shift_changed", None, "Chỉ báo có mặt trong ngày trực.")
    if shift.state == "absent":
        raise Refusal("shift_changed", None, "Xã đã ghi vắng mặt; xin gặp cán bộ Một cửa.")
    check_in(unit, act, shift.id, stamp(when))


def _text(word: object) -> str:
    return "" if word is None else str(word)
