"""A report before anybody wrote on it: of a period, with the head and the recipients that such reports have."""

from datetime import datetime

from server.actions.report_facts import report_facts
from server.domain.organisation import TWO_LEVELS_SINCE
from server.domain.report_period import Period
from server.domain.report_sections import suggested
from server.domain.report_sentences import title as usual_title
from server.domain.reports import RECIPIENTS, RECIPIENTS_2020, Report, Signatory
from server.domain.times import stamp
from server.store.port import View


def blank(view: View, id_: str, by: str, now: datetime, period: Period, title: str = "") -> Report:
    """A draft that is not kept yet. Who signs, and to whom it goes, is as in the report drafted last."""
    facts = report_facts(view, period, now)
    before = max(view.find(Report, "all", ""), key=lambda one: one.made_at, default=None)
    old = period.last.isoformat() < TWO_LEVELS_SINCE
    return Report(
        id=id_,
        period=period,
        title=title or usual_title(facts.commune),
        signatory=before.signatory if before else Signatory(),
        recipients=RECIPIENTS_2020 if old else before.recipients if before else RECIPIENTS,
        generated=suggested(facts),
        generated_at=stamp(now),
        first=id_,
        made_by=by,
        made_at=stamp(now),
    )


def report_of_period(view: View, period: Period, now: datetime) -> Report:
    """The newest version that is kept of exactly these days, the published one before a draft; else a blank one."""
    kept = [one for one in view.find(Report, "all", "") if one.period == period]
    newest = max(kept, key=lambda one: (one.state == "published", one.version, one.made_at), default=None)
    return newest or blank(view, "", "", now, period)
