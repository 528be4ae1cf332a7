"""The hand-over of a bag in words: which half is confirmed, what is missing, what has to come back (product.md)."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from server.domain.item_due import is_carried, must_return
from server.domain.items import Item
from server.domain.rounds import Round
from server.http.office.page import Say
from server.http.render import clock, day

Mood = Literal["ok", "wait", "bad"]


class HandoverLine(NamedTuple):
    """One sentence; `mood` colours it."""

    mood: Mood
    text: str


def handover_lines(round_: Round, items: list[Item], deliverer: str, phones: int, say: Say) -> list[HandoverLine]:
    """What is to be said of a round's hand-over and return; `phones` are those that the deliverer can confirm on."""
    values = {"name": deliverer, "given": _moment(round_.given_at), "accepted": _moment(round_.accepted_at)}
    found = [] if round_.closed_at else [_halves(round_, phones, values, say)]
    missing = [item for item in items if item.id in round_.missing]
    if missing:
        found.append(HandoverLine("bad", say("office.handover.missing", **values, names=_names(missing))))
    return [*found, *_coming_back(round_, items, values, say)]


def _halves(round_: Round, phones: int, values: dict[str, str], say: Say) -> HandoverLine:
    if round_.given_at and round_.accepted_at:
        return HandoverLine("ok", say("office.handover.both", **values))
    if round_.accepted_at:
        return HandoverLine("bad", say("office.handover.not_given", **values))
    part = "not_accepted" if round_.given_at else "neither"
    return HandoverLine("wait", say(f"office.handover.{part}{'' if phones else '.no_phone'}", **values))


def _coming_back(round_: Round, items: list[Item], values: dict[str, str], say: Say) -> Iterator[HandoverLine]:
    here = [item for item in items if item.custody.round == round_.id and is_carried(item)]
    returned = [item for item in here if item.custody.state == "returned"]
    if returned:
        yield HandoverLine("wait", say("office.handover.returned", **values, names=_names(returned)))
    tried = [item for item in here if must_return(item) and item not in returned]
    if tried:
        yield HandoverLine("bad", say("office.handover.must_return", **values, names=_names(tried)))


def _names(items: Iterable[Item]) -> str:
    return ", ".join(item.name for item in items)


def _moment(at: str | None) -> str:
    return f"{clock(at)} {day(at)}" if at else ""
