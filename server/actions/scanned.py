"""What a scanned code names: a result by its slip, a round by its sheet, a dossier by its papers or its codes."""

from server.domain.dossiers import Dossier
from server.domain.intake import read_code
from server.domain.items import Item
from server.domain.rounds import Round
from server.domain.scanned import codes
from server.store.port import View


def scanned(view: View, text: str) -> Item | Round | Dossier | None:
    """The one thing that a scanned or typed code names; None where it names nothing of ours."""
    for id_ in codes(text):
        item = view.get(Item, id_)
        if item is not None and item.custody.state != "withdrawn":
            return item
        found = view.get(Round, id_) or view.get(Dossier, id_)
        if found is not None and not (isinstance(found, Dossier) and found.withdrawn_at):
            return found
    code = read_code(text)
    known = view.find(Dossier, "external_code", code) or view.find(Dossier, "no", code) if code else []
    return next((dossier for dossier in known if not dossier.withdrawn_at), None)
