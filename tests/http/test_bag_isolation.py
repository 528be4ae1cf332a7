"""A deliverer with a valid token reaches nothing of another bag, whatever ids he knows and whatever he sends with them.

Every word that is personal in the other bag is a mark that occurs nowhere else; after each try all that any of his
tokens is answered is searched for the marks.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest

from server.actions.desk import new_id
from server.actions.export import EXPORTS
from server.domain.filled_forms import FilledForm
from server.domain.requests import HomeRequest
from tests.communes import Here, bearer
from tests.http.crawl import everything
from tests.http.desk import WRITTEN
from tests.http.office import paper
from tests.http.test_sync_requests import ASKED
from tests.phones import Phone, confirmation, id_of, signed

PHOTO = b"\xff\xd8\xff" + bytes(100)
MARKS = ("Thạch Dấu Kín", "0987600001", "hẻm dấu kín", "bí danh kín", "Chứng Dấu Kín", "0987600002", "CNDAUKIN")
"""The other bag's name, phone, way, nickname, recipient, caller, number: to be found in nothing that he is answered."""


class Bags(NamedTuple):
    """One's own phone with an empty bag, and another's phone, with what is in his bag."""

    mine: Phone
    theirs: Phone
    item: str
    round: str
    accepted: str
    confirmation: str
    photo: str
    form: str
    request: str

    @property
    def ids(self) -> list[str]:
        """Every id of the other bag."""
        return [str(one) for one in self[2:]]


@pytest.fixture
def bags(here: Here) -> Bags:
    """The other's bag: an item that is confirmed with a photo, one that still waits; a form, and a request of his."""
    secret = {"name": MARKS[0], "phone": MARKS[1], "way": MARKS[2], "nickname": MARKS[3], "number": MARKS[6]}
    item, confirmed = (paper(here, **secret) for _ in range(2))
    round_ = here.round([item, confirmed])
    theirs, mine = here.phone(), here.phone("volunteer")
    accepted = theirs.write(
        "handover.accepted", None, {"round": round_.id, "items": [item, confirmed], "missing": []}, shown=None
    )
    photo = hashlib.sha256(PHOTO).hexdigest()
    proof = theirs.write("confirmation.recorded", confirmed, confirmation(MARKS[4], photo=photo))
    form = theirs.write("form.filled", None, {**WRITTEN, "declarant": {"name": MARKS[0], "birth": "1950"}}, shown=None)
    request = theirs.write("request.made", None, {**ASKED, "person": {"name": MARKS[0]}, "phone": MARKS[5]}, shown=None)
    here.turn(theirs, accepted, proof, form, request)
    handed = here.client.put(f"/sync/files/{photo}", content=PHOTO, headers=bearer(theirs))
    assert handed.status_code == 201
    with here.store.read() as view:
        assert view.get(FilledForm, id_of(form)) is not None
        assert view.get(HomeRequest, id_of(request)) is not None
    here.turn(mine)
    return Bags(mine, theirs, item, round_.id, id_of(accepted), id_of(proof), photo, id_of(form), id_of(request))


def told(here: Here, phone: Phone) -> str:
    """Everything that the phone can pull from the beginning of time, with both its tokens."""
    found = []
    for token in (phone.token, phone.send):
        cursor, more = None, True
        while more:
            turn = phone.request(epoch=None, cursor=cursor)
            answer = here.client.post("/sync", json=turn, headers={"Authorization": f"Bearer {token}"}).json()
            found.append(json.dumps(answer, ensure_ascii=False))
            more = answer["more"] and token == phone.token
            cursor = answer["cursor"]
    return "\n".join(found)


def leaks(text: str) -> list[str]:
    """The marks in a text."""
    return [mark for mark in MARKS if mark in text]


def test_the_marks_are_found_by_whose_bag_it_is(here: Here, bags: Bags) -> None:
    """A search that finds nothing proves nothing."""
    assert set(leaks(told(here, bags.theirs))) >= set(MARKS[:4])
    assert leaks(told(here, bags.mine)) == []


def _try(bags: Bags, kind: str, item: str | None, data: dict[str, Any], **head: Any) -> dict[str, str]:
    return bags.mine.write(kind, item, data, **head)


TRIES: dict[str, Callable[[Bags], Iterator[dict[str, str]]]] = {
    "a confirmation": lambda bags: iter(
        [_try(bags, "confirmation.recorded", id_, confirmation(photo=bags.photo)) for id_ in (bags.item, bags.round)]
    ),
    "an attempt": lambda bags: iter(
        [_try(bags, "attempt.failed", bags.item, {"reason": "absent", "next": None, "note": ""})]
    ),
    "accepting the bag": lambda bags: iter(
        [
            _try(bags, "handover.accepted", None, {"round": bags.round, "items": [bags.item], "missing": []}),
            _try(bags, "handover.accepted", None, {"round": new_id(), "items": [bags.item], "missing": []}),
        ]
    ),
    "missing from the bag": lambda bags: iter(
        [_try(bags, "handover.accepted", bags.item, {"round": bags.round, "items": [], "missing": [bags.item]})]
    ),
    "returning the bag": lambda bags: iter(
        [_try(bags, "handover.returned", None, {"round": bags.round, "items": [bags.item], "missing": []})]
    ),
    "undoing": lambda bags: iter(
        [
            _try(bags, "confirmation.undone", None, {"of": bags.confirmation, "why": ""}),
            _try(bags, "confirmation.undone", bags.item, {"of": new_id(), "why": ""}),
            _try(bags, "confirmation.undone", None, {"of": bags.form, "why": ""}),
        ]
    ),
    "amending": lambda bags: iter(
        [
            _try(bags, "confirmation.amended", None, {"of": bags.confirmation, **confirmation()}),
            _try(bags, "confirmation.amended", bags.item, {"of": new_id(), **confirmation()}),
        ]
    ),
    "a form in the other's stead": lambda bags: iter(
        [_try(bags, "form.filled", None, {**WRITTEN, "redo": bags.form}, shown=None)]
    ),
    "an id that is taken": lambda bags: iter(
        [
            _try(bags, "form.filled", None, WRITTEN, id=bags.form, shown=None),
            _try(bags, "request.made", None, ASKED, id=bags.request, shown=None),
            _try(bags, "confirmation.recorded", bags.item, confirmation(), id=bags.confirmation),
        ]
    ),
    "the other's device in the body": lambda bags: iter(
        [_try(bags, "confirmation.recorded", bags.item, confirmation(), device=bags.theirs.device)]
    ),
    "what no program knows": lambda bags: iter(
        [
            _try(bags, "item.read", bags.item, {"item": bags.item}),
            _try(bags, "shift.answered", bags.item, {"shift": bags.item, "answer": "accept"}),
            _try(bags, "round.reassigned", None, {"round": bags.round, "to": "me", "items": [bags.item]}),
            _try(bags, "confirmation.recorded", bags.item, {"to": bags.item, "proof": signed()}),
        ]
    ),
}
"""What a deliverer could write with the ids of another bag, by what it is."""


@pytest.mark.parametrize("what", TRIES)
def test_no_event_opens_another_bag(here: Here, bags: Bags, what: str) -> None:
    before = here.item(bags.item).custody
    events = list(TRIES[what](bags))
    answer = here.turn(bags.mine, *events)
    assert leaks(json.dumps(answer, ensure_ascii=False)) == []
    assert leaks(told(here, bags.mine)) == []
    after = here.item(bags.item).custody
    assert (after.state, after.holder, after.round, after.attempts) == (
        before.state,
        before.holder,
        before.round,
        before.attempts,
    )
    assert set(leaks(told(here, bags.theirs))) >= set(MARKS[:4]), "the other still has his bag"


@pytest.mark.parametrize("what", TRIES)
def test_nor_one_that_the_office_released_or_sent_back(here: Here, bags: Bags, what: str) -> None:
    """A clerk who asks for a new proof, or lets a held event act, must not hand over the bag with it."""
    here.turn(bags.mine, *TRIES[what](bags))
    here.log_in("supervisor")
    for event in [*bags.ids, *(row[key] for row in _own(here, bags) for key in ("id", "hash"))]:
        here.client.post(f"/office/held/{event}/release", data={"why": "thử"})
        here.client.post(f"/office/review/{event}/send-back", data={"reason": "thử"})
    assert leaks(told(here, bags.mine)) == []


def _own(here: Here, bags: Bags) -> list[dict[str, Any]]:
    with here.store.read() as view:
        return [row for row in EXPORTS["events"](view) if row["device"] == bags.mine.device]


def test_files_of_another_are_neither_asked_for_nor_replaced(here: Here, bags: Bags) -> None:
    for path in (bags.photo, *bags.ids):
        for method, body in (("HEAD", b""), ("PUT", PHOTO), ("GET", b"")):
            answer = here.client.request(method, f"/sync/files/{path}", content=body, headers=bearer(bags.mine))
            assert answer.status_code in (404, 405), (method, path)
        assert leaks(answer.text) == []


def test_no_page_answers_to_a_phone_s_token(here: Here, bags: Bags) -> None:
    """Whatever address there is, with any id of the other bag: a bearer token opens `/sync` and nothing else."""
    here.client.cookies.clear()
    for token in (bags.mine.token, bags.mine.send):
        here.client.headers["Authorization"] = f"Bearer {token}"
        here.client.cookies.set("tannha", token)
        pages = everything(here, bags.ids)
        assert [path for path, answer in pages.items() if leaks(answer)] == []
        here.client.cookies.clear()
    del here.client.headers["Authorization"]


def test_a_rescue_file_is_a_clerk_s(here: Here, bags: Bags) -> None:
    file = json.dumps({"app": "tan-nha", "deployment": bags.mine.deployment, "events": []}).encode()
    for headers in ({}, bearer(bags.mine)):
        answer = here.client.post("/office/rescue", files={"file": ("x.json", file)}, headers=headers)
        assert answer.status_code == 401


def test_what_is_needed_is_one_s_own(here: Here, bags: Bags) -> None:
    """`have` of any range asks only about the own chain."""
    answer = here.turn(bags.mine, have={"first": 1, "last": 9})
    assert (answer["need"], answer.get("files", [])) == ([[1, 9]], [])
