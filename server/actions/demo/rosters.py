"""The demonstration's rosters: the two of 2020, last month's, the one that holds now, and next month's draft."""

from datetime import date, datetime, time, timedelta

from server.actions.availability import add_absence, set_availability
from server.actions.calendar import calendar, service_rule
from server.actions.demo.staff import Staff
from server.actions.desk import Act, new_id
from server.actions.presence import Presence
from server.actions.roster import propose_month, shifts_of
from server.actions.roster_asks import ask_substitute
from server.actions.roster_day import call_reserve, check_in, confirm, mark_absent
from server.actions.roster_feeds import publish_shifts
from server.actions.roster_memory import month_before
from server.actions.roster_publication import publish_roster
from server.actions.roster_shifts import set_shift
from server.domain.availability import HalfDay
from server.domain.demo_notices import WORDINGS
from server.domain.demo_rosters import past_rosters
from server.domain.people import Person
from server.domain.roster_records import Shift
from server.domain.service_days import next_service_day
from server.domain.times import VIETNAM, local_day
from server.store.port import Unit

FRIDAY = 4


def rosters_of_2020(unit: Unit, staff: Staff) -> None:
    """September and October 2020, kept by whoever wrote on each Friday."""
    scribes = [person.id for person in staff.volunteers.values()]
    for record in past_rosters(scribes, [person.id for person in staff.cadres.values()], staff.clerk.id):
        unit.put(record)
    for wording in WORDINGS:
        unit.put(wording)


def live_rosters(unit: Unit, staff: Staff, me: Person, now: datetime) -> None:
    """From last month to that of the next service day, published, with `me` on duty that day; and a draft after it."""
    desk = _Desk(unit, staff, me, now)
    desk.say_when()
    today = now.astimezone(VIETNAM).date()
    next_day = next_service_day(today - timedelta(days=1), service_rule(unit), calendar(unit)).isoformat()
    month = local_day(now)[:7]
    desk.month(month_before(month), next_day)
    desk.month(month, next_day)
    while month < next_day[:7]:
        month = month_before(month, -1)
        desk.month(month, next_day)
    desk.played(next_day)
    propose_month(unit, desk.act(now), month_before(month, -1))
    publish_shifts(unit, now)


class _Desk:
    """The clerk who keeps the roster."""

    def __init__(self, unit: Unit, staff: Staff, me: Person, now: datetime) -> None:
        self.unit, self.staff, self.me, self.now = unit, staff, me, now
        self._shifts: list[Shift] = []

    def act(self, at: datetime) -> Act:
        """An act then, or now if that is yet to come."""
        return Act(self.staff.clerk, min(at, self.now), new_id())

    def say_when(self) -> None:
        """One teaches on Friday afternoons, one is away for a course."""
        farmer, woman = self.staff.cadres["Hội Nông dân"], self.staff.cadres["Hội Phụ nữ"]
        act = self.act(self.now - timedelta(days=40))
        never = [HalfDay(FRIDAY, "afternoon")]
        set_availability(self.unit, act, farmer.id, never=never, most=2, note="Chiều thứ Sáu dạy nghề")
        first = self.now + timedelta(days=8)
        add_absence(
            self.unit, act, woman.id, local_day(first), local_day(first + timedelta(days=12)), "", "Đi tập huấn"
        )

    def month(self, month: str, next_day: str) -> None:
        """Propose it a few days before, put `me` on the next service day, and publish it."""
        first = date.fromisoformat(f"{month}-01")
        before = datetime.combine(first - timedelta(days=3), time(9), VIETNAM)
        propose_month(self.unit, self.act(before), month)
        mine = [one for one in shifts_of(self.unit, month) if one.day == next_day]
        if mine and all(one.person != self.me.id for one in mine):
            set_shift(self.unit, self.act(before), mine[0].id, person=self.me.id)
            propose_month(self.unit, self.act(before), month)
        day = local_day(min(before, self.now))
        publish_roster(self.unit, self.act(before), month, str(90 + 11 * first.month), day)
        self._shifts += shifts_of(self.unit, month)

    def played(self, next_day: str) -> None:
        """Who was on duty came, and some say that they will come; a colleague asks me to sit there instead."""
        self._called(self._shifts[2])
        for shift in self._shifts:
            if shift.day < min(next_day, local_day(self.now)):
                opens = time(7) if shift.part == "morning" else time(13, 30)
                came = datetime.combine(date.fromisoformat(shift.day), opens, VIETNAM) - timedelta(minutes=6)
                check_in(self.unit, self.act(came), shift.id)
            elif shift.person not in (None, self.me.id) and shift.day == next_day:
                confirm(self.unit, self.act(self.now - timedelta(hours=3)), shift.id)
        self._asked(next_day)

    def _called(self, shift: Shift) -> None:
        """Somebody did not come last month, and the reserve sat there."""
        opens = datetime.combine(date.fromisoformat(shift.day), time(7, 20), VIETNAM)
        mark_absent(self.unit, self.act(opens), shift.id, "Xe hỏng giữa đường")
        call_reserve(self.unit, self.act(opens + timedelta(minutes=5)), shift.id)

    def _asked(self, next_day: str) -> None:
        presence = Presence(self.unit, local_day(self.now))
        coming = [one for one in self._shifts if one.day >= next_day and one.person not in (None, self.me.id)]
        later = sorted(coming, key=lambda one: one.day == next_day)
        asking = next((one for one in later if presence.free(self.me.id, one)), None)
        if asking is not None:
            act = self.act(self.now - timedelta(hours=2))
            ask_substitute(self.unit, act, asking.id, self.me.id, "Hôm đó Hội họp đột xuất, nhờ trực giúp")
