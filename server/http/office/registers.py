"""The registers behind the reports: legal documents, trainings, the steering committee; their history (R02-R05)."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import Act
from server.actions.history import story
from server.actions.registers import (
    Entry,
    committee,
    keep_document,
    keep_member,
    keep_training,
    legal_documents,
    remove_entry,
    trainings,
)
from server.domain.legal_documents import (
    COMMITTEE_WORDS,
    KIND_WORDS,
    USES,
    CommitteeMember,
    LegalDocument,
    Training,
)
from server.domain.problems import Refusal
from server.http.desk import act, form, view, write
from server.http.office.change_lines import change_lines
from server.http.office.names import Names
from server.http.office.page import Say, Typed, page, say, typed
from server.http.office.spreadsheet import workbook
from server.http.render import day as shown_day
from server.http.render import redirect
from server.http.security import guarded
from server.store.port import Unit, View

HERE = "/office/reports/registers"
HISTORY = 40
"""So many of the last changes are shown."""
KINDS: dict[str, type[Entry]] = {"documents": LegalDocument, "trainings": Training, "committee": CommitteeMember}
"""The part of a URL that names a register → what is in it."""
TRAINING = ("day", "subject", "attendees", "groups", "place", "document")
MEMBER = ("name", "position", "role", "phone", "valid_from", "valid_to")


def keep(kind: str, unit: Unit, by: Act, id_: str, given: Typed) -> object:
    """What a form of that register says, put into it."""
    if kind == "documents":
        said = {name: given[name] for name in ("what", "number", "day", "issuer", "summary", "used", "valid_to")}
        return keep_document(unit, by, id_, own=bool(given["own"]), **said)
    if kind == "trainings":
        return keep_training(unit, by, id_, **{name: given[name] for name in TRAINING})
    return keep_member(unit, by, id_, **{name: given[name] for name in MEMBER})


def _ever(seen: View) -> list[Entry]:
    """All that is or was in a register."""
    found: list[Entry] = [*legal_documents(seen), *trainings(seen), *committee(seen)]
    for kind in KINDS.values():
        found += seen.find(kind, "removed", "")
    return found


def registers_page(request: Request, refusal: Refusal | None = None, data: Typed | None = None) -> Response:
    """The three registers; with `refusal`, what was typed is still there and its dialog open."""
    with view(request) as seen:
        documents, held, members = legal_documents(seen), trainings(seen), committee(seen)
        known = {one.id: one for one in _ever(seen)}
        changes = [change for one in known.values() for change in story(seen, one)]
        history = change_lines(sorted(changes, key=lambda one: one.at, reverse=True)[:HISTORY], Names(seen))
    return page(
        request,
        "office/registers.html",
        refusal=refusal,
        typed=data or Typed(),
        blank=Typed(),
        documents=documents,
        trainings=held,
        members=members,
        known=known,
        kinds=KIND_WORDS,
        uses=USES,
        roles=COMMITTEE_WORDS,
        history=history,
    )


async def show_registers(request: Request) -> Response:
    """The three registers."""
    return registers_page(request)


async def _do(request: Request, act_on: Callable[[Unit, Act, str, str, Typed], object]) -> Response:
    """One act on an entry of a register; the page again with what was typed where it is refused."""
    kind, id_ = request.path_params["kind"], request.path_params.get("id", "")
    if kind not in KINDS:
        raise Refusal("not_found")
    data = await form(request)
    given = typed(data)
    try:
        await write(request, lambda unit: act_on(unit, act(request, data), kind, id_, given))
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return registers_page(request, refusal, Typed({**given, "form": id_ or kind}))
    return redirect(request, f"{HERE}#{kind}")


async def do_keep(request: Request) -> Response:
    """One more entry, or one put right."""
    return await _do(request, lambda unit, by, kind, id_, given: keep(kind, unit, by, id_, given))


async def do_remove(request: Request) -> Response:
    """An entry that was a mistake."""
    return await _do(request, lambda unit, by, kind, id_, given: remove_entry(unit, by, KINDS[kind], id_, given["why"]))


async def export_registers(request: Request) -> Response:
    """The three registers as XLSX, a sheet each."""
    word = say(request)
    with view(request) as seen:
        sheets = {
            word("office.registers.documents"): [_document(one, word) for one in legal_documents(seen)],
            word("office.registers.trainings"): [_training(one, word) for one in trainings(seen)],
            word("office.registers.committee"): [_member(one, word) for one in committee(seen)],
        }
    return workbook(request, "so-van-ban-tap-huan-ban-chi-dao", sheets)


def _document(one: LegalDocument, word: Say) -> dict[str, str]:
    return {
        word("office.registers.what"): KIND_WORDS[one.what],
        word("office.registers.number"): one.number,
        word("office.registers.day"): shown_day(one.day),
        word("office.registers.issuer"): one.issuer,
        word("office.registers.summary"): one.summary,
        word("office.registers.used"): word(f"office.registers.used.{one.used}"),
        word("office.registers.valid_to"): shown_day(one.valid_to),
    }


def _training(one: Training, word: Say) -> dict[str, str]:
    return {
        word("office.registers.day"): shown_day(one.day),
        word("office.registers.subject"): one.subject,
        word("office.registers.attendees"): str(one.attendees),
        word("office.registers.groups"): one.groups,
        word("office.registers.place"): one.place,
    }


def _member(one: CommitteeMember, word: Say) -> dict[str, str]:
    return {
        word("office.registers.name"): one.name,
        word("office.registers.role"): COMMITTEE_WORDS[one.role],
        word("office.registers.position"): one.position,
        word("office.registers.phone"): one.phone,
        word("office.registers.valid_from"): shown_day(one.valid_from),
        word("office.registers.valid_to"): shown_day(one.valid_to),
    }


routes = [
    guarded(HERE, show_registers, "reports.read"),
    guarded(f"{HERE}.xlsx", export_registers, "reports.read"),
    guarded(f"{HERE}/{{kind}}", do_keep, "reports.draft", ["POST"]),
    guarded(f"{HERE}/{{kind}}/{{id}}", do_keep, "reports.draft", ["POST"]),
    guarded(f"{HERE}/{{kind}}/{{id}}/remove", do_remove, "reports.draft", ["POST"]),
]
