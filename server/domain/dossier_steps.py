"""The life of a dossier as a pure state machine: each act gives the dossier after it, or refuses with its reason."""

from typing import Literal, NamedTuple, get_args

from msgspec import structs

from server.domain.dossiers import (
    OPEN_STATES,
    Apology,
    ChannelOut,
    Dossier,
    DossierState,
    Refused,
    Result,
    Supplement,
    Ticked,
)
from server.domain.items import State
from server.domain.problems import Refusal
from server.domain.times import instant, local_day

DossierAct = Literal[
    "correct",
    "process",
    "ask_supplement",
    "answer_supplement",
    "settle",
    "apologise",
    "reject",
    "stop",
    "give_at_desk",
    "send_home",
]
DOSSIER_ACTS: tuple[DossierAct, ...] = get_args(DossierAct)

_FROM: dict[DossierAct, tuple[DossierState, ...]] = {
    "correct": (*OPEN_STATES, "done"),
    "process": ("received",),
    "ask_supplement": ("received", "processing"),
    "answer_supplement": ("supplement",),
    "settle": ("received", "processing"),
    "apologise": ("received", "processing"),
    "reject": OPEN_STATES,
    "stop": OPEN_STATES,
    "give_at_desk": ("done",),
    "send_home": ("done",),
}
"""Act → the states in which it may be done at all."""


class Receiver(NamedTuple):
    """Who got the result, and when."""

    name: str
    relation: str
    at: str
    number: str = ""
    authorisation: str = ""


def why_not(dossier: Dossier, act: DossierAct, now: str, custody: State | None = None) -> str | None:
    """Why an act may not be done now, as a problem's code; None if it may.

    `custody` is where the dossier's paper is when it has an item. A supplement is asked for once only, and an apology
    is sent once, no later than the day it was due (NĐ 61/2018, NĐ 118/2025; domain §2.1, §2.2 M04).
    """
    if dossier.state not in _FROM[act]:
        return "wrong_state"
    if act == "ask_supplement" and dossier.supplement is not None:
        return "supplement_once"
    if act == "apologise":
        return _why_no_apology(dossier, now)
    if act == "send_home" and dossier.item is not None:
        return "sent_already"
    if act == "give_at_desk" and custody not in (None, "at_desk"):
        return "on_its_way"
    return None


def _why_no_apology(dossier: Dossier, now: str) -> str | None:
    if dossier.apology is not None:
        return "apology_once"
    if not dossier.due_at:
        return "wrong_state"
    return "apology_late" if local_day(instant(now)) > local_day(instant(dossier.due_at)) else None


def acts(dossier: Dossier, now: str, custody: State | None = None) -> tuple[DossierAct, ...]:
    """What may be done with a dossier now."""
    return tuple(act for act in DOSSIER_ACTS if why_not(dossier, act, now, custody) is None)


def _demand(dossier: Dossier, act: DossierAct, now: str, custody: State | None = None) -> None:
    code = why_not(dossier, act, now, custody)
    if code is not None:
        raise Refusal(code)


def taken_up(dossier: Dossier, now: str) -> Dossier:
    """It went to who settles it."""
    _demand(dossier, "process", now)
    return structs.replace(dossier, state="processing")


def asked(dossier: Dossier, supplement: Supplement) -> Dossier:
    """Papers are missing: the clock stops."""
    _demand(dossier, "ask_supplement", supplement.at)
    return structs.replace(dossier, state="supplement", supplement=supplement)


def answered(dossier: Dossier, now: str, due_at: str, components: tuple[Ticked, ...]) -> Dossier:
    """The missing papers came, with one more way to the desk; `due_at` is the date moved on by the pause."""
    _demand(dossier, "answer_supplement", now)
    assert dossier.supplement is not None
    return structs.replace(
        dossier,
        state="processing",
        supplement=structs.replace(dossier.supplement, answered_at=now),
        due_at=due_at,
        components=components,
        visits=dossier.visits + 1,
    )


def settled(dossier: Dossier, result: Result) -> Dossier:
    """There is a result; it waits for its owner."""
    _demand(dossier, "settle", result.at)
    return structs.replace(dossier, state="done", result=result)


def apologised(dossier: Dossier, apology: Apology) -> Dossier:
    """It will be late: said in time, with the one new date. Refuses a date that is no later."""
    _demand(dossier, "apologise", apology.at)
    if apology.new_due <= dossier.due_at:
        raise Refusal("invalid", "new_due", "Ngày hẹn mới phải sau ngày hẹn cũ.")
    return structs.replace(dossier, apology=apology, due_at=apology.new_due)


def rejected(dossier: Dossier, refused: Refused) -> Dossier:
    """It was not accepted."""
    _demand(dossier, "reject", refused.at)
    return structs.replace(dossier, state="rejected", rejection=refused)


def stopped(dossier: Dossier, refused: Refused) -> Dossier:
    """It was withdrawn or stopped."""
    _demand(dossier, "stop", refused.at)
    return structs.replace(dossier, state="stopped", stop=refused)


def handed_over(dossier: Dossier, to: Receiver, custody: State | None = None) -> Dossier:
    """The result was given at the desk: one more way there, unless on the day when it was handed in."""
    _demand(dossier, "give_at_desk", to.at, custody)
    again = local_day(instant(to.at)) != dossier.day
    return structs.replace(_returned(dossier, to), channel_out="desk", visits=dossier.visits + again)


def sent(dossier: Dossier, item: str, channel: ChannelOut, now: str) -> Dossier:
    """The result became an item that leaves the house; `channel` is home or postal."""
    _demand(dossier, "send_home", now)
    return structs.replace(dossier, item=item, channel_out=channel)


def followed(dossier: Dossier, delivered: Receiver | None) -> Dossier:
    """The dossier as its item's custody has it: returned while a delivery stands, else waiting. Never refuses."""
    if dossier.item is None or dossier.result is None or dossier.state not in ("done", "returned"):
        return dossier
    known = dossier.result
    if delivered is not None and (known.receiver, known.relation) == (delivered.name, delivered.relation):
        return dossier  # given at the desk, which knows more of it than the slip
    if delivered is not None:
        return _returned(dossier, delivered)
    result = structs.replace(
        dossier.result, returned_at="", receiver="", relation="", receiver_number="", authorisation=""
    )
    return structs.replace(dossier, state="done", result=result)


def _returned(dossier: Dossier, to: Receiver) -> Dossier:
    assert dossier.result is not None
    result = structs.replace(
        dossier.result,
        returned_at=to.at,
        receiver=to.name,
        relation=to.relation,
        receiver_number=to.number,
        authorisation=to.authorisation,
    )
    return structs.replace(dossier, state="returned", result=result)


def contradictions(dossier: Dossier) -> list[str]:
    """What cannot be in a dossier that was entered and led here; empty for a sound one."""
    state, supplement, result = dossier.state, dossier.supplement, dossier.result
    said = {
        "waits for a supplement that nobody asked for": state == "supplement" and supplement is None,
        "waits for a supplement that came": state == "supplement" and supplement and supplement.answered_at,
        "goes on without its supplement": state not in ("supplement", "rejected", "stopped")
        and supplement is not None
        and not supplement.answered_at,
        "rejected without reason, or the reverse": (state == "rejected") != (dossier.rejection is not None),
        "stopped without reason, or the reverse": (state == "stopped") != (dossier.stop is not None),
        "settled without result, or the reverse": (state in ("done", "returned")) != (result is not None),
        "returned to nobody, or the reverse": (state == "returned") != bool(result and result.returned_at),
        "sent without a result": dossier.item is not None and result is None,
        "apologised late": dossier.apology is not None
        and local_day(instant(dossier.apology.at)) > local_day(instant(dossier.apology.old_due)),
        "apologised for an earlier date": dossier.apology is not None
        and dossier.apology.new_due <= dossier.apology.old_due,
        "never handed in": dossier.visits < 1,
    }
    return [what for what, wrong in said.items() if wrong]
