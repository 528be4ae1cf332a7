"""Unions and their people in the office: who can come when, in lists and forms; what is wrong is said at its field."""

import pytest
from httpx2 import Response

from server.actions.availability import availability
from server.actions.unions import unions
from server.domain.availability import Absence, Availability, HalfDay
from tests.communes import Here
from tests.http.office import get, post, text
from tests.rosters import hire

PEOPLE = "/office/roster/people"


@pytest.fixture
def staffed(here: Here) -> Here:
    """One cadre of each union; the clerk is in."""
    hire(here)
    here.log_in("clerk")
    return here


def known(here: Here, who: str = "An") -> Availability:
    with here.store.read() as view:
        return availability(view, here.people[who].id)


def names(here: Here) -> list[str]:
    with here.store.read() as view:
        return [one.name for one in unions(view)]


def page_of(here: Here, who: str = "An") -> str:
    return f"{PEOPLE}/{here.people[who].id}"


def wrong(answer: Response, field: str) -> bool:
    return answer.status_code == 422 and f'id="wrong-{field}"' in answer.text


def test_unions_with_their_people_in_the_order_of_their_turn(staffed: Here) -> None:
    words = text(get(staffed, PEOPLE))
    places = [words.index(name) for name in ("Đoàn Thanh niên", "Hội Nông dân", "Hội Phụ nữ", "Hội Cựu chiến binh")]
    assert places == sorted(places)
    assert "Danh Thử An" in words


def test_a_union_is_added_renamed_moved_and_ends(staffed: Here) -> None:
    name = "Hội Người cao tuổi Thử"
    assert post(staffed, "/office/roster/unions", name=name, short="HNCT", event_id="one").status_code == 303
    post(staffed, "/office/roster/unions", name=name, event_id="one")
    assert names(staffed)[-1] == name
    with staffed.store.read() as view:
        id_ = unions(view)[-1].id
    changed = {"name": "Hội Người cao tuổi", "short": "HNCT", "order": "0", "active": "1", "valid_to": "2026-12-31"}
    assert post(staffed, f"/office/roster/unions/{id_}", **changed).status_code == 303
    assert names(staffed)[0] == "Hội Người cao tuổi"
    post(staffed, f"/office/roster/unions/{id_}", **{**changed, "active": ""})
    assert "đã thôi tham gia" in text(get(staffed, PEOPLE))


def test_what_is_wrong_with_a_union_is_said_and_what_was_typed_stays(staffed: Here) -> None:
    for name in (" ", "hoi nong dan"):
        answer = post(staffed, "/office/roster/unions", name=name, short="ABC")
        assert wrong(answer, "name"), name
        assert 'value="ABC"' in answer.text
    assert wrong(post(staffed, "/office/roster/unions", name="Mới", valid_from="heute"), "valid_from")
    answer = post(staffed, "/office/roster/unions/youth-union", name="Hội Phụ nữ", order="x", active="1")
    assert wrong(answer, "name")
    assert '<dialog id="union-1" aria-labelledby="union-title-1" open>' in answer.text
    assert post(staffed, "/office/roster/unions/nothing", name="Hội khác").status_code == 404


def test_the_week_and_the_limit(staffed: Here) -> None:
    week = {
        "never": ["4-morning", "0-afternoon", "9-morning", "x"],
        "most": "2",
        "since": "2026-12-01",
        "note": "Bận họp",
    }
    assert post(staffed, f"{page_of(staffed)}/week", **week).status_code == 303
    one = known(staffed)
    assert one.never == (HalfDay(0, "afternoon"), HalfDay(4, "morning"))
    assert (one.most, one.since, one.note) == (2, "2026-12-01", "Bận họp")
    assert "sáng T6" in text(get(staffed, PEOPLE))
    assert 'value="4-morning" aria-label="Không trực được sáng thứ Sáu" checked' in get(staffed, page_of(staffed)).text
    post(staffed, f"{page_of(staffed)}/week", most="0")
    assert "tạm không trực" in text(get(staffed, PEOPLE))
    post(staffed, f"{page_of(staffed)}/week", most="")
    assert known(staffed).most is None


@pytest.mark.parametrize(
    ("field", "value"), [("most", "-1"), ("most", "viele"), ("most", "63"), ("since", "2026-13-01")]
)
def test_a_week_that_is_wrong(staffed: Here, field: str, value: str) -> None:
    answer = post(staffed, f"{page_of(staffed)}/week", **{"note": "Bận họp", field: value})
    assert wrong(answer, field)
    assert "Bận họp" in answer.text


def test_absences_come_and_go(staffed: Here) -> None:
    where = f"{page_of(staffed)}/absences"
    away = {"first": "2026-12-07", "last": "2026-12-11", "part": "morning", "why": "Đi tập huấn"}
    assert post(staffed, where, **away).status_code == 303
    assert known(staffed).absences == (Absence("2026-12-07", "2026-12-11", "morning", "Đi tập huấn"),)
    assert "07/12/2026–11/12/2026 sáng Đi tập huấn" in text(get(staffed, f"{PEOPLE}?away=1"))
    assert "Danh Thử Bình" not in text(get(staffed, f"{PEOPLE}?away=1"))
    post(staffed, where, first="2026-12-25", why="Ốm")
    assert known(staffed).absences[1] == Absence("2026-12-25", "2026-12-25", "", "Ốm")
    assert post(staffed, where, end="2026-12-07|2026-12-11|morning").status_code == 303
    assert [one.why for one in known(staffed).absences] == ["Ốm"]
    assert post(staffed, where, end="2026-12-07|2026-12-11|morning").status_code == 404


def test_an_absence_that_is_wrong(staffed: Here) -> None:
    where = f"{page_of(staffed)}/absences"
    for first, last, field in (
        ("", "", "first"),
        ("x", "", "first"),
        ("2026-12-07", "y", "last"),
        ("2026-12-07", "2026-12-01", "last"),
    ):
        answer = post(staffed, where, first=first, last=last, why="Ốm nặng")
        assert wrong(answer, field), (first, last)
        assert "Ốm nặng" in answer.text
    assert known(staffed).absences == ()


def test_nobody_is_not_found(staffed: Here) -> None:
    assert staffed.client.get(f"{PEOPLE}/nobody").status_code == 404
    for path in ("week", "absences"):
        assert post(staffed, f"{PEOPLE}/nobody/{path}", first="2026-12-01").status_code == 404


def test_found_without_diacritics_by_union_and_in_pages(here: Here) -> None:
    hire(here, each=15)
    here.log_in("clerk")
    words = text(get(here, PEOPLE))
    assert "1–50 trong 60" in words
    assert "51–60 trong 60" in text(get(here, f"{PEOPLE}?page=2"))
    assert "51–60 trong 60" in text(get(here, f"{PEOPLE}?page=99"))
    assert "1–15 trong 15" in text(get(here, f"{PEOPLE}?union=womens-union"))
    assert "1–15 trong 15" in text(get(here, f"{PEOPLE}?q=dung"))
    assert "Không có ai khớp" in text(get(here, f"{PEOPLE}?q=zzz"))
    sheet = here.client.get(f"{PEOPLE}.xlsx?union=womens-union")
    assert sheet.content[:2] == b"PK"


def test_a_commune_without_cadres_says_so(here: Here) -> None:
    here.log_in("clerk")
    assert "Chưa có ai trong danh sách trực" in text(get(here, PEOPLE))
    assert post(here, "/office/roster", month="2026-12").status_code == 303
    words = text(get(here, "/office/roster/2026-12"))
    assert "chưa có người trực" in words


def test_the_history_of_somebodys_week(staffed: Here) -> None:
    post(staffed, f"{page_of(staffed)}/week", most="2")
    assert "Đổi buổi trực được" in text(get(staffed, page_of(staffed)))
