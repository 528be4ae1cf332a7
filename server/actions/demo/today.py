"""Today in the demonstration: two bags given and not yet accepted, and what lies at the desk."""

from datetime import date, datetime, timedelta

from server.actions.demo.arrivals import cards_arrive, results_arrive
from server.actions.demo.staff import Staff
from server.actions.desk import Act, new_id
from server.actions.rounds import give, pack
from server.domain.conditions import Condition
from server.domain.demo_papers import Papers, PlannedResult
from server.domain.people import Person
from server.domain.rounds import Round
from server.domain.times import local_day
from server.store.port import Unit

HEAD_OF, UNION, OTHER = "Ấp Mỹ Phú", "Hội Phụ nữ", "Ấp 2"
_READY = (
    PlannedResult(HEAD_OF, "Quyết định trợ cấp xã hội hằng tháng"),
    PlannedResult(HEAD_OF, "Giấy xác nhận mức độ khuyết tật"),
    PlannedResult(OTHER, "Quyết định hưởng trợ cấp hưu trí xã hội"),
)
_WAITING = (
    PlannedResult("Ấp 1", "Giấy xác nhận tình trạng hôn nhân"),
    PlannedResult("Ấp Thử Đông", "Trích lục khai tử", "D1", Condition("signed_at_filing", "Quyển 01, số 12")),
    PlannedResult("Ấp Ví Dụ", "Giấy khai sinh", "D1"),
    PlannedResult("Ấp Mỹ Thành", "Giấy chứng nhận kết hôn", "D2"),
)


def todays_rounds(unit: Unit, staff: Staff, papers: Papers, now: datetime) -> list[Round]:
    """Twelve items for the head of a hamlet, six for a volunteer; a dozen others stay at the desk."""
    new_year = date(now.year + 1, 1, 1), date(now.year + 1, 12, 31)
    earlier, morning = now - timedelta(days=8), now - timedelta(minutes=50)
    cards_arrive(unit, staff, papers, earlier, ["Ấp 1", "Ấp Ví Dụ", "Ấp Ví Dụ"], *new_year)
    hamlets = [HEAD_OF] * 10 + [OTHER] * 5 + ["Ấp 1", "Ấp 1", "Ấp Mỹ Thành", "Ấp Thử Đông", "Ấp Thử Đông"]
    cards = cards_arrive(unit, staff, papers, morning, hamlets, *new_year)
    results = results_arrive(unit, staff, papers, morning + timedelta(minutes=5), (*_READY, *_WAITING))
    return [
        _bag(unit, staff, now - timedelta(minutes=20), staff.heads[HEAD_OF], [*cards[HEAD_OF], *results[:2]]),
        _bag(unit, staff, now - timedelta(minutes=10), staff.volunteers[UNION], [*cards[OTHER], results[2]]),
    ]


def _bag(unit: Unit, staff: Staff, when: datetime, carrier: Person, items: list[str]) -> Round:
    round_ = pack(unit, Act(staff.clerk, when, new_id()), carrier.id, local_day(when), items)
    return give(unit, Act(staff.clerk, when + timedelta(minutes=4), new_id()), round_.id)
