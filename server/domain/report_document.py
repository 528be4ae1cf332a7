"""The report as an official document: the seed's parts I to IV (R70), its head, tables, recipients and signature."""

from collections.abc import Iterable, Iterator
from datetime import date

from server.domain.official_documents import Block, Heading, OfficialDocument, agency_lines, signature, text
from server.domain.report_facts import ReportFacts
from server.domain.report_sections import Section, sections
from server.domain.report_sentences import bases, opening
from server.domain.report_tables import tables_after
from server.domain.reports import Report


def report_document(report: Report, facts: ReportFacts, head: str) -> OfficialDocument:
    """The document of a report as it stands; `head` is the ledger's, which stands in the footer."""
    who = report.signatory
    return OfficialDocument(
        agency=agency_lines(facts.agency.name),
        place=report.place or facts.agency.place,
        type_name="Báo cáo",
        summary=report.title,
        symbol=report.symbol,
        number=report.number,
        day=date.fromisoformat(report.day) if report.day else None,
        bases=bases(facts),
        body=(text(opening(facts)), *_body(facts, sections(facts, report.parts))),
        signature=signature(who.capacity, who.position, who.name),
        recipients=report.recipients,
        footer=f"Đầu sổ sự kiện: {head}",
    )


def _body(facts: ReportFacts, parts: Iterable[Section]) -> Iterator[Block]:
    for part in parts:
        if part.chapter:
            yield Heading(part.chapter, 1)
        if part.heading:
            yield Heading(part.heading, part.level)
        yield from (text(line) for line in part.text.splitlines() if line.strip())
        yield from tables_after(facts, part.code)
