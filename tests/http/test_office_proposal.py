"""Proposed rounds on the screen: looked at, changed by hand, accepted one by one or all, each in an act of its own."""

import html
import re

from httpx2 import Response
from msgspec import structs

from server.actions.desk import new_id
from server.domain.commune import Hamlet
from server.domain.rounds import Round
from tests.communes import Here
from tests.http.office import get, post, text

URL = "/office/rounds/proposed"


def hamlets(here: Here) -> list[str]:
    with here.store.read() as view:
        return [one.id for one in view.find(Hamlet, "all", "")]


def settle(here: Here) -> tuple[str, str]:
    """The hamlet head belongs to the first hamlet; both hamlets."""
    first, second = hamlets(here)[:2]
    head = structs.replace(here.people["hamlet_head"], hamlet=first)
    here.do(lambda unit: unit.put(head))
    here.log_in("clerk")
    return first, second


def places(answer: Response) -> dict[str, str]:
    """Paper → the bag that is chosen for it."""
    found = re.findall(r'<select name="to-([^"]+)".*?<option value="([^"]*)" selected>', answer.text, re.S)
    return {item: html.unescape(key) for item, key in found}


def fields(answer: Response, **changed: str) -> dict[str, str]:
    """The form of a page as a browser would send it."""
    chosen = {f"to-{item}": key for item, key in places(answer).items()}
    carriers = re.findall(r'<select name="(carrier-[^"]+)".*?<option value="([^"]*)" selected>', answer.text, re.S)
    typed = re.findall(r'name="((?:due|event)-[^"]+)" value="([^"]*)"', answer.text)
    return {**chosen, **dict(carriers), **dict(typed), **changed}


def rounds(here: Here) -> list[Round]:
    with here.store.read() as view:
        return view.find(Round, "all", "")


def test_proposed_and_all_accepted_each_in_an_act_of_its_own(here: Here) -> None:
    first, second = settle(here)
    mine, others = here.items(3, hamlet=first), here.items(2, hamlet=second)
    page = get(here, URL)
    head = here.people["hamlet_head"].id
    assert {item for item, key in places(page).items() if key == head} == set(mine)
    assert "trưởng ấp của Ấp Một" in text(page)
    assert "giúp Ấp Hai" in text(page)
    form = fields(page, accept="all")
    for _ in range(2):
        assert post(here, URL, **form).headers["location"] == "/office/rounds"
    made = rounds(here)
    assert sorted(len(round_.items) for round_ in made) == [2, 3]
    assert len({round_.id for round_ in made}) == 2
    assert here.item(others[0]).custody.holder in (here.people["volunteer"].id, here.people["clerk"].id)


def test_moved_dropped_and_one_accepted(here: Here) -> None:
    first, second = settle(here)
    mine, others = here.items(3, hamlet=first), here.items(2, hamlet=second)
    page = get(here, URL)
    head = here.people["hamlet_head"].id
    moved = {f"to-{mine[0]}": "", f"to-{others[0]}": head}
    answer = post(here, URL, **fields(page, **moved, accept=head))
    assert answer.status_code == 200
    assert "Đã xếp đợt giao 1, 3 kết quả." in text(answer)
    (round_,) = rounds(here)
    assert set(round_.items) == {*mine[1:], others[0]}
    left = places(answer)
    assert left[mine[0]] == ""
    assert left[others[1]] not in ("", head)
    assert "Để lại lần này (1)" in text(answer)


def test_a_whole_bag_for_somebody_else_on_another_day(here: Here) -> None:
    first, _ = settle(here)
    here.items(2, hamlet=first)
    head, volunteer = here.people["hamlet_head"].id, here.people["volunteer"].id
    form = fields(get(here, URL), **{f"carrier-{head}": volunteer, f"due-{head}": "2099-01-05", "accept": head})
    post(here, URL, **form)
    (round_,) = rounds(here)
    assert (round_.deliverer, round_.due) == (volunteer, "2099-01-05")


def test_one_bag_that_fails_stops_no_other_and_says_why(here: Here) -> None:
    first, second = settle(here)
    mine, others = here.items(2, hamlet=first), here.items(2, hamlet=second)
    form = fields(get(here, URL), accept="all")
    here.round(mine[:1], "volunteer")
    answer = post(here, URL, **form)
    assert answer.status_code == 409
    assert "không còn ở bàn" in text(answer)
    assert sorted(len(round_.items) for round_ in rounds(here)) == [1, 2]
    assert here.item(others[0]).custody.state == "in_round"
    assert here.item(mine[1]).custody.state == "at_desk"


def test_what_stays_says_why(here: Here) -> None:
    first, _ = settle(here)
    (forbidden,) = here.items(1, hamlet=first, delivery_class="D2")
    (nowhere,) = here.items(1)
    page = get(here, URL)
    words = text(page)
    assert "Phải đến nhận trực tiếp" in words
    assert "Chưa rõ ấp nào (1)" in words
    assert places(page) == {nowhere: ""}
    head = here.people["hamlet_head"].id
    forced = {f"to-{forbidden}": head, f"carrier-{head}": head, f"event-{head}": new_id(), f"due-{head}": "2099-01-05"}
    assert post(here, URL, **forced, accept=head).status_code == 422
    assert here.item(forbidden).custody.state == "at_desk"


def test_nothing_at_the_desk(here: Here) -> None:
    here.log_in("clerk")
    assert "Không có kết quả nào ở bàn để xếp." in text(get(here, URL))
    here.log_in("supervisor")
    assert here.client.get(URL).status_code == 403
