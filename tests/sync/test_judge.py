"""The judge under arbitrary mutations of a valid batch: it never fails, answers each event in order, and the good
ones are accepted whatever stands beside them; sent again, the same receipts; the ledger verifies."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from server.actions.verify import check
from server.domain.events import Event
from tests.communes import Here
from tests.http.turns import accepted
from tests.phones import Phone, confirmation, hash_of, id_of

EXAMPLES = int(os.environ.get("TANNHA_TEST_EXAMPLES", "50"))
ODD: list[Any] = [
    None,
    "",
    0,
    -1,
    1.5,
    2**53,
    2**70,
    True,
    [],
    {},
    "x" * 300,
    "a|b:c",
    "\x00",
    "\ud800",
    "office",
    ["a", "a"],
    {"by": "signature"},
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59.999-12:00",
    1e300,
    -1e300,
]
FIELDS = ["id", "device", "n", "prev", "at", "offset", "kind", "v", "item", "shown", "data"]
INNER = ["to", "proof", "count", "answers", "note", "place", "photo", "reason", "of", "round", "items", "missing"]
KINDS = [
    "confirmation.recorded",
    "attempt.failed",
    "confirmation.undone",
    "confirmation.amended",
    "handover.accepted",
    "handover.returned",
    "review.approved",
    "device.enrolled",
    "history.restored",
]
MUTATION = st.one_of(
    st.tuples(st.just("flip"), st.integers(0, 2000), st.integers(0, 7)),
    st.tuples(st.just("flip the signature"), st.integers(0, 85), st.integers(0, 5)),
    st.tuples(st.just("cut"), st.integers(0, 2000), st.just(0)),
    st.tuples(st.just("drop"), st.sampled_from(FIELDS), st.just(0)),
    st.tuples(st.just("set"), st.sampled_from(FIELDS), st.sampled_from(range(len(ODD)))),
    st.tuples(st.just("set inside"), st.sampled_from(INNER), st.sampled_from(range(len(ODD)))),
    st.tuples(st.just("drop inside"), st.sampled_from(INNER), st.just(0)),
    st.tuples(st.just("kind"), st.sampled_from(KINDS), st.just(0)),
    st.tuples(st.just("key twice"), st.sampled_from(FIELDS), st.just(0)),
    st.tuples(st.just("chain"), st.integers(1, 12), st.just(0)),
)
"""What is done to a good event; all but the flips are signed by the phone, as a program with a defect would."""


def mutate(phone: Phone, event: dict[str, str], what: str, first: Any, second: int) -> dict[str, str]:
    """One event, spoilt."""
    text = event["body"]
    if what == "flip":
        letters = list(text)
        place = first % len(letters)
        letters[place] = chr(ord(letters[place]) ^ (1 << second))
        return {"body": "".join(letters), "sig": event["sig"]}
    if what == "flip the signature":
        letters = list(event["sig"])
        letters[first] = chr(ord(letters[first]) ^ (1 << second))
        return {"body": text, "sig": "".join(letters)}
    if what == "cut":
        return phone.seal(text[: first % len(text)])
    if what == "key twice":
        return phone.seal(f'{text[:-1]},"{first}":null}}')
    body = json.loads(text)
    if what in ("drop", "drop inside"):
        (body if what == "drop" else body["data"]).pop(first, None)
    elif what in ("set", "set inside"):
        (body if what == "set" else body["data"])[first] = ODD[second]
    elif what == "kind":
        body["kind"] = first
    else:
        body["n"] = first
    if body.get("id") == json.loads(text)["id"]:
        body["id"] += "'"
    return phone.seal(json.dumps(body, ensure_ascii=False, separators=(",", ":")))


def a_day(here: Here) -> tuple[Phone, list[dict[str, str]]]:
    """A phone and what it wrote on a day, all of it good."""
    phone, (one, two, three) = accepted(here)
    first = phone.write("confirmation.recorded", one, confirmation())
    return phone, [
        first,
        phone.write("attempt.failed", two, {"reason": "absent", "next": None, "note": ""}),
        phone.write("confirmation.undone", None, {"of": id_of(first), "why": "nhầm"}),
        phone.write("confirmation.recorded", one, confirmation("Người Khác")),
        phone.write("confirmation.recorded", three, confirmation()),
        phone.write("handover.returned", None, {"round": "a round", "items": [two], "missing": []}),
    ]


BATCH = 6


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    spoilt=st.lists(st.tuples(st.integers(0, BATCH - 1), MUTATION), max_size=6),
    order=st.permutations(range(BATCH)),
    repeated=st.lists(st.integers(0, 11), max_size=3),
    mixed=st.randoms(use_true_random=False),
)
@example(spoilt=[(5, ("set", "at", 17))], order=list(range(BATCH)), repeated=[], mixed=None)
@example(spoilt=[(1, ("set", "at", 17))], order=list(range(BATCH)), repeated=[], mixed=None)
@example(spoilt=[(2, ("set inside", "of", 12))], order=list(range(BATCH)), repeated=[], mixed=None)
@example(spoilt=[(5, ("set inside", "items", 15))], order=list(range(BATCH)), repeated=[], mixed=None)
def test_whatever_is_sent_the_good_is_accepted_and_the_ledger_verifies(
    spoilt: list[tuple[int, tuple[str, Any, int]]], order: list[int], repeated: list[int], mixed: Any
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here = Here(Path(folder) / "data")
        try:
            judge(here, spoilt, order, repeated, mixed)
        finally:
            here.store.close()


def judge(
    here: Here, spoilt: list[tuple[int, tuple[str, Any, int]]], order: list[int], repeated: list[int], mixed: Any
) -> None:
    """One example, in a commune of its own."""
    phone, events = a_day(here)
    bad = [mutate(phone, events[place], *mutation) for place, mutation in spoilt]
    bad = [event for event in bad if event not in events]
    # What carries a number of the good ones, authentic, would make these held: such come after all the good ones.
    sent = [events[place] for place in order]
    rivals = [event for event in bad if _rivals(event)]
    others = [event for event in bad if not _rivals(event)]
    for event in others:
        sent.insert(mixed.randint(0, len(sent)) if mixed else 0, event)
    sent += rivals
    sent += [sent[place % len(sent)] for place in repeated]
    content = json.dumps(phone.request(*sent, limit=0)).encode()
    headers = {"Authorization": f"Bearer {phone.token}"}
    answer = here.client.post("/sync", content=content, headers=headers)
    assert answer.status_code == 200, answer.text
    receipts = answer.json()["receipts"]
    assert [row["hash"] for row in receipts] == [hash_of(event) for event in sent]
    good = [row for event, row in zip(sent, receipts, strict=True) if event in events]
    assert {row["status"] for row in good} == {"accepted"}
    assert {row["hash"] for row in good} == {hash_of(event) for event in events}
    again = here.client.post("/sync", content=content, headers=headers).json()["receipts"]
    fixed = ("id", "hash", "status", "code")
    assert [[row[key] for key in fixed] for row in again] == [[row[key] for key in fixed] for row in receipts]
    stored = [row for row in receipts if row["seq"] is not None]
    assert [row for row in again if row["seq"] is not None] == stored
    with here.store.read() as view:
        assert check(view).bad is None
        for row in stored:
            found = view.get(Event, row["hash"])
            assert found is not None
            assert (found.seq, found.status, found.at) == (row["seq"], row["status"], row["at"])
        kept = {row["hash"] for row in stored}
        assert all(view.get(Event, row["hash"]) is None for row in receipts if row["hash"] not in kept)


def _rivals(event: dict[str, str]) -> bool:
    """Whether it can be read as an event with a number, so that it may stand in a good one's place."""
    try:
        return isinstance(json.loads(event["body"]).get("n"), int)
    except (ValueError, AttributeError, RecursionError):
        return False
