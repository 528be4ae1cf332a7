"""One row of a dossier list → what it tells of a dossier, or the reason why nothing can be taken from it."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from server.domain.citizens import Party
from server.domain.dates import read_moment
from server.domain.dossier_columns import DOSSIER_COLUMNS
from server.domain.listed_dossiers import (
    CODE,
    ListedDossier,
    day_in_code,
    read_channel_in,
    read_channel_out,
    read_state,
)
from server.domain.names import folded
from server.domain.procedure_names import Named
from server.domain.row_reader import Known, RowReader, RowRefused

PERSONAL_DIGITS = 12
T = TypeVar("T")


class DossierRow(RowReader):
    """A row of a list of dossiers."""

    ALIASES = DOSSIER_COLUMNS
    NEEDED = (("code",), ("procedure", "procedure_code"), ("name", "given_name", "submitter"))
    FACTS = ("name", "given_name", "code", "procedure", "state", "received", "due", "personal_id")

    @property
    def key_field(self) -> str:
        """The province's code."""
        return "code"

    def has_key(self) -> bool:
        """Whether there is a code of the known form."""
        return bool(CODE.fullmatch(self.code()))

    def code(self) -> str:
        """The code without blanks, in capitals."""
        return self.text("code").replace(" ", "").upper()

    def told(self, known: Known) -> ListedDossier:
        """What the row tells. Raises RowRefused."""
        code, procedure = self.external_code(), self.procedure(known)
        applicant, submitter = self.people(known)
        return ListedDossier(
            external_code=code,
            procedure_code=procedure.code,
            procedure_name=procedure.name,
            field=self.text("field"),
            applicant=applicant,
            submitter=submitter,
            state=self.understood("state", read_state),
            channel_in=self.understood("channel_in", read_channel_in),
            channel_out=self.understood("channel_out", read_channel_out),
            received=self.received(code),
            due=self.moment("due"),
            finished=self.moment("finished"),
            returned=self.moment("returned"),
        )

    def external_code(self) -> str:
        """The code; one of an unknown form is kept with a warning."""
        code = self.code()
        if not any(map(str.isalnum, code)):
            raise RowRefused(self.problem("code", "no_code"))
        if not CODE.fullmatch(code):
            self.warn("code", "odd_code", code)
        return code

    def procedure(self, known: Known) -> Named:
        """The procedure by its code or name."""
        named = known.procedures.read(self.text("procedure"), self.text("procedure_code"))
        if not named.name:
            raise RowRefused(self.problem(self.procedure_field, "no_procedure"))
        if known.procedures.known(named.code) is None:
            self.warn(self.procedure_field, "unknown_procedure", named.code or named.name)
        return named

    @property
    def procedure_field(self) -> str:
        """The column that names the procedure."""
        return "procedure" if self.header.has("procedure") else "procedure_code"

    def people(self, known: Known) -> tuple[Party, Party | None]:
        """(whose dossier it is, who handed it in if that is somebody else)."""
        submitter = self.text("submitter")
        named = self.text("name") or self.text("given_name")
        name = self.name() if named or not submitter else submitter
        sex = self.sex()
        hamlet, address = self.hamlet(known.hamlets)
        applicant = Party(
            name=name,
            birth=self.birth("birth"),
            sex=sex,
            number=self.digits("personal_id", (9, PERSONAL_DIGITS)),
            address=address,
            hamlet=hamlet,
            phone=self.phone(),
        )
        other = submitter and folded(submitter) != folded(name)
        return applicant, Party(name=submitter) if other else None

    def understood(self, field: str, read: Callable[[str], T | None]) -> T | None:
        """What a word of the list means, None with a warning if it is not understood."""
        text = self.text(field)
        found = read(text) if text else None
        if text and found is None:
            self.warn(field, f"odd_{field}", text)
        return found

    def received(self, code: str) -> str:
        """When it was handed in; a list that does not say it has the day in the code."""
        field = "received" if self.text("received") else "submitted"
        found = self.moment(field)
        if found:
            return found
        try:
            day = date.fromisoformat(day_in_code(code)).isoformat()
        except ValueError:
            raise RowRefused(self.problem("received", "no_received", self.text(field))) from None
        self.warn(field, "received_from_code", self.text(field), day)
        return day

    def moment(self, field: str) -> str:
        """A day with its time, '' with a warning for what is none."""
        text, found = self.text(field), read_moment(self.cell(field))
        if text and found is None and field not in ("received", "submitted"):
            self.warn(field, "bad_moment", text)
        return found or ""
