"""Whom a complaint is about finds it by no route (R42): each page and file that there is is opened and searched."""

import re
from pathlib import Path

import pytest

from server.actions.complaints import Told, followed, send
from server.actions.desk import new_id
from server.actions.export import EXPORTS
from server.actions.people import change_person
from server.http.live import SHOWN
from server.http.office import complaint, complaints
from server.http.reading_places import is_read
from tests.communes import Here
from tests.http.crawl import everything
from tests.http.office import PAGE

WORD = "hoamungtoi"
"""In no page but the complaint's."""


def complained_of(here: Here, about: str) -> tuple[str, str, str]:
    """A complaint with the word in it; its id, its code and what is kept of the code."""
    complaint, code = here.do(lambda unit: send(unit, here.clock(), "form", Told(f"Việc {WORD} này.", about)))
    return complaint.id, code, complaint.reference


def acted(here: Here, id_: str) -> None:
    """Whoever is logged in replies and takes the list along."""
    data = {"event_id": new_id(), "text": f"Xã đã nghe về {WORD}."}
    assert here.client.post(f"/office/complaints/{id_}/reply", data=data, headers=PAGE).status_code == 303
    assert here.client.get("/office/complaints.xlsx?state=all", headers=PAGE).status_code == 200


def seen(here: Here, who: str, id_: str, secrets: tuple[str, ...]) -> list[str]:
    """The addresses at which this person meets the complaint; what he typed into an address comes back to him."""
    here.log_in(who)
    pages = everything(here, [id_, here.people["clerk"].id])
    for path in ("/office/complaints", "/office/complaints.xlsx", "/office/contacts", "/office/desk", "/office/items"):
        answer = here.client.get(f"{path}?q={WORD}&state=all", headers=PAGE)
        pages[f"{path} searched"] = re.sub(rf'q={WORD}|value="{WORD}"', "", answer.text)
    return [path for path, told in pages.items() if any(one in told and one not in path for one in secrets)]


@pytest.mark.parametrize(
    ("about", "hidden_from", "readers"),
    [
        ("clerk", ("clerk", "clerk2"), ("supervisor", "admin")),
        ("supervisor", ("supervisor", "clerk"), ("admin",)),
        ("admin", ("admin", "clerk"), ("supervisor",)),
    ],
)
def test_about_a_person(here: Here, about: str, hidden_from: tuple[str, ...], readers: tuple[str, ...]) -> None:
    id_, code, reference = complained_of(here, f"person:{here.people[about].id}")
    for who in readers:  # first, so that what is kept of their looks and acts is there to be found
        found = seen(here, who, id_, (WORD, code, reference))
        assert f"/office/complaints/{id_}" in found, "a search that finds nothing proves nothing"
        acted(here, id_)
    for who in hidden_from:
        assert seen(here, who, id_, (WORD, code, reference, id_)) == [], who
        assert here.client.get(f"/office/complaints/{id_}", headers=PAGE).status_code in (403, 404)
        for act in ("reply", "assign", "due", "close", "reopen"):
            answer = here.client.post(f"/office/complaints/{id_}/{act}", data={"text": "x", "note": "x"}, headers=PAGE)
            assert answer.status_code in (403, 404), (who, act)


def test_about_a_role_and_about_a_namesake(here: Here) -> None:
    id_, *secrets = complained_of(here, "role:supervisor")
    assert seen(here, "supervisor", id_, (WORD, *secrets)) == []
    assert seen(here, "admin", id_, (WORD,)) != []
    same = here.people["supervisor"].name
    here.do(lambda unit: change_person(unit, here.act(), here.admin.id, name=same))
    other, *_ = here.do(lambda unit: send(unit, here.clock(), "2", Told(WORD, f"person:{here.people['clerk2'].id}")))
    assert seen(here, "admin", other.id, (WORD,)) != []


def test_it_is_in_no_export_and_no_news(here: Here) -> None:
    _, code, reference = complained_of(here, f"person:{here.people['clerk'].id}")
    with here.store.read() as view:
        told = str([list(rows(view)) for rows in EXPORTS.values()])
        assert followed(view, code) is not None
    assert WORD not in told
    assert reference not in told
    assert "complaint" not in SHOWN
    assert not any(is_read(route.path) for route in complaints.routes + complaint.routes), "a look tells of a letter"


def test_every_screen_hears_of_what_it_shows() -> None:
    kinds = {
        kind
        for path in Path("web/office").glob("*.html")
        for names in re.findall(r'data-live="([a-z_ ]+)"', path.read_text("utf-8"))
        for kind in names.split()
    }
    assert kinds - SHOWN - {"clock", "kind"} == set()
