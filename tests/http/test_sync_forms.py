"""`form.filled` from phones: a filled form and a desk entry in the same turn; the handbook reaches phones."""

import gzip
import json
import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.actions.catalogue import end_procedure
from server.actions.filled_forms import check_form, reopen_form, send_form_back, withdraw_form
from server.actions.forms import publish_handbook
from server.actions.review import release
from server.documents.catalogue_file import shipped
from server.domain.events import Event
from server.domain.filled_forms import FilledForm
from server.domain.times import instant, local_day, stamp
from tests.communes import Here
from tests.http.desk import EXTRACT, VALUES, WRITTEN, entries, form, publish, send
from tests.own_forms import NEVER_SEEN
from tests.phones import Phone, hash_of, id_of

EXAMPLES = int(os.environ.get("TANNHA_TEST_EXAMPLES", "40"))


def docs(here: Here, phone: Phone, type_: str) -> dict[str, Any]:
    """What a phone pulls of a type; None for what is gone."""
    found: dict[str, Any] = {}
    while True:
        answer = here.turn(phone)
        found.update({one["id"]: one.get("doc") for one in answer["changes"] if one["type"] == type_})
        if not answer["more"]:
            return found


def test_a_form_becomes_a_filled_form_and_an_entry_once(here: Here) -> None:
    publish(here)
    phone = here.phone("volunteer")
    event = phone.write("form.filled", None, WRITTEN, shown=None)
    first = here.turn(phone, event)["receipts"]
    assert here.turn(phone, event)["receipts"] == first
    made = form(here, id_of(event))
    assert (first[0]["status"], made.event) == ("accepted", hash_of(event))
    assert made.title == "Tờ khai cấp bản sao trích lục hộ tịch"
    assert made.procedure_name == "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh"
    assert (made.values, made.declarant.phone, made.scribe) == (VALUES, "0900000671", here.people["volunteer"].id)
    assert (made.requested.by, made.requested.consent, made.read_back) == ("child", True, True)
    assert (made.signing.witness, made.signing.box, made.signing.reason) == (
        "Lâm Văn Chứng",
        (640, 320),
        "cannot_write",
    )
    (entry,) = entries(here)
    assert (entry.id, entry.form, entry.place, entry.declarant) == (made.id, EXTRACT, "home", "Danh Thị Thử")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ({"form": "no_such_form", "procedure": "9.999999"}, "Danh Thị Thử"),
        ({"values": {"requester": {"name": " Kim  Thử "}}, "declarant": ""}, "Kim Thử"),
        ({"declarant": "Bà Tư", "values": {"anything": [1, {"x": None}]}}, "Bà Tư"),
        ({"declarant": None, "values": {}, "requested": "con gái", "signing": "self", "place": 7}, "…"),
        ({"signing": {"by": "assisted", "witness": "Lâm", "reason": 3, "box": "x"}}, "Danh Thị Thử"),
        ({"signing": {"by": "assisted", "witness": {"box": [0, "a"], "strokes": "!!"}}}, "Danh Thị Thử"),
        ({"declarant": {"name": "Danh", "birth": "hôm qua", "phone": "không có", "hamlet": "Ấp Lạ"}}, "Danh"),
    ],
)
def test_what_another_program_says_is_taken_as_it_is(here: Here, data: dict[str, Any], name: str) -> None:
    publish(here)
    id_, receipt = send(here, here.phone("volunteer"), **data)
    made = form(here, id_)
    assert (receipt["status"], made.declarant.name) == ("accepted", name)
    assert made.values == data.get("values", VALUES)
    here.log_in("clerk")
    for path in ("/office/desk", f"/office/desk/{id_}", f"/office/desk/{id_}/correct", f"/office/desk/{id_}/dossier"):
        answer = here.client.get(path, headers={"Accept": "text/html"})
        assert answer.status_code == 200, (path, answer.text[:200])


def test_what_says_no_form_is_held(here: Here) -> None:
    phone = here.phone("volunteer")
    for data in ({"form": ""}, {"form": None}, {"values": "nothing"}):
        _, receipt = send(here, phone, **data)
        assert (receipt["status"], receipt["code"]) == ("held", "not_understood")
    assert entries(here) == []


def test_a_held_one_acts_when_it_is_released(here: Here) -> None:
    publish(here)
    phone = here.phone("volunteer")
    first, _ = send(here, phone)
    event = phone.write("form.filled", None, {**WRITTEN, "declarant": "Khác"}, shown=None, id=first)
    (receipt,) = here.turn(phone, event)["receipts"]
    assert receipt["code"] == "id_reused"
    here.do(lambda unit: release(unit, here.act("supervisor"), hash_of(event)))
    assert (form(here, first).declarant.name, form(here, hash_of(event)).declarant.name) == ("Danh Thị Thử", "Khác")


def test_its_later_fate_reaches_the_phone(here: Here) -> None:
    phone = here.phone("volunteer")
    id_, _ = send(here, phone)
    here.turn(phone)

    def told() -> tuple[Any, Any]:
        (doc,) = docs(here, phone, "event").values()
        return doc["review"], doc["reason"]

    here.do(lambda unit: send_form_back(unit, here.act("clerk"), id_, " Thiếu  ngày sinh "))
    assert told() == ("sent_back", "Thiếu ngày sinh")
    here.do(lambda unit: reopen_form(unit, here.act("clerk"), id_))
    assert told() == (None, "")
    here.do(lambda unit: check_form(unit, here.act("clerk"), id_))
    assert told() == ("approved", "")
    here.do(lambda unit: withdraw_form(unit, here.act("clerk"), id_, "trùng"))
    assert told()[0] is None


def test_what_was_sent_back_and_written_again_counts_once(here: Here) -> None:
    phone = here.phone("volunteer")
    old, _ = send(here, phone)
    here.do(lambda unit: send_form_back(unit, here.act("clerk"), old, "sai"))
    new, _ = send(here, phone, redo=old)
    assert (form(here, old).state, form(here, new).instead_of) == ("withdrawn", old)
    assert [entry.id for entry in entries(here)] == [new]
    other, _ = send(here, here.phone("hamlet_head"), redo=new)
    assert (form(here, new).state, form(here, other).state) == ("waiting", "waiting")


def test_a_wrong_tap_is_taken_back_within_ten_minutes(here: Here) -> None:
    phone = here.phone("volunteer")
    id_, _ = send(here, phone)
    undoing = phone.write("confirmation.undone", None, {"of": id_, "why": ""}, shown=None)
    here.turn(phone, undoing)
    assert (form(here, id_).state, entries(here)) == ("withdrawn", [])
    late, _ = send(here, phone)
    at = stamp(datetime.now(UTC) + timedelta(minutes=11))
    here.turn(phone, phone.write("confirmation.undone", None, {"of": late, "why": ""}, shown=None, at=at))
    assert form(here, late).state == "waiting"
    checked, _ = send(here, phone)
    here.do(lambda unit: check_form(unit, here.act("clerk"), checked))
    here.turn(phone, phone.write("confirmation.undone", None, {"of": checked, "why": ""}, shown=None))
    assert form(here, checked).state == "checked"
    odd, _ = send(here, phone)
    here.turn(phone, phone.write("confirmation.undone", None, {"of": odd, "why": ""}, shown=None, at="hôm nay"))
    assert form(here, odd).state == "waiting"


def test_an_undoing_that_comes_first_works_too(here: Here) -> None:
    phone = here.phone("volunteer")
    written = phone.write("form.filled", None, WRITTEN, shown=None)
    undoing = phone.write("confirmation.undone", None, {"of": id_of(written), "why": ""}, shown=None)
    here.turn(phone, undoing)
    here.turn(phone, written)
    assert form(here, id_of(written)).state == "withdrawn"


def test_the_handbook_is_small_and_quick_to_pull(here: Here) -> None:
    publish(here)
    answer = here.turn(here.phone("volunteer"))
    kinds = [one["type"] for one in answer["changes"]]
    today = local_day(here.clock())
    procedures = {one.code for one in shipped() if one.in_force(today)}
    forms = [one for one in here.app.state.forms.values() if one.in_force(today)]
    assert (kinds.count("procedure"), kinds.count("form")) == (len(procedures), len(forms))
    assert (len(procedures) > 40, len(forms) > 8, answer["more"]) == (True, True, False)
    size = len(gzip.compress(json.dumps(answer, ensure_ascii=False).encode()))
    assert size < 40_000
    doc = next(one["doc"] for one in answer["changes"] if one["id"] == EXTRACT)
    assert set(doc) == {
        *("code", "title", "procedures", "source", "kind", "steps", "values", "valid_from", "valid_to", "note")
    }
    birth = next(one["doc"] for one in answer["changes"] if one["id"] == "1.001193")
    assert birth["forms"] == ["birth_registration"]
    assert {"about", "who", "result", "components", "fee", "same_day", "class"} <= set(birth)


def test_what_did_not_change_is_not_sent_again_and_what_ends_is_withdrawn(here: Here) -> None:
    publish(here)
    phone = here.phone("volunteer")
    here.turn(phone)
    publish(here)
    assert here.turn(phone)["changes"] == []
    here.do(lambda unit: end_procedure(unit, here.act(), "2.000635", "2025-12-31", "bãi bỏ"))
    assert docs(here, phone, "procedure") == {"2.000635": None}
    forms = {code: one for code, one in here.app.state.forms.items() if code != EXTRACT}
    here.do(lambda unit: publish_handbook(unit, forms, "2026-11-24"))
    assert docs(here, phone, "form") == {EXTRACT: None}


def test_the_old_forms_are_there_on_their_days(here: Here) -> None:
    phone = here.phone("volunteer")
    here.do(lambda unit: publish_handbook(unit, here.app.state.forms, "2026-10-04"))
    assert "social_pension_2025" in docs(here, phone, "form")
    here.do(lambda unit: publish_handbook(unit, here.app.state.forms, "2026-10-05"))
    changed = docs(here, phone, "form")
    assert changed["social_pension_2025"] is None
    assert changed["social_allowance_2026"]["title"]


def test_a_form_never_seen_before_is_a_file_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    (folder / "boat_mooring.json").write_text(NEVER_SEEN, "utf-8")
    (folder / "broken.json").write_text('{"code": "x"}', "utf-8")
    here = Here(tmp_path)
    try:
        publish(here)
        phone = here.phone("volunteer")
        assert docs(here, phone, "form")["boat_mooring"]["title"]["vi"] == "Đơn xin neo ghe"
        values = {"name": "DANH THỊ THỬ", "boat": "big"}
        id_, receipt = send(here, phone, form="boat_mooring", version="", values=values)
        assert receipt["status"] == "accepted"
        here.log_in("clerk")
        shown = here.client.get(f"/office/desk/{id_}", headers={"Accept": "text/html"}).text
        assert "Đơn xin neo ghe" in shown
        assert "Ghe lớn" in shown
        assert "Chiều dài" in shown
        assert "Chưa ghi." in shown
        printed = here.client.get(f"/office/desk/{id_}/print", headers={"Accept": "text/html"})
        assert printed.status_code == 200
        assert "DANH THỊ THỬ" in printed.text
        entry = here.client.get("/office/desk/new?form=boat_mooring", headers={"Accept": "text/html"}).text
        assert 'name="length"' in entry
        assert 'data-when="big" hidden' in entry
        queue = here.client.get("/office/desk", headers={"Accept": "text/html"}).text
        assert "1 tệp mẫu của xã có lỗi" in queue
    finally:
        here.store.close()


WORD = st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=8)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.fixed_dictionaries(
        {"form": st.sampled_from([EXTRACT, "x", "bhxh_tk1"]), "values": st.dictionaries(st.text(max_size=4), WORD)},
        optional={
            "procedure": WORD,
            "declarant": WORD | st.fixed_dictionaries({}, optional={"name": WORD, "birth": WORD, "phone": WORD}),
            "read_back": WORD,
            "requested": WORD | st.fixed_dictionaries({}, optional={"by": WORD, "consent": WORD}),
            "signing": WORD | st.fixed_dictionaries({}, optional={"by": WORD, "witness": WORD, "reason": WORD}),
            "guided": WORD,
            "place": WORD,
            "redo": WORD,
        },
    )
)
def test_whatever_its_words_it_is_kept_and_shown(data: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here = Here(Path(folder))
        try:
            phone = here.phone("volunteer")
            event = phone.write("form.filled", None, data, shown=None)
            (receipt,) = here.turn(phone, event)["receipts"]
            assert receipt["status"] in ("accepted", "refused")
            if receipt["status"] == "accepted":
                here.log_in("clerk")
                answer = here.client.get(f"/office/desk/{id_of(event)}", headers={"Accept": "text/html"})
                assert answer.status_code == 200
        finally:
            here.store.close()


def test_times_in_doubt_do_not_make_anything_older(here: Here) -> None:
    phone = here.phone("volunteer")
    event = phone.write("form.filled", None, WRITTEN, shown=None, at="1999-01-01T00:00:00.000Z", offset=10**12)
    here.turn(phone, event)
    made = form(here, id_of(event))
    assert datetime.now(UTC) - instant(made.made_at) < timedelta(hours=1)
    with here.store.read() as view:
        assert view.count(FilledForm, "day", made.day) == 1
        assert view.get(Event, made.event) is not None
