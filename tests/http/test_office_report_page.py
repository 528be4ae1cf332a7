"""One report in the office: drafted, read, its figures opened, parts edited and kept, published and never changed."""

import io
import re

import docx
import pytest
import python_calamine as calamine

from server.actions.desk import new_id
from server.actions.report_figures import figures
from server.domain.entries import DeskEntry, ProcedureName
from server.domain.reform_index import GROUPS
from server.domain.report_codes import CODES
from server.domain.reports import Report
from server.http.office.page import Typed
from tests.communes import Here
from tests.http.office import PAGE, get, post, text

HERE = "/office/reports"


def drafted(here: Here, who: str = "clerk", event_id: str = "r1") -> str:
    """A draft of this month's beginning to today; the address of its page."""
    here.log_in(who)
    today = here.clock().date().isoformat()
    answer = post(here, f"{HERE}/new", event_id=event_id, which="range", **{"from": f"{today[:8]}01", "to": today})
    assert answer.status_code == 303, text(answer)[:300]
    return str(answer.headers["location"])


def report(here: Here, at: str) -> Report:
    """The report as it is kept."""
    with here.store.read() as view:
        found = view.get(Report, at.rpartition("/")[2])
    assert found is not None
    return found


def edited(
    here: Here, at: str, code: str = "limits", words: str = "Đường vào ấp còn khó.", event_id: str = "p1"
) -> None:
    """A part written over."""
    held = report(here, at).parts.get(code)
    answer = post(here, f"{at}/parts/{code}", event_id=event_id, text=words, seen=held.at if held else "")
    assert answer.status_code == 303, text(answer)[:300]


def test_a_draft_is_there_once_and_looks_like_the_paper(here: Here) -> None:
    at = drafted(here)
    assert drafted(here) == at
    page = text(get(here, at))
    for words in ("BÁO CÁO", "I. CÔNG TÁC TRIỂN KHAI THỰC HIỆN", "II. KẾT QUẢ ĐẠT ĐƯỢC", "III. NHẬN XÉT", "Nơi nhận:"):
        assert words in page, words
    assert "Dự thảo" in text(get(here, HERE))
    assert len(re.findall('<tr><th class="who"', get(here, HERE).text)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"which": ""},
        {"which": "range"},
        {"which": "range", "from": "2020-10-13", "to": "2020-08-26"},
        {"which": "range", "from": "2020-02-31", "to": "x"},
        {"which": "range", "from": "1900-01-01", "to": "2026-01-01"},
        {"which": "range", "from": "2199-01-01", "to": "2199-02-01"},
    ],
)
def test_no_period_is_refused(here: Here, wrong: dict[str, str]) -> None:
    here.log_in("clerk")
    answer = post(here, f"{HERE}/new", event_id="r1", title="Đang gõ dở", **wrong)
    assert answer.status_code == 422
    assert "Đang gõ dở" in answer.text


def test_every_usual_period_makes_a_report(here: Here) -> None:
    here.log_in("clerk")
    names = re.findall(r'name="which" value="(last_\w+)"', get(here, f"{HERE}/new").text)
    assert len(names) == 5
    for place, name in enumerate(names):
        answer = post(here, f"{HERE}/new", event_id=f"u{place}", which=name)
        assert answer.status_code == 303, name
        get(here, answer.headers["location"])


def test_an_edit_outlives_new_data(here: Here) -> None:
    at = drafted(here)
    edited(here, at)
    wrote(here)
    assert post(here, f"{at}/regenerate", event_id="g1").status_code == 303
    page = text(get(here, at))
    assert "viết hộ mẫu biểu và hướng dẫn 01 hồ sơ" in page
    assert "Đường vào ấp còn khó." in page
    assert "đã sửa tay" in page
    assert post(here, f"{at}/parts/limits/undo", event_id="u1").status_code == 303
    assert "Đường vào ấp còn khó." not in text(get(here, at)).partition("Lịch sử")[0]


def test_two_people_do_not_write_over_each_other(here: Here) -> None:
    at = drafted(here)
    edited(here, at)
    edited(here, at)
    answer = post(here, f"{at}/parts/limits", event_id="p2", text="Chữ của người khác.", seen="")
    assert answer.status_code == 409
    assert "Chữ của người khác." in answer.text
    assert "Đường vào ấp còn khó." in text(answer)
    assert report(here, at).parts["limits"].text == "Đường vào ấp còn khó."


def test_what_cannot_be_kept_is_said_and_stays_typed(here: Here) -> None:
    at = drafted(here)
    long = "dài " * 6000
    answer = post(here, f"{at}/parts/limits", event_id="p1", text=long, seen="")
    assert answer.status_code == 422
    assert long.strip() in answer.text
    assert post(here, f"{at}/parts/written", event_id="p2", text="x", seen="").status_code == 422
    assert post(here, f"{at}/head", event_id="h1", title="T", capacity="?", recipients="A").status_code == 422
    answer = post(here, f"{at}/head", event_id="h2", title="", capacity="TM.", recipients="Các ấp thử")
    assert (answer.status_code, "Các ấp thử" in answer.text) == (422, True)


def test_the_head_as_it_was_set(here: Here) -> None:
    at = drafted(here)
    head = Typed(title="Kết quả thử", number="12/BC-UBND", place="Thử", day="2026-11-20", capacity="KT.")
    for _ in range(2):
        answer = post(here, f"{at}/head", event_id="h1", **head, signer="Danh Thí Dụ", recipients="Các ấp\nLưu: VT")
        assert answer.status_code == 303
    page = text(get(here, at))
    for words in ("Số: 12/BC-UBND", "Thử, ngày 20 tháng 11 năm 2026", "KT. CHỦ TỊCH", "Danh Thí Dụ", "- Lưu: VT."):
        assert words in page, words


def test_only_who_may_publishes_and_nothing_changes_after(here: Here) -> None:
    at = drafted(here)
    assert post(here, f"{at}/publish", event_id="x", sure="1").status_code == 403
    assert "Phát hành báo cáo này?" not in get(here, at).text
    here.log_in("supervisor")
    assert post(here, f"{at}/publish", event_id="x").status_code == 422
    for _ in range(2):
        assert post(here, f"{at}/publish", event_id="y", sure="1").status_code == 303
    before = here.client.get(f"{at}/print", headers=PAGE).text.partition("<main")[2]
    wrote(here)
    for path in ("parts/limits", "head", "regenerate", "remove"):
        answer = post(here, f"{at}/{path}", event_id=path, text="x", title="T", capacity="TM.", seen="")
        assert answer.status_code == 409, path
    assert here.client.get(f"{at}/print", headers=PAGE).text.partition("<main")[2] == before
    answer = post(here, f"{at}/version", event_id="v2")
    assert answer.status_code == 303
    assert answer.headers["location"] != at
    assert "bản 2" in text(get(here, answer.headers["location"]))
    assert post(here, f"{answer.headers['location']}/version", event_id="v3").status_code == 409


def test_a_draft_thrown_away_is_gone(here: Here) -> None:
    at = drafted(here)
    assert post(here, f"{at}/remove", event_id="d1").status_code == 303
    for path in ("", "/figures", "/charts", "/commendation", "/print", ".docx", ".xlsx", "/figures/written"):
        assert here.client.get(f"{at}{path}", headers=PAGE).status_code == 404, path


def test_papers_and_files(here: Here) -> None:
    at = drafted(here)
    made = docx.Document(io.BytesIO(here.client.get(f"{at}.docx").content))
    assert any("Trên đây là Báo cáo" in one.text for one in made.paragraphs)
    assert "Trên đây là Báo cáo" in text(get(here, f"{at}/print"))
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(here.client.get(f"{at}.xlsx").content))
    assert len(book.sheet_names) == len(CODES) + 1


def test_every_figure_has_as_many_rows_as_it_says(here: Here) -> None:
    at = drafted(here)
    now, period = here.clock(), report(here, at).period
    with here.store.read() as view:
        found = figures(view, period, now)
    for code in CODES:
        page = get(here, f"{at}/figures/{code}")
        assert f'id="figure-count">{found.count(code)}<' in page.text, code
        assert page.text.count("data-row") == min(found.count(code), 50), code
        assert here.client.get(f"{at}/figures/{code}.xlsx").content[:2] == b"PK"


def test_what_is_no_figure_is_not_found(here: Here) -> None:
    at = drafted(here)
    for path in ("figures/poems", "figures/written?part=x", "figures/written?part=poem:1", "figures/poems.xlsx"):
        assert here.client.get(f"{at}/{path}", headers=PAGE).status_code == 404, path
    get(here, f"{at}/figures/written?part=hamlet:nowhere&page=99999999999999999999")
    get(here, f"{at}/commendation?of=people&written=-3&home=x&shifts=99999999999")
    assert here.client.get(f"{at}/commendation.xlsx").content[:2] == b"PK"
    get(here, f"{at}/charts")
    get(here, f"{HERE}?q=%00&state=x&page=0")


def wrote(here: Here, hamlet: str | None = None) -> None:
    """A form written for somebody today."""
    entry = DeskEntry(
        id=new_id(),
        day=here.clock().date().isoformat(),
        procedure=ProcedureName("1.001193", "Đăng ký khai sinh"),
        declarant="Danh Thị Thử",
        hamlet=hamlet,
        scribe=here.people["clerk"].id,
    )
    here.do(lambda unit: unit.put(entry))


def published(here: Here) -> str:
    """A report of this month so far with one form written in it, published; the address of its page."""
    wrote(here)
    at = drafted(here)
    here.log_in("supervisor")
    assert post(here, f"{at}/publish", event_id="pub", sure="1").status_code == 303
    return at


def test_data_after_publication_are_named_and_change_nothing(here: Here) -> None:
    at = published(here)
    paper, printed = here.client.get(f"{at}.docx").content, get(here, f"{at}/print").text.partition("<main")[2]
    assert "Số liệu nay vẫn khớp với báo cáo đã phát hành." in text(get(here, at))
    kept = report(here, at)
    assert kept.snapshot
    was = len(kept.snapshot.figures["written"].rows)
    assert was
    wrote(here)
    page = text(get(here, at))
    assert "Dữ liệu nay đã khác" in page
    assert f"Hồ sơ viết hộ : đã báo cáo {was}, nay tính {was + 1}" in page.replace("viết hộ:", "viết hộ :")
    assert "Lập bản mới" in page
    assert report(here, at) == kept
    assert f'id="figure-count">{was}<' in get(here, f"{at}/figures/written").text
    assert get(here, f"{at}/print").text.partition("<main")[2] == printed
    first, second = (docx.Document(io.BytesIO(one)) for one in (paper, here.client.get(f"{at}.docx").content))
    assert [one.text for one in first.paragraphs] == [one.text for one in second.paragraphs]
    fresh = post(here, f"{at}/version", event_id="v2").headers["location"]
    assert f'id="figure-count">{was + 1}<' in get(here, f"{fresh}/figures/written").text


def test_the_tables_of_the_page_are_those_of_the_paper(here: Here) -> None:
    at = published(here)
    shown, printed = get(here, at).text, text(get(here, f"{at}/print"))
    assert "Viết hộ theo thủ tục" in printed
    assert 'class="sheet report-table"' in shown
    assert f'{at}/figures/written">01</a>' in shown
    fresh = post(here, f"{at}/version", event_id="v2").headers["location"]
    links = re.findall(rf'href="({fresh}/figures/\w+\?part=[^"]+)">([\d.]+)</a>', get(here, fresh).text)
    assert links
    for href, number in links:
        assert f'id="figure-count">{int(number)}<' in get(here, href.replace("&amp;", "&")).text


def test_the_figures_are_mapped_to_the_index(here: Here) -> None:
    at = drafted(here)
    page = get(here, f"{at}/figures")
    told = text(page).partition("Đối chiếu với Bộ chỉ số phục vụ")[2]
    assert "766/QĐ-TTg" in told
    for group in GROUPS:
        assert group.name in told
        for code in group.figures:
            assert f'{at}/figures/{code}"' in page.text.partition('id="index"')[2]
    assert "Mô hình này không có số liệu cho nhóm này." in told
