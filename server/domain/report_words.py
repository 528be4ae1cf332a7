"""How a report says numbers: below ten with a nought, thousands with a point, percent with a comma (NĐ 30/2020)."""

from collections.abc import Sequence

from server.domain.numbers import in_two_figures
from server.domain.report_figures import Compared


def number(count: int) -> str:
    """`07`, `107`, `1.234`; a plain `0` for none."""
    return in_two_figures(count) if 0 < count < 10 else f"{count:,}".replace(",", ".")


def decimal(value: float) -> str:
    """`1,3`."""
    return f"{value:.1f}".replace(".", ",")


def percent(part: int, whole: int) -> str:
    """`97,5%`, `100%`; nothing of nothing is ''. What is not all is never rounded up to all."""
    if not whole:
        return ""
    tenths = part * 1000 // whole if part < whole else 1000
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}%"


def share(part: int, whole: int) -> str:
    """`84/84 hồ sơ (100%)` without the word: never a bare percentage."""
    return f"{number(part)}/{number(whole)} ({percent(part, whole)})"


def listed(words: Sequence[str]) -> str:
    """`a, b và c`."""
    return " và ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def change(what: Compared, unit: str, period: str) -> str:
    """`Tăng 12 hồ sơ (11,2%) so với tháng 8 năm 2020.`; '' where the period before had nothing to compare with."""
    if not what.before:
        return ""
    difference = what.now - what.before
    if not difference:
        return f"Bằng {period}."
    word = "Tăng" if difference > 0 else "Giảm"
    return f"{word} {number(abs(difference))} {unit} ({decimal(abs(what.change or 0))}%) so với {period}."
