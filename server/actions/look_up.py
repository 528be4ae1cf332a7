"""Looking up a paper from outside: by any code that stands on it and three digits of a telephone given for it."""

from collections.abc import Iterator

from server.domain.dossiers import Dossier
from server.domain.items import Item, number_key
from server.domain.look_up import Where, same_digits, where_dossier, where_item
from server.domain.postal import read_tracking
from server.domain.requests import HomeRequest
from server.store.port import View


def look_up(view: View, code: str, digits: str) -> Where | None:
    """Where the paper of that code is, for who knows three digits of its telephone; None alike for all else.

    `code` (server.domain.look_up.code_of) is our own reference, the province's code, a card's or a paper's number, the
    post's number (S10), or the random id behind its QR. Every index is asked whatever the first of them says.
    """
    found: Where | None = None
    for dossier in _dossiers(view, code):
        if same_digits(_phones_of_dossier(dossier), digits):
            item = view.get(Item, dossier.item) if dossier.item and dossier.state != "returned" else None
            found = (where_item(item) if item else None) or where_dossier(dossier) or found
    for item in _items(view, code):
        if same_digits(_phones_of_item(view, item), digits):
            found = where_item(item) or found
    return found


def _dossiers(view: View, code: str) -> list[Dossier]:
    spellings = dict.fromkeys((code, code.upper()))
    found = [one for text in spellings for index in ("no", "external_code") for one in view.find(Dossier, index, text)]
    by_id = view.get(Dossier, code)
    return [*found, by_id] if by_id else found


def _items(view: View, code: str) -> list[Item]:
    number, tracking = number_key(code), read_tracking(code)
    found = [
        *(view.find(Item, "number", number) if number else ()),
        *(view.find(Item, "tracking", tracking.number) if tracking.wrong is None else ()),
    ]
    by_id = view.get(Item, code)
    return [*found, by_id] if by_id else found


def _phones_of_dossier(dossier: Dossier) -> Iterator[str]:
    yield dossier.applicant.phone
    if dossier.submitter:
        yield dossier.submitter.phone


def _phones_of_item(view: View, item: Item) -> Iterator[str]:
    yield item.phone
    dossier = view.get(Dossier, item.dossier) if item.dossier else None
    if dossier:
        yield from _phones_of_dossier(dossier)
    request = view.get(HomeRequest, item.request) if item.request else None
    if request:
        yield request.person.phone
