"""The rescue file (sync.md §7): same hashes, same receipts, whoever carries it."""

import json
from typing import Any

import pytest
from msgspec import structs

from server.actions.verify import check
from server.domain.people import Device
from tests.communes import Here
from tests.phones import Phone, confirmation, hash_of


def file_of(phone: Phone, *events: dict[str, str], **changed: Any) -> bytes:
    content = {"app": "tan-nha", "deployment": phone.deployment, "events": list(events), **changed}
    return json.dumps(content).encode()


def open_file(here: Here, content: bytes) -> Any:
    here.log_in("clerk")
    files = {"file": ("tan-nha.json", content)}
    return here.client.post("/office/rescue", files=files, headers={"Accept": "text/html"})


def test_a_phone_whose_token_nobody_knows(here: Here) -> None:
    items = here.items(2)
    here.round(items)
    phone = here.phone()
    with here.store.read() as view:
        device = view.get(Device, phone.device)
    assert device is not None
    forgotten = structs.replace(device, token="gone", send="gone too")
    here.do(lambda unit: unit.put(forgotten))
    events = [phone.write("confirmation.recorded", item, confirmation()) for item in items]
    refused = here.client.post("/sync", json=phone.request(*events), headers={"Authorization": f"Bearer {phone.token}"})
    assert refused.status_code == 401
    answer = open_file(here, file_of(phone, *events))
    assert answer.status_code == 200
    assert "Đã đưa 2 việc vào sổ." in answer.text
    assert [here.item(item).custody.state for item in items] == ["delivered"] * 2
    assert "Trong tệp không có gì mới." in open_file(here, file_of(phone, *events)).text

    again = here.phone()
    rows = here.turn(again, *events)["receipts"]
    assert [row["hash"] for row in rows] == [hash_of(event) for event in events]
    assert [row["status"] for row in rows] == ["accepted"] * 2
    with here.store.read() as view:
        assert check(view).good


def test_forged_ones_are_kept_apart_and_hold_nobody_back(here: Here) -> None:
    items = here.items(1)
    here.round(items)
    phone = here.phone()
    event = phone.write("confirmation.recorded", items[0], confirmation())
    forged = {**event, "sig": phone.sign("another")}
    text = open_file(here, file_of(phone, forged, {"body": "x", "sig": ""}, event)).text
    assert "Đã đưa 1 việc vào sổ." in text
    assert "Việc thứ 1" in text
    assert "Việc thứ 2" in text
    assert here.item(items[0]).custody.state == "delivered"


@pytest.mark.parametrize(
    "content", [b"", b"rubbish", b"[]", b'{"app":"other","deployment":"d","events":[]}', b"\xff\xfe", b"{" * 10_000]
)
def test_files_that_are_none(here: Here, content: bytes) -> None:
    answer = open_file(here, content)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_another_communes_file(here: Here) -> None:
    phone = here.phone()
    answer = open_file(here, file_of(phone, deployment="another"))
    assert (answer.status_code, "nơi khác" in answer.text) == (422, True)
