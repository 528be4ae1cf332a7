"""`report` beside a running server: the demonstration's figures as JSON, and the paper as DOCX with its format."""

import io
import json
from pathlib import Path

import docx
import pytest

from server.app import open_store
from server.settings import Settings
from tests.commands.test_commands import run

DAYS = ("--from", "2020-08-26", "--to", "2020-10-13")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration."""
    made = tmp_path_factory.mktemp("report")
    run(made, "demo")
    return made


def test_the_figures_are_the_lengths_of_their_lists(folder: Path) -> None:
    said = json.loads(run(folder, "report", *DAYS, "--format", "json").stdout)
    figures = {code: one["count"] for code, one in said["figures"].items()}
    assert [figures[code] for code in ("written", "same_day", "cards_home", "cases_home")] == [107, 84, 58, 7]
    assert all(one["count"] == len(one["rows"]) for one in said["figures"].values())
    assert figures["distinct"] < 256
    assert said["identity"]["holds"]
    assert said["document"]["symbol"] == "BC-UBND"


def test_the_paper_has_the_format_of_the_decree(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    store = open_store(Settings(data=folder))
    try:
        assert run(folder, "report", *DAYS, "--output", str(file)).stdout == ""
    finally:
        store.close()
    made = docx.Document(io.BytesIO(file.read_bytes()))
    (section,) = made.sections
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm) if one else 0 for one in margins] == [20, 20, 30, 15]
    assert section.page_width is not None
    assert round(section.page_width.mm) == 210
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text.startswith("Đầu sổ sự kiện: ")
    words = "\n".join(one.text for one in made.paragraphs)
    assert "./." in words
    for phrase in ("107 hồ sơ", "84 hồ sơ", "58 thẻ bảo hiểm y tế", "07 trường hợp"):
        assert phrase in words


def test_days_must_be_days(folder: Path) -> None:
    run(folder, "report", "--from", "hôm qua", "--to", "2020-10-13", code=2)
    run(folder, "report", "--from", "2020-10-13", code=2)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert "empty" in run(tmp_path / "none", "report", *DAYS, code=1).stderr
