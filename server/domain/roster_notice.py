"""The numbered notice of a month's roster, and of what was amended in it since the one before (R14, R51)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from server.domain.availability import Part
from server.domain.notice_wording import NoticeWording
from server.domain.official_documents import (
    Block,
    Column,
    OfficialDocument,
    Paragraph,
    Run,
    Table,
    Words,
    agency_lines,
    signature,
    text,
)
from server.domain.organisation import Agency
from server.domain.paper_dates import day_on_paper
from server.domain.roster_records import Amendment, Roster, Shift, Version
from server.domain.roster_versions import ROLES, Role, change, given_up, holder, stands
from server.domain.times import instant, local_day

SYMBOL = "TB-UBND"
PART_WORDS: dict[Part, str] = {"morning": "Sáng", "afternoon": "Chiều"}
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
COLUMNS = (
    Column("Ngày", 2.35, True),
    Column("Buổi", 1.4, True),
    Column("Hội", 2),
    Column("Họ tên", 2.7),
    Column("Chức vụ", 1.9),
    Column("Điện thoại", 2.35, True),
    Column("Dự phòng", 2.8),
)


class Seat(NamedTuple):
    """Somebody of the roster as the notice names him."""

    name: str
    union: str = ""
    position: str = ""
    phone: str = ""


@dataclass(frozen=True)
class NoticeFacts:
    """What a notice is made from: whose it is, the month with its shifts, the people in them, and the wording.

    `hours` are from when to when each part of a day is; `unions` the names of those whose turn it is, by id.
    """

    agency: Agency
    committee: str
    roster: Roster
    shifts: Sequence[Shift]
    people: Mapping[str, Seat]
    unions: Mapping[str, str]
    wording: NoticeWording
    hours: Mapping[Part, tuple[str, str]]
    place: str


def roster_notice(facts: NoticeFacts, version: int, number: str = "", day: str = "") -> OfficialDocument:
    """The notice of a version, the first or an amendment. `number` and `day` count where it is not published yet."""
    published = next((one for one in facts.roster.versions if one.version == version), None)
    if published:
        number, day = published.number, published.day
    sign, _, symbol = number.partition("/")
    before = next((one for one in facts.roster.versions if one.version == version - 1), None)
    month = month_words(facts.roster.id)
    what = "phân công cán bộ trực Bàn viết hộ"
    return OfficialDocument(
        agency=agency_lines(facts.agency.name),
        place=facts.agency.place,
        type_name="Thông báo",
        summary=f"Về việc {'sửa đổi lịch ' if before else ''}{what} {month}",
        symbol=symbol or SYMBOL,
        number=sign,
        day=date.fromisoformat(day) if day else None,
        bases=facts.wording.bases,
        body=tuple(_body(facts, version, before, what, month)),
        signature=signature(facts.wording.capacity, facts.wording.position, facts.wording.signer),
        recipients=facts.wording.recipients,
    )


def month_words(month: str) -> str:
    """`tháng 10/2020`, `tháng 02/2021`."""
    number = int(month[5:])
    return f"tháng {number:02}/{month[:4]}" if number <= 2 else f"tháng {number}/{month[:4]}"


def _body(facts: NoticeFacts, version: int, before: Version | None, what: str, month: str) -> Iterator[Block]:
    """Who says it, the table, when and where, what is to be done."""
    lines = list(_rows(facts, version))
    if before:
        old = f"Thông báo số {before.number} {day_on_paper(date.fromisoformat(before.day))}"
        yield text(f"{facts.committee} thông báo sửa đổi lịch {what} {month} đã ban hành tại {old} như sau:")
        yield from (change for line in lines for change in line.changes)
        yield text("Lịch phân công sau khi sửa đổi (tên cũ bị gạch, tên mới ghi dưới):")
    else:
        yield text(f"{facts.committee} thông báo lịch {what} {month} như sau:")
    yield Table(COLUMNS, tuple(line.cells for line in lines))
    yield text(_when_and_where(facts))
    yield text(
        "Cán bộ trực viết hộ tờ khai, biểu mẫu khi tổ chức, người dân có yêu cầu và hướng dẫn nộp hồ sơ tại từng lĩnh "
        "vực tương ứng. Cán bộ không trực được phải báo trước để cán bộ dự phòng trực thay."
    )
    yield text(f"Trên đây là Thông báo về việc {what} {month}, đề nghị các cán bộ có tên trong lịch thực hiện.")


class _Row(NamedTuple):
    """A line of the table, and what it changes in sentences."""

    cells: tuple[Words, ...]
    changes: tuple[Paragraph, ...]


def _rows(facts: NoticeFacts, version: int) -> Iterator[_Row]:
    for shift in facts.shifts:
        if not stands(shift, version):
            continue
        gone = given_up(shift, version)
        duty, reserve = holder(shift, "duty", version), holder(shift, "reserve", version)
        changes = {role: change(shift, role, version) for role in ROLES}
        seat = facts.people.get(duty or "", Seat("", facts.unions.get(shift.turn, "")))
        old = facts.people.get(gone.before or "") if gone else None
        cells = (
            (Run(f"{WEEKDAYS[date.fromisoformat(shift.day).weekday()]}\n{_day(shift.day)}", struck=bool(gone)),),
            (Run(PART_WORDS[shift.part], struck=bool(gone)),),
            (Run((old or seat).union, struck=bool(gone)),),
            _gone(gone, old) if gone else _named(facts, changes["duty"], seat.name),
            (Run("" if gone else seat.position),),
            (Run("" if gone else seat.phone),),
            () if gone else _named(facts, changes["reserve"], _with_phone(facts.people.get(reserve or ""))),
        )
        yield _Row(cells, tuple(_sentences(facts, shift, gone, changes)))


def _named(facts: NoticeFacts, changed: Amendment | None, now: str) -> Words:
    """Who it is; after a change the old name struck out, the new one under it, and since when."""
    if changed is None:
        return (Run(now),)
    old = facts.people.get(changed.before or "")
    struck = (Run(old.name, struck=True), Run("\n")) if old else ()
    new = (Run(now, bold=True), Run("\n")) if now else ()
    return (*struck, *new, Run(f"({'sửa đổi' if old else 'bổ sung'} ngày {_on(changed)})", italic=True))


def _gone(gone: Amendment, old: Seat | None) -> Words:
    struck = (Run(old.name, struck=True), Run("\n")) if old else ()
    return (*struck, Run(f"(bỏ buổi trực, sửa đổi ngày {_on(gone)})", italic=True))


def _sentences(
    facts: NoticeFacts, shift: Shift, gone: Amendment | None, changes: Mapping[Role, Amendment | None]
) -> Iterator[Paragraph]:
    """`- Thứ Sáu, ngày 16/10/2020, buổi sáng: ông A trực thay bà B.`"""
    when = f"- {WEEKDAYS[date.fromisoformat(shift.day).weekday()]}, ngày {_day(shift.day)}, buổi {_part(shift)}"
    if gone:
        yield text(f"{when}: bỏ buổi trực.")
        return
    for role, one in changes.items():
        if one is None:
            continue
        old, new = (facts.people.get(person or "", Seat("")).name for person in (one.before, one.after))
        word = "trực" if role == "duty" else "dự phòng"
        if old and new:
            yield text(f"{when}: {new} {word} thay {old}.")
        else:
            yield text(f"{when}: bổ sung {new} {word}." if new else f"{when}: {old} thôi {word}.")


def _when_and_where(facts: NoticeFacts) -> str:
    parts: Iterable[Part] = (part for part in PART_WORDS if any(shift.part == part for shift in facts.shifts))
    hours = [
        f"buổi {PART_WORDS[part].lower()} từ {_clock(facts.hours[part][0])} đến {_clock(facts.hours[part][1])}"
        for part in parts
    ]
    when = f"Thời gian trực: {'; '.join(hours)}. " if hours else ""
    return f"{when}Địa điểm: {facts.place}."


def _clock(hour: str) -> str:
    return f"{hour[:2]} giờ {hour[3:]}"


def _part(shift: Shift) -> str:
    return PART_WORDS[shift.part].lower()


def _on(changed: Amendment) -> str:
    return _day(local_day(instant(changed.at)))


def _day(day: str) -> str:
    return "/".join(reversed(day.split("-")))


def _with_phone(seat: Seat | None) -> str:
    """A reserve with the telephone by which he is called."""
    if seat is None:
        return ""
    return f"{seat.name}\n{seat.phone}" if seat.phone else seat.name
