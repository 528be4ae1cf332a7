"""When a dossier or a paper came to its end, for the report: in time or not, on its day or not, at home or not."""

from server.domain.dossiers import Dossier
from server.domain.items import Item
from server.domain.report_codes import Code
from server.domain.times import day_of, instant, stamp


def ended_at(dossier: Dossier) -> str:
    """The instant at which a dossier was settled, not accepted or stopped; '' while it is open."""
    end = dossier.result or dossier.rejection or dossier.stop
    return end.at if end else ""


def kept(dossier: Dossier, end: str) -> Code:
    """Whether it ended before its day, on it, or after its date (R45). Without a date nothing is late."""
    if not dossier.due_at:
        return "settled_on_time"
    if as_stamp(end) > as_stamp(dossier.due_at):
        return "settled_late"
    return "settled_early" if day_of(end) < day_of(dossier.due_at) else "settled_on_time"


def is_same_day(dossier: Dossier) -> bool:
    """Whether the lane took it and the result was there on the day of receipt (R21)."""
    result = dossier.result
    return dossier.lane == "same_day" and bool(result and result.at) and day_of(result_at(dossier)) == dossier.day


def is_home(item: Item) -> bool:
    """Whether a deliverer handed it over: not the post, nor the desk."""
    custody = item.custody
    carried = custody.round is not None or any(one.event == custody.proof for one in custody.confirmations)
    return custody.post is None and carried


def result_at(dossier: Dossier) -> str:
    """The instant of a dossier's result; '' without one."""
    return dossier.result.at if dossier.result else ""


def as_stamp(at: str) -> str:
    """An instant as the protocol writes it, so that two of them compare as texts."""
    return at if at.endswith("Z") and len(at) == 24 else stamp(instant(at))
