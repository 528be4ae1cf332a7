"""Kills a writing process with SIGKILL at random instants and looks at what is left: `killing FOLDER KILLS`.

Each act of the writer puts three records; it says the act's number on a pipe only after the store said that it
is durable. Prints counts as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from server.store.port import Unit
from server.store.tiny import TinyStore
from tests.store.contract import RECORDS, Goat, Sheep, put


def write_until_killed(folder: Path, start: int, pipe: int) -> None:
    """The writer's whole life. Acts go in pairs, so that commits of several acts are killed too."""
    store = TinyStore(folder, RECORDS)
    number = start
    while True:
        pair = [(number + step, store.submit(act(number + step))) for step in range(2)]
        for done, future in pair:
            future.result()
            os.write(pipe, f"{done}\n".encode())
        number += 2


def act(number: int) -> Callable[[Unit], list[int]]:
    """Three records that belong together."""
    sheep = [Sheep(id=f"{number}-{part}", herd=str(number), marks=("all",)) for part in "ab"]
    return put(*sheep, Goat(id="last", name=str(number)))


def kill_once(folder: Path, start: int, delay: float) -> list[int]:
    """One writer, killed `delay` seconds after its first acknowledgement; the acts that it acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        write_until_killed(folder, start, writer)
    os.close(writer)
    with os.fdopen(reader) as lines:
        acknowledged = [int(lines.readline())]
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        acknowledged += [int(line) for line in lines if line.endswith("\n")]
    os.waitpid(child, 0)
    return acknowledged


def look(folder: Path, acknowledged: list[int]) -> tuple[int, int, int, int]:
    """(acts missing, acts half there, holes in the numbers, next act's number)."""
    store = TinyStore(folder, RECORDS)
    with store.read() as view:
        missing = sum(view.count(Sheep, "herd", str(number)) != 2 for number in acknowledged)
        herds = [stored.record.herd for stored in view.scan(Sheep)]
        half = sum(herds.count(herd) != 2 for herd in set(herds[-40:]))
        newest = view.get(Goat, "last")
        last = max((int(herd) for herd in herds[-4:]), default=-1)
        half += newest is not None and newest.name != str(last)
        holes = view.mark(view.head) is None
    store.close()
    return missing, half, int(holes), last + 1


def main() -> None:
    """Kill, look, repeat."""
    folder, kills = Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(kills)
    totals = {"kills": 0, "acknowledged": 0, "missing": 0, "half": 0, "holes": 0}
    start = 0
    for _ in range(kills):
        acknowledged = kill_once(folder, start, chance.uniform(0, 0.03))
        missing, half, holes, start = look(folder, acknowledged)
        for name, count in (
            ("kills", 1),
            ("acknowledged", len(acknowledged)),
            ("missing", missing),
            ("half", half),
            ("holes", holes),
        ):
            totals[name] += count
    print(json.dumps(totals))


if __name__ == "__main__":
    main()
