"""The demonstration's report: its figures in words, parts that stay edited, and what is published stays as it was."""

import queue
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec import json, structs

from server.actions.demo import fill
from server.actions.desk import Act, new_id
from server.actions.history import story
from server.actions.report_figures import figures, listed, rows
from server.actions.reports import (
    document,
    draft,
    drift,
    edit_part,
    new_version,
    publish,
    regenerate,
    remove,
    sections,
    set_head,
)
from server.app import open_store
from server.documents.catalogue_file import shipped
from server.domain.entries import DeskEntry
from server.domain.official_documents import Heading, OfficialDocument, Paragraph, Table
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.report_codes import FIGURES
from server.domain.report_period import period
from server.domain.reports import Report
from server.settings import Settings
from server.store.port import Store, Unit, View

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
DAYS = period(date(2020, 8, 26), date(2020, 10, 13))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = open_store(Settings(data=Path(tmp_path_factory.mktemp("reports"))))
    made.submit(lambda unit: fill(unit, NOW, "https://xa.example", shipped())).result()
    yield made
    made.close()


class Undone(Exception):
    """Ends a unit of work so that nothing of it lasts."""


@pytest.fixture
def unit(store: Store) -> Iterator[Unit]:
    """The demonstration, of which nothing that a test writes stays."""
    ready: queue.Queue[Unit] = queue.Queue()
    over = threading.Event()

    def hold(unit: Unit) -> None:
        ready.put(unit)
        over.wait()
        raise Undone

    future = store.submit(hold)
    yield ready.get(timeout=30)
    over.set()
    with pytest.raises(Undone):
        future.result()


def act(unit: View) -> Act:
    return Act(unit.find(Person, "role", "supervisor")[0], NOW, new_id())


def kept(unit: Unit) -> Report:
    """The demonstration's own draft."""
    (report,) = unit.find(Report, "all", "")
    return report


def words(made: OfficialDocument) -> str:
    blocks = (
        block.text if isinstance(block, Heading) else "".join(run.text for run in block.words)
        for block in made.body
        if isinstance(block, Heading | Paragraph)
    )
    return "\n".join((*made.bases, *blocks))


def test_the_demonstration_says_the_seeds_figures(unit: Unit) -> None:
    said = words(document(unit, kept(unit), NOW))
    for phrase in ("107 hồ sơ", "84 hồ sơ", "58 thẻ bảo hiểm y tế", "07 trường hợp", "54 cán bộ, công chức"):
        assert phrase in said
    for chapter in ("I. CÔNG TÁC TRIỂN KHAI", "II. KẾT QUẢ", "III. NHẬN XÉT", "IV. PHƯƠNG HƯỚNG"):
        assert chapter in said
    assert said.endswith("./.")
    assert "256" not in said
    for wrong in ("nhịp nhàn,", "nhắc nhỡ", "tổ chức khai"):
        assert wrong not in said


def test_the_head_is_that_of_2020(unit: Unit) -> None:
    made = document(unit, kept(unit), NOW)
    assert made.number_line.startswith("Số:  ")
    assert made.number_line.endswith("/BC-UBND")
    assert made.dated.endswith("ngày 13 tháng 10 năm 2020")
    assert made.signature.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert made.recipients[0] == "VP HĐND và UBND huyện"
    assert "1436/KH-UBND" in made.bases[0]
    assert "993/KH-UBND" in made.bases[1]
    assert made.footer.startswith("Đầu sổ sự kiện: ")


def test_a_tables_last_line_is_the_figure(unit: Unit) -> None:
    made = document(unit, kept(unit), NOW)
    tables = [block for block in made.body if isinstance(block, Table)]
    assert len(tables) >= 4
    for table in tables:
        cells = [[int(cell[0].text.replace(".", "")) for cell in row[2:]] for row in table.rows]
        assert [sum(column) for column in zip(*cells[:-1], strict=True)] == cells[-1]


def test_every_figure_opens_to_its_list(unit: Unit) -> None:
    found = figures(unit, DAYS, NOW)
    for kind in FIGURES:
        assert len(rows(unit, DAYS, NOW, kind.code)) == found.count(kind.code)
        for dimension in kind.by:
            for part in found[kind.code].parts(dimension):
                assert len(listed(found, kind.code, f"{dimension}:{part.value}")) == part.count
    with pytest.raises(KeyError):
        rows(unit, DAYS, NOW, "nothing")


def test_an_edited_part_is_kept_through_new_data_and_regeneration(unit: Unit) -> None:
    report = kept(unit)
    edited = edit_part(unit, act(unit), report.id, "limits", "- Viết tay.\n\n  - Hai  dòng.")
    assert edited.parts["limits"].text == "- Viết tay.\n- Hai dòng."
    one_written_more(unit)
    unit.put(structs.replace(unit.find(DeskEntry, "all", "")[0], id="other", day="2020-10-12", union="other-union"))
    again = regenerate(unit, act(unit), report.id)
    assert again.report.parts == edited.parts
    assert "strengths" in again.changed
    assert "writing_how" not in again.changed
    shown = {one.code: one for one in sections(unit, again.report, NOW)}
    assert shown["limits"].text == "- Viết tay.\n- Hai dòng."
    assert "109 hồ sơ" in shown["writing_result"].text
    assert regenerate(unit, act(unit), report.id).changed == ()


def test_a_part_goes_back_to_its_suggestion(unit: Unit) -> None:
    report = kept(unit)
    edit_part(unit, act(unit), report.id, "tasks", "1. Khác.")
    assert edit_part(unit, act(unit), report.id, "tasks", "").parts == {}
    suggestion = next(one.suggestion for one in sections(unit, report, NOW) if one.code == "tasks")
    assert edit_part(unit, act(unit), report.id, "tasks", suggestion).parts == {}
    for code in ("writing_result", "nothing"):
        with pytest.raises(Refusal) as refused:
            edit_part(unit, act(unit), report.id, code, "1.000 hồ sơ")
        assert refused.value.field == "part"


def test_the_same_act_twice_is_one(unit: Unit) -> None:
    once = act(unit)
    first = draft(unit, once, DAYS)
    assert draft(unit, once, DAYS) == first
    one = act(unit)
    edit_part(unit, one, first.id, "limits", "- A")
    edit_part(unit, act(unit), first.id, "limits", "- B")
    assert edit_part(unit, one, first.id, "limits", "- A").parts["limits"].text == "- B"
    assert [change.what for change in story(unit, first)] == ["report.drafted", "report.edited", "report.edited"]


def test_what_is_published_is_frozen(unit: Unit) -> None:
    report = publish(unit, act(unit), kept(unit).id)
    said = document(unit, report, NOW)
    assert report.snapshot is not None
    assert len(report.snapshot.figures["written"].rows) == 107
    assert drift(unit, report, NOW) == []
    one_written_more(unit)
    again = json.decode(json.encode(report), type=Report)
    assert document(unit, again, NOW) == said
    (changed, *_) = drift(unit, report, NOW)
    assert (changed.code, changed.then, changed.now, changed.added) == ("written", 107, 108, ("desk_entry:more",))
    assert publish(unit, act(unit), report.id) == report
    for refused in (
        lambda: edit_part(unit, act(unit), report.id, "limits", "- Sau"),
        lambda: regenerate(unit, act(unit), report.id),
        lambda: remove(unit, act(unit), report.id),
    ):
        with pytest.raises(Refusal, match="report_published"):
            refused()


def test_a_figure_counted_only_since_publication_has_not_changed(unit: Unit) -> None:
    report = publish(unit, act(unit), kept(unit).id)
    assert report.snapshot is not None
    older = {code: one for code, one in report.snapshot.figures.items() if code != "people"}
    assert drift(unit, structs.replace(report, snapshot=structs.replace(report.snapshot, figures=older)), NOW) == []


def test_a_new_version_starts_from_the_published_one(unit: Unit) -> None:
    old = kept(unit)
    with pytest.raises(Refusal, match="report_draft"):
        new_version(unit, act(unit), old.id)
    edit_part(unit, act(unit), old.id, "limits", "- Viết tay.")
    published = publish(unit, act(unit), old.id)
    fresh = new_version(unit, act(unit), old.id)
    assert (fresh.version, fresh.state, fresh.number, fresh.snapshot) == (2, "draft", "", None)
    assert fresh.parts["limits"].text == "- Viết tay."
    assert new_version(unit, act(unit), old.id) == fresh
    assert unit.get(Report, old.id) == published
    assert {one.id for one in unit.find(Report, "first", old.id)} == {old.id, fresh.id}


def test_a_head_is_checked(unit: Unit) -> None:
    report = kept(unit)
    head = {
        "title": "Báo cáo thử",
        "number": "12/BC-UBND",
        "place": "",
        "day": "2020-10-14",
        "capacity": "TM.",
        "position": "",
        "signer": "Người Thử",
    }
    after = set_head(unit, act(unit), report.id, **head, recipients=["Các ấp", " "])
    assert document(unit, after, NOW).number_line == "Số: 12/BC-UBND"
    assert after.recipients == ("Các ấp",)
    for field, value in (("title", ""), ("day", "hôm qua"), ("capacity", "PP.")):
        with pytest.raises(Refusal) as refused:
            set_head(unit, act(unit), report.id, **{**head, field: value}, recipients=[])
        assert refused.value.field == field


def test_a_period_must_have_begun_and_be_over(unit: Unit) -> None:
    with pytest.raises(Refusal) as refused:
        draft(unit, act(unit), period(date(2027, 1, 1), date(2027, 1, 31)))
    assert refused.value.field == "from"
    running = draft(unit, act(unit), period(date(2026, 11, 1), date(2026, 11, 30)))
    with pytest.raises(Refusal) as early:
        publish(unit, act(unit), running.id)
    assert early.value.field == "period"
    remove(unit, act(unit), running.id)
    with pytest.raises(Refusal, match="not_found"):
        edit_part(unit, act(unit), running.id, "limits", "x")


def one_written_more(unit: Unit) -> None:
    """A form of the period that was entered late."""
    known = unit.find(DeskEntry, "day", "2020-10-09")[0]
    unit.put(structs.replace(known, id="more", dossier=None))
