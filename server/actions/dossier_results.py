"""The result of a dossier: there, given at the desk, or made into an item that leaves the house."""

from datetime import date
from typing import get_args

from server.actions.calendar import calendar
from server.actions.desk import Act, new_id
from server.actions.dossier_steps import carry_out, done, dossier_of
from server.actions.history import done_before
from server.actions.ledger import record_act
from server.actions.paper import confirm_paper
from server.actions.request_papers import join
from server.domain.calendar import CARD_WORKING_DAYS
from server.domain.citizens import Citizen
from server.domain.conditions import Condition
from server.domain.delivery_class import Road, may_leave, may_receive
from server.domain.dossier_items import item_of
from server.domain.dossier_steps import Receiver, handed_over, sent, settled
from server.domain.dossiers import ChannelOut, Dossier, Result
from server.domain.items import Item
from server.domain.names import tidy
from server.domain.problems import Refusal
from server.domain.procedures import Procedure
from server.domain.slips import Slip
from server.domain.times import VIETNAM, local_day
from server.store.port import Unit
from sync.messages import Relation

RELATIONS: tuple[Relation, ...] = get_args(Relation)
MAX_COUNT = 50
MAX_TITLE = 300


def settle(unit: Unit, act: Act, dossier_id: str, title: str, number: str = "", count: int = 1) -> Dossier:
    """There is a result: what it is called, its number, how many papers. Refuses wrong_state, invalid."""
    if not tidy(title):
        raise Refusal("invalid", "title", "Hãy ghi tên kết quả.")
    if not 1 <= count <= MAX_COUNT:
        raise Refusal("invalid", "count", f"Số bản từ 1 đến {MAX_COUNT}.")
    result = Result(
        title=tidy(title)[:MAX_TITLE], number=tidy(number)[:MAX_TITLE], count=count, at=act.at, by=act.by.id
    )
    return carry_out(unit, act, dossier_id, "settle", "dossier.settled", lambda before: settled(before, result))


def give_at_desk(
    unit: Unit,
    act: Act,
    dossier_id: str,
    receiver: str = "",
    relation: str = "subject",
    receiver_number: str = "",
    authorisation: str = "",
) -> Dossier:
    """Hand the result over at the desk. Who is not the subject needs a name, a relation, and where the catalogue
    says so a written authorisation.

    Refuses wrong_state, on_its_way, invalid with the field.
    """

    def move(before: Dossier) -> Dossier:
        procedure = unit.get(Procedure, before.procedure)
        to = _receiver(act, before, procedure, receiver, relation, receiver_number, authorisation)
        item = unit.get(Item, before.item) if before.item else None
        return handed_over(before, to, item.custody.state if item else None)

    given = carry_out(unit, act, dossier_id, "give_at_desk", "dossier.returned", move)
    _sign_for_item(unit, act, given)
    return given


def _sign_for_item(unit: Unit, act: Act, dossier: Dossier) -> None:
    """A result that lay ready to go out and was fetched instead: its item is delivered by the paper signed here."""
    item = unit.get(Item, dossier.item) if dossier.item else None
    if item is None or item.custody.state != "at_desk" or dossier.result is None:
        return
    local, result = act.now.astimezone(VIETNAM), dossier.result
    slip = Slip(
        name=result.receiver,
        relation=result.relation,
        day=local.date().isoformat(),
        hour=local.strftime("%H:%M"),
        authorisation=result.authorisation,
    )
    confirm_paper(unit, act._replace(event_id=new_id()), item.id, slip)


def _receiver(
    act: Act, dossier: Dossier, procedure: Procedure | None, name: str, relation: str, number: str, authorisation: str
) -> Receiver:
    if relation not in RELATIONS:
        raise Refusal("invalid", "relation", "Hãy chọn quan hệ với chủ hồ sơ.")
    if relation == "subject":
        return Receiver(dossier.applicant.name, relation, act.at, tidy(number) or dossier.applicant.number)
    lacks = may_receive(relation, name, authorisation, procedure is not None and procedure.authorisation)
    if lacks == "name":
        raise Refusal("invalid", "receiver", "Hãy ghi tên người nhận.")
    if lacks == "authorisation":
        raise Refusal("invalid", "authorisation", "Người nhận thay phải có giấy ủy quyền; hãy ghi số, ngày.")
    return Receiver(tidy(name)[:MAX_TITLE], relation, act.at, tidy(number)[:MAX_TITLE], tidy(authorisation)[:MAX_TITLE])


def send_home(
    unit: Unit, act: Act, dossier_id: str, channel: ChannelOut = "home", condition: Condition | None = None
) -> Item:
    """Make the result an item at the desk that leaves on a round or by post (R31, R33).

    `condition` is what lets a class D1 leave, when the register was not signed at filing: that it travels with an
    official, or a written authorisation (QĐ 45/2016, Điều 9.1.d). Refuses wrong_state, sent_already, class_forbids.
    """
    before = dossier_of(unit, dossier_id)
    if before.item and done_before(unit, act, before) and (made := unit.get(Item, before.item)) is not None:
        return made
    if channel not in _ROADS:
        raise Refusal("invalid", "channel", "Hãy chọn giao tận nhà hoặc gửi bưu điện.")
    arrived = local_day(act.now)
    due = calendar(unit).add_working_days(date.fromisoformat(arrived), CARD_WORKING_DAYS).isoformat()
    id_ = new_id()
    after = sent(before, id_, channel, act.at)
    citizen = unit.get(Citizen, before.applicant.citizen) if before.applicant.citizen else None
    procedure = unit.get(Procedure, before.procedure)
    item = item_of(before, id_, procedure, citizen, arrived, due, condition)
    leave = may_leave(item, _ROADS[channel])
    if not leave.ok:
        raise Refusal("class_forbids", "condition", f"Kết quả này {leave.words}.")
    unit.put(item)
    record_act(unit, act, "items.imported", {"batch": None, "items": [id_], "dossier": before.id}, items=[id_])
    done(unit, act, before, after, "send_home", "dossier.sent")
    return join(unit, item)


_ROADS: dict[str, Road] = {"home": "round", "postal": "post"}
