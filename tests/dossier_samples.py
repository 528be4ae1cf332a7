"""Dossiers to print, of people who do not exist: with everything, almost nothing, long names, thirty papers."""

from msgspec import structs

from server.actions.desk import new_id
from server.domain.citizens import Party
from server.domain.dossiers import Apology, Dossier, Refused, Result, Supplement, Ticked
from server.domain.procedures import Component

RECEIVED = "2026-11-24T02:05:00.000Z"
DUE = "2026-12-01T10:00:00.000Z"
LATER = "2026-12-04T10:00:00.000Z"
LONG_NAME = "Huỳnh Thị Ngọc Bích Tuyền Công Tằng Tôn Nữ Thử"
LONG_PROCEDURE = (
    "Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng, hỗ trợ kinh phí chăm sóc, nuôi dưỡng hằng tháng "
    "cho đối tượng bảo trợ xã hội sống tại cộng đồng"
)
MISSING = ("Giấy xác nhận mức độ khuyết tật", "Bản sao căn cước của người chăm sóc")
REASON = "Tờ khai chưa có chữ ký của người đề nghị"

APPLICANT = Party(
    name="Danh Thị Thử",
    birth="1941",
    sex="female",
    number="093141009999",
    address="Ấp Một, xã Thử",
    phone="0900000001",
    email="thu@xa.example",
)
SUBMITTER = Party(
    name="Lê Văn Con",
    number="093071008888",
    address="Ấp Hai, xã Thử",
    phone="0900000002",
    email="con@xa.example",
)


def papers(count: int) -> tuple[Ticked, ...]:
    """Components that were handed in."""
    how = ("original", "copy", "certified", "shown")
    return tuple(
        Ticked(Component(f"Giấy tờ thứ {place} của hồ sơ", how[place % 4], 1 + place % 2), there=True)  # type: ignore[arg-type]
        for place in range(1, count + 1)
    )


def bare(by: str, **changed: object) -> Dossier:
    """A dossier of which almost nothing is known."""
    return structs.replace(
        Dossier(
            id=new_id(),
            no="TN-261124-007",
            procedure_name="Trợ cấp xã hội hằng tháng",
            applicant=Party(name="Danh Thị Thử"),
            received_at=RECEIVED,
            received_by=by,
        ),
        **changed,
    )


def full(by: str, **changed: object) -> Dossier:
    """A dossier with every field that a paper has a place for, through all of its papers."""
    whole = bare(
        by,
        external_code="H13.50.05-261124-0007",
        procedure_code="1.001776",
        field="Bảo trợ xã hội",
        applicant=APPLICANT,
        submitter=SUBMITTER,
        authorisation="Giấy ủy quyền số 12/2026 ngày 20/11/2026",
        request="Đề nghị trợ cấp xã hội hằng tháng",
        components=papers(4),
        sets=2,
        channel_out="home",
        legal_days=5,
        due_at=DUE,
        supplement=Supplement("03", RECEIVED, by, MISSING, REASON),
        rejection=Refused("04", RECEIVED, by, "Không thuộc thẩm quyền của xã"),
        apology=Apology("05", DUE, by, "Chưa có ý kiến của hội đồng", DUE, LATER),
        stop=Refused("06", RECEIVED, by, "Người nộp đề nghị rút hồ sơ"),
        result=Result(
            title="Quyết định trợ cấp xã hội hằng tháng",
            number="118/QĐ-UBND",
            count=2,
            at=RECEIVED,
            by=by,
            returned_at=DUE,
            receiver="Lê Văn Con",
            relation="child",
            receiver_number="093071008888",
            authorisation="Giấy ủy quyền số 13/2026",
        ),
    )
    return structs.replace(whole, **changed)


def long(by: str) -> Dossier:
    """Long names everywhere."""
    who = structs.replace(APPLICANT, name=LONG_NAME, address="Tổ 15, tuyến kênh Mương Lộ, ấp Mỹ Thuận Đông, xã Thử")
    helper = structs.replace(
        SUBMITTER, name=f"{LONG_NAME} Con", email="mot-dia-chi-thu-dien-tu-rat-dai-khong-co-cho-ngat@xa.example"
    )
    return full(
        by,
        id=new_id(),
        no="TN-261124-008",
        external_code="000.17.22.H56-261124-000000008",
        applicant=who,
        submitter=helper,
        procedure_name=LONG_PROCEDURE,
        request=LONG_PROCEDURE,
        supplement=Supplement(
            "13", RECEIVED, by, tuple(f"{name}, {LONG_PROCEDURE}" for name in MISSING), LONG_PROCEDURE
        ),
        rejection=Refused("14", RECEIVED, by, f"{LONG_PROCEDURE}. " * 3),
    )


def many(by: str) -> Dossier:
    """Thirty papers."""
    wanted = Supplement("23", RECEIVED, by, tuple(f"Giấy tờ thứ {place}" for place in range(1, 31)), REASON)
    return full(by, id=new_id(), no="TN-261124-009", external_code="", components=papers(30), supplement=wanted)
