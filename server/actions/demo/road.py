"""The demonstration's road of the last weeks: a bag still out and a week to reconcile; papers by post, one late."""

from datetime import date, datetime, timedelta

from server.actions.demo.arrivals import cards_arrive, results_arrive
from server.actions.demo.phone import DemoPhone
from server.actions.demo.staff import Staff
from server.actions.desk import Act, new_id
from server.actions.post import Posting, post
from server.actions.reconciliation import Said, count
from server.actions.requests import accept, make_request
from server.actions.rounds import give, pack
from server.domain.citizens import Party
from server.domain.demo_papers import Papers, PlannedResult
from server.domain.items import Item
from server.domain.requests import Wish
from server.domain.times import VIETNAM
from server.store.port import Unit

OUT, POSTED = "Ấp Mỹ Thành", "Ấp 2"
AGO = timedelta(days=12)
"""Before anything else of these weeks: the ledger's times ascend."""
LATE, TODAY = "RR261124004VN", "RR261124018VN"


def weeks_ago(unit: Unit, staff: Staff, papers: Papers, phone: DemoPhone, now: datetime) -> None:
    """A head accepted four cards and still holds them; last week three were counted. A decision was posted, too."""
    when = now - AGO
    valid = date(now.year, now.month, 1), date(now.year + 1, 12, 31)
    cards = cards_arrive(unit, staff, papers, when, [OUT] * 4, *valid)[OUT]
    (sent,) = results_arrive(
        unit, staff, papers, when, [PlannedResult(POSTED, "Quyết định hưởng trợ cấp hưu trí xã hội")]
    )
    due = (when + timedelta(days=5)).astimezone(VIETNAM).date().isoformat()
    round_ = pack(unit, _act(staff, when, 20), phone.person.id, due, cards)
    give(unit, _act(staff, when, 25), round_.id)
    phone.write(when + timedelta(minutes=30), "handover.accepted", {"round": round_.id, "items": cards, "missing": []})
    phone.push(when + timedelta(minutes=40))
    post(unit, _act(staff, when, 50), Posting(sent, LATE, "Con gái gọi điện nhờ gửi bưu điện"))
    friday = now - timedelta(days=now.astimezone(VIETNAM).weekday() + 3)
    said = Said(items=tuple(cards[:3]), note="Trưởng ấp mang giấy đến bàn, một thẻ tìm chưa thấy")
    count(unit, Act(staff.second_clerk, friday, new_id()), phone.person.id, said)


def asked_for_post(unit: Unit, staff: Staff, papers: Papers, now: datetime) -> None:
    """Three decisions that their owners want by post: one goes today, two wait for their numbers."""
    title = "Quyết định trợ cấp xã hội hằng tháng"
    ids = results_arrive(unit, staff, papers, now, [PlannedResult(POSTED, title)] * 3)
    for id_ in ids:
        item = unit.get(Item, id_)
        assert item is not None
        person = Party(item.name, birth=item.birth, sex=item.sex, hamlet=item.hamlet, phone=item.phone)
        wish = Wish(
            person=person,
            wanted="result",
            title=title,
            category="social_protection",
            mobility="hard",
            relation="subject",
            consent=True,
            channel="postal",
        )
        request = make_request(unit, _act(staff, now), wish)
        accept(unit, _act(staff, now), request.id, items=[id_])
    post(unit, _act(staff, now), Posting(ids[0], TODAY))


def _act(staff: Staff, when: datetime, minutes: int = 0) -> Act:
    return Act(staff.clerk, when + timedelta(minutes=minutes), new_id())
