"""Data of every release that is kept go on under the present program: nothing is dropped, changed or refused."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from server.actions.verify import check
from server.app import RECORDS
from server.documents.backup import Backup
from tests.http.walk import Walk
from tests.upgrade.releases import RELEASES, Upgraded, command

RENAMED: dict[str, dict[str, str]] = {}
"""Kind of record → field as it was → field as it is. What stands here is read under its new name, and not dropped."""


@pytest.fixture(params=RELEASES)
def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> Upgraded:
    return Upgraded(request.param, tmp_path)


@pytest.fixture
def served(upgraded: Upgraded) -> Iterator[Upgraded]:
    upgraded.open()
    yield upgraded
    upgraded.close()


def test_the_ledger_is_whole_and_the_exports_say_what_they_said(upgraded: Upgraded) -> None:
    assert json.loads(command(upgraded.data, "verify", "--json").stdout)["ok"] is True
    for what, before in upgraded.exports.items():
        after = json.loads(command(upgraded.data, "export", what).stdout_bytes)
        if what == "events":
            assert after.pop()["kind"] == "history.restored"
        same = [{name: row.get(name) for name in old} for row, old in zip(after, before, strict=True)]
        assert same == before, what


def test_every_record_is_read_and_nothing_of_it_is_dropped(upgraded: Upgraded) -> None:
    types = {type_.kind: type_ for type_ in RECORDS}
    with upgraded.backup.open("rb") as source:
        records = Backup(source).records
    assert len({line.kind for line in records}) >= 50, "a release is kept with every kind of record"
    dropped = []
    for line in records:
        before: dict[str, Any] = msgspec.json.decode(line.body)
        record = msgspec.json.decode(line.body, type=types[line.kind])
        after = msgspec.json.decode(msgspec.json.encode(record))
        names = RENAMED.get(line.kind, {})
        if {names.get(name, name): value for name, value in before.items()} != after:
            dropped.append((line.kind, line.id, before, after))
    assert dropped == []


def test_what_its_phones_had_not_sent_is_taken_in_whole(served: Upgraded) -> None:
    for phone in served.kept["phones"]:
        turn = {"protocol": 1, "rid": "r", "epoch": phone["epoch"], "cursor": phone["cursor"], "limit": 200}
        headers = {"Authorization": f"Bearer {phone['token']}"}

        def push(turn: dict[str, Any] = turn, headers: dict[str, str] = headers) -> dict[str, Any]:
            found = served.client.post("/sync", json=turn, headers=headers)
            assert found.status_code == 200, found.text
            answer: dict[str, Any] = found.json()
            return answer

        turn["events"] = phone["events"]
        answer = push()
        assert answer["reset"], "it comes from a backup, and the phone is to pull anew"
        assert [row["status"] for row in answer["receipts"]] == ["accepted"] * len(phone["events"]), answer["receipts"]
        assert push()["receipts"] == answer["receipts"]
    with served.store.read() as view:
        assert check(view).good


def test_its_office_opens(served: Upgraded) -> None:
    walk = Walk(served.door, served.cookies("supervisor"), each=1).go("/office/", "/")
    assert {url: answer.status for url, answer in walk.answers.items() if answer.status >= 400} == {}
    assert len(walk.answers) > 100
