"""Complaints: kept once without anybody's name, opened by their code only, and their history inside them."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from server.actions import complaint_acts as acts
from server.actions.complaints import Sent, Told, add_word, checked_text, followed, normal_code, send
from server.actions.people import change_person
from server.domain.changes import Change
from server.domain.complaints import MAX_TEXT, MOST_WORDS, Complaint
from server.domain.problems import Refusal
from tests.communes import Here

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
TEXT = "Cán bộ hẹn tôi lên ba lần\n\nmà lần nào cũng nói thiếu giấy."


def sent(here: Here, told: Told | None = None, token: str = "form-1") -> Sent:
    return here.do(lambda unit: send(unit, NOW, token, told or Told(TEXT)))


def all_(here: Here) -> list[Complaint]:
    with here.store.read() as view:
        return view.find(Complaint, "all", "")


def refused(here: Here, told: Told) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as found:
        sent(here, told)
    return found.value.code, found.value.field


def test_two_taps_are_one_and_other_words_another(here: Here) -> None:
    first, again = sent(here), sent(here)
    assert first == again
    assert len(all_(here)) == 1
    assert sent(here, Told(TEXT + " Nữa.")).code != first.code, "what was typed after going back is not lost"
    assert sent(here, token="form-2").code != first.code
    assert len(all_(here)) == 3


def test_what_is_kept_names_nobody_and_no_code(here: Here) -> None:
    complaint, code = sent(here, Told(TEXT, f"person:{here.people['clerk'].id}", "2026-11-20"))
    kept = msgspec.json.encode(complaint).decode()
    assert code not in kept
    assert code.replace("-", "") not in kept
    assert "form-1" not in kept
    assert "T0" not in kept, "a day, never a time"
    assert (complaint.text, complaint.role, complaint.concerned) == (TEXT, "clerk", (here.people["clerk"].id,))
    assert (complaint.sent, complaint.due) == ("2026-11-24", "2026-12-09")


def test_the_code_opens_it_however_it_is_typed(here: Here) -> None:
    complaint, code = sent(here)
    with here.store.read() as view:
        for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", ""), f"  {code}  "):
            assert followed(view, typed) == complaint
        for typed in ("", "x", code[:-1], code + "A", "💥", complaint.id, complaint.reference):
            assert followed(view, typed) is None


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (Told("   \n\t"), "text"),
        (Told("x" * (MAX_TEXT + 1)), "text"),
        (Told("x", "person:nobody-here"), "about"),
        (Told("x", "role:king"), "about"),
        (Told("x", "role:"), "about"),
        (Told("x", "rubbish"), "about"),
        (Told("x", day="2026-11-25"), "day"),
        (Told("x", day="hôm qua"), "day"),
        (Told("x", hamlet="nowhere"), "hamlet"),
    ],
)
def test_what_is_not_taken(here: Here, told: Told, field: str) -> None:
    assert refused(here, told) == ("invalid", field)
    assert all_(here) == []


def test_what_nobody_could_read_is_not_taken(here: Here) -> None:
    here.do(lambda unit: change_person(unit, here.act(), here.people["supervisor"].id, active=False))
    assert refused(here, Told("x", f"person:{here.admin.id}")) == ("no_reader", "about")
    assert refused(here, Told("x", "role:admin")) == ("no_reader", "about")
    assert sent(here, Told("x", "role:supervisor")).complaint.role == "supervisor"


def test_who_reads_what(here: Here) -> None:
    people = {name: here.people[name] for name in ("admin", "supervisor", "clerk", "clerk2", "hamlet_head")}
    made = {
        "clerk": sent(here, Told("về cán bộ", f"person:{people['clerk'].id}")).complaint,
        "supervisor": sent(here, Told("về giám sát", f"person:{people['supervisor'].id}")).complaint,
        "admin": sent(here, Told("về quản trị", "role:admin")).complaint,
        "nobody": sent(here, Told("chung")).complaint,
    }
    read = {
        "admin": {"clerk", "supervisor", "nobody"},
        "supervisor": {"clerk", "admin", "nobody"},
        "clerk": set(),
        "clerk2": set(),
        "hamlet_head": set(),
    }
    with here.store.read() as view:
        for name, person in people.items():
            ids = {one.id for one in acts.readable(view, person)}
            assert ids == {made[about].id for about in read[name]}, name
            for complaint in made.values():
                if complaint.id not in ids:
                    with pytest.raises(Refusal, match="not_found"):
                        acts.complaint_for(view, person, complaint.id)


def test_promoted_he_still_does_not_read_it(here: Here) -> None:
    clerk = here.people["clerk"]
    by_name = sent(here, Told("về cán bộ", f"person:{clerk.id}")).complaint
    by_role = sent(here, Told("về cán bộ tiếp nhận", "role:clerk")).complaint
    here.do(lambda unit: change_person(unit, here.act(), clerk.id, role="supervisor"))
    with here.store.read() as view:
        now = structs.replace(clerk, role="supervisor")
        assert acts.readable(view, now) == []
        assert {one.id for one in acts.readable(view, here.people["supervisor"])} == {by_name.id, by_role.id}


def test_whom_it_is_about_acts_as_on_nothing(here: Here) -> None:
    id_ = sent(here, Told("x", f"person:{here.people['supervisor'].id}")).complaint.id
    by = here.act("supervisor")
    for act in (
        lambda unit: acts.assign(unit, by, id_, ""),
        lambda unit: acts.set_due(unit, by, id_, "2026-12-01"),
        lambda unit: acts.reply(unit, by, id_, "x"),
        lambda unit: acts.close(unit, by, id_, "x"),
        lambda unit: acts.reopen(unit, by, id_),
    ):
        with pytest.raises(Refusal, match="not_found"):
            here.do(act)
    with pytest.raises(Refusal, match="invalid"):
        here.do(lambda unit: acts.assign(unit, here.act(), id_, here.people["supervisor"].id))


def test_a_talk_both_ways(here: Here) -> None:
    id_, code = sent(here).complaint.id, sent(here).code
    act = here.act("supervisor")
    for _ in range(2):
        answered = here.do(lambda unit: acts.reply(unit, act, id_, "Xã đã nhắc nhở."))
    assert (answered.state, len(answered.words), answered.replied) == ("answered", 1, True)
    later = NOW + timedelta(days=20)
    for _ in range(2):
        after = here.do(lambda unit: add_word(unit, later, "form-9", code, "Vẫn chưa được."))
    assert (after.state, after.due, len(after.words)) == ("waiting", "2026-12-29", 2)
    assert [one.by for one in after.words] == ["commune", "sender"]
    closed = here.do(lambda unit: acts.close(unit, here.act("supervisor"), id_, "đã xong"))
    assert closed.state == "closed"
    assert not closed.overdue("2030-01-01")
    with pytest.raises(Refusal, match="complaint_closed"):
        here.do(lambda unit: acts.close(unit, here.act("supervisor"), id_, "lần nữa"))
    assert here.do(lambda unit: acts.reopen(unit, here.act("supervisor"), id_)).state == "waiting"
    assert [step.what for step in all_(here)[0].steps] == ["sent", "replied", "word", "closed", "reopened"]
    with here.store.read() as view:
        assert view.find(Change, "all", "") == [], "its history lies in it and nowhere else"
    with pytest.raises(Refusal, match="not_found"):
        here.do(lambda unit: add_word(unit, NOW, "form-9", "AAAA-AAAA-AAAA", "x"))


def test_given_to_somebody_by_a_day(here: Here) -> None:
    id_ = sent(here).complaint.id
    supervisor = here.people["supervisor"]
    assert here.do(lambda unit: acts.assign(unit, here.act(), id_, supervisor.id)).assigned == supervisor.id
    assert here.do(lambda unit: acts.set_due(unit, here.act(), id_, "2026-11-30")).overdue("2026-12-01")
    for day in ("2026-11-23", "", "x"):
        with pytest.raises(Refusal, match="invalid"):
            here.do(lambda unit, day=day: acts.set_due(unit, here.act(), id_, day))  # type: ignore[misc]


def test_it_does_not_grow_for_ever(here: Here) -> None:
    code = sent(here).code
    for place in range(MOST_WORDS):
        here.do(lambda unit, place=place: add_word(unit, NOW, "form", code, f"lời {place}"))  # type: ignore[misc]
    with pytest.raises(Refusal, match="invalid"):
        here.do(lambda unit: add_word(unit, NOW, "form", code, "thêm nữa"))


def test_counts_are_numbers_only(here: Here) -> None:
    id_ = sent(here).complaint.id
    sent(here, Told("khác"))
    here.do(lambda unit: acts.reply(unit, here.act("supervisor"), id_, "đã rõ"))
    with here.store.read() as view:
        assert acts.counts(view, "2026-11-24", "2026-11-24") == (2, 1)
        assert acts.counts(view, "2026-11-25", "2026-12-24") == (0, 0)


@given(st.text())
def test_any_text(text: str) -> None:
    found = checked_text("lời " + text[:2000])
    assert found == checked_text(found)
    assert found.encode()
    assert all(line.isprintable() for line in found.split("\n"))


@given(st.text())
def test_any_code(text: str) -> None:
    assert normal_code(normal_code(text)) == normal_code(text)
