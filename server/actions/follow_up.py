"""The weekly follow-up calls: who received last week and answered nothing at the door is asked by telephone.

What they answer goes into a box without a name; beside the name stays only whether they were reached.
"""

from typing import NamedTuple

from server.actions.deliveries import SILENT, Delivery, deliveries
from server.actions.desk import Act
from server.actions.history import done_before, record_change
from server.actions.survey import drop
from server.domain.problems import Refusal
from server.domain.reconciliations import week_days
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


def record_call(unit: Unit, act: Act, item: str, week: str, outcome: str, answers: Answers = SILENT) -> FollowUpCall:
    """Write down what came of a call; the answers go their own way. Whoever was reached is not called again.

    Refuses not_found for who is not on that week's list, invalid without an outcome or answers, conflict once called.
    """
    row = next((one for one in to_call(unit, week) if one.delivery.item.id == item), None)
    if row is None:
        raise Refusal("not_found")
    known = next((one for one in OUTCOMES if one == outcome), None)
    if known is None:
        raise Refusal("invalid", "outcome", "Hãy chọn gọi được, chưa gọi được hay không muốn trả lời.")
    before, delivery = row.call, row.delivery
    call = FollowUpCall(
        id=item,
        week=week,
        hamlet=delivery.item.hamlet or "",
        stream=delivery.stream,
        outcome=known,
        tries=before.tries + 1 if before else 1,
        by=act.by.id,
        day=local_day(act.now),
    )
    if done_before(unit, act, call):
        return before or call
    if before is not None and before.outcome == "called":
        raise Refusal("conflict", None, "Người này đã trả lời qua điện thoại rồi.")
    if known == "called":
        if not any(answers):
            raise Refusal("invalid", "answers", "Hãy chọn ít nhất một câu trả lời; không muốn trả lời thì ghi như vậy.")
        drop(unit, call.week, "call", call.hamlet, call.stream, answers)
    unit.put(call)
    record_change(unit, act, call, f"call.{known}")
    return call
