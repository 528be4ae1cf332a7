"""What the tests of the writing desk share: a form that a phone wrote, and the handbook published."""

from typing import Any

from server.actions.catalogue import seed
from server.actions.forms import publish_handbook
from server.documents.catalogue_file import shipped
from server.domain.entries import DeskEntry
from server.domain.filled_forms import FilledForm
from server.domain.times import local_day
from tests.communes import Here
from tests.phones import STROKES, Phone, id_of

EXTRACT = "civil_extract_copy"
VALUES: dict[str, Any] = {
    "authority": "Ủy ban nhân dân xã Thử",
    "requester": {
        "name": "Danh Thị Thử",
        "birth_date": "1948-03-15",
        "id": {"number": "093148000001"},
        "relation": "self",
    },
    "record": {"kind": "birth", "office": "UBND xã Thử"},
    "subject": {"name": "Danh Thị Thử", "birth_date": "1948"},
    "copies": {"count": 2},
    "signed_at": {"place": "xã Thử", "date": "2026-11-27"},
}
WRITTEN: dict[str, Any] = {
    "procedure": "2.000635",
    "form": EXTRACT,
    "version": "2025-07-01",
    "declarant": {"name": "Danh Thị Thử", "birth": "1948-03-15", "hamlet": "", "phone": "0900000671"},
    "values": VALUES,
    "read_back": True,
    "requested": {"by": "child", "name": "Danh Văn Con", "consent": True},
    "signing": {
        "by": "assisted",
        "reason": "cannot_write",
        "mark": "thumb_on_slip",
        "witness": {"name": "Lâm Văn Chứng", "box": [640, 320], "strokes": STROKES},
    },
    "guided": True,
    "place": "home",
}


def publish(here: Here) -> None:
    """The catalogue and the forms, as the set-up leaves them."""
    day = local_day(here.clock())
    here.do(lambda unit: seed(unit, shipped()))
    here.do(lambda unit: publish_handbook(unit, here.app.state.forms, day))


def send(here: Here, phone: Phone, **data: Any) -> tuple[str, dict[str, Any]]:
    """A phone writes a form and hands it in; (its id, its receipt)."""
    event = phone.write("form.filled", None, {**WRITTEN, **data}, shown=None)
    (receipt,) = here.turn(phone, event)["receipts"]
    return id_of(event), receipt


def form(here: Here, id_: str) -> FilledForm:
    """A filled form as it is now."""
    with here.store.read() as view:
        found = view.get(FilledForm, id_)
    assert found is not None
    return found


def entries(here: Here) -> list[DeskEntry]:
    """What the report counts."""
    with here.store.read() as view:
        return view.find(DeskEntry, "all", "")
