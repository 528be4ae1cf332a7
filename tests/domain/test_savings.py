"""What the lane and the road to the door save, as estimates."""

from msgspec import structs

from server.domain.calendar import NATIONAL
from server.domain.citizens import Party
from server.domain.dossiers import Apology, Dossier, Result
from server.domain.savings import days_saved, minutes_ahead, minutes_taken, savings, trips_saved


def dossier(settled: str = "2026-11-27T04:00:00.000Z", legal_days: int = 3, visits: int = 1) -> Dossier:
    """Received on a Friday at half past eight, settled at eleven if not said otherwise."""
    return Dossier(
        id="d",
        no="TN-261127-001",
        procedure_name="x",
        applicant=Party("Danh Thị Thử"),
        received_at="2026-11-27T01:30:00.000Z",
        legal_days=legal_days,
        due_at="2026-12-02T10:00:00.000Z" if legal_days else "2026-11-27T10:00:00.000Z",
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


def test_office_hours_ahead_of_the_legal_date() -> None:
    assert minutes_ahead(dossier(legal_days=0), NATIONAL) == 30 + 210
    assert minutes_ahead(dossier(), NATIONAL) == 30 + 210 + 3 * 480
    assert minutes_ahead(dossier(""), NATIONAL) == 0
    assert minutes_ahead(dossier("2026-12-05T04:00:00.000Z"), NATIONAL) == 0


def test_a_date_that_was_moved_saves_nothing() -> None:
    moved = Apology("01", "", "", "", old_due="2026-11-27T10:00:00.000Z", new_due="2026-12-02T10:00:00.000Z")
    assert minutes_ahead(structs.replace(dossier(), apology=moved), NATIONAL) == 240


def test_summed() -> None:
    found = savings([dossier(), dossier(""), dossier("2026-11-27T02:00:00.000Z", legal_days=0)], NATIONAL)
    assert (found.dossiers, found.days, found.trips, found.minutes) == (3, 3, 1, 150)
    assert found.ahead == 1680 + 150 + 210
    assert savings([], NATIONAL) == (0, 0, 0, 0, None)
