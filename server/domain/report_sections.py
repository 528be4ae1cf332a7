"""The parts of one report with their words: the suggestion, what was written over it, and which figures it names."""

from collections.abc import Mapping
from typing import NamedTuple

from server.domain.report_codes import PENDING, RECEIVED_SIDE, SETTLED, Code
from server.domain.report_facts import ReportFacts
from server.domain.report_parts import FIRST_HEADINGS, PARTS, PartCode
from server.domain.report_sentences import computed
from server.domain.report_suggestions import suggestions
from server.domain.reports import EditedPart

FIGURES_OF: dict[PartCode, tuple[Code, ...]] = {
    "writing_result": ("written", "guided"),
    "same_day_result": ("same_day", "days_saved", "trips_saved"),
    "home_result": ("cards_home", "cases_home", "home_by_post", "failed_attempts"),
    "dossiers_result": (
        *RECEIVED_SIDE,
        *SETTLED,
        *PENDING,
        "visits",
        "supplement_requests",
        "apologies",
        "corrections",
        "distinct",
        "people",
    ),
}
"""Part → the figures that its sentences name."""


class Section(NamedTuple):
    """A part of a report. `chapter` is the chapter's heading where it begins, `heading` its own; both '' to go on.

    `text` is what stands there, a paragraph a line; `suggestion` what the figures say now; `edited` is None where
    nobody wrote over it. `stale`: the suggestion is another one than it was written over.
    """

    code: PartCode
    chapter: str
    heading: str
    level: int
    narrative: bool
    text: str
    suggestion: str
    edited: EditedPart | None
    stale: bool
    figures: tuple[Code, ...]


def sections(facts: ReportFacts, parts: Mapping[str, EditedPart]) -> tuple[Section, ...]:
    """All parts in the order of the paper; a computed one that has nothing to say is left out, with its heading."""
    suggested, said = suggestions(facts), computed(facts)
    found = []
    for part in PARTS:
        suggestion = suggested.get(part.code, "\n".join(said.get(part.code, ())))
        edited = parts.get(part.code) if part.narrative else None
        if not part.narrative and not suggestion:
            continue
        found.append(
            Section(
                part.code,
                FIRST_HEADINGS.get(part.code, ""),
                part.heading,
                part.level,
                part.narrative,
                edited.text if edited else suggestion,
                suggestion,
                edited,
                bool(edited) and edited is not None and edited.base != suggestion,
                FIGURES_OF.get(part.code, ()),
            )
        )
    return _numbered(found)


def _numbered(found: list[Section]) -> tuple[Section, ...]:
    """The sections of a chapter are numbered on, whatever was left out before them."""
    made, count = [], 0
    for one in found:
        count = 0 if one.chapter else count
        if one.heading:
            count += 1
            one = one._replace(heading=f"{count}. {one.heading.partition('. ')[2]}")
        made.append(one)
    return tuple(made)


def suggested(facts: ReportFacts) -> dict[str, str]:
    """Part → its suggestion, of those that may be edited."""
    return {str(code): text for code, text in suggestions(facts).items()}
