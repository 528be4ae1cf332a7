"""Which entries of the writing desk a URL asks for: a period, and what each figure counts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Literal, cast
from urllib.parse import urlencode

from server.actions.desk_figures import entries_between
from server.domain.desk_counts import DIMENSIONS, Dimension, value_of
from server.domain.entries import DeskEntry
from server.http.office.asked import MAX_QUERY, holds
from server.http.office.period import Period, read_period, usual_periods
from server.store.port import View

Only = Literal["guided", "dossiers", "home"]
ONLY = ("guided", "dossiers", "home")


@dataclass(frozen=True)
class EntryFilter:
    """What is asked for within a period; a field that is empty leaves nothing out, 'none' asks for what is not said.

    `only` is one of the three figures beside all that was written; `weekday` is 0 to 6 as text.
    """

    period: Period
    q: str = ""
    form: str = ""
    procedure: str = ""
    scribe: str = ""
    union: str = ""
    hamlet: str = ""
    only: str = ""
    weekday: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether it leaves anything of its period out."""
        return self != EntryFilter(self.period)

    def url(self, path: str = "/office/desk/entries", page: int = 1, **other: str) -> str:
        """The address of the list, another page of it, or the same with something else asked for."""
        asked = asdict(replace(self, **other))  # type: ignore[arg-type]  # only texts are replaced
        del asked["period"]
        query = {**self.period.query, **{name: value for name, value in asked.items() if value}}
        if page > 1:
            query["page"] = str(page)
        return f"{path}?{urlencode(query)}"

    def passes(self, one: DeskEntry) -> bool:
        """Whether an entry of the period is asked for."""
        return (
            all(self.fits(one, dimension) for dimension in DIMENSIONS)
            and (not self.only or figure_of(one, cast(Only, self.only)))
            and (not self.weekday or date.fromisoformat(one.day).weekday() == int(self.weekday))
            and (not self.q or holds(_searched(one), self.q))
        )

    def fits(self, one: DeskEntry, dimension: Dimension) -> bool:
        """Whether an entry has what is asked for of a dimension."""
        wanted: str = getattr(self, dimension)
        return not wanted or value_of(one, dimension) == wanted


def figure_of(one: DeskEntry, figure: Only) -> bool:
    """Whether an entry counts in one of the figures beside all that was written."""
    if figure == "guided":
        return one.guided
    return bool(one.dossier) if figure == "dossiers" else one.place == "home"


def read_entry_filter(query: Mapping[str, str], today: str) -> EntryFilter:
    """The filter of a query, this year's without a period; what is not understood is as if it were not there."""
    names = [one.name for one in fields(EntryFilter) if one.name != "period"]
    found = {name: " ".join(query.get(name, "").split())[:MAX_QUERY] for name in names}
    if found["only"] not in ONLY:
        found["only"] = ""
    if found["weekday"] not in tuple("0123456"):
        found["weekday"] = ""
    return EntryFilter(read_period(query, usual_periods(today)["year"]), **found)


def matching(view: View, wanted: EntryFilter) -> list[DeskEntry]:
    """All that a filter lets through, the newest day first."""
    found = [one for one in entries_between(view, wanted.period.first, wanted.period.last) if wanted.passes(one)]
    return sorted(found, key=lambda one: one.day, reverse=True)


def _searched(one: DeskEntry) -> str:
    return f"{one.declarant} {one.procedure.name} {one.procedure.code}"
