"""The catalogue: the one that is brought along, its versions by day, and every way to change it."""

import random
import re
from datetime import date, timedelta

import pytest
from msgspec import structs

from server.actions import catalogue
from server.actions.history import story
from server.documents.catalogue_file import read_catalogue, shipped, write_catalogue
from server.domain.problems import Refusal
from server.domain.procedures import Component, Procedure, on_day
from tests.communes import Here

CODE = "2.000635"
ALLOWANCE = "1.001776"


@pytest.fixture
def stocked(here: Here) -> Here:
    """A commune with the catalogue."""
    here.do(lambda unit: catalogue.seed(unit, shipped()))
    return here


def on(here: Here, code: str, day: str) -> Procedure:
    with here.store.read() as view:
        found = catalogue.procedure_on(view, code, day)
    assert found is not None
    return found


def test_what_is_brought_along_is_sound() -> None:
    found = shipped()
    assert catalogue.faults(found) == []
    assert len({one.code for one in found}) >= 44
    assert {one.delivery_class for one in found} == {"D0", "D1", "D2", "D3"}
    for one in found:
        assert catalogue.CODE.fullmatch(one.code)
        assert any(component.required for component in one.components), one.code
        assert all(component.required != bool(component.when) for component in one.components), one.code
        assert (one.delivery_class == "D1") == bool(one.condition)
        assert one.same_day == "no" or one.legal_days in (0, 3)


def test_the_same_catalogue_twice_changes_nothing(stocked: Here) -> None:
    with stocked.store.read() as view:
        before = view.head
    assert stocked.do(lambda unit: catalogue.seed(unit, shipped())) == 0
    with stocked.store.read() as view:
        assert view.head == before


def test_every_version_says_in_plain_words_what_it_is_who_may_ask_and_what_one_gets() -> None:
    for one in shipped():
        for text in (one.about, one.who, one.result):
            assert 15 < len(text) <= 200, one.id
            assert text[0].isupper(), one.id
            assert text.endswith("."), one.id
            assert len(re.findall(r"[.!?](?: |$)", text)) <= 2, one.id
            assert not re.search(r"NĐ|QĐ|TT |Luật|HĐND|UBND|TTHC", text), one.id
        if one.delivery_class == "D2":
            assert re.search(r"tự mình|cả hai cùng phải có mặt", one.who), one.id
        if one.delivery_class == "D1":
            assert re.search(r"ký vào sổ", one.result), one.id


def test_the_plain_words_name_the_time_of_the_law() -> None:
    for one in shipped():
        days = str(one.legal_days) if one.legal_days else "trong ngày"
        assert days in one.result or one.code in ("2.002307", "2.002308"), one.id


def test_a_catalogue_of_before_gets_its_plain_words_once(here: Here) -> None:
    worded = shipped()
    own = structs.replace(worded[0], about="Lời của xã.", who="", result="")
    bare = [own, *(structs.replace(one, about="", who="", result="") for one in worded[1:])]
    here.do(lambda unit: catalogue.seed(unit, bare))
    assert here.do(lambda unit: catalogue.add_words(unit, worded)) == len(worded) - 1
    assert here.do(lambda unit: catalogue.add_words(unit, worded)) == 0
    with here.store.read() as view:
        assert view.get(Procedure, own.id) == own
        assert view.get(Procedure, worded[1].id) == worded[1]


def test_the_law_of_october_2026(stocked: Here) -> None:
    assert on(stocked, ALLOWANCE, "2026-10-04").legal_days == 22
    assert on(stocked, ALLOWANCE, "2026-10-05").legal_days == 7
    assert on(stocked, ALLOWANCE, "2020-09-11").legal_days == 22


def test_a_new_version_from_a_day_on(stocked: Here) -> None:
    for _ in range(2):
        stocked.do(
            lambda unit: catalogue.change_procedure(
                unit, stocked.act("admin"), CODE, "2027-01-01", "NQ mới", fee="5.000 đồng/bản"
            )
        )
    assert on(stocked, CODE, "2026-12-31").fee == "8.000 đồng/bản"
    assert on(stocked, CODE, "2027-01-01").fee == "5.000 đồng/bản"
    with stocked.store.read() as view:
        assert len(catalogue.versions(view, CODE)) == 2
        (change,) = story(view, on_day(catalogue.versions(view, CODE), "2027-01-01") or shipped()[0])
    assert (change.note, [one.field for one in change.differences]) == ("NQ mới", ["id", "fee", "valid_from"])


def test_a_correction_stays_one_version(stocked: Here) -> None:
    first = on(stocked, CODE, "2026-11-24")
    stocked.do(
        lambda unit: catalogue.change_procedure(
            unit, stocked.act("admin"), CODE, first.valid_from, "gõ sai", name="Cấp bản sao trích lục"
        )
    )
    with stocked.store.read() as view:
        (only,) = catalogue.versions(view, CODE)
    assert only.name == "Cấp bản sao trích lục"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"legal_days": -1}, "legal_days"),
        ({"delivery_class": "D1"}, "condition"),
        ({"components": (Component(name="", count=0),)}, "components"),
    ],
)
def test_what_makes_no_sense_is_refused(stocked: Here, fields: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        stocked.do(
            lambda unit: catalogue.change_procedure(unit, stocked.act("admin"), CODE, "2027-01-01", "vì", **fields)
        )
    assert (refused.value.code, refused.value.field) == ("invalid", field)
    with stocked.store.read() as view:
        assert len(catalogue.versions(view, CODE)) == 1


def test_a_reason_a_day_and_a_known_code(stocked: Here) -> None:
    def change(code: str, day: str, why: str) -> str:
        with pytest.raises(Refusal) as refused:
            stocked.do(lambda unit: catalogue.change_procedure(unit, stocked.act("admin"), code, day, why, fee="1"))
        return refused.value.code

    assert change("9.999999", "2027-01-01", "vì") == "not_found"
    assert change(CODE, "2027-01-01", " ") == "needs_reason"
    assert change(CODE, "mai", "vì") == "invalid"
    assert change(CODE, "1990-01-01", "vì") == "invalid"


def test_added_once_and_ended(stocked: Here) -> None:
    def add() -> Procedure:
        return stocked.do(
            lambda unit: catalogue.add_procedure(
                unit, act, "9.000001", "2026-01-01", name="Thủ tục thử", field="Hộ tịch", legal_days=1
            )
        )

    act = stocked.act("admin")
    assert add() == add()
    stocked.do(lambda unit: catalogue.end_procedure(unit, stocked.act("admin"), "9.000001", "2026-06-30", "bãi bỏ"))
    with stocked.store.read() as view:
        assert catalogue.procedure_on(view, "9.000001", "2026-07-01") is None
        assert "9.000001" not in {one.code for one in catalogue.catalogue(view, "2026-07-01")}
        assert "9.000001" in {one.code for one in catalogue.catalogue(view, "2026-06-30")}


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_changed_there_is_one_version_a_day(stocked: Here, seed: int) -> None:
    chance, start = random.Random(seed), date(2026, 1, 1)
    for number in range(20):
        day = (start + timedelta(days=chance.randrange(900))).isoformat()
        stocked.do(
            lambda unit, day=day, number=number: catalogue.change_procedure(  # type: ignore[misc]
                unit, stocked.act("admin"), ALLOWANCE, day, "vì", fee=str(number)
            )
        )
    with stocked.store.read() as view:
        known = catalogue.versions(view, ALLOWANCE)
    assert catalogue.faults(known) == []
    days = [(start + timedelta(days=place)).isoformat() for place in range(-400, 1000, 23)]
    assert {sum(one.in_force(day) for one in known) for day in days} == {1}


def test_as_a_file_and_back() -> None:
    assert read_catalogue(write_catalogue(shipped())) == shipped()


@pytest.mark.parametrize("data", [b"", b"[{}]", b'{"code":1}', b'[{"code":"1.001193","name":1,"field":"x"}]'])
def test_a_file_that_is_none(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        read_catalogue(data)
    assert refused.value.code == "bad_file"
