"""What the tests of the dossiers' screens share: a small catalogue, a filled form, dossiers in any number."""

from datetime import UTC, datetime, timedelta
from typing import Any

from server.actions.desk import new_id
from server.actions.dossiers import receive
from server.domain.citizens import Party
from server.domain.dossiers import Dossier
from server.domain.intake import Intake
from server.domain.procedures import Component, Procedure
from server.domain.times import stamp
from tests.communes import Here

MORNING = datetime(2026, 11, 26, 2, tzinfo=UTC)
"""Thursday, nine o'clock in Vietnam."""
LISTED, LONG, BIRTH, WEDDING = "2.000635", "1.001776", "1.001193", "1.000894"


def fill_catalogue(here: Here) -> None:
    """Four procedures: one of the lane, a long one, one of class D1, one of class D2. The clock stands on Thursday."""
    here.clock = lambda: MORNING
    form, proof = Component("Tờ khai"), Component("Giấy tờ tùy thân", "shown", required=False)
    common: dict[str, Any] = {"field": "Hộ tịch", "components": (form, proof)}
    for one in (
        Procedure(id=f"{LISTED}@", code=LISTED, name="Bản sao trích lục hộ tịch", same_day="yes", **common),
        Procedure(id=f"{BIRTH}@", code=BIRTH, name="Đăng ký khai sinh", same_day="yes", delivery_class="D1", **common),
        Procedure(id=f"{WEDDING}@", code=WEDDING, name="Đăng ký kết hôn", delivery_class="D2", **common),
        Procedure(
            id=f"{LONG}@",
            code=LONG,
            name="Trợ cấp xã hội hằng tháng",
            legal_days=7,
            authorisation=True,
            **{**common, "field": "Bảo trợ xã hội"},
        ),
    ):
        here.do(lambda unit, one=one: unit.put(one))  # type: ignore[misc]


def filled(**changed: str) -> dict[str, str]:
    """A form that is taken in as it is."""
    usual = {
        "event_id": new_id(),
        "procedure": LONG,
        "components_of": LONG,
        "there_0": "1",
        "applicant_name": "Danh Thị Thử",
        "applicant_birth": "1941",
        "sets": "1",
        "channel_out": "desk",
    }
    return {**usual, **changed}


def received(here: Here, name: str = "Danh Thị Thử", code: str = LONG, **changed: Any) -> Dossier:
    """A dossier taken in by the clerk."""
    intake = Intake(procedure=code, applicant=Party(name, birth="1941"), **changed)
    return here.do(lambda unit: receive(unit, here.act("clerk"), intake))


def later(here: Here, **time: float) -> None:
    """The clock moves on from Thursday morning."""
    moment = MORNING + timedelta(**time)
    here.clock = lambda: moment


def many(here: Here, count: int) -> None:
    """So many dossiers put at once, in all states, due around now."""
    states = ("received", "processing", "supplement", "done", "returned", "rejected", "stopped")

    def put(unit: Any) -> None:
        for place in range(count):
            received_at = MORNING - timedelta(hours=place % 400)
            unit.put(
                Dossier(
                    id=f"d{place}",
                    no=f"TN-{place:06}",
                    procedure_code=LONG,
                    procedure_name="Trợ cấp xã hội hằng tháng",
                    field="Bảo trợ xã hội",
                    applicant=Party(f"Danh Thị Thử {place}", birth="1941", phone=f"0300{place:06}"),
                    received_at=stamp(received_at),
                    due_at=stamp(received_at + timedelta(days=5)),
                    state=states[place % len(states)],  # type: ignore[arg-type]
                )
            )

    here.do(put)
