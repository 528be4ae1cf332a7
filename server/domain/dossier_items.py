"""The result of a dossier as an item, with the class and conditions of its procedure's version."""

from server.domain.citizens import Citizen
from server.domain.dossiers import Dossier
from server.domain.items import Item, What
from server.domain.procedures import Procedure

CHECKS = ("Đúng người: xem giấy tờ, hoặc hỏi họ tên và năm sinh", "Tên trên kết quả đúng như trong danh sách")
AUTHORISATION = "Người khác nhận thay phải có giấy ủy quyền"


def item_of(
    dossier: Dossier,
    id_: str,
    procedure: Procedure | None,
    citizen: Citizen | None,
    arrived: str,
    due: str | None,
    condition: str = "",
) -> Item:
    """The item at the desk, from the day `arrived`, to be handed over until the day `due`.

    A procedure that nobody knows counts as D1: nothing leaves the house before somebody has looked. `condition` is
    what lets a class D1 leave: the register signed at filing, or what the clerk records (domain §3.1).
    """
    person, result = dossier.applicant, dossier.result
    authorisation = procedure.authorisation if procedure else False
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
        condition=condition or dossier.register_signed,
        authorisation=authorisation,
        checks=(*CHECKS, AUTHORISATION) if authorisation else CHECKS,
        arrived=arrived,
        due=due,
    )
