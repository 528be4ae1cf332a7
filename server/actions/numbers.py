"""The number that a paper gets in the very act that makes it, so that none is given twice and none is lost."""

from server.domain.numbers import NumberSequence, in_two_figures, sequence_id
from server.store.port import Unit


def next_number(unit: Unit, form_id: str, year: int) -> str:
    """The next number of a form in a year, `01`, `02`… `112`; the form's sign (`/PBS`) is added by its print.

    `form_id` is the form's semantic id (domain §2.2): supplement_request, rejection, apology_extension, stop_notice.
    An act that fails undoes its number with everything else: the next one takes it, and no hole is left.
    """
    id_ = sequence_id(form_id, year)
    known = unit.get(NumberSequence, id_)
    number = known.last + 1 if known else 1
    unit.put(NumberSequence(id=id_, last=number))
    return in_two_figures(number)


def give_back(unit: Unit, form_id: str, year: int, number: str) -> None:
    """A paper was taken back before anybody printed it: the next one takes its number, if none was given since."""
    known = unit.get(NumberSequence, sequence_id(form_id, year))
    if known is not None and in_two_figures(known.last) == number:
        unit.put(NumberSequence(id=known.id, last=known.last - 1))
