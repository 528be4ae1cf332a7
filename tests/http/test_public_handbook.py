"""The handbook for everybody: searched with accents or without, by field, one page a procedure, in force today only."""

from msgspec import structs

from server.actions.setup import commune
from server.domain.procedures import Component, Procedure
from tests.communes import Here
from tests.http.office import PAGE, get, text

BIRTH = Procedure(
    id="1.001193@2016-01-01",
    code="1.001193",
    name="Đăng ký khai sinh thử",
    field="Hộ tịch",
    about="Ghi việc sinh của em bé.",
    who="Cha, mẹ.",
    result="Giấy khai sinh.",
    fee="0 đồng",
    same_day="yes",
    components=(Component("Tờ khai đăng ký khai sinh"), Component("Giấy chứng sinh")),
    valid_from="2016-01-01",
)
OLD = Procedure(id="9.999999@2016", code="9.999999", name="Thủ tục cũ", field="Cũ", valid_from="2016", valid_to="2020")


def put(here: Here) -> None:
    here.do(lambda unit: [unit.put(one) for one in (BIRTH, OLD)])


def test_found_with_and_without_accents(here: Here) -> None:
    put(here)
    for asked in ("khai sinh", "KHAI+SINH", "khai%20s%C3%ADnh"):
        assert "Đăng ký khai sinh thử" in text(get(here, f"/so-tay?q={asked}"))
    assert "Thủ tục cũ" not in text(get(here, "/so-tay"))


def test_by_field_and_nothing_found(here: Here) -> None:
    put(here)
    only = text(get(here, "/so-tay?field=H%E1%BB%99+t%E1%BB%8Bch"))
    assert "Đăng ký khai sinh thử" in only
    nothing = get(here, "/so-tay?q=zzzz")
    assert "Không thấy thủ tục nào như vậy" in text(nothing)
    assert "Xem tất cả thủ tục" in text(nothing)
    assert "Đăng ký khai sinh thử" in text(get(here, "/so-tay?field=zzzz"))


def test_one_procedure_in_plain_words(here: Here) -> None:
    put(here)
    page = get(here, "/so-tay/1.001193")
    for said in ("Ghi việc sinh của em bé.", "Cha, mẹ.", "Giấy chứng sinh (bản chính)", "0 đồng", "Giấy khai sinh."):
        assert said in text(page)
    assert "xã viết giúp không lấy tiền: Tờ khai đăng ký khai sinh." in text(page)
    assert "Đủ giấy tờ: nhận trong ngày" in text(page)
    assert "What to bring?" in text(get(here, "/so-tay/1.001193?lang=en"))


def test_whom_to_ask(here: Here) -> None:
    put(here)
    with here.store.read() as view:
        known = commune(view)
    assert known is not None
    for phone, zalo in (("0912345678", True), ("02933123456", False)):
        after = structs.replace(known, phone=phone)
        here.do(lambda unit, after=after: unit.put(after))  # type: ignore[misc]
        page = get(here, "/so-tay/1.001193").text
        assert f'href="tel:{phone}"' in page
        assert (f'href="https://zalo.me/{phone}"' in page) == zalo


def test_what_is_not_in_force_is_not_there(here: Here) -> None:
    put(here)
    for code in ("9.999999", "1.000000", "x", "%00", "%F0%9F%92%A5", "a" * 10_000):
        assert here.client.get(f"/so-tay/{code}", headers=PAGE).status_code == 404
