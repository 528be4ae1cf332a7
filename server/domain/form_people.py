"""The people whom a form asks about, and a known person or an identity card put into its empty inputs."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from server.domain.citizens import Party
from server.domain.form_inputs import BOXES, asked
from server.domain.forms import Field, Form, Words

_BEYOND_A_NAME = ("birth_date", "id", "id_number", "identity")
"""A name with one of these beside it is somebody's."""
LIKELY = ("requester.", "declarant.", "", "subject.", "principal.")
"""Whose block is the declarant's, the likeliest first."""


class Block(NamedTuple):
    """Somebody on a form: what the names of their inputs begin with, and the words of the name's field."""

    prefix: str
    label: Words


def people_on(form: Form) -> list[Block]:
    """Everybody whom the form asks about, in the order of the paper."""
    fields = {field.name: field for field in asked(form)}
    found = []
    for name, field in fields.items():
        prefix = name.removesuffix("name")
        own = name == "name" or name.endswith(".name")
        if field.type == "person":
            found.append(Block(f"{name}.", field.label))
        elif own and any(f"{prefix}{beyond}" in fields for beyond in _BEYOND_A_NAME):
            found.append(Block(prefix, field.label))
    return found


def declarant_block(form: Form) -> str | None:
    """Where on the form whoever declares stands; None if the form asks about nobody."""
    known = [block.prefix for block in people_on(form)]
    return next((prefix for prefix in LIKELY if prefix in known), known[0] if known else None)


def put_person(
    form: Form, typed: Mapping[str, list[str]], prefix: str, party: Party, hamlet: str, issued: str = ""
) -> dict[str, list[str]]:
    """The inputs with a person in that block; what was typed there already stays. `hamlet` is the hamlet's name."""
    filled = dict(typed)
    for name, text in _said(form, prefix, party, hamlet, issued):
        if text and not any(filled.get(name, ())):
            filled[name] = [text]
    return filled


def _said(form: Form, prefix: str, party: Party, hamlet: str, issued: str) -> Iterator[tuple[str, str]]:
    fields = {field.name: field for field in asked(form)}
    block = fields.get(prefix.removesuffix("."))
    if block is not None and block.type == "person":
        yield from _block(prefix, party, hamlet)
        return
    texts = {"name": party.name, "gender": party.sex, "id_number": party.number, "phone": party.phone}
    for part, text in texts.items():
        field = fields.get(f"{prefix}{part}")
        if field is not None:
            yield field.name, text.upper() if field.type == "caps" else text
    yield from _dated(fields.get(f"{prefix}birth_date"), party.birth)
    yield from _identity(fields.get(f"{prefix}id"), party.number, issued)
    for part in ("residence", "permanent_address"):
        yield from _address(fields.get(f"{prefix}{part}"), party.address, hamlet)


def _block(prefix: str, party: Party, hamlet: str) -> Iterator[tuple[str, str]]:
    yield f"{prefix}name", party.name
    yield f"{prefix}gender", party.sex
    yield from _boxes(f"{prefix}birth_date", party.birth)
    yield f"{prefix}id.number", party.number
    yield f"{prefix}residence.hamlet", hamlet


def _dated(field: Field | None, day: str) -> Iterator[tuple[str, str]]:
    if field is not None and field.type in BOXES:
        yield from _boxes(field.name, day)
    elif field is not None:
        yield field.name, day


def _boxes(name: str, day: str) -> Iterator[tuple[str, str]]:
    for box, piece in zip(("year", "month", "day"), day.split("-"), strict=False):
        yield f"{name}.{box}", piece


def _identity(field: Field | None, number: str, issued: str) -> Iterator[tuple[str, str]]:
    if field is None or not number:
        return
    if field.type != "identity":
        yield field.name, number
        return
    yield f"{field.name}.number", number
    if issued:
        yield f"{field.name}.kind", "identity_card" if issued >= NEW_CARD_SINCE else "citizen_card"
        yield from _boxes(f"{field.name}.date", issued)


NEW_CARD_SINCE = "2024-07-01"
"""From this day on the card is a Thẻ căn cước, before it was a Căn cước công dân (Luật Căn cước 26/2023/QH15)."""


def _address(field: Field | None, address: str, hamlet: str) -> Iterator[tuple[str, str]]:
    if field is None:
        return
    if field.type == "address":
        yield f"{field.name}.hamlet", hamlet
        yield f"{field.name}.detail", "" if hamlet else address
    else:
        yield field.name, ", ".join(filter(None, (address, hamlet)))
