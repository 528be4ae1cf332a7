"""Appointments of the demonstration: the next two service days, and what became of those of the last one (R50)."""

from datetime import date, datetime, timedelta

from server.actions.appointments import book, cancel, check_in, miss
from server.actions.calendar import calendar, service_rule
from server.actions.demo.staff import Staff
from server.actions.desk import Act, new_id
from server.domain.appointments import Appointment, Booking, Help, Part
from server.domain.calendar import Calendar
from server.domain.citizens import Party
from server.domain.demo_names import Inventor
from server.domain.service_days import ServiceRule, is_service_day, next_service_day
from server.domain.times import VIETNAM
from server.store.port import Unit

DAY = timedelta(days=1)
Planned = tuple[str, Part, Help, str, str]
"""Hamlet, part, help, procedure, note."""

LAST: tuple[Planned, ...] = (
    ("Ấp 1", "morning", "writing", "2.000635", ""),
    ("Ấp Mỹ Phú", "morning", "writing", "1.014027", ""),
    ("Ấp 2", "afternoon", "guidance", "1.002759", "thẻ bị nhòe"),
)
COMING: tuple[Planned, ...] = (
    ("Ấp Thử Đông", "morning", "writing", "1.014027", ""),
    ("Ấp 1", "morning", "writing", "1.001776", "con gái đi cùng"),
    ("Ấp Ví Dụ", "morning", "writing", "2.000635", "hai bản"),
    ("Ấp Mỹ Thành", "morning", "guidance", "1.004222", ""),
    ("Ấp 2", "afternoon", "writing", "1.001193", ""),
    ("Ấp Mỹ Phú", "afternoon", "writing", "", "đơn xin xác nhận, chưa rõ thủ tục"),
)
LATER: tuple[Planned, ...] = (("Ấp Thử Đông", "morning", "writing", "1.001699", ""),)


def live_appointments(unit: Unit, staff: Staff, inventor: Inventor, now: datetime) -> None:
    """Of the last service day one came, one did not, one nobody noted; of the next one somebody does not want it."""
    days, rule = calendar(unit), service_rule(unit)
    today = now.astimezone(VIETNAM).date()
    coming = next_service_day(today - DAY, rule, days)
    last = _last_before(today, rule, days)
    desk = _Desk(unit, staff, inventor)
    before = [desk.book(last, one, now - (today - last) - 2 * DAY) for one in LAST]
    check_in(unit, desk.act(now - (today - last)), before[0].id)
    miss(unit, desk.act(now - (today - last)), before[1].id)
    asked = [desk.book(coming, one, now - timedelta(minutes=40 - turn)) for turn, one in enumerate(COMING)]
    cancel(unit, desk.act(now), asked[3].id, "Con trai đã đưa đi làm xong")
    for one in LATER:
        desk.book(next_service_day(coming, rule, days), one, now)


def _last_before(today: date, rule: ServiceRule, days: Calendar) -> date:
    last = today - DAY
    while not is_service_day(last, rule, days):
        last -= DAY
    return last


class _Desk:
    """The clerk who books."""

    def __init__(self, unit: Unit, staff: Staff, inventor: Inventor) -> None:
        self.unit, self.staff, self.inventor = unit, staff, inventor

    def act(self, at: datetime) -> Act:
        """An act at an instant."""
        return Act(self.staff.clerk, at, new_id())

    def book(self, day: date, planned: Planned, at: datetime) -> Appointment:
        """Book somebody invented."""
        hamlet, part, help_, procedure, note = planned
        who = self.inventor.citizen(hamlet)
        person = Party(who.name, birth=who.birth, sex=who.sex, phone=who.phone, hamlet=self.staff.hamlets[hamlet])
        booking = Booking(person=person, day=day.isoformat(), part=part, help=help_, procedure=procedure, note=note)
        return book(self.unit, self.act(at), booking)
