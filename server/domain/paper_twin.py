"""A slip signed on paper beside what the phones say: one delivery, whichever of the two comes first.

The fold of custody runs on what moves the paper by events alone; a standing slip is laid over its outcome. So the
slip changes nothing of what a phone may still say, a phone's proof speaks wherever there is one, and taking one of
the two back leaves the other.
"""

from collections.abc import Iterable

from msgspec import structs

from server.domain.facts import Fact, PaperData, Verdict
from server.domain.items import Custody, Paper
from server.domain.names import folded
from sync.messages import ConfirmationData, Recipient


def without_paper(custody: Custody) -> Custody:
    """The custody as events alone have it."""
    return structs.replace(custody.under or custody, papers=(), under=None)


def with_paper(custody: Custody, papers: tuple[Paper, ...]) -> Custody:
    """The custody with its signed slips beside it; the first one delivers where no other proof does."""
    if not papers:
        return custody
    if custody.state in ("delivered", "withdrawn"):
        return structs.replace(custody, papers=papers)
    first = papers[0]
    return structs.replace(
        custody,
        state="delivered",
        proof=first.event,
        delivered_at=first.when,
        redo=None,
        next=None,
        papers=papers,
        under=custody,
    )


def contradicted(facts: Iterable[Fact], verdicts: dict[str, Verdict]) -> set[str]:
    """The phones' confirmations that name another receiver than a standing slip does; these a supervisor decides.

    `facts` are those of one item, `verdicts` what the fold says of them: what is undone contradicts nothing.
    """
    found = list(facts)
    standing = [fact.data for fact in found if isinstance(fact.data, PaperData) and not _undone(fact, verdicts)]
    said = {
        fact.event: _last_word(fact, verdicts)
        for fact in found
        if fact.what == "confirmation.recorded" and not _undone(fact, verdicts)
    }
    return {event for event, to in said.items() if to and any(not same_receiver(to, paper) for paper in standing)}


def _undone(fact: Fact, verdicts: dict[str, Verdict]) -> bool:
    return verdicts.get(fact.event, Verdict()).undone


def _last_word(fact: Fact, verdicts: dict[str, Verdict]) -> Recipient | None:
    """Who received by a confirmation or its amendment; None where its words were erased."""
    amended = verdicts.get(fact.event, Verdict()).amended
    data = amended.data if amended else fact.data
    return data.to if isinstance(data, ConfirmationData) else None


def same_receiver(phone: Recipient, paper: PaperData) -> bool:
    """Whether both name one person: the subject, or the same name, however the relation was worded."""
    if not paper.relation:
        return True
    if "subject" in (phone.relation, paper.relation):
        return phone.relation == paper.relation
    names = folded(phone.name), folded(paper.name)
    return names[0] == names[1] if all(names) else phone.relation == paper.relation
