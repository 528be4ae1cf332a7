"""What somebody brings along, and what is written for them at the desk."""

from server.documents.catalogue_file import shipped
from server.domain.bringing import is_form, to_bring
from server.domain.procedures import Component

FORM = Component("Tờ khai đăng ký khai sinh")
CARD = Component("Giấy tờ tùy thân", copy="shown", count=2)
MARRIAGE = Component("Giấy chứng nhận kết hôn", copy="copy", required=False, when="đã kết hôn")


def test_a_form_is_written_at_the_desk_and_stands_last() -> None:
    card, marriage, form = to_bring((FORM, MARRIAGE, CARD))
    assert (card.name, card.how, card.when, card.written) == ("Giấy tờ tùy thân × 2", "cho xem rồi lấy lại", "", False)
    assert (marriage.how, marriage.when, marriage.written) == ("bản sao", "đã kết hôn", False)
    assert (form.name, form.how, form.written) == ("Tờ khai đăng ký khai sinh", "", True)


def test_for_guidance_it_is_brought_like_the_rest() -> None:
    assert [one.written for one in to_bring((FORM, CARD), "guidance")] == [False, False]


def test_nearly_every_procedure_has_its_form() -> None:
    without = [one.name for one in shipped() if not any(is_form(paper) for paper in one.components)]
    assert sorted(without) == [
        "Chứng thực bản sao từ bản chính",
        "Chứng thực chữ ký",
        "Chứng thực di chúc",
        "Chứng thực giao dịch liên quan đến động sản, quyền sử dụng đất, nhà ở",
        "Cấp bản sao từ sổ gốc",
    ]
