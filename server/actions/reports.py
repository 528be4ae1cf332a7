"""Reports: drafted for a period, edited part by part, published as they are then, and never changed silently after."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import structs

from server.actions.desk import Act
from server.actions.history import done_before, record_change
from server.actions.ledger import head
from server.actions.report_blank import blank
from server.actions.report_facts import report_facts
from server.actions.report_views import document as document
from server.actions.report_views import drift as drift
from server.actions.report_views import sections as sections
from server.domain.changes import Difference
from server.domain.document_json import to_plain
from server.domain.names import tidy
from server.domain.official_documents import CAPACITIES
from server.domain.problems import Refusal
from server.domain.report_parts import NARRATIVE
from server.domain.report_period import Period
from server.domain.report_sections import suggested
from server.domain.reports import (
    MAX_TEXT,
    SYMBOL,
    EditedPart,
    FrozenFigure,
    Report,
    Signatory,
    Snapshot,
)
from server.domain.times import local_day, read_day
from server.store.port import Unit, View

MAX_LINE, MAX_LINES = 300, 30


class Regenerated(NamedTuple):
    """The report after its suggestions were drawn anew, and the parts whose suggestion is another one now."""

    report: Report
    changed: tuple[str, ...]


def draft(unit: Unit, act: Act, period: Period, title: str = "") -> Report:
    """A new report of a period. Refuses invalid for one that has not begun."""
    if (known := unit.get(Report, act.event_id)) is not None:
        return known
    if period.first.isoformat() > local_day(act.now):
        raise Refusal("invalid", "from", "Kỳ báo cáo chưa bắt đầu.")
    report = blank(unit, act.event_id, act.by.id, act.now, period, tidy(title)[:MAX_LINE])
    unit.put(report)
    record_change(unit, act, report, "report.drafted")
    return report


def edit_part(unit: Unit, act: Act, id_: str, part: str, text: str) -> Report:
    """Write over a part. Empty text, or the suggestion itself, goes back to the suggestion, whatever it becomes.

    Refuses not_found, report_published, invalid (`part`, `text`).
    """
    report = _open(unit, id_)
    if part not in NARRATIVE:
        raise Refusal("invalid", "part")
    words = "\n".join(line for one in text.splitlines() if (line := tidy(one)))
    if len(words) > MAX_TEXT:
        raise Refusal("invalid", "text", f"Nhiều nhất {MAX_TEXT} chữ cái.")
    if done_before(unit, act, report):
        return report
    suggestion = suggested(report_facts(unit, report.period, act.now, report.day)).get(part, "")
    parts = {code: one for code, one in report.parts.items() if code != part}
    if words not in ("", suggestion):
        parts[part] = EditedPart(words, suggestion, act.by.id, act.at)
    old = report.parts[part].text if part in report.parts else suggestion
    after = structs.replace(report, parts=parts)
    unit.put(after)
    record_change(unit, act, after, "report.edited", changed=(Difference(part, old, words or suggestion),))
    return after


def set_head(
    unit: Unit,
    act: Act,
    id_: str,
    *,
    title: str,
    number: str,
    place: str,
    day: str,
    capacity: str,
    position: str,
    signer: str,
    recipients: Sequence[str],
) -> Report:
    """The report's head and foot. `number` may be `12` or `12/BC-UBND`, and blank until the records clerk gives it.

    Refuses not_found, report_published, invalid with the field.
    """
    report = _open(unit, id_)
    chosen = next((one for one in CAPACITIES if one == capacity), None)
    if chosen is None:
        raise Refusal("invalid", "capacity", "Hãy chọn cách ký.")
    if day.strip() and not read_day(day.strip()):
        raise Refusal("invalid", "day", "Hãy chọn một ngày.")
    if not tidy(title):
        raise Refusal("invalid", "title", "Ghi trích yếu của báo cáo.")
    lines = tuple(line for one in recipients if (line := tidy(one)))
    if len(lines) > MAX_LINES or any(len(line) > MAX_LINE for line in (*lines, tidy(title))):
        raise Refusal("invalid", "recipients", f"Nhiều nhất {MAX_LINES} dòng, mỗi dòng {MAX_LINE} chữ cái.")
    if done_before(unit, act, report):
        return report
    sign, _, symbol = tidy(number)[:40].partition("/")
    after = structs.replace(
        report,
        title=tidy(title),
        number=sign.strip(),
        symbol=symbol.strip() or SYMBOL,
        place=tidy(place)[:80],
        day=read_day(day.strip()),
        signatory=Signatory(chosen, tidy(position)[:100], tidy(signer)[:100]),
        recipients=lines,
    )
    unit.put(after)
    record_change(unit, act, after, "report.head", before=report)
    return after


def regenerate(unit: Unit, act: Act, id_: str) -> Regenerated:
    """Draw the suggestions anew: edited parts stay as they are. Refuses not_found, report_published."""
    report = _open(unit, id_)
    fresh = suggested(report_facts(unit, report.period, act.now, report.day))
    changed = tuple(code for code, text in fresh.items() if text != report.generated.get(code, ""))
    after = structs.replace(report, generated=fresh, generated_at=act.at)
    if not done_before(unit, act, report):
        unit.put(after)
        record_change(unit, act, after, "report.regenerated", note=", ".join(changed))
    return Regenerated(after, changed)


def publish(unit: Unit, act: Act, id_: str) -> Report:
    """Freeze it: figures, their lists, the whole document, the ledger's head. Twice is once. Refuses not_found, and
    invalid while the period is not over."""
    report = _known(unit, id_)
    if report.state == "published":
        return report
    if report.period.last.isoformat() > local_day(act.now):
        raise Refusal("invalid", "period", "Kỳ báo cáo chưa hết, chưa phát hành được.")
    dated = structs.replace(report, day=report.day or local_day(act.now))
    found = report_facts(unit, report.period, act.now, dated.day).figures
    frozen = {one.code: FrozenFigure(tuple(row.key for row in one.rows), one.amount) for one in found.all}
    plain = to_plain(document(unit, dated, act.now))
    after = structs.replace(
        dated,
        state="published",
        snapshot=Snapshot({str(code): one for code, one in frozen.items()}, plain, head(unit)),
        published_by=act.by.id,
        published_at=act.at,
    )
    unit.put(after)
    record_change(unit, act, after, "report.published", note=after.snapshot.head if after.snapshot else "")
    return after


def new_version(unit: Unit, act: Act, id_: str) -> Report:
    """A draft that will replace a published report, with its edited parts; the one that is being written, if there is
    one. Refuses not_found, report_draft."""
    report = _known(unit, id_)
    if report.state != "published":
        raise Refusal("report_draft")
    versions = unit.find(Report, "first", report.first)
    if (waiting := next((one for one in versions if one.state == "draft"), None)) is not None:
        return waiting
    last = max(versions, key=lambda one: one.version)
    fresh = structs.replace(
        last,
        id=act.event_id,
        state="draft",
        version=last.version + 1,
        number="",
        day="",
        snapshot=None,
        made_by=act.by.id,
        made_at=act.at,
        published_by="",
        published_at="",
    )
    unit.put(fresh)
    record_change(unit, act, fresh, "report.drafted", note=f"version {fresh.version}")
    return fresh


def remove(unit: Unit, act: Act, id_: str) -> None:
    """Throw a draft away; its history stays. Refuses not_found, report_published."""
    report = _open(unit, id_)
    unit.put(structs.replace(report, removed_at=act.at))
    record_change(unit, act, report, "report.removed")


def _known(view: View, id_: str) -> Report:
    report = view.get(Report, id_)
    if report is None or report.removed_at:
        raise Refusal("not_found")
    return report


def _open(view: View, id_: str) -> Report:
    report = _known(view, id_)
    if report.state == "published":
        raise Refusal("report_published")
    return report
