"""Which filled forms a URL asks for: words, state, form, who wrote, their union, and the day."""

from dataclasses import dataclass
from types import MappingProxyType

from server.domain.filled_forms import FILLED_STATES, OPEN_STATES, FilledForm
from server.http.office.asked import Asked, holds
from server.store.port import View

STATES = ("open", *FILLED_STATES, "all")


@dataclass(frozen=True)
class Filter(Asked):
    """What is asked for; a field that is empty leaves nothing out. `day` is `yyyy-mm-dd`."""

    here = "/office/desk"
    choices = MappingProxyType({"state": STATES})
    day_fields = ("day",)
    q: str = ""
    state: str = "open"
    form: str = ""
    scribe: str = ""
    union: str = ""
    day: str = ""

    def passes(self, form: FilledForm) -> bool:
        """Whether a form of the right state is asked for."""
        return (
            (not self.form or form.form == self.form)
            and (not self.scribe or form.scribe == self.scribe)
            and (not self.union or form.union == self.union)
            and (not self.day or form.day == self.day)
            and (not self.q or holds(_searched(form), self.q))
        )


def matching(view: View, wanted: Filter) -> list[FilledForm]:
    """All that a filter lets through: first what is to be done, the longest waiting at the top; then the newest."""
    states = _states(wanted)
    found = [form for form in _candidates(view, wanted) if form.state in states and wanted.passes(form)]
    found.sort(key=lambda one: (one.made_at, one.id))
    return [*(one for one in found if one.is_open), *(one for one in reversed(found) if not one.is_open)]


def _states(wanted: Filter) -> tuple[str, ...]:
    if wanted.state == "open":
        return OPEN_STATES
    return FILLED_STATES if wanted.state == "all" else (wanted.state,)


def _candidates(view: View, wanted: Filter) -> list[FilledForm]:
    """The smallest of the indexes that hold all that is wanted."""
    narrow = [(name, value) for name in ("day", "scribe", "form", "union") if (value := getattr(wanted, name))]
    places = [*narrow, *([("all", "")] if wanted.state == "all" else [])]
    by_state = [("state", state) for state in _states(wanted)]
    waiting = sum(view.count(FilledForm, *place) for place in by_state)
    best = min(places, key=lambda place: view.count(FilledForm, *place), default=None)
    if best is not None and view.count(FilledForm, *best) <= waiting:
        return view.find(FilledForm, *best)
    return [form for place in by_state for form in view.find(FilledForm, *place)]


def _searched(form: FilledForm) -> str:
    who = form.declarant
    return f"{who.name} {who.phone} {who.birth[:4]} {form.title} {form.procedure_name} {form.procedure}"
