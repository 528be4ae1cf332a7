"""How facts move an item: a left fold over events in ledger order, pure and total (sync.md §4 rule 9).

`step` takes one fact that is not undone; `fold` takes all of an item's facts and works out the undoing.
A proof moves the state only if its person had the item in custody; the first acting and not undone proof wins.
"""

from collections.abc import Iterable

from msgspec import structs

from server.domain.facts import Fact, ImportedData, Outcome, PackedData, PaperData, ReviewData, Verdict
from server.domain.items import Custody, Held, Paper, Redo, State
from server.domain.paper_twin import contradicted, with_paper, without_paper
from server.domain.post_custody import PostData, moved_by_post
from server.domain.undoing import in_order, struck, undone_by
from sync.messages import AmendedData, AttemptData, HandoverData, UndoneData


def fold(item: str, facts: Iterable[Fact]) -> Outcome:
    """The custody of `item` after all its acting facts, and a verdict on each of them."""
    ordered = in_order(facts)
    undone = undone_by(ordered) | struck(ordered)
    known = {fact.event for fact in ordered}
    outcome = Outcome(Custody(), {})
    for fact in ordered:
        if fact.event in undone:
            outcome.verdicts[fact.event] = Verdict(undone=True)
        elif isinstance(fact.data, UndoneData) and fact.data.of in known - undone:
            outcome.verdicts[fact.event] = Verdict(frozenset({"late"}))
        else:
            outcome = step(item, outcome, fact)
    for event in contradicted(ordered, outcome.verdicts):
        verdict = outcome.verdicts[event]
        outcome.verdicts[event] = verdict._replace(flags=verdict.flags | {"twice"})
    return outcome


def step(item: str, outcome: Outcome, fact: Fact) -> Outcome:
    """One more fact. Unknown kinds change nothing. Flags that need a look at all facts are `fold`'s alone."""
    papers = outcome.custody.papers
    if isinstance(fact.data, PaperData):
        papers = (*papers, Paper(fact.event, fact.data.when or fact.when))
        moved = outcome
    else:
        moved = _moved(item, Outcome(without_paper(outcome.custody), outcome.verdicts), fact)
    return Outcome(with_paper(without_paper(moved.custody), papers), moved.verdicts)


def _moved(item: str, outcome: Outcome, fact: Fact) -> Outcome:
    """One more fact that is no slip on paper; the custody is the one without any."""
    custody, verdicts = outcome
    data = fact.data
    if isinstance(data, ImportedData):
        return Outcome(_imported(item, custody, data), verdicts)
    if isinstance(data, PackedData):
        return Outcome(_packed(custody, data), verdicts)
    if isinstance(data, PostData):
        return Outcome(moved_by_post(custody, fact.what, fact.event, fact.when, data), verdicts)
    if isinstance(data, ReviewData):
        return _reviewed(outcome, data)
    if isinstance(data, HandoverData):
        return _handed_over(item, outcome, fact, data)
    if isinstance(data, AmendedData):
        return _amended(outcome, fact, data)
    if isinstance(data, AttemptData):
        return _attempted(outcome, fact, data)
    if fact.what == "confirmation.recorded":
        return _confirmed(outcome, fact)
    return outcome


def _imported(item: str, custody: Custody, data: ImportedData) -> Custody:
    """Only what lies at the desk is withdrawn; a later import of the same list brings it back there."""
    if item in data.withdrawn and custody.state == "at_desk":
        return structs.replace(custody, state="withdrawn")
    if item in data.items and custody.state == "withdrawn":
        return structs.replace(custody, state="at_desk")
    return custody


def _packed(custody: Custody, data: PackedData) -> Custody:
    if custody.state == "delivered" or custody.post is not None:
        return custody
    return structs.replace(
        custody,
        state="in_round",
        holder=data.holder,
        round=data.round,
        attempts=custody.attempts if custody.round == data.round else 0,
        next=None,
        holders=_with(custody.holders, data.holder),
    )


def _with(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return values if value in values else (*values, value)


def _desk(custody: Custody) -> Custody:
    """Counted in at the desk: whoever was asked for a new proof of its delivery is not any more."""
    return structs.replace(custody, state="at_desk", holder=None, round=None, next=None, redo=None, post=None)


def _holds(custody: Custody, person: str) -> bool:
    return custody.holder == person and custody.state in ("in_round", "returned")


def _handed_over(item: str, outcome: Outcome, fact: Fact, data: HandoverData) -> Outcome:
    custody, verdicts = outcome
    if fact.what == "handover.given" or custody.state in ("delivered", "withdrawn"):
        return outcome
    if fact.what == "handover.taken_back":
        # What comes back from the post comes back from no round.
        return Outcome(_desk(custody), verdicts) if data.round == (custody.round or "") else outcome
    if not _holds(custody, fact.person) or custody.round != data.round:
        return outcome
    if item in data.missing:
        return Outcome(_desk(custody), verdicts)
    state: State = "returned" if fact.what == "handover.returned" else "in_round"
    return Outcome(structs.replace(custody, state=state), verdicts)


def _confirmed(outcome: Outcome, fact: Fact) -> Outcome:
    custody, verdicts = outcome
    again = custody.redo is not None and custody.redo.person == fact.person
    if custody.state == "delivered" and not again:
        flags = frozenset({"twice"})
        moved = custody
    elif _holds(custody, fact.person) or again:
        flags = frozenset()
        moved = structs.replace(
            custody, state="delivered", proof=fact.event, redo=None, next=None, delivered_at=fact.when
        )
    else:
        flags = frozenset({"late" if fact.person in custody.holders else "not_holder"})
        moved = custody
    held = (*moved.confirmations, Held(fact.event, fact.person, open=True, when=fact.when))
    return Outcome(structs.replace(moved, confirmations=held), {**verdicts, fact.event: Verdict(flags)})


def _attempted(outcome: Outcome, fact: Fact, data: AttemptData) -> Outcome:
    custody, verdicts = outcome
    if _holds(custody, fact.person):
        moved = structs.replace(custody, attempts=custody.attempts + 1, next=data.next, last_reason=data.reason)
        return Outcome(moved, {**verdicts, fact.event: Verdict()})
    flag = "late" if fact.person in custody.holders else "not_holder"
    return Outcome(custody, {**verdicts, fact.event: Verdict(frozenset({flag}))})


def _amended(outcome: Outcome, fact: Fact, data: AmendedData) -> Outcome:
    custody, verdicts = outcome
    verdict = verdicts.get(data.of)
    if verdict is None or verdict.undone or (verdict.amended and verdict.amended.n > fact.n):
        return outcome
    verdicts = {**verdicts, data.of: verdict._replace(amended=fact, review=None, reason="")}
    return Outcome(_accept_again(custody, data.of, open_=True), verdicts)


def _reviewed(outcome: Outcome, data: ReviewData) -> Outcome:
    custody, verdicts = outcome
    verdict = verdicts.get(data.of)
    if verdict is None or verdict.undone:
        return outcome
    if not data.reason:
        verdicts = {**verdicts, data.of: verdict._replace(review="approved", reason="")}
        return Outcome(_stands(_accept_again(custody, data.of, open_=False), data.of), verdicts)
    verdicts = {**verdicts, data.of: verdict._replace(review="sent_back", reason=data.reason)}
    if custody.proof != data.of:
        return Outcome(_mark(custody, data.of, open_=False), verdicts)
    person = next(held.person for held in custody.confirmations if held.event == data.of)
    redo = Redo(data.of, data.reason, person)
    # The paper may well be in the right hands: only the proof is asked for again, from the one who gave it.
    return Outcome(structs.replace(_undelivered(custody), redo=redo), verdicts)


def _undelivered(custody: Custody) -> Custody:
    """Where the paper is as long as its proof does not stand: in the bag, on its way back by post, or at the desk."""
    state: State = "in_round" if custody.round else "returned" if custody.post else "at_desk"
    return structs.replace(custody, state=state, proof=None, delivered_at=None)


def _stands(custody: Custody, event: str) -> Custody:
    """What a person has approved acts where no other proof does: the paper is in those hands, whatever was flagged."""
    when = next((held.when for held in custody.confirmations if held.event == event), None)
    if when is None or custody.state in ("delivered", "posted"):
        return custody
    return structs.replace(custody, state="delivered", proof=event, redo=None, next=None, delivered_at=when)


def _mark(custody: Custody, event: str, open_: bool) -> Custody:
    held = tuple(
        structs.replace(entry, open=open_) if entry.event == event else entry for entry in custody.confirmations
    )
    return structs.replace(custody, confirmations=held)


def _accept_again(custody: Custody, event: str, open_: bool) -> Custody:
    """A sent-back proof acts again once it is amended or the clerk takes the reason back."""
    custody = _mark(custody, event, open_)
    if custody.redo is None or custody.redo.event != event:
        return custody
    return structs.replace(custody, state="delivered", proof=event, redo=None)


def watchers(custody: Custody) -> set[str]:
    """Whose phone shows this item (sync.md §4 rule 8): who holds it, and whose own events wait for a verdict.

    An event alone opens nothing: who never carried the item could else read any by writing of it. Only the commune's
    own decision, asking for a new proof, shows it to one whose bag it never was in.
    """
    people = {held.person for held in custody.confirmations if held.open and held.person in custody.holders}
    if custody.redo is not None:
        people.add(custody.redo.person)
    if custody.holder is not None and custody.state in ("in_round", "returned"):
        people.add(custody.holder)
    return people
