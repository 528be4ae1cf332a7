"""Reaching out in the demonstration: a few calls and chats of these days, and two outreach sessions."""

from datetime import datetime, timedelta
from typing import Any

from server.actions.contacts import answer_from, close_contact, note_sent, take_down
from server.actions.demo.staff import Staff
from server.actions.desk import Act, new_id
from server.actions.outreach import hold
from server.domain.contacts import Contact, Told
from server.domain.demo_names import Inventor
from server.domain.outreach import OutreachHeld
from server.domain.times import local_day
from server.store.port import Unit

BIRTH = "1.001193"
"""What is asked for most: the registration of a birth."""


def live_contacts(unit: Unit, staff: Staff, inventor: Inventor, now: datetime) -> None:
    """One that waits beyond its day, one for tomorrow, and some that are done, by telephone, Zalo and at the door."""
    log = _Log(unit, staff, inventor, now)
    log.call(4, "Ấp Ví Dụ", what="Mẹ nằm một chỗ, hỏi xã có mang thẻ bảo hiểm y tế về nhà không", promised=2)
    log.call(0, "Ấp Mỹ Phú", what="Hỏi hồ sơ trợ cấp đã có kết quả chưa", channel="zalo", promised=-1)
    birth = log.call(2, "Ấp 1", what="Khai sinh cho cháu cần giấy tờ gì")
    answer_from(unit, log.act(2), birth.id, BIRTH)
    told = log.call(6, "Ấp Mỹ Thành", what="Đã báo có kết quả, sẽ ra nhận", direction="out")
    note_sent(unit, log.act(6), told.id, "result_ready", "Kết quả đã có")
    close_contact(unit, log.act(5), told.id, "Đã đến nhận")
    visit = log.call(9, "Ấp Thử Đông", what="Gặp ở chợ, hỏi ngày viết hộ", channel="visit", outcome="answered")
    close_contact(unit, log.act(9), visit.id, "Đã dặn thứ Sáu")


def outreach_sessions(unit: Unit, staff: Staff, now: datetime) -> None:
    """Two, of which one was in a remote hamlet; the other hamlets had none yet."""
    for days, hamlet, people, topic in (
        (20, "Ấp Thử Đông", 34, "Trả kết quả tại nhà cho người đi lại khó"),
        (41, "Ấp 2", 21, "Viết hộ đơn từ, giải quyết trong ngày"),
    ):
        held = OutreachHeld(
            day=local_day(now - timedelta(days=days)),
            hamlet=staff.hamlets[hamlet],
            place="Nhà văn hóa ấp",
            topic=topic,
            people=people,
            led_by=staff.heads[hamlet].name,
            notes="Bà con hỏi nhiều về thẻ bảo hiểm y tế và trợ cấp.",
            next="Phát tờ hướng dẫn cho từng tổ",
            procedures=(BIRTH,),
        )
        hold(unit, Act(staff.clerk, now - timedelta(days=days), new_id()), held)


class _Log:
    """The clerk at the telephone."""

    def __init__(self, unit: Unit, staff: Staff, inventor: Inventor, now: datetime) -> None:
        self.unit, self.staff, self.inventor, self.now = unit, staff, inventor, now

    def act(self, days_ago: int) -> Act:
        """An act so many days ago, a little while ago for today."""
        return Act(self.staff.clerk, self.now - timedelta(days=days_ago, minutes=11), new_id())

    def call(self, days_ago: int, hamlet: str, promised: int | None = None, **told: Any) -> Contact:
        """Take one down, of somebody invented; `promised` so many days ago, in the future when negative."""
        who, act = self.inventor.citizen(hamlet), self.act(days_ago)
        day = local_day(self.now - timedelta(days=promised)) if promised is not None else ""
        said = Told(name=who.name, phone=who.phone, hamlet=self.staff.hamlets[hamlet], follow_up=day, **told)
        return take_down(self.unit, act, said)
