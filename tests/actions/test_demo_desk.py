"""The demonstration's desk: dossiers of today in every state, sound, and none of the report's days touched."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.actions.demo import fill
from server.actions.verify import check
from server.app import open_store
from server.documents.catalogue_file import shipped
from server.domain.appointments import Appointment
from server.domain.demo_dossiers import DOSSIERS
from server.domain.demo_plan import LAST_DAY, LAUNCH
from server.domain.dossier_due import standing
from server.domain.dossier_steps import contradictions
from server.domain.dossiers import DOSSIER_STATES, Dossier
from server.domain.items import Item
from server.domain.times import VIETNAM
from server.settings import Settings


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 24, 2, 30, tzinfo=UTC),  # a holiday
        datetime(2026, 11, 27, 8, tzinfo=UTC),  # a service day
        datetime(2026, 11, 29, 20, tzinfo=UTC),  # before dawn of a Monday
    ],
)
def test_dossiers_of_today_in_every_state(tmp_path: Path, now: datetime) -> None:
    store = open_store(Settings(data=tmp_path))
    store.submit(lambda unit: fill(unit, now, "https://xa.example", shipped())).result()
    with store.read() as view:
        found = view.find(Dossier, "all", "")
        live = [one for one in found if not LAUNCH.isoformat() <= one.day <= LAST_DAY.isoformat()]
        assert len(found) - len(live) == 84
        assert len(live) == len(DOSSIERS)
        assert {one.state for one in live} == set(DOSSIER_STATES)
        assert [(one.no, what) for one in live for what in contradictions(one)] == []
        stands = Counter(standing(one, now, now.astimezone(VIETNAM).date()) for one in live)
        assert stands["overdue"] >= 2
        assert {"paused", "ahead"} <= set(stands)
        items = [item for one in live if one.item and (item := view.get(Item, one.item))]
        assert [item.custody.state for item in items] == ["at_desk", "at_desk"]
        assert check(view).good
    store.close()


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 24, 2, 30, tzinfo=UTC),  # a holiday
        datetime(2026, 11, 27, 8, tzinfo=UTC),  # a service day
        datetime(2026, 11, 29, 20, tzinfo=UTC),  # before dawn of a Monday
        datetime(2027, 2, 12, 3, tzinfo=UTC),  # after the long holiday of the new year
    ],
)
def test_appointments_of_the_last_and_the_next_service_day(tmp_path: Path, now: datetime) -> None:
    store = open_store(Settings(data=tmp_path))
    store.submit(lambda unit: fill(unit, now, "https://xa.example", shipped())).result()
    with store.read() as view:
        found = view.find(Appointment, "all", "")
        today = now.astimezone(VIETNAM).date().isoformat()
        assert Counter(one.state for one in found if one.day < today) == {"came": 1, "missed": 1, "booked": 1}
        assert Counter(one.state for one in found if one.day >= today) == {"booked": 6, "cancelled": 1}
        assert len({one.day for one in found}) == 3
    store.close()
