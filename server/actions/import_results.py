"""The result of an imported dossier that is to be taken home, as an item at the desk."""

from msgspec import structs

from server.actions.desk import Act, new_id
from server.domain.dossiers import Dossier
from server.domain.items import Item, What
from server.domain.procedures import Procedure
from server.domain.times import local_day
from server.store.port import Unit

CHECKS = ("Đúng người: xem giấy tờ, hoặc hỏi họ tên và năm sinh", "Tên trên kết quả đúng như trong danh sách")


def bring_home(
    unit: Unit, act: Act, dossier: Dossier, batch: str, again: str | None = None
) -> tuple[Dossier, str | None]:
    """(the dossier, the id of the item made for it): a result that waits and is not fetched at the desk gets one.

    `again` is the id of the item that was withdrawn with it. A procedure that nobody knows counts as D1: nothing
    leaves the house before somebody has looked.
    """
    if dossier.item is not None or dossier.state != "done" or dossier.channel_out == "desk":
        return dossier, None
    procedure = unit.get(Procedure, dossier.procedure) if dossier.procedure else None
    person = dossier.applicant
    item = Item(
        id=again or new_id(),
        name=person.name,
        birth=person.birth,
        sex=person.sex,
        hamlet=person.hamlet,
        hamlet_text=person.address,
        phone=person.phone,
        personal_id=person.number,
        what=What("result", dossier.result.title if dossier.result else dossier.procedure_name),
        dossier=dossier.id,
        dossier_code=dossier.external_code,
        delivery_class=procedure.delivery_class if procedure else "D1",
        authorisation=procedure.authorisation if procedure else False,
        checks=CHECKS,
        arrived=local_day(act.now),
        batch=batch,
    )
    unit.put(item)
    return structs.replace(dossier, item=item.id), item.id
