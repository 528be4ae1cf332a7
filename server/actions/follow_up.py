"""The weekly follow-up calls: who received last week and answered nothing at the door is asked by telephone.

What they answer goes into a box without a name; beside the name stays only whether they were reached.
"""

from datetime import date
from typing import NamedTuple

from server.actions.deliveries import SILENT, Delivery, deliveries, delivery_of
from server.actions.desk import Act
from server.actions.history import done_before, record_change
from server.actions.survey import drop
from server.domain.problems import Refusal
from server.domain.reconciliations import week_days, week_of
from server.domain.satisfaction import Answers
from server.domain.survey import OUTCOMES, FollowUpCall
from server.domain.times import local_day
from server.store.port import Unit, View


class ToCall(NamedTuple):
    """One line of the list; `call` is what came of it so far, None before the first try."""

    delivery: Delivery
    call: FollowUpCall | None


def to_call(view: View, week: str) -> list[ToCall]:
    """Whoever received in that week and was not asked at the door, or answered nothing there. Raises ValueError for
    what is no week.
    """
    first, last = week_days(week)
    return [
        ToCall(one, view.get(FollowUpCall, one.item.id)) for one in deliveries(view, first, last) if not one.answered
    ]


def call_of(view: View, item: str) -> ToCall:
    """The line of one paper. Refuses not_found for who is on no list."""
    delivery = delivery_of(view, item)
    if delivery is None or delivery.answered or not delivery.day:
        raise Refusal("not_found")
    return ToCall(delivery, view.get(FollowUpCall, item))


def record_call(unit: Unit, act: Act, item: str, outcome: str, answers: Answers = SILENT) -> FollowUpCall:
    """Write down what came of a call; the answers go their own way. Whoever was reached is not called again.

    Refuses not_found for who is on no list, invalid without an outcome or answers, conflict once called.
    """
    row = call_of(unit, item)
    known = next((one for one in OUTCOMES if one == outcome), None)
    if known is None:
        raise Refusal("invalid", "outcome", "Hãy chọn gọi được, chưa gọi được hay không muốn trả lời.")
    call = FollowUpCall(
        id=item,
        week=week_of(date.fromisoformat(row.delivery.day)),
        hamlet=row.delivery.item.hamlet or "",
        stream=row.delivery.stream,
        outcome=known,
        tries=row.call.tries + 1 if row.call else 1,
        by=act.by.id,
        day=local_day(act.now),
    )
    if row.call is not None and done_before(unit, act, call):
        return row.call
    if row.call is not None and row.call.outcome == "called":
        raise Refusal("conflict", None, "Người này đã trả lời qua điện thoại rồi.")
    if known == "called":
        if not any(answers):
            raise Refusal("invalid", "answers", "Hãy chọn ít nhất một câu trả lời; không muốn trả lời thì ghi như vậy.")
        drop(unit, call.week, "call", call.hamlet, call.stream, answers)
    unit.put(call)
    record_change(unit, act, call, f"call.{known}")
    return call
