"""The working calendar of the commune: reading it, and entering or taking back what is special about a day."""

from datetime import date
from functools import lru_cache

from server.actions.desk import Act
from server.actions.history import record_change
from server.actions.setup import commune
from server.domain.calendar import DAY_KINDS, Calendar, CalendarDay, DayKind, OfficeHours
from server.domain.problems import Refusal
from server.domain.service_days import ServiceRule
from server.domain.times import chosen_day
from server.store.port import Unit, View

Days = tuple[tuple[str, DayKind], ...]


def calendar(view: View) -> Calendar:
    """The calendar as it is now. Cheap: it is built again only when a day or the hours changed."""
    here = commune(view)
    days = tuple((day.id, day.what) for day in view.find(CalendarDay, "all", ""))
    return _built(days, here.hours if here else OfficeHours())


@lru_cache(maxsize=8)
def _built(days: Days, hours: OfficeHours) -> Calendar:
    return Calendar({date.fromisoformat(day): what for day, what in days}, hours)


def service_rule(view: View) -> ServiceRule:
    """On which days the model is carried out."""
    here = commune(view)
    return here.service if here else ServiceRule()


def enter_day(unit: Unit, act: Act, day: str, what: str, source: str, note: str = "") -> CalendarDay:
    """Say what is special about a day; again for the same day replaces it. Refuses invalid."""
    kind = next((one for one in DAY_KINDS if one == what), None)
    if kind is None:
        raise Refusal("invalid", "what", "Hãy chọn loại ngày.")
    id_ = chosen_day(day, "day")
    if not source.strip():
        raise Refusal("invalid", "source", "Hãy ghi văn bản quy định ngày này.")
    before = unit.get(CalendarDay, id_)
    entered = CalendarDay(id=id_, what=kind, source=" ".join(source.split())[:200], note=" ".join(note.split())[:200])
    if entered != before:
        unit.put(entered)
        record_change(unit, act, entered, "calendar.entered", before=before)
    return entered


def take_back_day(unit: Unit, act: Act, day: str) -> None:
    """The day is again what the national calendar says. Twice is once."""
    entered = unit.get(CalendarDay, day)
    if entered is not None:
        unit.remove(CalendarDay, day)
        record_change(unit, act, entered, "calendar.taken_back", note=f"{entered.what}: {entered.source}")


def change_hours(unit: Unit, act: Act, hours: OfficeHours, service: ServiceRule) -> None:
    """Other office hours or service days from now on. Refuses invalid when a time does not follow the one before it."""
    times = [*hours.morning, *hours.afternoon]
    if times != sorted(times) or len(set(times)) < len(times) or not all(_is_time(one) for one in times):
        raise Refusal("invalid", "hours", "Giờ làm việc chưa đúng: mỗi giờ phải sau giờ trước nó.")
    if not service.weekdays or not all(0 <= day <= 6 for day in service.weekdays):
        raise Refusal("invalid", "weekdays", "Hãy chọn ít nhất một ngày trong tuần.")
    here = commune(unit)
    if here is None:
        raise Refusal("not_found")
    changed = here.with_hours(hours, service)
    if changed != here:
        unit.put(changed)
        record_change(unit, act, changed, "calendar.hours", before=here)


def _is_time(text: str) -> bool:
    hours, _, minutes = text.partition(":")
    return len(text) == 5 and hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60
