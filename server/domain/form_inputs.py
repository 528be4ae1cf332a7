"""The inputs of a form: which fields are filled in, and of which parts and boxes their types are made."""

from server.domain.forms import SILENT, Field, Form

PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "identity": (("number", "id_number"), ("kind", "choice"), ("date", "date"), ("issuer", "text")),
    "address": (
        *((name, "text") for name in ("detail", "hamlet", "commune", "district", "province")),
        ("kind", "choice"),
    ),
    "benefit": (("receiving", "yes_no"), ("amount", "money"), ("since", "month")),
    "place_date": (("place", "text"), ("date", "date")),
    "person": (
        ("name", "text"),
        ("birth_date", "partial_date"),
        ("gender", "choice"),
        ("ethnicity", "text"),
        ("nationality", "text"),
        ("id", "identity"),
        ("residence", "address"),
    ),
}
"""The parts of those types that are objects, the names as in the schemas."""
BOXES: dict[str, tuple[str, ...]] = {
    "date": ("day", "month", "year"),
    "partial_date": ("day", "month", "year"),
    "datetime": ("day", "month", "year", "hour", "minute"),
    "month": ("month", "year"),
}
"""The boxes of a date, each an input of its own."""


def asked(form: Form) -> list[Field]:
    """The fields that are filled in."""
    return [field for field in form.fields if field.type not in SILENT]
