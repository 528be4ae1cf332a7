"""The statutory forms as data: which form has which number and title under which circular, and from when (domain §2.2).

Code never keys on a form's digit: the stop notice moved the others on. Semantic ids do: receipt_appointment,
supplement_request, rejection, apology_extension, stop_notice, control_slip, tracking_book, delivery_receipt.
"""

from collections.abc import Iterable

from msgspec import Struct


class PrintForm(Struct, frozen=True):
    """One form: `number` as the circular counts it ('' for one of our own), its title, its sign in a paper's number."""

    number: str
    title: str
    sign: str


class FormSet(Struct, frozen=True):
    """The forms of one circular, in force from `valid_from` to `valid_to` (days, inclusive; '' for open)."""

    id: str
    law: str
    valid_from: str
    valid_to: str
    forms: dict[str, PrintForm]

    def in_force(self, day: str) -> bool:
        """Whether papers of a day are made out by this set; a dossier's day is that of its receipt."""
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)


def set_on(sets: Iterable[FormSet], day: str) -> FormSet:
    """The set in force on a day, `yyyy-mm-dd`; '' is before all. Raises LookupError where no set holds."""
    found = max((one for one in sets if one.in_force(day)), key=lambda one: one.valid_from, default=None)
    if found is None:
        raise LookupError(day)
    return found


def initials(desk: str) -> str:
    """How a desk is abbreviated in a paper's number: `TTPVHCC` of 'Trung tâm Phục vụ hành chính công'."""
    return "".join("&" if word.lower() == "và" else word[0] for word in desk.split()).upper()
