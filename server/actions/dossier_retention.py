"""What an ended dossier says of its people, taken away in three steps, with the words of its history."""

from datetime import datetime, timedelta

from server.actions.forgetting import forget_words
from server.domain.dossiers import Dossier
from server.domain.report_ends import ended_at
from server.domain.retention import Rule, dossier_without
from server.domain.times import stamp
from server.store.port import Unit

TOLD = frozenset({"applicant", "submitter", "note", "authorisation", "request", "result"})
"""The fields whose words the history holds and that name somebody."""
ENDED = ("returned", "rejected", "stopped")


def closed_at(dossier: Dossier) -> str:
    """The instant from which its time runs: the result's return to its owner, or the end without one."""
    returned = dossier.result.returned_at if dossier.result else ""
    return returned or ended_at(dossier) or "9"


def lessen_dossiers(unit: Unit, now: datetime, rule: Rule) -> int:
    """Of dossiers whose result was returned, or that ended without one, longer ago than the rule says; how many."""
    limit, changed = stamp(now - timedelta(days=rule.days)), 0
    for state in ENDED:
        for dossier in unit.find(Dossier, "state", state):
            if closed_at(dossier) >= limit:
                continue
            if (less := dossier_without(dossier, rule.code)) != dossier:
                unit.put(less)
                forget_words(unit, less, TOLD)
                changed += 1
    return changed
