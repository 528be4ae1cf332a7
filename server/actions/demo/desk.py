"""The demonstration's desk: some dozens of dossiers of the last days, in every state a clerk meets."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial

from server.actions.calendar import calendar
from server.actions.demo.staff import Staff
from server.actions.desk import Act, new_id
from server.actions.dossier_ends import apologise, reject, stop
from server.actions.dossier_results import give_at_desk, send_home, settle
from server.actions.dossier_supplement import answer_supplement, ask_supplement
from server.actions.dossiers import process, receive
from server.domain.calendar import Calendar
from server.domain.citizens import Party
from server.domain.demo_dossiers import DOSSIERS, PlannedDossier, Way
from server.domain.demo_names import Inventor
from server.domain.dossiers import Dossier, Ticked
from server.domain.intake import Intake
from server.domain.procedures import Procedure, on_day
from server.domain.times import VIETNAM, instant
from server.store.port import Unit

Step = Callable[[Act], object]


def live_dossiers(unit: Unit, staff: Staff, inventor: Inventor, now: datetime, catalogue: Sequence[Procedure]) -> None:
    """Take them in and lead each as far as it is planned. Without their procedures in the catalogue there are none."""
    desk = _Desk(unit, staff, inventor, now, catalogue)
    planned = [one for one in DOSSIERS if any(known.code == one.code for known in catalogue)]
    arriving = sorted(
        ((desk.arrival(one, place), place, one) for place, one in enumerate(planned)), key=lambda x: x[:2]
    )
    led = [(desk.take_in(one, at), one, at) for at, _, one in arriving]
    # What goes out is last of all: only that is written in the ledger, whose times ascend.
    for dossier, one, at in sorted(led, key=lambda entry: entry[1].way == "home"):
        desk.lead(dossier, one.way, at)


class _Desk:
    """The clerk at work."""

    def __init__(
        self, unit: Unit, staff: Staff, inventor: Inventor, now: datetime, catalogue: Sequence[Procedure]
    ) -> None:
        self.unit, self.staff, self.inventor, self.now = unit, staff, inventor, now
        self.catalogue = catalogue
        self.days: Calendar = calendar(unit)

    def arrival(self, planned: PlannedDossier, place: int) -> datetime:
        """So many working days before today, in the morning; today's a little while ago."""
        if planned.days_ago == 0:
            return self.now - timedelta(minutes=240 - 12 * (place % 20))
        day, left = self.now.astimezone(VIETNAM).date(), planned.days_ago
        while left:
            day -= timedelta(days=1)
            left -= self.days.is_working(day)
        return _at(day, 7, 15 + 9 * (place % 20))

    def take_in(self, planned: PlannedDossier, at: datetime) -> Dossier:
        """Receive it."""
        day = at.astimezone(VIETNAM).date().isoformat()
        version = on_day((one for one in self.catalogue if one.code == planned.code), day)
        assert version is not None, planned.code
        hamlet = planned.hamlet or self.inventor.random.choice(list(self.staff.hamlets))
        person = self.inventor.citizen(hamlet)
        whole = planned.way not in ("asked", "answered")
        components = tuple(
            Ticked(one, there=one.required and (whole or place > 0)) for place, one in enumerate(version.components)
        )
        party = Party(
            name=person.name,
            birth=person.birth,
            sex=person.sex,
            address=hamlet,
            hamlet=self.staff.hamlets[hamlet],
            phone=person.phone,
        )
        intake = Intake(procedure=planned.code, applicant=party, components=components, channel_out=planned.channel)
        return receive(self.unit, self._act(at), intake)

    def lead(self, dossier: Dossier, way: Way, at: datetime) -> None:
        """Each step a while after the one before, within office hours, none after now; what goes out does so now."""
        steps = self._steps(dossier, way)
        for place, step in enumerate(steps, 1):
            last = way == "home" and place == len(steps)
            step(self._act(self.now if last else self._moment(at, place, len(steps))))

    def _moment(self, at: datetime, place: int, of: int) -> datetime:
        """When step `place` of so many is taken: spread over the working days since, a little later each time."""
        first, today = (one.astimezone(VIETNAM).date() for one in (at, self.now))
        if first == today:
            return at + place * (self.now - at) / (of + 1)
        days = place * min(self.days.count(first, today) - 1, 3) // of
        day, clock = self.days.add_working_days(first, max(days, 0)), at.astimezone(VIETNAM)
        return _at(day, clock.hour, clock.minute + 45 * place)

    def _act(self, at: datetime) -> Act:
        return Act(self.staff.clerk, at, new_id())

    def _steps(self, dossier: Dossier, way: Way) -> list[Step]:
        unit, id_ = self.unit, dossier.id
        missing = [one.component.name for one in dossier.components if one.component.required and not one.there]
        ask = partial(
            ask_supplement, unit, dossier_id=id_, missing=missing, reason="Tờ khai chưa có chữ ký của người khai"
        )
        go = partial(process, unit, dossier_id=id_)
        end = partial(settle, unit, dossier_id=id_, title=dossier.procedure_name, number=f"{dossier.no[-3:]}/KQ-UBND")
        put_off = partial(
            apologise,
            unit,
            dossier_id=id_,
            reason="Phải xác minh thêm ở nơi cư trú cũ",
            new_day=self._later(dossier),
        )
        ways: dict[Way, list[Step]] = {
            "received": [],
            "processing": [go],
            "asked": [ask],
            "answered": [ask, partial(answer_supplement, unit, dossier_id=id_, brought=set(missing))],
            "apologised": [go, put_off],
            "done": [go, end],
            "home": [go, end, partial(send_home, unit, dossier_id=id_)],
            "returned": [go, end, partial(give_at_desk, unit, dossier_id=id_)],
            "rejected": [partial(reject, unit, dossier_id=id_, reason="Không thuộc thẩm quyền của xã")],
            "stopped": [partial(stop, unit, dossier_id=id_, reason="Người nộp xin rút hồ sơ")],
        }
        return ways[way]

    def _later(self, dossier: Dossier) -> str:
        """Three working days after its date."""
        return self.days.add_working_days(instant(dossier.due_at).astimezone(VIETNAM).date(), 3).isoformat()


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour), VIETNAM) + timedelta(minutes=minute)
