"""Who looked at whose data: pages, lists, files, papers and phones, by id and never by name; the log is logged too."""

import json

from msgspec import json as packed
from starlette.routing import Route

from server.domain.readings import Reading
from server.http.reading_places import SUBJECTS, is_read, manner_of
from server.http.routes import routes
from tests.communes import Here
from tests.http.office import PAGE


def readings(here: Here) -> list[Reading]:
    """What is written down, after what waits was written."""
    here.do(lambda unit: None)
    sent = here.app.state.looks._send()
    if sent is not None:
        sent.result()
    with here.store.read() as view:
        return [one.record for one in view.scan(Reading)]


def look(here: Here, path: str, who: str = "clerk") -> None:
    here.log_in(who)
    assert here.client.get(path, headers=PAGE).status_code == 200, path


def test_a_page_a_list_a_paper_and_a_file_are_looks(here: Here) -> None:
    first, second = here.items(2)
    for path in (f"/office/items/{first}", f"/office/items/{first}", f"/office/items/{first}/slip", "/office/items"):
        look(here, path)
    look(here, "/office/items.xlsx")
    found = {one.place: one for one in readings(here)}
    page, print_ = found["/office/items/{id}"], found["/office/items/{id}/slip"]
    listed, file = found["/office/items"], found["/office/items.xlsx"]
    assert (page.reader, page.times, page.subjects[f"item:{first}"].times) == (here.people["clerk"].id, 2, 2)
    assert set(listed.subjects) == {f"item:{first}", f"item:{second}"}
    assert (file.rows, dict(file.subjects)) == (2, {})
    assert [one.manner for one in (page, print_, listed, file)] == ["page", "print", "list", "file"]


def test_a_sheet_of_a_round_is_a_look_at_everybody_on_it(here: Here) -> None:
    items = here.items(3)
    round_ = here.round(items)
    look(here, f"/office/rounds/{round_.id}/sheet")
    (one,) = readings(here)
    assert {f"item:{id_}" for id_ in items} <= set(one.subjects)


def test_it_holds_no_name_and_nothing_that_was_searched_for(here: Here) -> None:
    here.items(1)
    look(here, "/office/items?q=Danh+Thi+Thu")
    look(here, "/office/citizens?q=Danh+Thi&for=applicant")
    kept = packed.encode(readings(here)).decode()
    assert "Danh" not in kept
    assert json.loads(kept)[0]["times"] == 1


def test_who_may_not_look_and_what_is_not_there_is_no_look(here: Here) -> None:
    (item,) = here.items(1)
    here.log_in("hamlet_head")
    assert here.client.get(f"/office/items/{item}", headers=PAGE).status_code == 403
    here.log_in("clerk")
    assert here.client.get("/office/items/nothing", headers=PAGE).status_code == 404
    assert here.client.get("/office/calendar", headers=PAGE).status_code == 200
    assert readings(here) == []


def test_a_phone_counts_an_item_once_a_day(here: Here) -> None:
    items = here.items(2)
    here.round(items)
    phone = here.phone()
    here.turn(phone)
    phone.cursor = None
    here.turn(phone)
    (one,) = readings(here)
    assert (one.manner, one.device, one.reader) == ("phone", phone.device, here.people["hamlet_head"].id)
    assert {subject: seen.times for subject, seen in one.subjects.items()} == {f"item:{id_}": 1 for id_ in items}


def test_the_page_tells_who_looked_at_whose_data(here: Here) -> None:
    first, second = here.items(2)
    for path in (f"/office/items/{first}", f"/office/items/{second}"):
        look(here, path)
    look(here, f"/office/items/{first}", "supervisor")
    here.log_in("admin")
    everything = here.client.get("/office/audit", headers=PAGE).text
    assert everything.count("Danh Thị Thử 0</a>") == 2
    of_one = here.client.get(f"/office/audit?subject=item:{second}", headers=PAGE).text
    assert (of_one.count("<tr>"), "Danh Thị Thử 1" in of_one) == (2, True)
    by_name = here.client.get("/office/audit?subject=danh+thi+thu+1", headers=PAGE).text
    assert by_name.count("<tr>") == 2
    by_reader = here.client.get(f"/office/audit?reader={here.people['supervisor'].id}", headers=PAGE).text
    assert by_reader.count("Danh Thị Thử 0</a>") == 1
    nothing = here.client.get("/office/audit?first=2020-01-01&last=2020-01-02", headers=PAGE).text
    assert "Không có lần xem nào" in nothing
    assert here.client.get("/office/audit.xlsx").status_code == 200


def test_reading_the_log_stands_in_the_log_and_is_the_administrators(here: Here) -> None:
    look(here, "/office/audit", "admin")
    assert [one.place for one in readings(here)] == ["/office/audit"]
    for who in ("clerk", "supervisor"):
        here.log_in(who)
        assert here.client.get("/office/audit", headers=PAGE).status_code == 403


def test_what_waits_is_written_when_the_server_stops(here: Here) -> None:
    (item,) = here.items(1)
    with here.client:
        look(here, f"/office/items/{item}")
    again = Here.again(here)
    with again.store.read() as view:
        assert [one.record.place for one in view.scan(Reading)] == ["/office/items/{id}"]


def test_a_route_about_one_person_says_whose_it_is() -> None:
    read = [route for route in routes if isinstance(route, Route) and hasattr(route, "permission")]
    asked = [route.path for route in read if "GET" in (route.methods or ())]
    known = ("/office/reports/{id}", "/office/forms/", "/office/import/{id}", "/office/reconciliation/")
    for path in asked:
        if is_read(path) and "{" in path and not path.startswith(known):
            assert any(path.startswith(start) for start, _, _ in SUBJECTS), path


def test_a_new_route_is_logged_before_anybody_places_it() -> None:
    assert is_read("/office/something-new")
    assert [manner_of(path) for path in ("/office/a.xlsx", "/office/a/{id}/print", "/office/a/{id}", "/office/a")] == [
        "file",
        "print",
        "page",
        "list",
    ]
