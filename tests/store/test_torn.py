"""The last write torn by a power cut: what is left is a whole number of commits, and work goes on from there."""

import random
import shutil
from pathlib import Path

import pytest

from server.store.tiny import TinyStore
from tests.store.contract import RECORDS, Goat, Sheep, put

COMMITS = 12
TEARS = 60
SEED = 20261124


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a kill leaves it: every commit lies in the write-ahead log. Commit n holds two sheep and a goat."""
    folder, copy = tmp_path_factory.mktemp("running"), tmp_path_factory.mktemp("killed") / "data"
    store = TinyStore(folder, RECORDS)
    for number in range(COMMITS):
        sheep = [Sheep(id=f"{number}-{part}", herd=str(number), marks=("x" * 700,)) for part in "ab"]
        store.submit(put(*sheep, Goat(id="last", name=str(number)))).result()
    shutil.copytree(folder, copy)
    store.close()
    return copy


def whole_commits(folder: Path) -> int:
    """How many commits there are; fails if one of them is half there, or if work cannot go on."""
    store = TinyStore(folder, RECORDS)
    try:
        with store.read() as view:
            found = [stored.record for stored in view.scan(Sheep)]
            last = view.get(Goat, "last")
            count = len(found) // 2
            assert [sheep.id for sheep in found] == [f"{number}-{part}" for number in range(count) for part in "ab"]
            assert (last.name if last else "-1") == str(count - 1)
            assert view.head == 3 * count
            assert count == 0 or view.mark(view.head) is not None
        assert store.submit(put(Goat(id="next"))).result() == [3 * count + 1]
    finally:
        store.close()
    return count


def test_untouched_it_is_all_there(killed: Path, tmp_path: Path) -> None:
    shutil.copytree(killed, tmp_path / "data")
    assert whole_commits(tmp_path / "data") == COMMITS


@pytest.mark.parametrize("how", ["cut short", "rubbish at the end", "zeros at the end", "one page not written"])
def test_torn_at_any_place(how: str, killed: Path, tmp_path: Path) -> None:
    chance = random.Random(f"{SEED} {how}")
    log = (killed / "tannha.sqlite-wal").read_bytes()
    left: list[int] = []
    for tear in range(TEARS // 4):
        folder = tmp_path / str(tear)
        shutil.copytree(killed, folder)
        place = chance.randrange(len(log) // 3, len(log))
        rest = len(log) - place
        torn = {
            "cut short": log[:place],
            "rubbish at the end": log[:place] + chance.randbytes(rest),
            "zeros at the end": log[:place] + bytes(rest),
            "one page not written": log[:place] + bytes(min(4096, rest)) + log[place + 4096 :],
        }[how]
        (folder / "tannha.sqlite-wal").write_bytes(torn)
        (folder / "tannha.sqlite-shm").unlink(missing_ok=True)
        left.append(whole_commits(folder))
    assert all(count < COMMITS for count in left)
    assert max(left) > 0, "the tears leave the commits before them"
