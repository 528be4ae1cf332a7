"""What is read out of the handbook: complete, in order, and short where the catalogue says nothing."""

from server.documents.catalogue_file import shipped
from server.domain.answers import answer, answer_text, legal_time
from server.domain.procedures import Component, Procedure

BARE = Procedure(id="1.000001@", code="1.000001", name="Việc thử", field="Thử")


def test_a_bare_procedure_says_its_name_and_time() -> None:
    assert answer_text(answer(BARE)) == "VIỆC THỬ\nThời gian: trong ngày"


def test_forms_are_written_and_papers_brought() -> None:
    parts = (Component("Tờ khai thử"), Component("Giấy kết hôn", copy="shown", required=False, when="đã cưới"))
    made = Procedure(
        id="1.000001@",
        code="1.000001",
        name="Việc thử",
        field="Thử",
        components=parts,
        fee="Không",
        legal_days=3,
        same_day="yes",
    )
    assert answer_text(answer(made)).splitlines()[1:] == [
        "Giấy tờ cần mang: Giấy kết hôn (cho xem rồi lấy lại), nếu đã cưới.",
        "Viết hộ tại bàn, không cần mang: Tờ khai thử.",
        "Lệ phí: Không",
        "Thời gian: 3 ngày làm việc; đủ giấy tờ thì có thể nhận trong ngày",
    ]


def test_every_procedure_can_be_read_out() -> None:
    for one in shipped():
        said = answer_text(answer(one))
        assert one.name.upper() in said
        assert "None" not in said
        assert legal_time(one)
