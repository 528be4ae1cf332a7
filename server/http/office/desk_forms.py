"""The forms of the writing desk: in force when, for what, how often written; to write one, to print it empty."""

from collections import Counter
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk_figures import entries_between
from server.documents.form_files import FormFiles
from server.domain.forms import Form
from server.domain.names import folded
from server.http.desk import view
from server.http.office.asked import words_of
from server.http.office.desk_words import DeskWords
from server.http.office.entry_filter import EntryFilter
from server.http.office.page import page, today
from server.http.office.period import usual_periods
from server.http.security import guarded
from server.http.session import locale


@dataclass(frozen=True)
class Line:
    """One form. `written` this year, `href` the list of it; `standing` is now, ended or later."""

    form: Form
    title: str
    procedures: tuple[tuple[str, str], ...]
    standing: str
    written: int
    href: str


def standing(form: Form, day: str) -> str:
    """Whether a form is used on a day, no more, or not yet."""
    if form.in_force(day):
        return "now"
    return "later" if form.valid_from > day else "ended"


async def show_forms(request: Request) -> Response:
    """All forms, those in force first, each part by title; `?q=` looks in titles, codes and procedures."""
    query, now, language = request.query_params.get("q", "")[:100], today(request), locale(request)
    year = usual_periods(now)["year"]
    forms: dict[str, Form] = request.app.state.forms
    files: FormFiles = request.app.state.form_files
    with view(request) as seen:
        words = DeskWords(request, seen)
        written = Counter(one.form for one in entries_between(seen, year.first, year.last))
        lines = [
            Line(
                form,
                getattr(form.title, language),
                tuple((code, words.of("procedure", code)) for code in form.procedures),
                standing(form, now),
                written[form.code],
                EntryFilter(year, form=form.code).url(),
            )
            for form in forms.values()
        ]
    found = [one for one in lines if all(word in " " + folded(_searched(one)) for word in words_of(query))]
    found.sort(key=lambda one: (("now", "later", "ended").index(one.standing), folded(one.title)))
    return page(request, "office/desk_forms.html", q=query, lines=found, faulty=files.faulty, own=files.own)


def _searched(one: Line) -> str:
    return f"{one.title} {one.form.code} {' '.join(f'{code} {name}' for code, name in one.procedures)}"


routes = [guarded("/office/forms", show_forms, "desk.read")]
