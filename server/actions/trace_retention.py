"""Traces of people that no figure needs: complaints, survey links, what was refused, the log of looks, log-ins."""

from datetime import datetime, timedelta

from msgspec import structs

from server.actions.forgetting import forget_words
from server.domain.complaints import Complaint
from server.domain.events import Refused
from server.domain.people import Invitation, Session
from server.domain.readings import Reading
from server.domain.retention import GONE, Rule
from server.domain.subjects import SubjectRequest
from server.domain.survey import SurveyLink
from server.domain.times import local_day, stamp
from server.store.port import Unit


def forget_complaints(unit: Unit, now: datetime, rule: Rule) -> int:
    """Of complaints closed long ago every word; that one came and was answered stays.

    Whom it was about stays too, as an id: without it that person could open it (R42).
    """
    limit, changed = local_day(now - timedelta(days=rule.days)), 0
    for one in unit.find(Complaint, "state", "closed"):
        closed = max((step.at[:10] for step in one.steps), default=one.sent)
        if closed >= limit:
            continue
        less = structs.replace(
            one,
            text=GONE,
            words=tuple(structs.replace(word, text=GONE) for word in one.words),
            steps=tuple(structs.replace(step, note="") for step in one.steps),
        )
        if less != one:
            unit.put(less)
            changed += 1
    return changed


def forget_survey_links(unit: Unit, now: datetime, rule: Rule) -> int:
    """Links of papers that ran out long ago. The answers lie in boxes without names and stay."""
    limit = local_day(now - timedelta(days=rule.days))
    old = [one.record.id for one in unit.scan(SurveyLink) if one.record.expires < limit]
    for id_ in old:
        unit.remove(SurveyLink, id_)
    return len(old)


def forget_refused(unit: Unit, now: datetime, rule: Rule) -> int:
    """What was not authentic and was kept apart. It never was in the ledger."""
    limit = stamp(now - timedelta(days=rule.days))
    old = [one for one in unit.find(Refused, "all", "") if one.at < limit]
    for one in old:
        unit.remove(Refused, one.id)
    return len(old)


def forget_readings(unit: Unit, now: datetime, rule: Rule) -> int:
    """Days of the log of looks."""
    limit = local_day(now - timedelta(days=rule.days))
    old = [one.record.id for one in unit.scan(Reading) if one.record.day < limit]
    for id_ in old:
        unit.remove(Reading, id_)
    return len(old)


def forget_sessions(unit: Unit, now: datetime, rule: Rule) -> int:
    """Log-ins that ran out."""
    limit = stamp(now - timedelta(days=rule.days))
    old = [one.record.id for one in unit.scan(Session) if one.record.expires_at <= limit]
    for id_ in old:
        unit.remove(Session, id_)
    return len(old)


def forget_invitations(unit: Unit, now: datetime, rule: Rule) -> int:
    """Invitations that ran out, used or not. The phone that came by one is a record of its own."""
    limit = stamp(now - timedelta(days=rule.days))
    old = [one.record.id for one in unit.scan(Invitation) if one.record.expires_at < limit]
    for id_ in old:
        unit.remove(Invitation, id_)
    return len(old)


def forget_subject_requests(unit: Unit, now: datetime, rule: Rule) -> int:
    """Of requests of data subjects answered long ago whose they were; that one came and was answered stays."""
    limit, changed = stamp(now - timedelta(days=rule.days)), 0
    for one in unit.find(SubjectRequest, "state", "answered"):
        if one.answered_at >= limit or one.stops or one.name == GONE:
            continue
        less = structs.replace(one, name=GONE, documents=(), asked_by="", note="", restricted_why="", answer="")
        unit.put(less)
        forget_words(unit, less, ("name", "restricted_why"), note=True)
        changed += 1
    return changed
