"""Phones under load against a real server process: each keeps what has no receipt, and holds the server to its word.

Every answer is checked as it comes: receipts by hash and in order, the same for ever, nothing acknowledged asked for.
"""

import asyncio
import random
from collections import Counter
from typing import Any

import httpx2

from tests.communes import bearer
from tests.phones import Phone, confirmation, hash_of

MOST = 20
"""Events that a phone writes between two turns at most."""
PAUSE = 0.1
"""Seconds before a phone whose turn failed tries again."""


class Broken(AssertionError):
    """The server has broken its word."""


class Traveller:
    """One phone with its bag: writes, sends, remembers each receipt as it was first given."""

    def __init__(self, phone: Phone, items: list[str], chance: random.Random) -> None:
        self.phone = phone
        self.items = items
        self.chance = chance
        self.written: dict[str, dict[str, str]] = {}
        """Hash → event, in the order of writing."""
        self.receipts: dict[str, dict[str, Any]] = {}
        """Hash → receipt as first given."""
        self.documents: dict[tuple[str, str], Any] = {}
        self.rev = 0
        self.news = asyncio.Event()
        """Set by every receipt."""
        self.failed = 0
        self.causes: Counter[str] = Counter()
        self.unavailable = 0

    @property
    def waiting(self) -> list[dict[str, str]]:
        """What has no receipt."""
        return [event for hash_, event in self.written.items() if hash_ not in self.receipts]

    def write(self, count: int) -> None:
        """New facts about items of the bag, confirmations and failed visits mixed."""
        for _ in range(count):
            item = self.chance.choice(self.items)
            if self.chance.random() < 0.7:
                event = self.phone.write("confirmation.recorded", item, confirmation())
            else:
                event = self.phone.write("attempt.failed", item, {"reason": "absent", "next": None, "note": ""})
            self.written[hash_of(event)] = event

    def batch(self) -> list[dict[str, str]]:
        """What the next turn carries: of what waits, now and then out of order, with some that has its receipt."""
        events = self.waiting[: self.chance.randint(1, 40)]
        if self.chance.random() < 0.2:
            self.chance.shuffle(events)
        if self.receipts and self.chance.random() < 0.3:
            events += [self.written[hash_] for hash_ in self.chance.choices(list(self.receipts), k=3)]
        return events[:100]

    async def turn(self, client: httpx2.AsyncClient, events: list[dict[str, str]], limit: int = 200) -> bool:
        """One turn; False if nothing is known of it. Raises Broken."""
        content = self.phone.request(*events, limit=limit)
        try:
            answer = await client.post("/sync", json=content, headers=bearer(self.phone))
        except httpx2.TransportError as error:
            self.failed += 1
            self.causes[type(error).__name__] += 1
            return False
        if answer.status_code == 503:
            self.unavailable += 1
            return False
        if answer.status_code != 200:
            raise Broken(f"{answer.status_code} {answer.text[:300]}")
        self.take_in(events, answer.json())
        return True

    def take_in(self, events: list[dict[str, str]], answer: dict[str, Any]) -> None:
        """Hold the answer to everything that was ever acknowledged, and remember it."""
        if [row["hash"] for row in answer["receipts"]] != [hash_of(event) for event in events]:
            raise Broken("receipts are not those of the events, in order")
        for receipt in answer["receipts"]:
            if receipt["status"] != "accepted":
                raise Broken(f"a good event is {receipt}")
            if self.receipts.setdefault(receipt["hash"], receipt) != receipt:
                raise Broken(f"another receipt: {receipt}, first {self.receipts[receipt['hash']]}")
            self.news.set()
        acknowledged = list(self.written)
        for first, last in answer["need"]:
            for hash_ in acknowledged[first - 1 : last]:
                if hash_ in self.receipts:
                    raise Broken(f"acknowledged, and needed again: {self.receipts[hash_]}")
        if answer["reset"]:
            raise Broken("a reset, and nobody restored anything")
        for change in answer["changes"]:
            if change["rev"] <= self.rev:
                raise Broken(f"{change['rev']} after {self.rev}")
            self.rev = change["rev"]
            self.documents[change["type"], change["id"]] = None if change.get("gone") else change["doc"]
        self.phone.epoch, self.phone.cursor = answer["epoch"], answer["cursor"]

    async def work(self, client: httpx2.AsyncClient, stop: asyncio.Event) -> None:
        """Write and send until told to stop."""
        while not stop.is_set():
            if len(self.waiting) < MOST:
                self.write(self.chance.randint(1, MOST))
            if not await self.turn(client, self.batch(), self.chance.choice([0, 5, 200])):
                await asyncio.sleep(PAUSE)

    async def drain(self, client: httpx2.AsyncClient, tries: int = 200) -> None:
        """Send until nothing waits, then pull until nothing is new. Raises Broken when it never ends."""
        for _ in range(tries):
            if not self.waiting:
                break
            if not await self.turn(client, self.waiting[:100]):
                await asyncio.sleep(PAUSE)
        else:
            raise Broken(f"{len(self.waiting)} events are stuck")
        before: str | None = "not pulled yet"
        for _ in range(tries):
            if before == self.phone.cursor:
                return
            last = self.phone.cursor
            if await self.turn(client, []):
                before = last
            else:
                await asyncio.sleep(PAUSE)
        raise Broken(f"pulling does not end: {self.causes}")

    def seen(self) -> dict[tuple[str, str], Any]:
        """The documents that this phone still has."""
        return {place: doc for place, doc in self.documents.items() if doc is not None}

    def forget(self) -> None:
        """As a phone that pulls from the beginning."""
        self.documents, self.rev, self.phone.cursor = {}, 0, None
