"""The supervisor's queue: each matter appears when it is one, is reminded of, and goes when it is settled."""

from datetime import timedelta

from server.actions import review, rounds
from server.actions.oversight import concerns
from server.actions.reconciliation import Said, count, settle, sign
from server.domain.reminders import Reminder
from tests.communes import Here
from tests.http.office import confirmed, get, paper, post, text


def codes(here: Here, days: float = 0) -> list[tuple[str, str]]:
    """(code, name) of every concern, some days from now."""
    with here.store.read() as view:
        return [(one.code, one.name) for one in concerns(view, here.clock() + timedelta(days=days))]


def test_a_quiet_commune_has_no_concern(here: Here) -> None:
    confirmed(here)
    assert codes(here) == []
    here.log_in("supervisor")
    assert "Không có việc nào phải nhắc." in text(get(here, "/office/oversight"))


def test_overdue_until_it_is_delivered(here: Here) -> None:
    paper(here, name="Danh Thị Trễ", due="2026-11-20")
    assert codes(here) == [("item", "Danh Thị Trễ")]


def test_a_bag_that_nobody_confirmed(here: Here) -> None:
    round_ = here.round(here.items(1), "hamlet_head")
    here.do(lambda unit: rounds.give(unit, here.act("clerk"), round_.id))
    assert codes(here) == []
    assert ("not_accepted", str(round_.no)) in codes(here, days=1.1)


def test_sent_back_and_not_done_again(here: Here) -> None:
    (event,), _, _ = confirmed(here)
    here.do(lambda unit: review.send_back(unit, here.act("supervisor"), event, "mờ"))
    assert codes(here) == []
    assert "sent_back" in {code for code, _ in codes(here, days=2.1)}


def test_a_silent_phone_with_a_bag(here: Here) -> None:
    here.phone("hamlet_head")
    here.round(here.items(1), "hamlet_head")
    assert "silent" not in {code for code, _ in codes(here, days=2.9)}
    assert "silent" in {code for code, _ in codes(here, days=3.1)}


def test_reminded_twice_by_one_tap_is_once(here: Here) -> None:
    item = paper(here, name="Danh Thị Trễ", due="2026-11-20")
    here.log_in("supervisor")
    page = get(here, "/office/oversight?matter=overdue")
    assert f'value="item:{item} item"' in page.text
    given = {
        "key": f"item:{item} item",
        "how": "call",
        "note": "hứa mai đi",
        "event_id": "01a20c00-0000-7000-8000-00000000000b",
    }
    for _ in range(2):
        answer = post(here, "/office/oversight?matter=overdue", **given)
        assert (answer.status_code, answer.headers["location"]) == (303, "/office/oversight?matter=overdue")
    with here.store.read() as view:
        (reminder,) = view.find(Reminder, "about", f"item:{item}")
    assert (reminder.how, reminder.note) == ("call", "hứa mai đi")
    assert "1 lần" in text(get(here, "/office/oversight"))


def test_a_matter_that_was_settled_meanwhile_is_said(here: Here) -> None:
    here.log_in("clerk")
    refused = post(here, "/office/oversight", key="item:gone item", how="call", note="")
    assert refused.status_code == 404
    assert "Việc này vừa xong" in text(refused)


def test_the_list_as_a_file(here: Here) -> None:
    paper(here, due="2026-11-20")
    here.log_in("clerk")
    answer = here.client.get("/office/oversight.xlsx?matter=overdue")
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")


def test_a_week_that_nobody_signed_and_a_difference_that_nobody_explained(here: Here) -> None:
    items = here.items(1)
    here.round(items)
    head = here.people["hamlet_head"].id
    assert "not_reconciled" not in {code for code, _ in codes(here)}
    found = here.do(lambda unit: count(unit, here.act("clerk"), head, Said()))
    assert ("difference", "Danh Thị Thử 0") in codes(here)
    assert ("not_reconciled", "Người hamlet_head") in codes(here, days=7)
    here.log_in("supervisor")
    page = get(here, "/office/oversight?matter=unreconciled")
    assert f"/office/reconciliation/{found.week}/{head}?item={items[0]}" in page.text
    here.do(lambda unit: settle(unit, here.act("clerk"), found.week, head, items[0], "đã thấy"))
    here.do(lambda unit: sign(unit, here.act("clerk"), found.week, head))
    assert not {"difference", "not_reconciled"} & {code for code, _ in codes(here, days=7)}
