"""The people's voice in the demonstration: two dialogue sessions with opinions, some answers by papers' links."""

from datetime import datetime, timedelta

from server.actions import complaint_acts
from server.actions.complaints import Told, send
from server.actions.demo.staff import Staff
from server.actions.desk import Act, new_id
from server.actions.dialogues import hold, reply, tell
from server.actions.survey import Paper, answer, links
from server.domain.dialogues import SessionHeld
from server.domain.satisfaction import Answers
from server.domain.survey import Stream
from server.domain.times import local_day
from server.store.port import Unit

_ANSWERS: tuple[Answers | None, ...] = (
    (5, 5, 5),
    (4, 5, 4),
    (5, 4, 4),
    None,
    (3, 4, 3),
    (4, 4, 5),
    None,
    (5, 5, None),
    (2, 4, 3),
    (4, 3, 4),
    (5, 5, 5),
    None,
    (4, 5, 5),
    (None, 2, 3),
    (5, 4, 5),
)
"""What was answered by the link of each paper; None for a link that nobody opened."""


def peoples_voice(unit: Unit, staff: Staff, now: datetime) -> None:
    """What people said in the last weeks; nobody of them is anybody of the demonstration's papers."""
    _answers(unit, staff, now)
    _dialogue(unit, staff, now - timedelta(days=27))
    _voters(unit, staff, now - timedelta(days=9))
    _complaints(unit, staff, now)


def _answers(unit: Unit, staff: Staff, now: datetime) -> None:
    hamlets = [staff.hamlets["Ấp 1"], staff.hamlets["Ấp 2"]]
    for place, answers in enumerate(_ANSWERS):
        when = now - timedelta(days=3 + 2 * place)
        stream: Stream = "desk" if place % 3 else "result"
        paper = Paper(f"demo:{place}", hamlets[place % 2], stream)
        (token,) = links(unit, when, [paper])
        if answers is not None:
            answer(unit, token, answers, when)


def _dialogue(unit: Unit, staff: Staff, when: datetime) -> None:
    """Three opinions: two answered, one whose day has passed."""
    by = staff.supervisor
    held = SessionHeld(
        day=local_day(when),
        place="Hội trường Ủy ban nhân dân xã",
        session_kind="dialogue",
        led_by="Bí thư Đảng ủy và Chủ tịch Ủy ban nhân dân xã",
        present=64,
    )
    session = hold(unit, Act(by, when, new_id()), held)

    def said(text: str, hamlet: str, who: str, days: int, answer: str = "") -> None:
        due = local_day(when + timedelta(days=days))
        opinion = tell(unit, Act(by, when + timedelta(hours=2), new_id()), session.id, text, hamlet, who, due)
        if answer:
            reply(unit, Act(by, when + timedelta(days=days - 2), new_id()), session.id, opinion.id, answer)

    said(
        "Người già ở xa muốn được báo trước ngày trưởng ấp mang thẻ bảo hiểm y tế tới nhà.",
        "Ấp Mỹ Thành",
        "Bộ phận Một cửa",
        10,
        "Từ tháng này trưởng ấp gọi điện trước một ngày; số điện thoại ghi trong danh sách giao.",
    )
    said(
        "Bàn viết hộ nên mở thêm buổi chiều thứ Ba.",
        "Ấp 1",
        "Bộ phận Một cửa",
        12,
        "Xã xem số người đến theo từng ngày trong quý rồi trả lời tại kỳ họp tới.",
    )
    said("Đường vào cuối ấp ngập, người đi giao không vào được.", "Ấp Thử Đông", "Cán bộ địa chính, xây dựng", 20)


def _voters(unit: Unit, staff: Staff, when: datetime) -> None:
    """Two opinions that have time."""
    by = staff.clerk
    held = SessionHeld(
        day=local_day(when),
        place="Nhà sinh hoạt cộng đồng Ấp Ví Dụ",
        session_kind="voters",
        led_by="Tổ đại biểu Hội đồng nhân dân xã",
        present=41,
    )
    session = hold(unit, Act(by, when, new_id()), held)
    due = local_day(when + timedelta(days=30))
    for text, who in (
        ("Xin cho nhận kết quả qua bưu điện mà không phải đến xã đăng ký.", "Bộ phận Một cửa"),
        ("Mẫu tờ khai chữ nhỏ quá, người lớn tuổi khó đọc.", "Bộ phận Một cửa"),
    ):
        tell(unit, Act(by, when + timedelta(hours=1), new_id()), session.id, text, "", who, due)


def _complaints(unit: Unit, staff: Staff, now: datetime) -> None:
    """Three letters without a name: one about a clerk that waits too long, one answered, one about nobody."""
    clerk = next(person for person in staff.accounts if person.role == "clerk")
    told = (
        (
            19,
            Told(
                "Tôi lên ba lần mới nộp được giấy. Lần nào cũng nói thiếu, mà không ghi ra cho biết.",
                f"person:{clerk.id}",
            ),
        ),
        (12, Told("Ông trưởng ấp đưa thẻ tận tay, còn chỉ cho bà tôi cách giữ. Cảm ơn xã.", "role:hamlet_head")),
        (2, Told("Bảng chỉ đường vào trụ sở bị cây che, người già tìm không ra.")),
    )
    for place, (days, each) in enumerate(told):
        sent = send(unit, now - timedelta(days=days), f"demo-{place}", each)
        if place == 1:
            by = Act(staff.supervisor, now - timedelta(days=days - 2), new_id())
            complaint_acts.reply(unit, by, sent.complaint.id, "Xã cảm ơn bà con, và đã nói lại với ông trưởng ấp.")
