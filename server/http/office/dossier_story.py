"""Everything that happened to a dossier in words: the desk's acts, and the way of its paper."""

from dataclasses import dataclass

from server.actions.history import story
from server.domain.changes import Change, Difference
from server.domain.dossiers import Dossier
from server.domain.items import Item
from server.http.office.item_story import story as item_story
from server.http.office.names import Names
from server.http.office.page import Say
from server.http.render import clock, day
from server.store.port import View

_SHOWN = {"dossier.corrected", "dossier.list_told"}
"""Acts whose differences are the news; the others say themselves what they changed."""
_SILENT = {"procedure", "procedure_code", "lane_reasons", "state", "visits"}
"""Fields that follow from another one, or are said by the act itself."""


@dataclass(frozen=True)
class Line:
    """One thing that happened: when, what, by whom, a remark, and the fields that differ since."""

    at: str
    text: str
    who: str
    note: str
    differences: tuple[str, ...] = ()


def dossier_story(view: View, dossier: Dossier, names: Names, say: Say) -> list[Line]:
    """The dossier's life, the newest first."""
    lines = [_line(change, names, say) for change in story(view, dossier)]
    item = view.get(Item, dossier.item) if dossier.item else None
    if item is not None:
        carried = item_story(view, item, names, say)[1:]  # that it lies at the desk says the dossier's own line
        lines.extend(Line(one.at, one.text, one.who, one.note) for one in carried)
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _line(change: Change, names: Names, say: Say) -> Line:
    words = say(f"office.story.{change.what}")
    note = change.note
    if change.what == "dossier.undone":
        note = say(f"office.dossier.did.{change.note}")
    elif change.what == "dossier.printed":
        note = say(f"office.dossier.form.{change.note}")
    told = change.differences if change.what in _SHOWN else ()
    return Line(
        at=change.at,
        text=words if words != f"office.story.{change.what}" else change.what,
        who=names.person(change.by),
        note=note,
        differences=tuple(_difference(one, say) for one in told if one.field not in _SILENT),
    )


def _difference(one: Difference, say: Say) -> str:
    name = say(f"office.dossier.differs.{one.field}")
    if one.field in ("received_at", "due_at"):
        before, after = (f"{day(text)} {clock(text)}" if text else "…" for text in (one.before, one.after))
    else:
        before, after = (text or "…" for text in (one.before, one.after))
    return say("office.dossier.differs", name=name, before=before, after=after)
