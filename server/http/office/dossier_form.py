"""The entry form of a dossier: what was typed into it as an intake, and a dossier as what would be typed."""

from collections.abc import Mapping, Sequence
from typing import get_args

from msgspec import structs

from server.domain.dossiers import ChannelIn, ChannelOut, Dossier, Ticked
from server.domain.intake import Intake
from server.domain.names import folded, tidy
from server.domain.procedures import Component, Copy, Procedure
from server.http.office.page import Typed
from server.http.office.party_form import MAX_TEXT, PARTY_FIELDS, party_of, with_party

COPIES: tuple[Copy, ...] = get_args(Copy)
WAYS_IN: tuple[ChannelIn, ...] = get_args(ChannelIn)
WAYS_OUT: tuple[ChannelOut, ...] = get_args(ChannelOut)
MAX_OTHER = 20


def intake_of(given: Typed, procedure: Procedure | None) -> Intake:
    """What the desk took down. Ticks count only for the procedure whose components the form showed."""
    return Intake(
        procedure=given["procedure"][:40],
        applicant=party_of(given, "applicant_"),
        submitter=party_of(given, "submitter_") if has_submitter(given) else None,
        authorisation=given["authorisation"][:MAX_TEXT],
        request=given["request"][:MAX_TEXT],
        components=components_of(given, procedure),
        sets=_whole(given["sets"] or "1"),
        channel_in=next((way for way in WAYS_IN if way == given["channel_in"]), "direct"),
        channel_out=next((way for way in WAYS_OUT if way == given["channel_out"]), "desk"),
        external_code=given["external_code"][:60],
        register_signed=given["register_signed"][:MAX_TEXT],
        note=given["note"][:MAX_TEXT],
    )


def has_submitter(given: Typed) -> bool:
    """Whether the form names somebody who hands in for the applicant."""
    return any(given[f"submitter_{name}"].strip() for name in ("name", "number", "phone"))


def components_of(given: Typed, procedure: Procedure | None) -> tuple[Ticked, ...]:
    """The papers of the procedure with their ticks, then the others that were named in a line each."""
    listed = _listed(given, procedure.components if procedure else ())
    other = dict.fromkeys(tidy(line)[:200] for line in given["other_papers"].splitlines() if line.strip())
    extra = [Ticked(Component(name, required=False), there=True) for name in list(other)[:MAX_OTHER]]
    return (*listed, *extra)


def _listed(given: Typed, components: Sequence[Component]) -> list[Ticked]:
    shown = given["components_of"] == given["procedure"]
    found = []
    for place, component in enumerate(components):
        copy = next((copy for copy in COPIES if copy == given[f"copy_{place}"]), component.copy) if shown else None
        count = _whole(given[f"count_{place}"] or str(component.count)) if shown else component.count
        one = structs.replace(component, copy=copy or component.copy, count=max(1, min(count, 99)))
        found.append(Ticked(one, there=shown and given[f"there_{place}"] == "1"))
    return found


def typed_from(dossier: Dossier, procedure: Procedure | None) -> Typed:
    """The form that would have made this dossier: what a correction starts from."""
    given = Typed(
        procedure=dossier.procedure_code,
        components_of=dossier.procedure_code,
        authorisation=dossier.authorisation,
        request=dossier.request if dossier.request != dossier.procedure_name else "",
        sets=str(dossier.sets),
        channel_in=dossier.channel_in,
        channel_out=dossier.channel_out,
        external_code=dossier.external_code,
        register_signed=dossier.register_signed,
        note=dossier.note,
    )
    given = with_party(given, "applicant_", dossier.applicant)
    if dossier.submitter:
        given = with_party(given, "submitter_", dossier.submitter)
    places = {folded(one.name): place for place, one in enumerate(procedure.components if procedure else ())}
    other = []
    for ticked in dossier.components:
        place = places.get(folded(ticked.component.name))
        if place is None:
            other.append(ticked.component.name)
            continue
        given[f"there_{place}"] = "1" if ticked.there else ""
        given[f"copy_{place}"] = ticked.component.copy
        given[f"count_{place}"] = str(ticked.component.count)
    return Typed({**given, "other_papers": "\n".join(other)})


def fields_at_fault(prefixes: Sequence[str] = ("applicant_", "submitter_")) -> tuple[str, ...]:
    """The fields whose refusals the form shows beneath them."""
    party = tuple(f"{prefix}{name}" for prefix in prefixes for name in PARTY_FIELDS)
    return (*party, "procedure", "authorisation", "sets", "channel_out", "external_code", "scan")


def _whole(text: str) -> int:
    """A whole number as typed; 0, which every rule refuses, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0


def query_party(given: Mapping[str, str]) -> str:
    """What somebody is looked for by: `q`, or the name field that is being typed into."""
    return next((given[name] for name in ("q", "applicant_name", "submitter_name") if given.get(name)), "")[:100]
