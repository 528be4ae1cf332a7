"""Who is entitled and not served on its screen: the hamlets, the people, the filter, the spreadsheet, the links."""

import io
from datetime import UTC, datetime

import pytest
from msgspec import structs
from python_calamine import CalamineWorkbook

from server.actions.desk import new_id
from server.actions.requests import accept, make_request, serve
from server.domain.citizens import Citizen, Party
from server.domain.commune import Hamlet
from server.domain.requests import HomeRequest, Wish
from server.store.port import Unit
from tests.communes import Here
from tests.http.office import get, text

LIST = "/office/equity"


@pytest.fixture
def desk(here: Here) -> Here:
    """Ấp Hai is remote; a clerk in."""
    here.clock = lambda: datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    far = hamlet(here, "Ấp Hai")
    here.do(lambda unit: unit.put(structs.replace(far, remote=True)))
    here.log_in("clerk")
    return here


def hamlet(here: Here, name: str) -> Hamlet:
    with here.store.read() as view:
        return next(one for one in view.find(Hamlet, "all", "") if one.name == name)


def ask(here: Here, name: str, at: str, **changed: str) -> HomeRequest:
    party = Party(name, birth="1940", hamlet=hamlet(here, at).id, phone=changed.pop("phone", ""))
    told = {"category": "elderly", "mobility": "cannot", **changed}
    wish = Wish(person=party, wanted="writing", title="Đơn xin", consent=True, **told)  # type: ignore[arg-type]
    return here.do(lambda unit: make_request(unit, here.act("clerk"), wish))


def test_nobody(desk: Here) -> None:
    assert "Không còn ai chờ" in text(get(desk, LIST))


def test_who_waits_is_there_with_what_can_be_done_and_goes_when_served(desk: Here) -> None:
    request = ask(desk, "Danh Thị Thử", "Ấp Hai", phone="0900000001")
    shown = get(desk, LIST)
    assert "Danh Thị Thử" in shown.text
    assert 'href="tel:0900000001"' in shown.text
    assert f"/office/requests/{request.id}" in shown.text
    assert "0/1" in text(shown)
    desk.do(lambda unit: accept(unit, desk.act("clerk"), request.id))
    desk.do(lambda unit: serve(unit, desk.act("clerk"), request.id, "đã viết tại nhà"))
    shown = get(desk, LIST)
    assert "Danh Thị Thử" not in shown.text
    assert "1/1" in text(shown)
    assert "0/1" in text(get(desk, f"{LIST}?from=2026-01-01&to=2026-02-01"))


def test_a_share_comes_with_its_numbers_and_not_of_a_handful(desk: Here) -> None:
    def known(unit: Unit) -> None:
        for place in range(12):
            party = Party(f"Danh Thử {place}", birth="1940", hamlet=near)
            unit.put(Citizen(id=new_id(), party=party, category="poor", mobility="hard"))

    near = hamlet(desk, "Ấp Một").id
    desk.do(known)
    shown = text(get(desk, LIST))
    assert "0/12 (0 %)" in shown
    assert "Thuộc diện, chưa yêu cầu gì" in shown


def test_the_filter_and_the_spreadsheet_agree(desk: Here) -> None:
    ask(desk, "Danh Thị Thử", "Ấp Hai")
    ask(desk, "Lê Văn Mẫu", "Ấp Một", category="", mobility="")
    for query, count in (("", 2), ("?remote=1", 1), ("?state=known", 1), ("?state=unasked", 0), ("?q=mau", 1)):
        book = CalamineWorkbook.from_filelike(io.BytesIO(get(desk, f"{LIST}.xlsx{query}").content))
        rows = book.get_sheet_by_index(0).to_python()
        assert max(0, len(rows) - 1) == count, query
    assert "Lê Văn Mẫu" not in text(get(desk, f"{LIST}?remote=1"))


@pytest.mark.parametrize("query", ["?from=x&to=9999-99-99&page=-1", "?state=zzz&hamlet=%00", "?q=%F0%28"])
def test_a_url_of_nonsense_is_the_list(desk: Here, query: str) -> None:
    get(desk, LIST + query)
