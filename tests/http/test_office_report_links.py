"""The figures of a sentence as links: the right number, none for what is another thing, no word lost."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from server.domain.report_codes import Code
from server.domain.report_figures import Figures
from server.domain.report_period import period
from server.domain.report_rows import FigureRow
from server.http.office.report_links import CUES, linked

CODES: tuple[Code, ...] = tuple(CUES)


def figures(**counts: int) -> Figures:
    """Figures of so many rows each."""
    rows = {
        code: tuple(FigureRow("dossier", str(n), "", "", amount=2) for n in range(counts.get(code, 0)))
        for code in CODES
    }
    return Figures(period(date(2020, 8, 26), date(2020, 10, 13)), rows)


def links(text: str, *codes: Code, **counts: int) -> list[tuple[str, str]]:
    """What of a text is a link."""
    return [(one.code, one.text) for one in linked(text, codes, figures(**counts)) if one.code]


def test_the_seeds_sentences() -> None:
    text = "Kết quả đã viết hộ mẫu biểu và hướng dẫn 107 hồ sơ. Tăng 107 hồ sơ so với từ ngày 07/9/2020."
    assert links(text, "written", written=107) == [("written", "107")]
    text = "trả kết quả tại nhà 58 thẻ bảo hiểm y tế và 07 trường hợp"
    assert links(text, "cards_home", "cases_home", cards_home=58, cases_home=7) == [
        ("cards_home", "58"),
        ("cases_home", "07"),
    ]
    text = "(trước hạn 02, đúng hạn 1.024, quá hạn 0); đang giải quyết 02 hồ sơ (quá hạn 02)."
    found = links(
        text,
        "settled_early",
        "settled_on_time",
        "settled_late",
        "pending_late",
        settled_early=2,
        settled_on_time=1024,
        pending_late=2,
    )
    assert [one for _, one in found] == ["02", "1.024", "0", "02"]
    assert links("tiết kiệm 84 ngày làm việc", "days_saved", days_saved=42) == [("days_saved", "84")]


def test_another_number_is_no_link() -> None:
    for text in ("hướng dẫn 1.107 hồ sơ", "hướng dẫn 107,5", "hướng dẫn 1071", "ngày 107", "trong đó 107"):
        assert links(text, "written", written=107) == []


@given(some.text(max_size=80), some.lists(some.sampled_from(CODES), max_size=6), some.integers(0, 3))
def test_no_word_is_lost(text: str, codes: list[Code], count: int) -> None:
    counts: dict[str, int] = dict.fromkeys(CODES, count)
    assert "".join(one.text for one in linked(text, codes, figures(**counts))) == text
