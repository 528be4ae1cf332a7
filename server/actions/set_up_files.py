"""Taking a commune's set-up out for the next one, and bringing one in."""

from collections.abc import Iterable
from typing import TypeVar

from msgspec import structs

from server.actions.catalogue import faults
from server.actions.desk import Act
from server.actions.forms import publish_handbook
from server.actions.history import record_change
from server.actions.setup import commune
from server.domain.calendar import CalendarDay
from server.domain.forms import Form
from server.domain.notice_wording import NoticeWording
from server.domain.organisation import AdministrativeUnit
from server.domain.problems import Refusal
from server.domain.procedures import Procedure
from server.domain.records import Record
from server.domain.set_up_files import FormFile, SetUp, above_commune, without_person
from server.domain.times import local_day
from server.domain.unions import Union
from server.store.port import Unit, View

R = TypeVar("R", bound=Record)


def take_out(view: View, forms: Iterable[tuple[str, bytes]]) -> SetUp:
    """The set-up as it is now, each part in the order of its ids; `forms` are the commune's own files."""
    here = commune(view)
    if here is None:
        raise Refusal("not_found")
    return SetUp(
        hours=here.hours,
        service=here.service,
        roster=here.roster,
        calendar=_all(view, CalendarDay),
        unions=_all(view, Union),
        units=tuple(one for one in _all(view, AdministrativeUnit) if above_commune(one)),
        procedures=_all(view, Procedure),
        wordings=tuple(without_person(one) for one in _all(view, NoticeWording)),
        forms=tuple(FormFile(name, content.decode("utf-8", "replace")) for name, content in forms),
    )


def _all(view: View, type_: type[R]) -> tuple[R, ...]:
    return tuple(sorted(view.find(type_, "all", ""), key=lambda one: one.id))


def bring_in(unit: Unit, act: Act, set_up: SetUp, forms: dict[str, Form]) -> int:
    """Put what differs, publish the handbook; how many records that were. The same file again changes nothing.

    What this commune has and the file has not, stays. Refuses invalid for procedures that contradict each other, before
    anything is put.
    """
    here = commune(unit)
    if here is None:
        raise Refusal("not_found")
    wrong = faults(set_up.procedures)
    if wrong:
        raise Refusal("bad_file", "file", f"Danh mục thủ tục chưa đúng: {wrong[0]}")
    changed = structs.replace(here, hours=set_up.hours, service=set_up.service, roster=set_up.roster)
    brought: list[Record] = [changed] if changed != here else []
    for one in (*set_up.calendar, *set_up.unions, *set_up.units, *set_up.procedures, *set_up.wordings):
        if unit.get(type(one), one.id) != one:
            brought.append(one)
    for record in brought:
        unit.put(record)
    if brought:
        publish_handbook(unit, forms, local_day(act.now))
        record_change(unit, act, changed, "commune.set_up_brought", note=str(len(brought)))
    return len(brought)
