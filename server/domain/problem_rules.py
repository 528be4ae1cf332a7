"""What a rule of one of the streams refuses, and what to do instead."""

from server.domain.problem import Problem

RULES: dict[str, Problem] = {
    "own_review": Problem(
        403,
        "Không ai được tự duyệt xác nhận của mình. Nhờ người khác ở bàn duyệt.",
        "Nobody reviews his own confirmation. Ask a colleague.",
    ),
    "needs_supervisor": Problem(
        403,
        "Xác nhận có cờ: chỉ người giám sát duyệt được. Nó vẫn nằm trong hàng chờ của họ.",
        "A flagged confirmation is for a supervisor. It stays in the queue.",
    ),
    "needs_reason": Problem(422, "Hãy ghi lý do.", "Give the reason."),
    "round_full": Problem(
        422,
        "Mỗi đợt giao có từ 1 đến 30 kết quả. Bớt ra, hoặc chọn thêm.",
        "A round holds 1 to 30 items. Take some out, or choose some.",
    ),
    "not_at_desk": Problem(
        409,
        "Có kết quả không còn ở bàn. Bỏ nó ra khỏi danh sách rồi làm lại.",
        "An item is no longer at the desk. Take it out of the list and try again.",
    ),
    "class_forbids": Problem(
        422,
        "Có kết quả phải đến nhận trực tiếp, không giao về nhà được. Bỏ nó ra, và hẹn người dân đến bàn.",
        "Its class forbids a round. Take it out, and ask the person to come to the desk.",
    ),
    "bad_tracking": Problem(
        422,
        "Mã bưu gửi chưa đúng, xin xem lại phiếu của bưu điện.",
        "That is no item number of the post: two letters, nine digits whose last one is a check digit, VN.",
    ),
    "tracking_used": Problem(
        409,
        "Mã bưu gửi này đã dùng cho người khác. Xem lại phiếu của bưu điện.",
        "Another person's envelope has that number. Look at the post's receipt again.",
    ),
    "not_asked": Problem(
        422,
        "Chỉ gửi bưu điện khi người dân yêu cầu (Quyết định 45/2016/QĐ-TTg): hãy ghi ai yêu cầu, ngày nào.",
        "The post is used on request only (Decision 45/2016): say who asked for it, and when.",
    ),
    "not_posted": Problem(
        409,
        "Bưu điện không giữ kết quả này. Xem lại nó đang ở đâu trước khi ghi.",
        "The post does not have that item. See where it is first.",
    ),
    "needs_consent": Problem(
        422,
        "Chưa có đồng ý của người được giúp (Luật 91/2025/QH15): hỏi rồi ghi vào yêu cầu trước đã.",
        "There is no consent yet (Law 91/2025): ask for it and write it down first.",
    ),
    "not_entitled": Problem(
        422,
        "Theo quy định thì chưa đủ điều kiện giao tại nhà; vẫn nhận thì ghi rõ vì sao.",
        "By the rule there is no entitlement to service at home; to grant it all the same, say why.",
    ),
    "form_closed": Problem(
        409,
        "Tờ này đã thành hồ sơ hoặc đã rút, không đổi được nữa. Cần thì viết tờ mới.",
        "That form became a dossier or was withdrawn. Write a new one if it is needed.",
    ),
    "form_open": Problem(
        409, "Tờ này còn đang làm: rút hoặc nhận thành hồ sơ trước đã.", "It is still open: withdraw it or take it in."
    ),
    "not_from_phone": Problem(
        409,
        "Tờ này viết ở bàn, không có máy nào để trả lại. Hãy sửa ngay ở bàn.",
        "It was written at the desk: there is no phone to ask. Correct it here.",
    ),
    "request_closed": Problem(
        409,
        "Yêu cầu này đang ở bước khác. Mở lại để xem bước hiện nay.",
        "The request is at another step. Open it again to see which.",
    ),
    "no_condition": Problem(
        409,
        "Kết quả lớp này không cần, cũng không thể ghi điều kiện ký sổ. Cứ giao như thường.",
        "Its class takes no condition. It is delivered as usual.",
    ),
    "own_bag": Problem(
        403,
        "Không ai tự đối chiếu túi của mình. Nhờ người khác ở bàn đếm.",
        "Nobody reconciles his own bag. Ask a colleague to count.",
    ),
    "not_counted": Problem(
        409,
        "Túi này chưa đếm trong tuần. Đếm túi trước, rồi ghi kết quả.",
        "That bag was not counted in that week. Count it first.",
    ),
    "wrong_state": Problem(
        409,
        "Hồ sơ đang ở bước khác, không làm việc này được. Mở lại hồ sơ để xem bước hiện nay.",
        "The dossier is at another step. Open it again to see which.",
    ),
    "supplement_once": Problem(
        409,
        "Chỉ được yêu cầu bổ sung một lần (Nghị định 61/2018/NĐ-CP); hồ sơ này đã yêu cầu rồi.",
        "A supplement is asked for once only (Decree 61/2018); it was asked for already.",
    ),
    "apology_once": Problem(
        409,
        "Chỉ được hẹn lại một lần; hồ sơ này đã hẹn lại rồi.",
        "A new date is given once only; it was given already.",
    ),
    "apology_late": Problem(
        409,
        "Phiếu xin lỗi phải gửi chậm nhất vào ngày hẹn trả; ngày ấy đã qua.",
        "The apology has to go out by the due date, which has passed.",
    ),
    "sent_already": Problem(
        409,
        "Kết quả này đã chuyển đi giao rồi. Xem ở mục Kết quả nó đang ở đâu.",
        "The result is on its way already. See among the items where it is.",
    ),
    "on_its_way": Problem(
        409,
        "Kết quả đang ở người đi giao hoặc bưu điện, chưa về bàn. Nhận lại về bàn trước đã.",
        "The result is out of the house. Take it back to the desk first.",
    ),
    "code_taken": Problem(
        409,
        "Mã hồ sơ này đã có ở một hồ sơ khác. Xem lại mã, hoặc mở hồ sơ kia.",
        "Another dossier has that code. Look at it again, or open the other one.",
    ),
    "part_full": Problem(
        409,
        "Buổi này đã đủ người hẹn: chọn buổi khác, hoặc đánh dấu vẫn hẹn thêm.",
        "That part of the day is full: choose another one, or say that one more is taken.",
    ),
    "too_early": Problem(
        409,
        "Chưa đến ngày hẹn. Ghi việc này khi người dân đã đến.",
        "The day of the appointment has not come yet. Record it once the person came.",
    ),
    "appointment_closed": Problem(
        409,
        "Lịch hẹn này đang ở bước khác. Mở lại để xem bước hiện nay.",
        "The appointment is at another step. Open it again to see which.",
    ),
    "contact_erased": Problem(
        409,
        "Liên hệ này đã hết hạn lưu, không còn thông tin người dân để làm tiếp. Nếu họ gọi lại, ghi liên hệ mới.",
        "Whom this contact named is no longer kept. If they call again, write a new one.",
    ),
    "no_reader": Problem(
        422,
        "Hiện xã chưa có ai khác để đọc góp ý này. Xin gửi thẳng lên Ủy ban nhân dân cấp trên.",
        "Nobody else at the commune could read this. Please send it to the authority above the commune.",
    ),
    "complaint_closed": Problem(
        409, "Góp ý này đã đóng. Cần thì mở lại trước đã.", "That complaint is closed already. Open it again first."
    ),
    "no_procedure": Problem(
        422, "Hãy chọn thủ tục đang có hiệu lực.", "Choose a procedure that is in force on that day."
    ),
    "paper_already": Problem(
        409,
        "Kết quả này đã ghi nhận một phiếu giấy rồi; nếu nhầm thì hoàn tác phiếu ấy trước.",
        "A signed slip of this item was recorded already; take that one back first if it was a mistake.",
    ),
    "too_late": Problem(
        409,
        "Đã quá 10 phút hoặc đã in ra, không hoàn tác được. Dữ liệu giữ nguyên: hãy sửa bằng nút Sửa.",
        "It can no longer be undone: ten minutes are over, or it was printed. Nothing was changed; correct it.",
    ),
    "shift_away": Problem(
        409,
        "Người này bận hoặc nghỉ vào buổi đó. Chọn người khác, hoặc hỏi lại họ.",
        "That person cannot come then. Choose somebody else, or ask them.",
    ),
    "shift_double": Problem(
        409,
        "Người này đã trực hoặc dự phòng vào buổi đó. Chọn người khác.",
        "That person is on duty or a reserve then already. Choose somebody else.",
    ),
    "shift_past": Problem(
        409,
        "Ca trực này đã qua, không đổi được nữa. Ai thật sự đã trực thì tại bàn ghi lại.",
        "That shift is over and cannot be changed. Who really came is written down at the desk.",
    ),
    "shift_changed": Problem(
        409,
        "Ca trực này đã đổi người trước đó. Mở lại lịch để xem ai đang giữ.",
        "Somebody else has that shift by now. Open the roster again to see who.",
    ),
    "not_on_roster": Problem(
        422,
        "Người này không ở trong danh sách trực viết hộ. Thêm họ ở mục Người trực trước đã.",
        "That person is not among those of the roster. Add them there first.",
    ),
    "no_ask": Problem(
        409,
        "Lời nhờ này không còn nữa, không phải trả lời. Ca trực giữ nguyên như lịch.",
        "Nothing is asked any more; the roster stands as it is.",
    ),
    "nothing_amended": Problem(
        409,
        "Lịch đã ban hành, chưa có gì thay đổi. Đổi ca trước, rồi ban hành lại.",
        "Nothing changed since its publication. Change a shift first.",
    ),
    "roster_empty": Problem(
        409,
        "Lịch chưa có ca trực nào. Lập lịch trước, rồi ban hành.",
        "There is no shift on that roster. Draft it first.",
    ),
    "report_published": Problem(
        409, "Báo cáo đã phát hành nên không sửa được: hãy lập bản mới.", "It is published: make a new version."
    ),
    "report_draft": Problem(
        409,
        "Báo cáo này còn là dự thảo. Phát hành trước, rồi làm việc này.",
        "That report is still a draft. Publish it first.",
    ),
    "already_set_up": Problem(
        409, "Xã này đã được thiết lập. Hãy đăng nhập.", "This commune is set up already. Log in."
    ),
}
