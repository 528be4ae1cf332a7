"""Dates and times as papers write them (NĐ 30/2020/NĐ-CP; domain §2.7, §4.5)."""

from datetime import date

from server.domain.times import VIETNAM, instant


def day_on_paper(day: date) -> str:
    """`ngày 05 tháng 02 năm 2026`: days below ten and the months 1 and 2 have a nought before them."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def instant_day(at: str) -> str:
    """The day in Vietnam of an instant, as papers write it; '' for none."""
    return day_on_paper(instant(at).astimezone(VIETNAM).date()) if at else ""


def instant_on_paper(at: str) -> str:
    """`09 giờ 05 phút, ngày 24 tháng 11 năm 2026`; '' for none."""
    if not at:
        return ""
    local = instant(at).astimezone(VIETNAM)
    return f"{local:%H} giờ {local:%M} phút, {day_on_paper(local.date())}"
