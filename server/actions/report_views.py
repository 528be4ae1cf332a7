"""What a report looks like now: its parts, its document, and what changed in the data since it was published."""

from datetime import datetime
from typing import NamedTuple

from server.actions.ledger import head
from server.actions.report_facts import report_facts
from server.actions.report_figures import figures
from server.domain.document_json import from_plain
from server.domain.official_documents import OfficialDocument
from server.domain.report_codes import FIGURES, Code
from server.domain.report_document import report_document
from server.domain.report_facts import ReportFacts
from server.domain.report_sections import Section
from server.domain.report_sections import sections as sections_of
from server.domain.report_tables import PartTable, part_tables
from server.domain.reports import Report
from server.store.port import View


class Drift(NamedTuple):
    """A published figure that the data do not bear out any more: then, now, and whose rows went and came (keys)."""

    code: Code
    then: int
    now: int
    gone: tuple[str, ...]
    added: tuple[str, ...]


class Look(NamedTuple):
    """A report as it is looked at: what the data say now, its document, its parts, and the tables after each."""

    facts: ReportFacts
    document: OfficialDocument
    sections: tuple[Section, ...]

    def tables(self, part: str) -> tuple[PartTable, ...]:
        """The tables that follow a part, from the data of now."""
        return part_tables(self.facts, part)


def look(view: View, report: Report, now: datetime) -> Look:
    """`document` and `sections` at once, the data counted once."""
    facts = report_facts(view, report.period, now, report.day)
    frozen = report.snapshot
    made = from_plain(frozen.document) if frozen else report_document(report, facts, head(view))
    return Look(facts, made, sections_of(facts, report.parts))


def sections(view: View, report: Report, now: datetime) -> tuple[Section, ...]:
    """The parts with what the data say now and what was written over it; of a published report, for its next one."""
    return look(view, report, now).sections


def document(view: View, report: Report, now: datetime) -> OfficialDocument:
    """The document: of a published report the one that was frozen, else from the data of now."""
    return from_plain(report.snapshot.document) if report.snapshot else look(view, report, now).document


def drift(view: View, report: Report, now: datetime) -> list[Drift]:
    """Where the data say something else than a published report did; shown, never applied. None for a draft."""
    if report.snapshot is None:
        return []
    found, frozen = figures(view, report.period, now), report.snapshot.figures
    made = []
    for kind in FIGURES:
        if kind.code not in frozen:  # A figure that is counted only since then has not changed.
            continue
        then = frozen[kind.code].rows
        rows = tuple(row.key for row in found[kind.code].rows)
        if set(then) != set(rows) or len(then) != len(rows):
            gone, added = (tuple(sorted(one)) for one in (set(then) - set(rows), set(rows) - set(then)))
            made.append(Drift(kind.code, len(then), len(rows), gone, added))
    return made
