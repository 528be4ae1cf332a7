"""What each union, hamlet and person did in a period: the counts that a proposal for commendation rests on (R66)."""

from collections import Counter
from collections.abc import Iterable

from server.actions.roster_counts import by_union, counts
from server.actions.unions import unions
from server.domain.commendation import CONTRIBUTIONS, Contribution, Group, Marks, Proposal, proposal, usual_marks
from server.domain.commune import Hamlet
from server.domain.names import sort_key
from server.domain.people import Person
from server.domain.report_figures import Figures
from server.domain.report_rows import FigureRow
from server.domain.requests import HomeRequest
from server.store.port import View

Counts = dict[Contribution, dict[str, int]]
"""Contribution → id of who did it → how often."""


def commendation(view: View, figures: Figures, group: Group, marks: Marks | None = None) -> Proposal:
    """The proposal of a group; without marks under the usual ones."""
    did = _counts(view, figures, group)
    names = _names(view, group, {id_ for done in did.values() for id_, count in done.items() if count})
    by_id: dict[str, dict[Contribution, int]] = {
        id_: {column: did[column].get(id_, 0) for column in CONTRIBUTIONS} for id_ in names
    }
    return proposal(group, names, by_id, usual_marks(group, by_id.values()) if marks is None else marks)


def _counts(view: View, figures: Figures, group: Group) -> Counts:
    written, asked = figures["written"].rows, figures["requests_made"].rows
    home = (*figures["cards_home"].rows, *figures["cases_home"].rows)
    first, last = figures.period.first.isoformat(), figures.period.last.isoformat()
    sat = counts(view, first, last)
    if group == "unions":
        shifts = {row.union: row.done for row in by_union(sat)}
        return {"written": _by(written, "union"), "shifts": shifts, "home": _by(home, "union"), "requests": {}}
    if group == "hamlets":
        return {"written": {}, "shifts": {}, "home": _by(home, "hamlet"), "requests": _by(asked, "hamlet")}
    brought = (view.get(HomeRequest, row.id) for row in asked)
    return {
        "written": _by(written, "scribe"),
        "shifts": {row.person: row.done for row in sat},
        "home": _by(home, "deliverer"),
        "requests": dict(Counter(one.made_by for one in brought if one)),
    }


def _by(rows: Iterable[FigureRow], part: str) -> dict[str, int]:
    return dict(Counter(value for row in rows if (value := getattr(row, part))))


def _names(view: View, group: Group, did: set[str]) -> dict[str, str]:
    """Who is listed, in order: every union and hamlet that takes part, and everybody who did anything."""
    if group == "unions":
        return {one.id: one.name for one in unions(view) if one.active or one.id in did}
    if group == "hamlets":
        hamlets = [one for one in view.find(Hamlet, "all", "") if one.active or one.id in did]
        return {one.id: one.name for one in sorted(hamlets, key=lambda one: sort_key(one.name))}
    people = [one for id_ in did if (one := view.get(Person, id_))]
    return {one.id: one.name for one in sorted(people, key=lambda one: sort_key(one.name))}
