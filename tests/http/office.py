"""What the office's tests share: a reader of pages, and confirmations that came in from phones."""

import html
import re
from typing import Any

from httpx2 import Response

from server.actions.desk import new_id
from server.domain.items import Item, What
from server.domain.organisation import AdministrativeUnit
from tests.communes import Here
from tests.phones import Phone, confirmation, id_of

PAGE = {"Accept": "text/html"}


CENTRE = AdministrativeUnit(id="xa", name="Xã Thử", level="commune", desk="Trung tâm Phục vụ hành chính công")
"""The commune with a one-stop desk of its own, in whose name papers go out."""


def text(answer: Response) -> str:
    """What a person reads on a page: without tags, blanks collapsed."""
    body = re.sub(r"<(script|style|svg|title)\b.*?</\1>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def get(here: Here, path: str, **headers: str) -> Response:
    """A page, which must be one."""
    answer = here.client.get(path, headers={**PAGE, **headers})
    assert answer.status_code == 200, (path, answer.status_code, text(answer)[:300])
    return answer


def post(here: Here, path: str, **data: Any) -> Response:
    """A form as a browser sends it, not followed."""
    return here.client.post(path, data=data, headers=PAGE)


def paper(here: Here, **changed: Any) -> str:
    """One item at the desk, not a card's unless said so; its id."""
    item = Item(
        **{
            "id": new_id(),
            "name": "Danh Thị Thử",
            "birth": "1941",
            "what": What("health_card", "Thẻ BHYT"),
            "arrived": "2026-11-23",
            **changed,
        }
    )
    here.do(lambda unit: unit.put(item))
    return item.id


def confirmed(here: Here, count: int = 1, who: str = "hamlet_head", **data: Any) -> tuple[list[str], list[str], Phone]:
    """(events, items, phone): a bag accepted and each of its items confirmed."""
    items = here.items(count)
    round_ = here.round(items, who)
    phone = here.phone(who)
    here.turn(phone, phone.write("handover.accepted", None, {"round": round_.id, "items": items, "missing": []}))
    events = [phone.write("confirmation.recorded", item, confirmation(**data)) for item in items]
    here.turn(phone, *events)
    return [id_of(event) for event in events], items, phone
