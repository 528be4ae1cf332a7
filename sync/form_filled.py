"""The data of `form.filled` (sync.md §2): a form written for somebody; five names are promised."""

from typing import Any

from msgspec import Struct

from sync.home_request import Named, Word


class FormDeclarant(Struct, frozen=True):
    """Who declares. `birth` is as precise as known: `yyyy`, `yyyy-mm`, `yyyy-mm-dd` or ''; `hamlet` an id or ''."""

    name: Word = ""
    birth: Word = ""
    hamlet: Word = ""
    phone: Word = ""


class FormRequested(Struct, frozen=True):
    """Who asked that it be written (R13): `by` is subject or a relation, `consent` that the data may be taken down."""

    by: Word = ""
    name: Word = ""
    consent: Word = None


class FormWitness(Struct, frozen=True):
    """Who saw the thumb mark; `strokes` as in §3."""

    name: Word = ""
    box: Any = None
    strokes: Word = ""


class FormSigning(Struct, frozen=True):
    """How the print is signed: `by` is self or assisted; then `reason`, `mark` and the witness as in a proof (§3)."""

    by: Word = ""
    reason: Word = ""
    mark: Word = ""
    witness: FormWitness | Word = None


class FormFilledData(Struct, frozen=True):
    """`form.filled`. `values` are those of the form's schema; what breaks it is kept and looked at by the desk.

    `version` is the form's `valid_from`, `redo` the event that was sent back and that this one stands for.
    `guided`: somebody was led on to the desk; `place` is desk or home.
    """

    form: Named
    values: dict[str, Any]
    procedure: Word = ""
    declarant: FormDeclarant | Word = ""
    read_back: Word = None
    version: Word = ""
    requested: FormRequested | Word = None
    signing: FormSigning | Word = None
    guided: Word = None
    place: Word = ""
    redo: Word = ""
