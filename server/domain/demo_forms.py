"""What was written for people today in the demonstration: which form, for whom, and how far the desk is with it."""

from typing import Any, Literal, NamedTuple

import msgspec

from server.domain.demo_names import Citizen
from server.domain.form_inputs import asked
from server.domain.form_people import declarant_block
from server.domain.form_typed import put_at
from server.domain.form_values import value_at
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


def planned_values(form: Form, who: Citizen, way: Way) -> dict[str, Any]:
    """What was filled in: the form's own example, about somebody else; an incomplete one lacks something."""
    values: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(form.examples.passing[0].values))
    own = declarant_block(form)
    blocks = [own] if own is not None else []
    if value_at(values, f"{own}relation") == "self":
        blocks.append("subject.")
    for prefix in blocks:
        _put(form, values, prefix, who)
    if way == "incomplete":
        removable = (key for key in reversed(values) if faults(form, {k: v for k, v in values.items() if k != key}))
        values.pop(next(removable), None)
    return values


def _put(form: Form, values: dict[str, Any], prefix: str, who: Citizen) -> None:
    said = {"name": who.name, "birth_date": who.birth, "gender": who.sex, "id_number": personal_number(who)}
    for field in asked(form):
        part = field.name.removeprefix(prefix)
        if f"{prefix}{part}" != field.name or value_at(values, field.name) is None:
            continue
        if part == "id":
            put_at(values, f"{field.name}.number", personal_number(who))
        elif part in said:
            put_at(values, field.name, said[part].upper() if field.type == "caps" else said[part])


def personal_number(who: Citizen) -> str:
    """A number that agrees with sex and year and that no register has: those with six noughts are not given out."""
    century = (int(who.birth[:4]) // 100 - 19) * 2 + (who.sex == "female")
    return f"093{century}{who.birth[2:4]}000000"
