"""Everybody comes back into the network at once: each phone pushes a full day's events within one second.

`TANNHA_TEST_PHONES` says how many (100); `make soak-kill` has 1,000.
"""

import asyncio
import os
import random
from collections import Counter
from pathlib import Path

import httpx2

from server.actions import devices, people, rounds
from server.actions.desk import new_id
from server.domain.items import Item, What
from server.domain.people import PublicKey
from server.store.port import Unit
from sync.messages import Enrol, PublicKeyMessage
from tests.browser.running import Running
from tests.communes import Here
from tests.phones import Phone, confirmation, hash_of
from tests.sync.served import ledger, lost_or_altered, memory_mb, served
from tests.sync.travelling import Traveller

PHONES = int(os.environ.get("TANNHA_TEST_PHONES", "100"))
EVENTS = 20
WITHIN = 1.0
"""Seconds within which all of them begin."""
MOST_MB = 400
TRIES = 50


def enrolled(here: Here) -> list[Traveller]:
    """A person, a phone and a bag of 20 for each, put into the store without HTTP."""
    found: list[Traveller] = []

    def enrol(unit: Unit, place: int) -> None:
        person = people.add_person(unit, here.act(), name=f"Người Giao {place}", role="hamlet_head")
        phone = Phone()
        code, _ = people.invite(unit, here.act(), person.id)
        key = PublicKey(phone.jwk["x"], phone.jwk["y"])
        asked = Enrol(code, PublicKeyMessage(**phone.jwk), "")
        done = devices.enrol(unit, asked, key, here.clock())
        phone.device, phone.token, phone.send = done.device.id, done.token, done.send
        phone.deployment, phone.epoch = unit.history.deployment, unit.history.epoch
        items = [new_id() for _ in range(EVENTS)]
        for id_ in items:
            unit.put(Item(id=id_, name="Danh Thị Thử", birth="1941", what=What("health_card", "Thẻ BHYT")))
        rounds.pack(unit, here.act("clerk"), person.id, "2026-11-27", items)
        found.append(Traveller(phone, items, random.Random(place)))

    for place in range(PHONES):
        here.do(lambda unit, place=place: enrol(unit, place))  # type: ignore[misc]
    return found


def a_day(one: Traveller) -> None:
    """A confirmation for each item of the bag, signed; none of it is sent yet."""
    for item in one.items:
        event = one.phone.write("confirmation.recorded", item, confirmation())
        one.written[hash_of(event)] = event


async def all_at_once(server: Running, travellers: list[Traveller]) -> tuple[float, float]:
    """Each begins within one second and sends until it has every receipt; seconds it took, and the server's most MB."""
    loop = asyncio.get_running_loop()
    done = asyncio.Event()

    async def come_back(one: Traveller, client: httpx2.AsyncClient) -> None:
        await asyncio.sleep(one.chance.uniform(0, WITHIN))
        async with client:
            await one.drain(client, TRIES)

    async def watch() -> float:
        most = 0.0
        while not done.is_set():
            most = max(most, memory_mb(server))
            await asyncio.wait([asyncio.create_task(done.wait())], timeout=0.2)
        return most

    # A client each, as each phone has its own connections; none of them speaks TLS here.
    clients = [httpx2.AsyncClient(base_url=server.url, timeout=120, verify=False) for _ in travellers]
    began = loop.time()
    watching = asyncio.create_task(watch())
    async with asyncio.TaskGroup() as group:
        for one, client in zip(travellers, clients, strict=True):
            group.create_task(come_back(one, client))
    took = loop.time() - began
    done.set()
    return took, await watching


def test_everybody_comes_back_within_a_second(tmp_path: Path, here: Here) -> None:
    travellers = enrolled(here)
    for one in travellers:
        a_day(one)
    with served(tmp_path / "served", here) as server:
        took, most = asyncio.run(all_at_once(server, travellers))
        found = server.verified()
        stored = ledger(server.folder)
    unavailable = sum(one.unavailable for one in travellers)
    cut = sum((one.causes for one in travellers), Counter())
    print(
        f"{PHONES} phones, {PHONES * EVENTS} events in {took:.1f} s, {unavailable} times 503, cut {dict(cut)}, "
        f"at most {most:.0f} MB"
    )
    assert sum(len(one.receipts) for one in travellers) == PHONES * EVENTS
    assert lost_or_altered(travellers, stored) == []
    assert found["ok"] is True, found
    assert 0 < most < MOST_MB
    for one in travellers:
        items = {id_: doc for (type_, id_), doc in one.seen().items() if type_ == "item"}
        assert {doc["state"] for doc in items.values()} == {"delivered"}
        assert sorted(items) == sorted(one.items)
