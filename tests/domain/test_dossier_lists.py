"""Dossier lists as they arrive: statuses, channels, procedures, moments, bad rows refused one by one."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.commune import Hamlet
from server.domain.listed_dossiers import ListedDossier, read_channel_in, read_channel_out, read_state
from server.domain.lists import ReadList, ReadRow, kinds_of, known_of, read_list
from server.domain.problems import Refusal
from server.domain.procedure_names import Named, ProcedureNames
from server.domain.procedures import Procedure
from server.domain.tables import Cell, Day, Row
from tests.lists import DOSSIER_HEADER, dossier_row, home_row, table

PROCEDURES = [
    Procedure(id="a", code="2.000635", name="Cấp bản sao trích lục hộ tịch", field="Hộ tịch"),
    Procedure(id="b", code="1.001653", name="Đổi, cấp lại Giấy xác nhận khuyết tật", field="Bảo trợ xã hội"),
]
KNOWN = known_of([Hamlet(id="h1", name="Ấp Một")], PROCEDURES)
PLACES = {name: DOSSIER_HEADER.index(title) for name, title in {
    "code": "Số hồ sơ", "procedure": "Thủ tục", "state": "Trạng thái", "name": "Chủ hồ sơ", "phone": "SĐT",
    "received": "Ngày tiếp nhận", "due": "Ngày hẹn trả", "out": "Nơi nhận kết quả", "address": "Địa chỉ",
}.items()}  # fmt: skip


def read(*rows: Row) -> ReadList:
    return read_list(table(*rows), "dossiers", KNOWN)


def one(**cells: Cell) -> ReadRow:
    row = list(home_row(1))
    for name, cell in cells.items():
        row[PLACES[name]] = cell
    (found,) = read(DOSSIER_HEADER, tuple(row)).rows
    return found


def told(row: ReadRow) -> ListedDossier:
    assert isinstance(row.told, ListedDossier), row.problem
    return row.told


def codes(row: ReadRow) -> list[str]:
    return [warning.code for warning in row.warnings]


def test_a_plain_row() -> None:
    row = one()
    assert not row.warnings
    found = told(row)
    assert (found.external_code, found.procedure_code) == ("000.31.42.H30-201002-0001", "2.000635")
    assert found.procedure_name == "Cấp bản sao trích lục hộ tịch"
    assert (found.state, found.channel_out, found.channel_in) == ("done", "home", None)
    assert (found.received, found.due) == ("2020-10-02T08:30", "2020-10-02T17:00")
    assert (found.applicant.hamlet, found.applicant.phone) == ("h1", "0912000001")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Mới đăng ký", "received"),
        ("Được tiếp nhận", "received"),
        ("Mới tiếp nhận", "received"),
        ("Không được tiếp nhận", "rejected"),
        ("Từ chối tiếp nhận", "rejected"),
        ("Đang xử lý", "processing"),
        ("ĐANG XỬ LÝ (quá hạn)", "processing"),
        ("Chưa có kết quả", "processing"),
        ("Đã bổ sung", "processing"),
        ("Yêu cầu bổ sung", "supplement"),
        ("Yêu cầu thực hiện nghĩa vụ tài chính", "processing"),
        ("Công dân yêu cầu rút hồ sơ", "stopped"),
        ("Dừng xử lý", "stopped"),
        ("Đã xử lý xong", "done"),
        ("Đã có kết quả", "done"),
        ("Chờ trả kết quả", "done"),
        ("Đã trả kết quả", "returned"),
        ("10", "returned"),
        ("4", "processing"),
        ("Ở trên trời", None),
    ],
)
def test_states(text: str, state: str | None) -> None:
    assert read_state(text) == state
    row = one(state=text)
    assert told(row).state == state
    assert codes(row) == ([] if state else ["odd_state"])


@pytest.mark.parametrize(
    ("text", "channel"),
    [("Tại nhà", "home"), ("Tại địa chỉ đăng ký", "home"), ("Qua bưu chính công ích", "postal"), ("BCCI", "postal"),
     ("1", "postal"), ("Tại Bộ phận một cửa", "desk"), ("Trực tiếp", "desk"), ("0", "desk"),
     ("Trung tâm Phục vụ hành chính công", "desk"), ("Tại UBND xã", "desk"), ("?", None)],
)  # fmt: skip
def test_where_the_result_is_wanted(text: str, channel: str | None) -> None:
    assert read_channel_out(text) == channel


def test_how_it_came_in() -> None:
    assert [read_channel_in(text) for text in ("Trực tuyến", "Trực tiếp", "Bưu chính", "?")] == [
        "online",
        "direct",
        "postal",
        None,
    ]


@pytest.mark.parametrize(
    ("name", "code", "named"),
    [
        ("Cấp bản sao trích lục hộ tịch (2.000635)", "", ("2.000635", "Cấp bản sao trích lục hộ tịch")),
        ("2.000635 - Cấp bản sao trích lục", "", ("2.000635", "Cấp bản sao trích lục")),
        ("Khai tử [Mã TTHC: 1.000656.000.00.00.H30]", "", ("1.000656", "Khai tử")),
        ("CAP BAN SAO TRICH LUC HO TICH", "", ("2.000635", "CAP BAN SAO TRICH LUC HO TICH")),
        ("Đổi, cấp lại giấy xác nhận khuyết tât", "", ("1.001653", "Đổi, cấp lại giấy xác nhận khuyết tât")),
        ("", "1.001653", ("1.001653", "Đổi, cấp lại Giấy xác nhận khuyết tật")),
        ("Việc khác", "1.009999", ("1.009999", "Việc khác")),
        ("Việc khác", "", ("", "Việc khác")),
        ("Việc 12.0006351", "", ("", "Việc 12.0006351")),
    ],
)
def test_procedures(name: str, code: str, named: tuple[str, str]) -> None:
    assert ProcedureNames(PROCEDURES).read(name, code) == Named(*named)


def test_a_procedure_that_nobody_knows_is_kept_with_a_warning() -> None:
    row = one(procedure="Việc lạ (9.999999)")
    assert codes(row) == ["unknown_procedure"]
    assert told(row).procedure_code == "9.999999"


@pytest.mark.parametrize(
    ("cell", "moment"),
    [(Day("2020-10-08T11:54"), "2020-10-08T11:54"), ("11 giờ 54, ngày 08/10/2020", "2020-10-08T11:54"),
     (44112.4958333, "2020-10-08T11:54"), ("20201008115400", "2020-10-08T11:54"), ("08/10/2020", "2020-10-08"),
     ("08/10/2020 01:30:00 CH", "2020-10-08T13:30"), (44112, "2020-10-08"), ("2020-10-08 07:00", "2020-10-08T07:00")],
)  # fmt: skip
def test_moments(cell: Cell, moment: str) -> None:
    assert told(one(received=cell)).received == moment


def test_the_day_of_receipt_may_stand_in_the_code() -> None:
    row = one(received="hôm qua")
    assert (told(row).received, codes(row)) == ("2020-10-02", ["received_from_code"])
    assert told(one(received=None)).received == "2020-10-02"


def test_what_only_warns() -> None:
    row = one(due="sớm", out="?", phone="12", address="Ấp Lạ", code="HS 15")
    assert set(codes(row)) == {"bad_moment", "odd_channel_out", "bad_phone", "unknown_hamlet", "odd_code"}
    found = told(row)
    assert (found.external_code, found.due, found.channel_out) == ("HS15", "", None)


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"code": None}, "Số hồ sơ", "no_code"),
        ({"code": "–"}, "Số hồ sơ", "no_code"),
        ({"procedure": None}, "Thủ tục", "no_procedure"),
        ({"procedure": "(9.999999)"}, "Thủ tục", "no_procedure"),
        ({"name": None}, "Chủ hồ sơ", "no_name"),
        ({"code": "HS-1", "received": "?"}, "Ngày tiếp nhận", "no_received"),
    ],
)
def test_a_bad_row_says_where_and_why(cells: dict[str, Cell], column: str, code: str) -> None:
    row = one(**cells)
    assert row.told is None
    assert row.problem is not None
    assert (row.problem.row, row.problem.column, row.problem.code) == (2, column, code)


def test_the_same_dossier_twice_is_refused() -> None:
    first, second = read(DOSSIER_HEADER, dossier_row(1), dossier_row(1)).rows
    assert first.problem is None
    assert second.problem is not None
    assert second.problem.problem == "Đã có ở dòng 2."


def test_who_handed_it_in() -> None:
    header = ("Mã hồ sơ", "Tên TTHC", "Người nộp", "Chủ hồ sơ", "Ngày nộp")
    rows = read(
        header,
        ("000.31.42.H30-201002-0001", "Khai tử", "Danh Giả", "Lâm Mẫu", "02/10/2020"),
        ("000.31.42.H30-201002-0002", "Khai tử", "lâm mẫu", "Lâm Mẫu", "02/10/2020"),
        ("000.31.42.H30-201002-0003", "Khai tử", "Danh Giả", None, "02/10/2020"),
    ).rows
    people = [(told(row).applicant.name, by.name if (by := told(row).submitter) else None) for row in rows]
    assert people == [("Lâm Mẫu", "Danh Giả"), ("Lâm Mẫu", None), ("Danh Giả", None)]


def test_a_list_is_known_by_its_columns() -> None:
    assert kinds_of(table(DOSSIER_HEADER, dossier_row(1))) == ["dossiers"]
    assert kinds_of(table(("Họ và tên", "Số thẻ BHYT"), ("Danh Giả", "1"))) == ["cards"]
    assert kinds_of(table(("Họ và tên", "Ngày sinh"))) == []
    with pytest.raises(Refusal, match="no_header"):
        read(("Họ và tên", "Số thẻ BHYT"), ("Danh Giả", "1"))


CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(-(10**20), 10**20), st.floats(), st.dates().map(lambda d: Day(str(d))),
    st.sampled_from([*DOSSIER_HEADER, "Đang xử lý", "Tổng cộng", "000.31.42.H30-201002-0001", "01/09/2020 07:30",
                     "0", "1", "NGƯỜI LẬP", "(2.000635)", "Ấp Một", "Tại nhà", "20209999999999", "-999999-"]),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=12).map(tuple), max_size=12))
def test_no_table_whatever_makes_it_fail(rows: list[Row]) -> None:
    for row in read(DOSSIER_HEADER, *rows).rows:
        assert (row.told is None) == (row.problem is not None)
        assert 1 < row.row <= len(rows) + 1


@given(st.lists(st.lists(CELLS, max_size=12).map(tuple), max_size=6))
def test_no_table_without_a_header_either(rows: list[Row]) -> None:
    with contextlib.suppress(Refusal):
        read(*rows)
