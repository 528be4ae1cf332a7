"""What was written for people today in the demonstration: which form, for whom, and how far the desk is with it."""

from typing import Any, Literal, NamedTuple

import msgspec

from server.domain.form_people import declarant_block
from server.domain.form_typed import put_at
from server.domain.forms import Form, faults

Way = Literal["waiting", "incomplete", "checked", "sent_back", "dossier"]


class PlannedForm(NamedTuple):
    """One form: `by` is the union whose cadre wrote it on a phone, or the desk; `assisted` with thumb and witness."""

    code: str
    by: str
    hamlet: str
    minutes_ago: int
    way: Way
    assisted: bool = False


WRITTEN_TODAY = (
    PlannedForm("civil_extract_copy", "Hội Phụ nữ", "Ấp Mỹ Phú", 95, "dossier"),
    PlannedForm("social_allowance_2026", "Hội Phụ nữ", "Ấp 2", 80, "waiting", assisted=True),
    PlannedForm("marital_status", "Hội Phụ nữ", "Ấp 1", 66, "sent_back"),
    PlannedForm("result_authorization", "Hội Phụ nữ", "Ấp Thử Đông", 51, "checked"),
    PlannedForm("death_registration", "Hội Phụ nữ", "Ấp Ví Dụ", 37, "incomplete"),
    PlannedForm("birth_registration", "desk", "Ấp 1", 24, "waiting"),
    PlannedForm("bhxh_tk1", "desk", "Ấp Mỹ Thành", 12, "checked"),
)


def planned_values(form: Form, name: str, way: Way) -> dict[str, Any]:
    """What was filled in: the form's own example, under another name; an incomplete one lacks something."""
    example = form.examples.passing[0].values
    values: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(example))
    prefix = declarant_block(form)
    if prefix is not None:
        capitals = any(field.name == f"{prefix}name" and field.type == "caps" for field in form.fields)
        put_at(values, f"{prefix}name", name.upper() if capitals else name)
    if way == "incomplete":
        removable = (key for key in reversed(values) if faults(form, {k: v for k, v in values.items() if k != key}))
        values.pop(next(removable), None)
    return values
