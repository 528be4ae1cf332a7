"""What a report is written from, read from the store: figures of its period and the one before, registers, names."""

from datetime import date, datetime

from server.actions import complaint_acts
from server.actions.calendar import calendar, service_rule
from server.actions.desk_figures import entries_between
from server.actions.organisation import agency, commune_name
from server.actions.report_figures import figures
from server.actions.satisfaction import satisfaction
from server.domain.commune import Hamlet
from server.domain.legal_documents import CommitteeMember, LegalDocument, Training
from server.domain.people import Person
from server.domain.procedures import Procedure
from server.domain.report_facts import Names, ReportFacts
from server.domain.report_period import Period
from server.domain.service_days import service_days
from server.domain.times import VIETNAM
from server.domain.unions import Union, in_order
from server.store.port import View


def report_facts(view: View, period: Period, now: datetime, day: str = "") -> ReportFacts:
    """All that a report of a period says; `day` is the paper's own, its issuer is whoever the commune was then."""
    first, last = period.first.isoformat(), period.last.isoformat()
    day = day or last
    over = min(period.last, now.astimezone(VIETNAM).date())
    rule, commune = service_rule(view), commune_name(view, day)
    hamlets = [one for one in view.find(Hamlet, "all", "") if one.in_force(last)]
    documents = [one for one in view.find(LegalDocument, "all", "") if one.in_force(first, max(day, last))]
    members = [one for one in view.find(CommitteeMember, "all", "") if one.in_force(first, last)]
    asked = satisfaction(view, period).total
    return ReportFacts(
        figures=figures(view, period, now),
        before=figures(view, period.before(), now),
        agency=agency(view, day),
        committee=f"Ủy ban nhân dân {commune}".rstrip(),
        commune=commune,
        names=names(view, period),
        documents=documents,
        trainings=sorted(
            (one for one in view.find(Training, "all", "") if period.holds(one.day)), key=lambda one: one.day
        ),
        members=members,
        service_days=len(_service_days(view, period.first, over)),
        weekdays=tuple(sorted(rule.weekdays)),
        hamlets=tuple(one.id for one in sorted(hamlets, key=lambda one: one.name)),
        remote=tuple(one.id for one in sorted(hamlets, key=lambda one: one.name) if one.remote),
        unions=tuple(one.name for one in in_order(view.find(Union, "all", "")) if one.in_force(last)),
        satisfaction=asked if asked.asked else None,
        complaints=complaint_acts.counts(view, first, last),
    )


def names(view: View, period: Period) -> Names:
    """What the ids in a period's lists are called, by dimension. A form stays its code: its title is in its file."""
    people = {one.id: one.name for one in view.find(Person, "all", "")}
    procedures = {one.procedure.code: one.procedure.name for one in entries_between(view, period.first, period.last)}
    known = sorted(view.find(Procedure, "all", ""), key=lambda one: one.valid_from)
    procedures.update((one.code, one.name) for one in known)
    return Names(
        {
            "hamlet": {one.id: one.name for one in view.find(Hamlet, "all", "")},
            "union": {one.id: one.name for one in view.find(Union, "all", "")},
            "procedure": procedures,
            "scribe": people,
            "deliverer": people,
        }
    )


def _service_days(view: View, first: date, last: date) -> list[date]:
    return service_days(first, last, service_rule(view), calendar(view)) if first <= last else []
