"""What stands on every paper: who issues it on its day, the form's number and title, the ledger's head at the foot."""

from functools import cache
from typing import Any, NamedTuple

import msgspec
from starlette.requests import Request

from server.actions.organisation import agency, commune_name, unit_on
from server.actions.setup import commune
from server.documents.qr import qr_svg
from server.domain.organisation import Agency
from server.domain.print_forms import FormSet, PrintForm, initials, set_on
from server.http.ledger import head
from server.http.render import WEB, translate
from server.store.port import View


class Paper(NamedTuple):
    """The form under which a paper is made out on a day, and whose paper it is."""

    form: PrintForm
    law: str
    agency: Agency
    desk: str

    def number(self, no: str) -> str:
        """`07/PBS-TTPVHCC`; without a number yet a blank to be filled by the records clerk."""
        signs = "-".join(sign for sign in (self.form.sign, initials(self.agency.desk)) if sign)
        return f"{no or '……'}/{signs}" if signs else no


@cache
def form_sets() -> tuple[FormSet, ...]:
    """The sets of forms that this installation knows."""
    return msgspec.json.decode((WEB / "print" / "form_sets.json").read_bytes(), type=tuple[FormSet, ...])


def paper(view: View, form: str, day: str) -> Paper:
    """The form of that semantic id for a dossier received on `day`, issued by whoever the commune was on it."""
    chosen = set_on(form_sets(), day)
    who = agency(view, day)
    return Paper(chosen.forms[form], chosen.law, who, desk_words(view, day))


def desk_words(view: View, day: str) -> str:
    """The desk as a sentence has it, or the committee where there is no desk of its own."""
    here, unit = commune(view), unit_on(view, "commune", day)
    return (unit.desk if unit else "") or (here.office if here else "") or committee_words(view, day)


def committee_words(view: View, day: str) -> str:
    """The commune's people's committee as a sentence has it: 'Ủy ban nhân dân xã Hòa Mỹ'."""
    return f"Ủy ban nhân dân {commune_name(view, day)}".rstrip()


def letterhead(view: View, made: Paper) -> dict[str, Any]:
    """What the templates of papers take of it."""
    return {"form": made.form, "law": made.law, "agency": made.agency, "desk": made.desk, "head": head(view)}


def qr_of(request: Request, id_: str) -> str:
    """The QR of a dossier, an item or a round: an address with a random id and nothing else."""
    return qr_svg(f"{request.app.state.settings.url}/q/{id_}", title=translate("vi", "office.print.qr"))
