"""The demonstration's rosters: 2020 as it was written, the live one with a shift on the volunteer's phone, a draft."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.actions.demo import fill
from server.actions.feeds import person_audience
from server.actions.roster import shifts_of
from server.app import open_store
from server.documents.catalogue_file import shipped
from server.domain.entries import DeskEntry
from server.domain.events import Feed
from server.domain.people import Person
from server.domain.roster_records import Roster
from server.domain.times import local_day
from server.settings import Settings

ME = "Huỳnh Thị Ngọc Bích Tuyền Mẫu"
"""The volunteer who has an invitation and a bag."""


@pytest.mark.parametrize(
    ("now", "next_day", "months"),
    [
        (datetime(2026, 11, 24, 2, 30, tzinfo=UTC), "2026-11-27", ["2026-10", "2026-11", "2026-12"]),
        (datetime(2026, 11, 27, 1, tzinfo=UTC), "2026-11-27", ["2026-10", "2026-11", "2026-12"]),
        (datetime(2026, 11, 29, 20, tzinfo=UTC), "2026-12-04", ["2026-10", "2026-11", "2026-12", "2027-01"]),
    ],
)
def test_rosters(tmp_path: Path, now: datetime, next_day: str, months: list[str]) -> None:
    store = open_store(Settings(data=tmp_path))
    store.submit(lambda unit: fill(unit, now, "https://xa.example", shipped())).result()
    with store.read() as view:
        wrote = {(entry.day, entry.scribe, entry.union) for entry in view.find(DeskEntry, "all", "")}
        past = {
            (one.day, one.person, one.union)
            for month in ("2020-09", "2020-10")
            for one in shifts_of(view, month)
            if one.state == "done"
        }
        assert past == {row for row in wrote if "2020-08-31" < row[0] < "2020-10-14"}
        rosters = {one.id: one for one in view.find(Roster, "all", "")}
        assert [rosters[month].number for month in ("2020-09", "2020-10")] == ["996/TB-UBND", "1039/TB-UBND"]
        assert sorted(rosters)[2:] == months
        assert [rosters[month].state for month in months] == ["published"] * (len(months) - 1) + ["draft"]
        assert all(one.person and one.reserve for month in months[1:] for one in shifts_of(view, month))
        assert sum(len(one.missed) for one in shifts_of(view, months[0])) == 1
        (me,) = (one for one in view.find(Person, "union", "womens-union") if one.name == ME)
        mine = person_audience(me.id)
        docs = [row.doc for row in view.find(Feed, "audience", mine) if row.type == "shift" and row.doc]
        assert any(doc["day"] == next_day and doc["role"] == "duty" and doc["mine"] for doc in docs)
        assert any(not doc["mine"] and doc["ask"]["to"]["name"] == ME for doc in docs)
        assert all(doc["day"] >= local_day(now) for doc in docs)
    store.close()
