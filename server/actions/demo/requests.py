"""Requests of the demonstration: one from a head's phone, the others at the desk, in every state a clerk meets."""

from datetime import datetime, timedelta
from typing import Any

from server.actions.demo.phone import DemoPhone
from server.actions.demo.staff import Staff
from server.actions.desk import Act, new_id
from server.actions.requests import accept, decline, make_request, serve
from server.domain.citizens import Party
from server.domain.demo_names import Inventor
from server.domain.items import Item
from server.domain.requests import HomeRequest, Wish
from server.store.port import Unit

ASKED_AGO = timedelta(days=9)
"""Before anything else of these days: only what a phone says stands in the ledger, whose times ascend."""


def asked_by_a_phone(
    unit: Unit, staff: Staff, phone: DemoPhone, inventor: Inventor, hamlet: str, now: datetime
) -> None:
    """A hamlet head asks for an old neighbour."""
    when, who = now - ASKED_AGO, inventor.citizen(hamlet)
    data = {
        "person": {
            "name": who.name,
            "birth": who.birth,
            "sex": who.sex,
            "nickname": "Bà Tư",
            "way": "nhà lá cuối bờ kinh",
        },
        "hamlet": staff.hamlets[hamlet],
        "phone": who.phone,
        "what": {"kind": "health_card", "title": "", "dossier_code": ""},
        "why_home": {"category": "elderly", "mobility": "cannot", "note": ""},
        "asked_by": {"name": inventor.name("female"), "relation": "child"},
        "consent": True,
    }
    phone.write(when, "request.made", data)
    phone.push(when)


def live_requests(unit: Unit, staff: Staff, inventor: Inventor, now: datetime) -> None:
    """What was asked for at the desk and by telephone these days."""
    desk = _Desk(unit, staff, inventor, now)
    card = next((item for item in unit.find(Item, "state", "at_desk") if item.what.kind == "health_card"), None)
    if card is not None:
        person = Party(card.name, birth=card.birth, sex=card.sex, hamlet=card.hamlet, phone=card.phone)
        desk.ask(1, person=person, wanted="health_card", category="elderly", mobility="hard")
    promised = desk.ask(12, "Ấp Thử Đông", wanted="health_card", category="disabled", mobility="cannot")
    accept(unit, desk.act(11), promised.id)
    desk.ask(
        5,
        "Ấp Ví Dụ",
        wanted="result",
        title="Quyết định trợ cấp xã hội hằng tháng",
        category="social_protection",
        mobility="cannot",
        source="hotline",
    )
    desk.ask(0, "Ấp 1", wanted="result", title="Bản sao trích lục khai sinh", category="other", mobility="none")
    desk.ask(2, "Ấp 2", wanted="result", category="merit_person", mobility="hard", channel="postal")
    written = desk.ask(6, "Ấp Mỹ Thành", wanted="writing", title="Đơn xin xác nhận", category="poor", mobility="cannot")
    accept(unit, desk.act(6), written.id)
    serve(unit, desk.act(4), written.id, "Đã viết giúp tại nhà")
    refused = desk.ask(3, "Ấp 2", wanted="other", title="Chứng thực chữ ký", category="elderly", mobility="hard")
    decline(unit, desk.act(3), refused.id, "Người ký phải ký trước mặt công chức; đã hẹn công chức đến nhà thứ Sáu")


class _Desk:
    """The clerk who takes requests down."""

    def __init__(self, unit: Unit, staff: Staff, inventor: Inventor, now: datetime) -> None:
        self.unit, self.staff, self.inventor, self.now = unit, staff, inventor, now

    def act(self, days_ago: int) -> Act:
        """An act so many days ago, a little while ago for today."""
        return Act(self.staff.clerk, self.now - timedelta(days=days_ago, minutes=7), new_id())

    def ask(self, days_ago: int, hamlet: str = "", **wish: Any) -> HomeRequest:
        """Take one down, for somebody invented in a hamlet unless a person is given."""
        who = self.inventor.citizen(hamlet or "Ấp 1")
        invented = Party(
            who.name, birth=who.birth, sex=who.sex, phone=who.phone, hamlet=self.staff.hamlets[hamlet or "Ấp 1"]
        )
        fields = {"person": invented, "way": who.way, "nickname": who.nickname, "relation": "subject", **wish}
        return make_request(self.unit, self.act(days_ago), Wish(consent=True, **fields))
