"""What the commune says of itself, changed by its administrator, with the history of it."""

from typing import NamedTuple

from msgspec import structs

from server.actions.consent import publish_consent
from server.actions.desk import Act
from server.actions.history import record_change
from server.actions.setup import commune
from server.domain.commune import Commune
from server.domain.names import tidy
from server.domain.problems import Refusal
from server.store.port import Unit

MAX_TEXT, MAX_NUMBER = 150, 30


class Told(NamedTuple):
    """What is typed on the page of settings; what each means is said at `Commune`."""

    name: str
    province: str = ""
    office: str = ""
    phone: str = ""
    zalo: str = ""
    photos: bool = False
    places: bool = False


def change_commune(unit: Unit, act: Act, told: Told) -> Commune:
    """The commune as told, from now on. Nothing is written when nothing differs. Refuses invalid."""
    before = commune(unit)
    if before is None:
        raise Refusal("not_found")
    name = tidy(told.name)
    if not 1 <= len(name) <= MAX_TEXT:
        raise Refusal("invalid", "name", "Hãy ghi tên xã.")
    changed = structs.replace(
        before,
        name=name,
        province=tidy(told.province)[:MAX_TEXT],
        office=tidy(told.office)[:MAX_TEXT],
        phone=_number(told.phone, "phone"),
        zalo=_number(told.zalo, "zalo"),
        photos=told.photos,
        places=told.places,
    )
    if changed != before:
        unit.put(changed)
        publish_consent(unit, changed)
        record_change(unit, act, changed, "commune.changed", before=before)
    return changed


def _number(text: str, field: str) -> str:
    """A telephone number as it is dialled and read: digits, blanks, dots and a plus. Refuses anything else."""
    number = " ".join(text.split())
    if len(number) > MAX_NUMBER or any(not (one.isascii() and (one.isdigit() or one in "+ .-()")) for one in number):
        raise Refusal("invalid", field, "Số điện thoại chỉ gồm chữ số, dấu chấm, khoảng trắng hoặc dấu +.")
    return number
