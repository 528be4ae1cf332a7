"""What a look-up may say: codes as they are typed, digits compared, a state and a date for every custody."""

import pytest
from msgspec import structs

from server.domain.citizens import Party
from server.domain.dossiers import DOSSIER_STATES, Dossier, Result
from server.domain.items import Custody, Item, Post, What, number_key
from server.domain.look_up import Where, code_of, digits_of, one_key, same_digits, where_dossier, where_item

CARD = Item(id="a", name="Danh Thị Thử", what=What("health_card", "Thẻ BHYT"), arrived="2026-11-23", due="2026-11-27")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (" tn-261124-007 ", "TN-261124-007"),
        ("TN 261124 007", "TN-261124-007"),
        ("TN–261124–007", "TN-261124-007"),
        ("H61.15-261124-0007", "H61.15-261124-0007"),
        ("\x00\x1b\n", ""),
        ("x" * 10_000, "x" * 64),
    ],
)
def test_a_code_as_it_is_typed(typed: str, code: str) -> None:
    assert code_of(typed) == code


def test_three_digits() -> None:
    assert [digits_of(text) for text in ("678", " 6 7 8", "78", "6789", "٣٤٥", "abc", "")] == ["678", "678"] + [""] * 5
    assert same_digits(["", "0912 345 678"], "678")
    assert not same_digits(["", "78", "0912345679"], "678")


@pytest.mark.parametrize(
    ("custody", "where"),
    [
        (Custody(), Where("card", "at_desk", "2026-11-23", "2026-11-27")),
        (Custody("in_round", "p", "r"), Where("card", "in_round", "", "2026-11-27")),
        (Custody("in_round", "p", "r", attempts=1, next="2026-11-25"), Where("card", "again", "", "2026-11-25")),
        (Custody("returned", "p"), Where("card", "back")),
        (Custody("delivered", delivered_at="2026-11-24T18:00:00.000Z"), Where("card", "delivered", "2026-11-25")),
        (Custody("posted", post=Post("RR1", "2026-11-24T01:00:00.000Z")), Where("card", "posted", "2026-11-24")),
        (Custody("withdrawn"), None),
    ],
)
def test_an_item_in_every_custody(custody: Custody, where: Where | None) -> None:
    assert where_item(structs.replace(CARD, custody=custody)) == where


@pytest.mark.parametrize("state", DOSSIER_STATES)
def test_a_dossier_in_every_state(state: str) -> None:
    dossier = Dossier(id="d", no="TN-261124-007", procedure_name="Khai sinh", applicant=Party("Danh Thị Thử"))
    found = where_dossier(structs.replace(dossier, state=state))
    assert found is not None
    assert found.kind == "dossier"


def test_a_result_that_goes_home_does_not_wait_at_the_desk() -> None:
    result = Result("Trích lục", at="2026-11-24T02:00:00.000Z")
    dossier = Dossier(id="d", no="x", procedure_name="y", applicant=Party("z"), state="done", result=result)
    assert where_dossier(dossier) == Where("dossier", "done", "2026-11-24")
    assert where_dossier(structs.replace(dossier, channel_out="home")) == Where("dossier", "done_home", "2026-11-24")
    assert where_dossier(structs.replace(dossier, withdrawn_at="2026-11-24T02:00:00.000Z")) is None


def test_a_number_is_found_however_it_is_written() -> None:
    assert number_key("cn 3-93.93") == "CN39393"
    assert structs.replace(CARD, number="cn 3-93").indexes()["number"] == ("CN393",)


@pytest.mark.parametrize(
    "spellings",
    [
        ("TN-261124-007", "tn 261124 007", "T.N-261124/007"),
        ("RR473124829VN", "rr 473 124 829 vn", "RR473中124829VN", "R.R473124829VN"),
        ("CN3939300000001", "cn-3 9393-00000001"),
    ],
)
def test_tries_of_one_paper_are_counted_together(spellings: tuple[str, ...]) -> None:
    assert len({one_key(code_of(text)) for text in spellings}) == 1
    assert one_key(code_of("-./ ")) == ""
