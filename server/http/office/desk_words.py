"""The names behind what the desk's figures are counted by: forms, procedures, people, unions, hamlets."""

from starlette.requests import Request

from server.actions.catalogue import procedure_on, versions
from server.domain.desk_counts import NONE, Dimension
from server.domain.forms import Form
from server.http.office.names import Names
from server.http.office.page import Say, say, today
from server.http.session import locale
from server.store.port import View


class DeskWords:
    """Names within one view, each looked up once."""

    def __init__(self, request: Request, view: View) -> None:
        self._forms: dict[str, Form] = request.app.state.forms
        self._language, self._today = locale(request), today(request)
        self._say: Say = say(request)
        self._view, self._names = view, Names(view)
        self._procedures: dict[str, str] = {}

    def of(self, dimension: Dimension, value: str) -> str:
        """The name of a value of a dimension; the value itself where nobody knows its name."""
        if value == NONE:
            return self._say(f"office.counts.none.{dimension}")
        if dimension == "form":
            form = self._forms.get(value)
            return getattr(form.title, self._language) if form else value
        if dimension == "procedure":
            return self._procedure(value)
        if dimension == "scribe":
            return self._names.person(value) or value
        return (self._names.union(value) if dimension == "union" else self._names.hamlet(value)) or value

    def _procedure(self, code: str) -> str:
        if code not in self._procedures:
            known = versions(self._view, code)
            shown = procedure_on(self._view, code, self._today) or (known[-1] if known else None)
            self._procedures[code] = shown.name if shown else code
        return self._procedures[code]
