"""What the lane and the road to the door save, as estimates."""

from server.domain.citizens import Party
from server.domain.dossiers import Dossier, Result
from server.domain.savings import days_saved, minutes_taken, savings, trips_saved


def dossier(settled: str = "2026-11-27T04:00:00.000Z", legal_days: int = 3, visits: int = 1) -> Dossier:
    return Dossier(
        id="d",
        no="TN-261127-001",
        procedure_name="x",
        applicant=Party("Danh Thị Thử"),
        received_at="2026-11-27T01:30:00.000Z",
        legal_days=legal_days,
        visits=visits,
        result=Result("x", at=settled) if settled else None,
    )


def test_what_is_saved() -> None:
    assert (minutes_taken(dossier()), days_saved(dossier()), trips_saved(dossier())) == (150, 3, 1)
    assert (days_saved(dossier(legal_days=0)), trips_saved(dossier(legal_days=0))) == (0, 0)
    assert trips_saved(dossier(visits=2)) == 0
    late = dossier("2026-11-28T04:00:00.000Z")
    assert (days_saved(late), trips_saved(late)) == (0, 0)
    assert minutes_taken(dossier("")) is None


def test_summed() -> None:
    found = savings([dossier(), dossier(""), dossier("2026-11-27T02:00:00.000Z", legal_days=0)])
    assert (found.dossiers, found.days, found.trips, found.minutes) == (3, 3, 1, 150)
    assert savings([]) == (0, 0, 0, None)
