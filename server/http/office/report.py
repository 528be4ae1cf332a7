"""One report as a page like its paper: parts edited in place, what changed beside, published, made anew (R70-R73)."""

from collections.abc import Callable
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.history import done_before, story
from server.actions.report_said import versions_of
from server.actions.report_views import drift, look
from server.actions.reports import edit_part, new_version, publish, regenerate, remove, set_head
from server.domain.official_documents import CAPACITIES, Heading, OfficialDocument, Paragraph
from server.domain.problems import Refusal
from server.domain.report_figures import Figures
from server.domain.report_sections import FIGURES_OF, Section
from server.domain.reports import Report
from server.http.desk import act, form, view, write
from server.http.office.change_lines import change_lines
from server.http.office.names import Names
from server.http.office.page import Typed, page, say, typed
from server.http.office.report_base import AT, HERE, asked_report, said
from server.http.office.report_links import Piece, linked
from server.http.office.report_tables import ShownTable, frozen_table, shown_table
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import Unit

HISTORY = 30
"""So many of the last acts on a report are shown."""
HEAD = "head"
"""What `?edit=` calls the head; else it names a part."""
Step = Callable[[Unit, Act, str, Typed], object]


def paragraphs(section: Section, figures: Figures) -> list[tuple[Piece, ...]]:
    """The lines of a part, its figures as links where nobody wrote it by hand."""
    codes = () if section.edited else section.figures
    lines = [line for line in section.text.split("\n") if line.strip()]
    found = []
    for line in lines:
        pieces = linked(line, codes, figures)
        codes = tuple(one for one in codes if one not in {piece.code for piece in pieces})
        found.append(pieces)
    return found


class Frozen(NamedTuple):
    """A block of what was published: a heading, a paragraph with its figures as links, or a table."""

    kind: str
    text: str = ""
    level: int = 1
    pieces: tuple[Piece, ...] = ()
    table: ShownTable | None = None


def frozen_blocks(document: OfficialDocument, figures: Figures, at: str) -> list[Frozen]:
    """The published body, its figures as links in the order in which the paper names them."""
    left = [code for codes in FIGURES_OF.values() for code in codes]
    found = []
    for block in document.ended:
        if isinstance(block, Heading):
            found.append(Frozen("heading", block.text, block.level))
        elif isinstance(block, Paragraph):
            pieces = linked("".join(run.text for run in block.words), left, figures)
            left = [code for code in left if code not in {piece.code for piece in pieces}]
            found.append(Frozen("paragraph", pieces=pieces))
        else:
            found.append(Frozen("table", table=frozen_table(block, at)))
    return found


def report_page(request: Request, refusal: Refusal | None = None, data: Typed | None = None) -> Response:
    """The report; with `refusal`, what was typed stands in the part or the dialog where it was typed."""
    now, word = request.app.state.clock(), say(request)
    with view(request) as seen:
        found, names = said(request, seen), Names(seen)
        report = found.report
        seen_now, at = look(seen, report, now), f"{HERE}/{report.id}"
        drifted = drift(seen, report, now)
        versions = versions_of(seen, report)
        history = change_lines(reversed(story(seen, report)[-HISTORY:]), names)
        by, editors = names.person(report.made_by), {one.by: names.person(one.by) for one in report.parts.values()}
    shown = data or Typed()
    return page(
        request,
        "office/report.html",
        refusal=refusal,
        typed=shown,
        report=report,
        document=seen_now.document,
        sections=[
            (one, paragraphs(one, found.figures), [shown_table(table, at) for table in seen_now.tables(one.code)])
            for one in seen_now.sections
        ],
        figures=found.figures,
        frozen=frozen_blocks(seen_now.document, found.figures, at) if report.snapshot else [],
        drift=drifted,
        stale=[one for one in seen_now.sections if one.stale],
        versions=versions,
        history=history,
        by=by,
        editors=editors,
        period=report.period.title(word),
        edit=shown["form"] if refusal else _edit(request, report),
        capacities=CAPACITIES,
    )


def _edit(request: Request, report: Report) -> str:
    """The part that the URL wants to edit, '' for none: nothing of a published report."""
    return request.query_params.get("edit", "")[:40] if report.state == "draft" else ""


async def show_report(request: Request) -> Response:
    """The report."""
    return report_page(request)


async def _do(request: Request, what: str, step: Step, after: str = "") -> Response:
    """One act on the report; the page again with what was typed where it is refused."""
    id_, data = request.path_params["id"], await form(request)
    given = typed(data)
    try:
        with view(request) as seen:
            asked_report(request, seen)
        done = await write(request, lambda unit: step(unit, act(request, data), id_, given))
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return report_page(request, refusal, Typed({**given, "form": what}))
    return redirect(request, f"{HERE}/{done.id if isinstance(done, Report) else id_}{after}")


async def do_part(request: Request) -> Response:
    """A part in somebody's own words; empty is the suggestion again."""
    code = request.path_params["code"]

    def edit(unit: Unit, by: Act, id_: str, given: Typed) -> object:
        known = unit.get(Report, id_)
        held = known.parts.get(code) if known else None
        if known and not done_before(unit, by, known) and (held.at if held else "") != given["seen"]:
            raise Refusal("conflict", "text", "Phần này vừa được người khác sửa; xin xem lại rồi lưu.")
        return edit_part(unit, by, id_, code, given["text"])

    return await _do(request, code, edit, f"#part-{code}")


async def do_undo(request: Request) -> Response:
    """The suggestion again, in place of what was written."""
    code = request.path_params["code"]
    return await _do(request, code, lambda unit, by, id_, given: edit_part(unit, by, id_, code, ""), f"#part-{code}")


async def do_head(request: Request) -> Response:
    """Title, number, place, day, recipients, who signs."""

    def head(unit: Unit, by: Act, id_: str, given: Typed) -> object:
        said = {name: given[name] for name in ("title", "number", "place", "day", "capacity", "position", "signer")}
        return set_head(unit, by, id_, recipients=given["recipients"].split("\n"), **said)

    return await _do(request, HEAD, head)


async def do_regenerate(request: Request) -> Response:
    """Sentences and suggestions from the data as it is now; what was written by hand stays."""
    return await _do(request, "regenerate", lambda unit, by, id_, given: regenerate(unit, by, id_).report)


async def do_publish(request: Request) -> Response:
    """Published: from then on it never changes."""

    def step(unit: Unit, by: Act, id_: str, given: Typed) -> object:
        if not given["sure"]:
            raise Refusal("invalid", "sure", "Hãy đánh dấu là đã xem lại báo cáo.")
        return publish(unit, by, id_)

    return await _do(request, "publish", step)


async def do_version(request: Request) -> Response:
    """A new draft that takes the place of what was published."""
    return await _do(request, "version", lambda unit, by, id_, given: new_version(unit, by, id_))


async def do_remove(request: Request) -> Response:
    """A draft that nobody wants is thrown away."""
    id_, data = request.path_params["id"], await form(request)
    try:
        await write(request, lambda unit: remove(unit, act(request, data), id_))
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return report_page(request, refusal, Typed({**typed(data), "form": "remove"}))
    return redirect(request, HERE)


routes = [
    guarded(AT, show_report, "reports.read"),
    guarded(f"{AT}/parts/{{code}}", do_part, "reports.draft", ["POST"]),
    guarded(f"{AT}/parts/{{code}}/undo", do_undo, "reports.draft", ["POST"]),
    guarded(f"{AT}/head", do_head, "reports.draft", ["POST"]),
    guarded(f"{AT}/regenerate", do_regenerate, "reports.draft", ["POST"]),
    guarded(f"{AT}/publish", do_publish, "reports.write", ["POST"]),
    guarded(f"{AT}/version", do_version, "reports.draft", ["POST"]),
    guarded(f"{AT}/remove", do_remove, "reports.draft", ["POST"]),
]
