"""What a list tells of a dossier against what our desk did: forward only, and never over our desk's word."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from server.domain.citizens import Party
from server.domain.dossier_imports import EVERYTHING, changes, moment, new_dossier
from server.domain.dossiers import DOSSIER_STATES, Dossier, DossierState
from server.domain.listed_dossiers import ListedDossier
from server.domain.procedures import Procedure

NOW = "2026-11-24T02:00:00.000Z"
PROCEDURE = Procedure(id="p", code="2.000635", name="Trích lục", field="Hộ tịch", legal_days=1)
TOLD = ListedDossier(
    external_code="H30-1",
    procedure_code="2.000635",
    procedure_name="Trích lục",
    applicant=Party(name="Danh Giả", phone="0912000001", address="Ấp Một"),
    state="processing",
    received="2026-11-20T08:30",
    due="2026-11-23",
)


def imported(**said: Any) -> Dossier:
    told = structs.replace(TOLD, **said)
    return new_dossier("d1", "TN-1", told, procedure=PROCEDURE, batch="b1", at=NOW, by="p1")


def tell(ours: Dossier, desk: frozenset[str] = frozenset(), **said: Any) -> dict[str, Any]:
    return changes(ours, structs.replace(TOLD, **said), desk, NOW, "p1")


def test_moments_are_of_the_clock_on_the_wall() -> None:
    dossier = imported()
    assert dossier.received_at == "2026-11-20T01:30:00.000Z"
    assert dossier.due_at == "2026-11-23T10:00:00.000Z"  # a day alone is due at closing, 17:00
    assert moment("") == ""


def test_what_a_new_one_gets_from_the_catalogue() -> None:
    dossier = imported()
    assert (dossier.procedure, dossier.legal_days, dossier.field) == ("p", 1, "Hộ tịch")
    assert (dossier.channel_in, dossier.channel_out, dossier.batch) == ("direct", "desk", "b1")


def test_a_state_that_the_list_does_not_say_follows_from_its_days() -> None:
    assert imported(state=None).state == "received"
    assert imported(state=None, finished="2026-11-21").state == "done"
    done = imported(state=None, finished="2026-11-21", returned="2026-11-22T09:00")
    assert done.state == "returned"
    assert done.result is not None
    assert (done.result.at, done.result.returned_at) == ("2026-11-20T17:00:00.000Z", "2026-11-22T02:00:00.000Z")


FORWARD: dict[DossierState, set[DossierState]] = {
    "received": {"processing", "supplement", "done", "returned", "rejected", "stopped"},
    "processing": {"supplement", "done", "returned", "rejected", "stopped"},
    "supplement": {"processing", "done", "returned", "rejected", "stopped"},
    "done": {"returned"},
    "returned": set(),
    "rejected": set(),
    "stopped": set(),
}


@pytest.mark.parametrize("told", DOSSIER_STATES)
@pytest.mark.parametrize("ours", DOSSIER_STATES)
def test_states_only_go_forward(ours: DossierState, told: DossierState) -> None:
    changed = tell(imported(state=ours), state=told)
    assert ("state" in changed) == (told in FORWARD[ours])


@pytest.mark.parametrize("told", DOSSIER_STATES)
@pytest.mark.parametrize("ours", DOSSIER_STATES)
def test_where_our_desk_acted_even_less_moves(ours: DossierState, told: DossierState) -> None:
    changed = tell(imported(state=ours), frozenset({"state"}), state=told)
    open_ = {"processing", "supplement"}
    assert ("state" in changed) == (told in FORWARD[ours] and {ours, told} != open_)


@pytest.mark.parametrize("told", DOSSIER_STATES)
def test_what_is_on_its_way_home_follows_its_paper(told: DossierState) -> None:
    assert "state" not in tell(structs.replace(imported(state="done"), item="i1"), state=told)


def test_a_state_brings_what_belongs_to_it() -> None:
    ours = imported(state="processing")
    assert tell(ours, state="supplement")["supplement"].reason
    assert tell(ours, state="rejected")["rejection"].no == ""  # a paper of the province, not one of our numbers
    assert tell(ours, state="stopped")["stop"].by == "p1"
    assert tell(ours, state="done", finished="2026-11-22")["result"].title == "Trích lục"
    asked = structs.replace(ours, **tell(ours, state="supplement"))
    assert tell(asked, state="processing")["supplement"].answered_at == NOW


def test_what_a_list_leaves_empty_is_never_forgotten() -> None:
    assert tell(imported(), due="", applicant=Party(name="Danh Giả"), state=None) == {}


def test_our_desks_word_stays() -> None:
    ours = structs.replace(imported(), due_at=NOW)
    other = Party(name="Danh Giả", phone="0987000000", number="093141000001")
    assert tell(ours, frozenset({"due_at", "applicant"}), applicant=other) == {
        "applicant": structs.replace(ours.applicant, number="093141000001")
    }
    told = tell(ours, applicant=other)
    assert told.keys() == {"due_at", "applicant"}
    assert told["applicant"].phone == "0987000000"


def test_one_entered_at_the_desk_is_only_filled() -> None:
    ours = structs.replace(imported(), batch=None, field="", submitter=None)
    changed = tell(
        ours, EVERYTHING, field="Tư pháp", procedure_name="Khác", submitter=Party(name="Ai Đó"), due="2026-12-01"
    )
    assert changed == {"field": "Tư pháp"}


TEXTS = st.sampled_from(["", "a", "b"])
LISTED = st.builds(
    ListedDossier,
    external_code=st.just("H30-1"),
    procedure_name=st.sampled_from(["x", "y"]),
    field=TEXTS,
    applicant=st.builds(
        Party, name=st.sampled_from(["m", "n"]), phone=TEXTS, address=TEXTS, hamlet=st.sampled_from([None, "h"])
    ),
    submitter=st.one_of(st.none(), st.builds(Party, name=st.sampled_from(["o", "p"]))),
    state=st.one_of(st.none(), st.sampled_from(DOSSIER_STATES)),
    channel_out=st.sampled_from([None, "home", "desk"]),
    received=st.sampled_from(["2026-11-20", "2026-11-20T08:00"]),
    due=st.sampled_from(["", "2026-11-25"]),
    finished=st.sampled_from(["", "2026-11-22"]),
)


@given(LISTED, LISTED, st.frozensets(st.sampled_from(sorted(EVERYTHING))))
def test_a_list_taken_in_twice_changes_nothing(
    first: ListedDossier, second: ListedDossier, desk: frozenset[str]
) -> None:
    ours = new_dossier("d1", "TN-1", first, procedure=None, batch="b1", at=NOW, by="p1")
    assert changes(ours, first, desk, NOW, "p1") == {}
    later = structs.replace(ours, **changes(ours, second, desk, NOW, "p1"))
    assert changes(later, second, desk, NOW, "p1") == {}
