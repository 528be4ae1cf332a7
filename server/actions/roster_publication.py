"""A roster goes out as a numbered notice; what changes after that is an amendment until the next version (R14)."""

from datetime import date

from msgspec import structs

from server.actions.desk import Act
from server.actions.history import done_before, record_change
from server.actions.roster import shifts_of
from server.actions.roster_changes import roster_of, settle_roster
from server.domain.names import tidy
from server.domain.problems import Refusal
from server.domain.roster_records import Roster, Version
from server.store.port import Unit

SIGN = "TB-UBND"
"""What follows the number of a notice (thông báo) of the people's committee (NĐ 30/2020/NĐ-CP, Phụ lục III)."""
MAX_NUMBER, MAX_NOTE = 30, 300


def publish_roster(unit: Unit, act: Act, month: str, number: str, day: str, note: str = "") -> Roster:
    """Publish a month, or its next version. From here on phones and calendars have it.

    `number` is the notice's (`1039` becomes `1039/TB-UBND`), `day` its date. Refuses roster_empty, nothing_amended,
    invalid with the field.
    """
    before = roster_of(unit, month)
    if done_before(unit, act, before):
        return before
    if not any(shift.state != "cancelled" for shift in shifts_of(unit, month)):
        raise Refusal("roster_empty")
    if before.state == "published" and not before.amended:
        raise Refusal("nothing_amended")
    version = Version(before.version + 1, _number(number), _day(day), act.at, act.by.id, tidy(note)[:MAX_NOTE])
    after = structs.replace(before, versions=(*before.versions, version), amended=False)
    unit.put(after)
    told = f"{version.number}, {date.fromisoformat(version.day):%d/%m/%Y}"
    record_change(unit, act, structs.replace(after, unmet=()), "roster.published", told)
    settle_roster(unit, act)
    return after


def _number(text: str) -> str:
    number = tidy(text)
    if not number or len(number) > MAX_NUMBER or not number[0].isdigit():
        raise Refusal("invalid", "number", "Ghi số của thông báo, ví dụ 1039/TB-UBND.")
    return f"{number}/{SIGN}" if number.isdigit() else number


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refusal("invalid", "day", "Hãy chọn ngày của thông báo.") from None
