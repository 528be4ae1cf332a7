"""Requests for service at home: made, put right, accepted or declined with a reason, reopened, served (R30, R33)."""

from collections.abc import Sequence

from msgspec import structs

from server.actions.citizens import remember
from server.actions.desk import Act
from server.actions.feeds import publish_fate
from server.actions.history import done_before, record_change
from server.actions.request_papers import OUT, claim, let_go, papers
from server.actions.request_results import result_of
from server.domain.citizens import Citizen, Party
from server.domain.conditions import Condition
from server.domain.events import Fate, Review
from server.domain.names import tidy
from server.domain.party_check import checked
from server.domain.problems import Refusal
from server.domain.requests import HomeRequest, Wish
from server.domain.times import VIETNAM
from server.store.port import Unit, View

MAX_REASON = 500


def request_of(view: View, id_: str) -> HomeRequest:
    """The request. Refuses not_found."""
    request = view.get(HomeRequest, id_)
    if request is None:
        raise Refusal("not_found")
    return request


def make_request(unit: Unit, act: Act, wish: Wish) -> HomeRequest:
    """Take a request down. The same act again gives the same request. Refuses invalid with the field."""
    if (made := unit.get(HomeRequest, act.event_id)) is not None:
        return made
    known = _checked(act, wish)
    request = HomeRequest(id=act.event_id, made_by=act.by.id, made_at=act.at, **structs.asdict(known))
    request = structs.replace(request, person=_remembered(unit, act, request))
    unit.put(request)
    record_change(unit, act, request, "request.made")
    return request


def correct(unit: Unit, act: Act, id_: str, wish: Wish) -> HomeRequest:
    """Put right what was taken down. Refuses request_closed once served, and what `make_request` refuses."""
    before = request_of(unit, id_)
    if before.state == "served":
        raise Refusal("request_closed")
    known = structs.replace(_checked(act, wish), source=before.source)
    after = structs.replace(before, **structs.asdict(known))
    return _done(unit, act, before, structs.replace(after, person=_remembered(unit, act, after)), "request.corrected")


def accept(
    unit: Unit,
    act: Act,
    id_: str,
    items: Sequence[str] = (),
    dossier: str | None = None,
    condition: Condition | None = None,
    granted: str = "",
) -> HomeRequest:
    """Grant it. `items` are papers that go home for it, `dossier` the one whose result does, as soon as there is one;
    with neither the request waits. Accepting an accepted one adds papers.

    Who is not entitled is granted only with a reason in words (`granted`); without consent nobody is. Refuses
    request_closed, needs_consent, not_entitled, conflict (a paper of another request), and what `send_home` refuses.
    """
    before = request_of(unit, id_)
    if done_before(unit, act, before):
        return before
    if before.state == "served":
        raise Refusal("request_closed")
    lacking, granted = before.eligibility.lacking, tidy(granted)[:MAX_REASON] or before.granted
    if "no_consent" in lacking:
        raise Refusal("needs_consent", "consent")
    if lacking and not granted:
        raise Refusal("not_entitled", "granted")
    after = structs.replace(
        before,
        person=before.person if before.person.citizen else _remembered(unit, act, before),
        state="accepted",
        reason="",
        granted=granted if lacking else "",
        dossier=dossier or before.dossier,
    )
    for item in items:
        after = claim(unit, after, item)
    if after.dossier:
        after = result_of(unit, act, after, condition)
    what = "request.accepted" if before.state != "accepted" else "request.papers"
    return _decided(unit, act, before, after, what, "approved", granted if lacking else "")


def decline(unit: Unit, act: Act, id_: str, reason: str) -> HomeRequest:
    """Say no, with the reason that whoever asked is told. Refuses needs_reason, request_closed, on_its_way."""
    before = request_of(unit, id_)
    if done_before(unit, act, before):
        return before
    reason = tidy(reason)[:MAX_REASON]
    if before.state == "served":
        raise Refusal("request_closed")
    if not reason:
        raise Refusal("needs_reason", "reason")
    after = let_go(unit, before)
    return _decided(
        unit,
        act,
        before,
        structs.replace(after, state="declined", reason=reason),
        "request.declined",
        "sent_back",
        reason,
    )


def reopen(unit: Unit, act: Act, id_: str, note: str = "") -> HomeRequest:
    """Take the decision back: it is to be decided anew. Refuses on_its_way while a paper is out for it."""
    before = request_of(unit, id_)
    if done_before(unit, act, before) or before.state == "open":
        return before
    after = structs.replace(let_go(unit, before), state="open", reason="", granted="", served_at=None)
    return _decided(unit, act, before, after, "request.reopened", None, tidy(note)[:MAX_REASON])


def serve(unit: Unit, act: Act, id_: str, note: str) -> HomeRequest:
    """What was asked for is done without a paper of ours: written at home, fetched at the desk after all.

    `note` says how. Refuses needs_reason, request_closed unless accepted, on_its_way while a paper of it is out.
    """
    before = request_of(unit, id_)
    if done_before(unit, act, before):
        return before
    if before.state != "accepted":
        raise Refusal("request_closed")
    if any(item.custody.state in OUT for item in papers(unit, before)):
        raise Refusal("on_its_way")
    if not tidy(note):
        raise Refusal("needs_reason", "note")
    after = structs.replace(before, state="served", served_at=act.at)
    return _done(unit, act, before, after, "request.served", tidy(note)[:MAX_REASON])


def _checked(act: Act, wish: Wish) -> Wish:
    """The wish in the forms in which it is kept. Somebody who lives here is named; the rest may be asked later."""
    person = checked(wish.person, "person_", act.now.astimezone(VIETNAM).date())
    if not person.hamlet and not person.address and not tidy(wish.way):
        raise Refusal("invalid", "person_hamlet", "Hãy chọn ấp, hoặc ghi đường vào nhà.")
    if wish.wanted == "other" and not tidy(wish.title):
        raise Refusal("invalid", "title", "Việc khác thì ghi rõ là việc gì.")
    texts = ("nickname", "way", "title", "dossier_code", "note", "asked_by", "relation")
    tidied = {name: tidy(getattr(wish, name))[:MAX_REASON] for name in texts}
    return structs.replace(wish, person=person, **tidied)


def _remembered(unit: Unit, act: Act, request: HomeRequest) -> Party:
    """The person among the citizens whom the desk knows, with what finds the house and why at home (R30)."""
    person = remember(unit, act, request.person)
    known = unit.get(Citizen, person.citizen) if person.citizen else None
    if known is not None:
        told = {name: getattr(request, name) for name in ("nickname", "way", "category", "mobility")}
        renewed = structs.replace(known, **{name: value for name, value in told.items() if value})
        if renewed != known:
            unit.put(renewed)
    return person


def _decided(
    unit: Unit, act: Act, before: HomeRequest, after: HomeRequest, what: str, review: Review | None, reason: str
) -> HomeRequest:
    """Put a decision; the phone that asked learns of it as the later fate of its event (sync.md §2)."""
    decided = structs.replace(after, decided_by=act.by.id if review else None, decided_at=act.at if review else None)
    fate = unit.get(Fate, after.event) if after.event else None
    if fate is not None:
        told = reason if review == "sent_back" else ""
        changed = structs.replace(fate, review=review, reason=told, reviewed_by=act.by.id, reviewed_at=act.at)
        unit.put(changed)
        publish_fate(unit, changed)
    return _done(unit, act, before, decided, what, reason)


def _done(unit: Unit, act: Act, before: HomeRequest, after: HomeRequest, what: str, note: str = "") -> HomeRequest:
    if after != before and not done_before(unit, act, after):
        unit.put(after)
        record_change(unit, act, after, what, note, before=before)
    return after
