"""Following the table of retention, rule by rule: each in a savepoint of its own, so that one stops no other."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

import structlog

from server.actions.appointment_retention import erase_past
from server.actions.consent import forget_places
from server.actions.contact_retention import erase_contacts
from server.actions.dossier_retention import lessen_dossiers
from server.actions.form_retention import erase_settled
from server.actions.import_retention import forget_batches, forget_uploads
from server.actions.item_retention import lessen_items
from server.actions.people_retention import forget_citizens, forget_entries, forget_requests
from server.actions.setup import commune
from server.actions.trace_retention import (
    forget_complaints,
    forget_invitations,
    forget_readings,
    forget_refused,
    forget_sessions,
    forget_subject_requests,
    forget_survey_links,
)
from server.domain.retention import RULES, Code, RetentionRun, Rule
from server.domain.times import local_day, stamp
from server.store.port import Unit

Forget = Callable[[Unit, datetime, Rule], int]
"""Take what is due by a rule, now; gives how many records. Again takes nothing twice."""
KEPT_RUNS = timedelta(days=730)
log = structlog.get_logger()


FORGET: Mapping[Code, Forget] = MappingProxyType(
    {
        "places": forget_places,
        "items_road": lessen_items,
        "items_numbers": lessen_items,
        "items_names": lessen_items,
        "dossiers_contact": lessen_dossiers,
        "dossiers_numbers": lessen_dossiers,
        "dossiers_names": lessen_dossiers,
        "requests": forget_requests,
        "entries": forget_entries,
        "citizens": forget_citizens,
        "forms": lambda unit, now, rule: erase_settled(unit, now),
        "appointments": lambda unit, now, rule: erase_past(unit, now),
        "contacts": lambda unit, now, rule: erase_contacts(unit, now),
        "uploads": forget_uploads,
        "batches": forget_batches,
        "complaints": forget_complaints,
        "survey_links": forget_survey_links,
        "refused": forget_refused,
        "readings": forget_readings,
        "sessions": forget_sessions,
        "invitations": forget_invitations,
        "subject_requests": forget_subject_requests,
    }
)
"""The rules that change records; photos are files, and go where files are kept (`old_photos`)."""


def follow_rules(unit: Unit, now: datetime) -> RetentionRun:
    """One night's work; a second run on one day adds to the day's account."""
    here = commune(unit)
    demo = here is not None and here.demo
    removed, failed = dict[str, int](), list[str]()
    for rule in RULES:
        if rule.code not in FORGET or (demo and not rule.demo):
            continue
        try:
            with unit.savepoint():
                removed[rule.code] = FORGET[rule.code](unit, now, rule)
        except Exception:
            log.exception("a rule of retention could not be followed", rule=rule.code)
            failed.append(rule.code)
    return write_run(unit, now, removed, tuple(failed))


def write_run(unit: Unit, now: datetime, removed: Mapping[str, int], failed: tuple[str, ...] = ()) -> RetentionRun:
    """Add to the day's account; accounts older than two years go."""
    day = local_day(now)
    before = unit.get(RetentionRun, day)
    sums = dict(before.removed) if before else {}
    for code, count in removed.items():
        sums[code] = sums.get(code, 0) + count
    run = RetentionRun(id=day, at=stamp(now), removed=sums, failed=failed)
    unit.put(run)
    limit = local_day(now - KEPT_RUNS)
    for old in unit.find(RetentionRun, "all", ""):
        if old.id < limit:
            unit.remove(RetentionRun, old.id)
    return run
