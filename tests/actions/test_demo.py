"""The demonstration: the seed's figures, two live bags, invitations, and a ledger that verifies."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from server.actions.calendar import calendar, service_rule
from server.actions.demo import Demo, fill
from server.actions.evidence import evidence
from server.actions.history import story
from server.actions.organisation import agency
from server.actions.people import check_password
from server.actions.setup import commune
from server.actions.verify import check
from server.app import open_store
from server.documents.catalogue_file import shipped
from server.documents.form_files import shipped_forms
from server.domain.commune import Hamlet
from server.domain.dossier_steps import contradictions
from server.domain.dossiers import Dossier
from server.domain.entries import DeskEntry
from server.domain.events import Event, Fate
from server.domain.filled_forms import FilledForm
from server.domain.forms import faults
from server.domain.items import Item
from server.domain.lane import lane as lane_rule
from server.domain.people import Invitation
from server.domain.problems import Refusal
from server.domain.procedures import Procedure
from server.domain.rounds import Round
from server.domain.times import instant, local_day
from server.settings import Settings
from server.store.port import Store, View

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
FRIDAY = 4


class Filled:
    """A store with the demonstration in it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        forms = shipped_forms()
        self.demo: Demo = store.submit(lambda unit: fill(unit, NOW, "https://xa.example", shipped(), forms)).result()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    store = open_store(Settings(data=Path(tmp_path_factory.mktemp("demo"))))
    yield Filled(store)
    store.close()


@pytest.fixture
def view(filled: Filled) -> Iterator[View]:
    with filled.store.read() as view:
        yield view


def test_what_was_carried_to_homes(view: View) -> None:
    delivered = [item for item in view.find(Item, "all", "") if item.custody.state == "delivered"]
    assert Counter(item.what.kind for item in delivered) == {"health_card": 58, "result": 7}
    days = [item.custody.delivered_at or "" for item in delivered]
    assert "2020-08-26" < min(days) < max(days) < "2020-10-14"


def test_what_the_desks_wrote(view: View) -> None:
    desk, lane = (
        [one for one in view.find(DeskEntry, "all", "") if one.day < "2021"],
        [one for one in view.find(Dossier, "lane", "same_day") if one.day < "2021"],
    )
    assert (len(desk), len(lane)) == (107, 84)
    days = {entry.day for entry in desk} | {entry.day for entry in lane}
    assert len(days) == 7
    assert {date.fromisoformat(day).weekday() for day in days} == {FRIDAY}
    assert all(entry.result and entry.received_at < entry.result.at < entry.due_at for entry in lane)


def test_what_is_written_today(view: View) -> None:
    written = view.find(FilledForm, "all", "")
    assert Counter(one.state for one in written) == {"waiting": 3, "checked": 2, "sent_back": 1, "dossier": 1}
    assert {one.day for one in written} == {local_day(NOW)}
    assert all(one.requested.consent and one.read_back for one in written)
    forms = shipped_forms()
    assert [one.form for one in written if faults(forms[one.form], one.values)] == ["death_registration"]
    assert [one.signing.by for one in written].count("assisted") == 1
    assert all(view.get(DeskEntry, one.id) for one in written)


def test_the_lane_of_2020_was_settled_by_the_rule_and_its_story_is_told(view: View) -> None:
    lane = [one for one in view.find(Dossier, "day", "2020-09-11") if one.lane == "same_day"]
    assert len(lane) == 13
    assert {one.state for one in lane} == {"returned"}
    for one in lane:
        procedure = view.get(Procedure, one.procedure)
        assert procedure is not None
        assert procedure.in_force(one.day)
        assert contradictions(one) == []
        assert lane_rule(
            procedure, instant(one.received_at), one.components, calendar(view), service_rule(view)
        ).same_day
        assert [change.what for change in story(view, one)] == [
            "dossier.received",
            "dossier.settled",
            "dossier.returned",
        ]


def test_every_confirmation_is_approved_and_nobody_reviewed_his_own(view: View) -> None:
    fates = view.find(Fate, "confirmation", "")
    assert len(fates) == 65
    assert {fate.queue for fate in fates} == {"approved"}
    assert all(fate.reviewed_by and fate.reviewed_by != fate.person for fate in fates)
    assert {flag for fate in fates for flag in fate.flags} == {"clock"}
    found = [evidence(view, fate) for fate in fates]
    assert all(one.drawing and one.shown and one.item and one.shown.name == one.item.name for one in found)
    assert any(one.assisted for one in found)
    assert any(one.attempts for one in found)


def test_the_ledger_verifies_and_its_times_ascend(view: View) -> None:
    finding = check(view)
    assert finding.good
    assert finding.held == 0
    times = [event.at for event in view.find(Event, "ledger", "")]
    assert times == sorted(times)


def test_two_bags_of_today(filled: Filled, view: View) -> None:
    assert [len(round_.items) for round_ in filled.demo.rounds] == [12, 6]
    rounds = [view.get(Round, round_.id) for round_ in filled.demo.rounds]
    assert [(round_.state, round_.due) for round_ in rounds if round_] == [("given", "2026-11-24")] * 2
    items = [view.get(Item, item) for round_ in filled.demo.rounds for item in round_.items]
    assert {item.custody.state for item in items if item} == {"in_round"}
    assert any(item.what.title == "Quyết định trợ cấp xã hội hằng tháng" for item in items if item)
    waiting = view.find(Item, "state", "at_desk")
    assert {item.delivery_class for item in waiting} == {"D0", "D1", "D2"}
    assert any((item.due or "") < "2026-11-24" for item in waiting)


def test_accounts_work_and_invitations_are_unused(filled: Filled, view: View) -> None:
    accounts = filled.demo.accounts
    assert {account.role for account in accounts} == {"admin", "clerk", "supervisor"}
    for account in accounts:
        assert check_password(view, account.username, account.password).role == account.role
    invites = filled.demo.invites
    assert len(invites) >= 3
    assert {round_.deliverer for round_ in filled.demo.rounds} <= {invite.person for invite in invites}
    assert all(invite.url == f"https://xa.example/field/enrol#{invite.code}" for invite in invites)
    unused = [
        found for invite in invites for found in view.find(Invitation, "person", invite.person) if not found.device
    ]
    assert len(unused) == len(invites)


def test_papers_say_who_issued_them_then(view: View) -> None:
    before, after = agency(view, "2020-10-13"), agency(view, "2026-11-24")
    assert before == (
        "ỦY BAN NHÂN DÂN HUYỆN THÍ DỤ",
        "ỦY BAN NHÂN DÂN XÃ HÒA MẪU",
        "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
        "Hòa Mẫu",
    )
    assert after == (
        "ỦY BAN NHÂN DÂN THÀNH PHỐ VÍ DỤ",
        "ỦY BAN NHÂN DÂN XÃ HÒA MẪU",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "Hòa Mẫu",
    )


def test_it_says_that_it_is_a_demonstration_and_is_made_once(filled: Filled, view: View) -> None:
    found = commune(view)
    assert found is not None
    assert found.demo
    assert len(view.find(Hamlet, "all", "")) == 6
    again = filled.store.submit(lambda unit: fill(unit, NOW, "", ()))
    with pytest.raises(Refusal, match="already_set_up"):
        again.result()


def test_the_same_people_and_papers_every_time(filled: Filled, view: View, tmp_path: Path) -> None:
    store = open_store(Settings(data=tmp_path))
    Filled(store)
    with store.read() as other:
        assert _papers(other) == _papers(view)
    store.close()


def _papers(view: View) -> list[tuple[str, ...]]:
    items = view.find(Item, "all", "")
    return sorted((item.name, item.birth, item.number, item.way, item.custody.state) for item in items)
