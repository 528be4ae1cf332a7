"""The result of a dossier as an item, with the class and conditions of its procedure's version."""

from msgspec import structs

from server.domain.citizens import Citizen
from server.domain.conditions import Condition
from server.domain.dossiers import Dossier
from server.domain.items import Item, What
from server.domain.procedures import Procedure

CHECKS = ("Đúng người: xem giấy tờ, hoặc hỏi họ tên và năm sinh", "Tên trên kết quả đúng như trong danh sách")


def renamed(item: Item, dossier: Dossier) -> Item:
    """The item with what its dossier says of the person, after that was put right."""
    person = dossier.applicant
    return structs.replace(
        item,
        name=person.name,
        birth=person.birth,
        sex=person.sex,
        hamlet=person.hamlet,
        hamlet_text=person.address,
        phone=person.phone,
        personal_id=person.number,
        dossier_code=dossier.external_code or dossier.no,
    )


def item_of(
    dossier: Dossier,
    id_: str,
    procedure: Procedure | None,
    citizen: Citizen | None,
    arrived: str,
    due: str | None,
    condition: Condition | None = None,
) -> Item:
    """The item at the desk, from the day `arrived`, to be handed over until the day `due`.

    A procedure that nobody knows counts as D1: nothing leaves the house before somebody has looked. `condition` is
    what lets a class D1 leave: the register signed at filing, or what the clerk records (domain §3.1).
    """
    person, result = dossier.applicant, dossier.result
    signed = Condition("signed_at_filing", dossier.register_signed, dossier.day) if dossier.register_signed else None
    return Item(
        id=id_,
        name=person.name,
        birth=person.birth,
        sex=person.sex,
        hamlet=person.hamlet,
        hamlet_text=person.address,
        way=citizen.way if citizen else "",
        nickname=citizen.nickname if citizen else "",
        phone=person.phone,
        personal_id=person.number,
        what=What("result", result.title if result else dossier.procedure_name, result.count if result else 1),
        dossier=dossier.id,
        dossier_code=dossier.external_code or dossier.no,
        delivery_class=procedure.delivery_class if procedure else "D1",
        condition=condition or signed,
        authorisation=procedure.authorisation if procedure else False,
        checks=CHECKS,
        arrived=arrived,
        due=due,
    )
