"""SIGKILL of the real server at random instants under load: what was acknowledged is there, once and unaltered.

`TANNHA_TEST_KILLS` says how often (10); `make soak-kill` kills 200 times.
"""

import asyncio
import os
import random
from pathlib import Path

import httpx2
import pytest

from tests.browser.running import Running
from tests.communes import Here
from tests.sync.served import ledger, lost_or_altered, served, traveller
from tests.sync.travelling import Traveller

KILLS = int(os.environ.get("TANNHA_TEST_KILLS", "10"))
SEED = int(os.environ.get("TANNHA_TEST_SEED", "20261124"))
SIEGE = 40
"""Kills that one commune sees; then the next one begins, so that no ledger grows beyond a day's work."""
PHONES = 6
BAG = 30
UNDER_LOAD = 0.4
"""Seconds after the start within which a kill falls."""
WHILE_STARTING = 0.15
"""The share of starts that are killed before the server answers."""


@pytest.mark.parametrize("siege", range(-(-KILLS // SIEGE)))
def test_killed_at_random_instants_nothing_acknowledged_is_missing_or_twice_or_altered(
    siege: int, tmp_path: Path, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TANNHA_DEVICE_DAILY", str(10**9))
    wanted = min(SIEGE, KILLS - siege * SIEGE)
    seed = SEED + siege
    chance = random.Random(seed)
    travellers = [traveller(here, BAG, random.Random(chance.random())) for _ in range(PHONES)]
    with served(tmp_path / "served", here) as server:
        early = asyncio.run(besiege(server, travellers, chance, wanted))
        asyncio.run(compare_with_a_fresh_pull(server, travellers))
        found = server.verified()
        stored = ledger(server.folder)
    acknowledged = sum(len(one.receipts) for one in travellers)
    cut = sum(one.failed for one in travellers)
    print(f"seed {seed}: {wanted} kills at work, {early} while starting; {acknowledged} acknowledged, {cut} cut off")
    assert cut >= wanted, "the kills did not hit a server at work"
    assert acknowledged > 10 * wanted
    assert lost_or_altered(travellers, stored) == []
    assert found["ok"] is True, found


async def besiege(server: Running, travellers: list[Traveller], chance: random.Random, kills: int) -> int:
    """All phones at work while the server is killed `kills` times and started again; then everything is sent.

    Gives how many starts were killed besides.
    """
    stop = asyncio.Event()
    early = 0
    async with httpx2.AsyncClient(base_url=server.url, timeout=30) as client:
        async with asyncio.TaskGroup() as group:
            for one in travellers:
                group.create_task(one.work(client, stop))
            for _ in range(kills):
                travellers[0].news.clear()
                await asyncio.wait_for(travellers[0].news.wait(), 30)
                await asyncio.sleep(chance.uniform(0, UNDER_LOAD))
                await asyncio.to_thread(server.kill)
                if chance.random() < WHILE_STARTING:
                    early += await killed_while_starting(server, chance)
                await asyncio.to_thread(server.start)
            stop.set()
        async with asyncio.TaskGroup() as group:
            for one in travellers:
                group.create_task(one.drain(client))
    return early


async def killed_while_starting(server: Running, chance: random.Random) -> bool:
    """Start it and kill it before, or just as, it answers; whether that came before."""
    starting = asyncio.create_task(asyncio.to_thread(server.start))
    await asyncio.sleep(chance.uniform(0.3, 1.2))
    early = not starting.done()
    await asyncio.to_thread(server.kill)
    await asyncio.gather(starting, return_exceptions=True)
    return early and isinstance(starting.exception(), AssertionError)


async def compare_with_a_fresh_pull(server: Running, travellers: list[Traveller]) -> None:
    """What a phone has from all its interrupted pulls is what one pull from the beginning gives."""
    async with httpx2.AsyncClient(base_url=server.url, timeout=30) as client:
        for one in travellers:
            pulled = one.seen()
            assert pulled
            one.forget()
            await one.drain(client)
            assert one.seen() == pulled
