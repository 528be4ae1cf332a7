"""Every problem that this program can report: code, HTTP status, Vietnamese and English text. One list."""

from typing import NamedTuple


class Problem(NamedTuple):
    """A problem as other programs see it; `code` never changes once published."""

    status: int
    text: str
    text_en: str


PROBLEMS: dict[str, Problem] = {
    # the sync protocol (sync.md)
    "bad_envelope": Problem(400, "Yêu cầu không đọc được.", "The request cannot be read."),
    "bad_protocol": Problem(400, "Phiên bản giao thức không được phục vụ.", "That protocol version is not served."),
    "too_large": Problem(413, "Yêu cầu lớn quá mức.", "The request is too large."),
    "too_slow": Problem(408, "Mạng chậm quá nên chưa nhận đủ, xin gửi lại.", "It came too slowly, send it again."),
    "unknown_token": Problem(401, "Xã không nhận ra máy này. Xin thư mời mới.", "This phone is not known here."),
    "too_many": Problem(429, "Gửi quá nhiều, xin thử lại sau.", "Too many requests, try again later."),
    "unavailable": Problem(
        503, "Xã chưa ghi được, máy sẽ tự gửi lại.", "Nothing was stored; sending again settles it."
    ),
    "code_unknown": Problem(404, "Mã mời không đúng.", "The invitation code is not known."),
    "code_used": Problem(409, "Mã mời này đã dùng rồi. Xin mã mới.", "The invitation was used already."),
    "code_expired": Problem(410, "Mã mời đã hết hạn. Xin mã mới.", "The invitation has expired."),
    "bad_key": Problem(422, "Khóa của máy không hợp lệ.", "The public key is not a P-256 key."),
    "bad_proof": Problem(422, "Chữ ký của máy không khớp.", "The proof does not verify with the key."),
    "key_of_another": Problem(409, "Khóa này thuộc người khác.", "That key belongs to another person."),
    # the office
    "not_found": Problem(404, "Không tìm thấy.", "Not found."),
    "method": Problem(405, "Thao tác không được phép ở đây.", "That method is not served here."),
    "forbidden": Problem(403, "Bạn không có quyền làm việc này.", "You may not do that."),
    "cross_site": Problem(403, "Yêu cầu đến từ trang khác nên bị từ chối.", "The request came from another site."),
    "bad_host": Problem(421, "Địa chỉ này không phải của xã.", "This server is not known by that name."),
    "bad_login": Problem(401, "Tên hoặc mật khẩu không đúng.", "The name or the password is wrong."),
    "login_needed": Problem(401, "Hãy đăng nhập.", "Log in first."),
    "invalid": Problem(422, "Có chỗ chưa đúng, xin xem lại.", "Something is not right, please look again."),
    "conflict": Problem(409, "Dữ liệu vừa được người khác đổi, xin xem lại.", "It was changed meanwhile."),
    "own_review": Problem(403, "Không ai được tự duyệt xác nhận của mình.", "Nobody reviews his own confirmation."),
    "needs_supervisor": Problem(
        403, "Xác nhận có cờ: người giám sát duyệt.", "A flagged confirmation is for a supervisor."
    ),
    "needs_reason": Problem(422, "Hãy ghi lý do.", "Give the reason."),
    "round_full": Problem(422, "Mỗi đợt giao có từ 1 đến 30 kết quả.", "A round holds 1 to 30 items."),
    "not_at_desk": Problem(409, "Có kết quả không còn ở bàn.", "An item is no longer at the desk."),
    "class_forbids": Problem(
        422, "Có kết quả phải đến nhận trực tiếp, không giao về nhà được.", "Its class forbids a round."
    ),
    "bad_tracking": Problem(
        422,
        "Mã bưu gửi chưa đúng, xin xem lại phiếu của bưu điện.",
        "That is no item number of the post: two letters, nine digits whose last one is a check digit, VN.",
    ),
    "tracking_used": Problem(
        409, "Mã bưu gửi này đã dùng cho người khác.", "Another person's envelope has that number."
    ),
    "not_asked": Problem(
        422,
        "Chỉ gửi bưu điện khi người dân yêu cầu (Quyết định 45/2016/QĐ-TTg): hãy ghi ai yêu cầu, ngày nào.",
        "The post is used on request only (Decision 45/2016): say who asked for it, and when.",
    ),
    "not_posted": Problem(409, "Bưu điện không giữ kết quả này.", "The post does not have that item."),
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
        409, "Tờ này đã thành hồ sơ hoặc đã rút, không đổi được nữa.", "That form became a dossier or was withdrawn."
    ),
    "form_open": Problem(
        409, "Tờ này còn đang làm: rút hoặc nhận thành hồ sơ trước đã.", "It is still open: withdraw it or take it in."
    ),
    "not_from_phone": Problem(
        409, "Tờ này viết ở bàn, không có máy nào để trả lại.", "It was written at the desk: there is no phone to ask."
    ),
    "request_closed": Problem(409, "Yêu cầu này đã xong hoặc chưa được nhận.", "The request is not at that step."),
    "no_condition": Problem(
        409, "Kết quả lớp này không cần, cũng không thể ghi điều kiện ký sổ.", "Its class takes no condition."
    ),
    "own_bag": Problem(403, "Không ai tự đối chiếu túi của mình.", "Nobody reconciles his own bag."),
    "not_counted": Problem(409, "Túi này chưa đếm trong tuần.", "That bag was not counted in that week."),
    "wrong_state": Problem(409, "Hồ sơ đang ở bước khác, không làm việc này được.", "The dossier is at another step."),
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
    "sent_already": Problem(409, "Kết quả này đã chuyển đi giao rồi.", "The result is on its way already."),
    "on_its_way": Problem(
        409, "Kết quả đang ở người đi giao hoặc bưu điện, chưa về bàn.", "The result is out of the house."
    ),
    "code_taken": Problem(409, "Mã hồ sơ này đã có ở một hồ sơ khác.", "Another dossier has that code."),
    "part_full": Problem(
        409,
        "Buổi này đã đủ người hẹn: chọn buổi khác, hoặc đánh dấu vẫn hẹn thêm.",
        "That part of the day is full: choose another one, or say that one more is taken.",
    ),
    "too_early": Problem(409, "Chưa đến ngày hẹn.", "The day of the appointment has not come yet."),
    "appointment_closed": Problem(
        409, "Lịch hẹn này đang ở bước khác, không làm việc này được.", "The appointment is at another step."
    ),
    "contact_erased": Problem(
        409,
        "Liên hệ này đã hết hạn lưu, không còn thông tin người dân để làm tiếp.",
        "Whom this contact named is no longer kept.",
    ),
    "no_reader": Problem(
        422,
        "Hiện xã chưa có ai khác để đọc góp ý này. Xin gửi thẳng lên Ủy ban nhân dân cấp trên.",
        "Nobody else at the commune could read this. Please send it to the authority above the commune.",
    ),
    "complaint_closed": Problem(409, "Góp ý này đã đóng.", "That complaint is closed already."),
    "no_procedure": Problem(
        422, "Hãy chọn thủ tục đang có hiệu lực.", "Choose a procedure that is in force on that day."
    ),
    "paper_already": Problem(
        409,
        "Kết quả này đã ghi nhận một phiếu giấy rồi; nếu nhầm thì hoàn tác phiếu ấy trước.",
        "A signed slip of this item was recorded already; take that one back first if it was a mistake.",
    ),
    "too_late": Problem(409, "Đã quá 10 phút hoặc đã in ra, không hoàn tác được.", "It can no longer be undone."),
    "bad_file": Problem(422, "Không đọc được tệp này.", "That file cannot be read."),
    "no_header": Problem(
        422,
        "Không tìm thấy dòng tiêu đề của danh sách: thẻ thì có họ tên và số thẻ, hồ sơ thì có mã hồ sơ và thủ tục.",
        "No header found: a list of cards has a name and a card number, one of dossiers a code and a procedure.",
    ),
    "bad_photo": Problem(415, "Chỉ nhận ảnh jpeg hoặc webp.", "Only jpeg or webp photos are taken."),
    "bad_hash": Problem(422, "Nội dung không khớp với tên tệp.", "The content does not have the hash in its name."),
    "bad_rescue": Problem(422, "Tệp này không phải tệp cứu hộ của máy đi giao.", "That is no rescue file of a phone."),
    "other_deployment": Problem(422, "Tệp này của một nơi khác.", "That file belongs to another commune."),
    "bad_backup": Problem(422, "Tệp này không phải bản sao lưu nguyên vẹn.", "That file is not a whole backup."),
    "old_backup": Problem(
        409,
        "Bản sao lưu này đã quá 30 ngày; máy của người đi giao có thể đã xóa những gì mới hơn nó.",
        "The backup is older than 30 days; phones may have forgotten what is newer.",
    ),
    "shift_away": Problem(409, "Người này bận hoặc nghỉ vào buổi đó.", "That person cannot come then."),
    "shift_double": Problem(
        409, "Người này đã trực hoặc dự phòng vào buổi đó.", "That person is on duty or a reserve then already."
    ),
    "shift_past": Problem(409, "Ca trực này đã qua.", "That shift is over."),
    "shift_changed": Problem(409, "Ca trực này đã đổi người trước đó.", "Somebody else has that shift by now."),
    "not_on_roster": Problem(
        422, "Người này không ở trong danh sách trực viết hộ.", "That person is not among those of the roster."
    ),
    "no_ask": Problem(409, "Lời nhờ này không còn nữa.", "Nothing is asked any more."),
    "nothing_amended": Problem(409, "Lịch đã ban hành, chưa có gì thay đổi.", "Nothing changed since its publication."),
    "roster_empty": Problem(409, "Lịch chưa có ca trực nào.", "There is no shift on that roster."),
    "report_published": Problem(
        409, "Báo cáo đã phát hành nên không sửa được: hãy lập bản mới.", "It is published: make a new version."
    ),
    "report_draft": Problem(409, "Báo cáo này còn là dự thảo.", "That report is still a draft."),
    "already_set_up": Problem(409, "Xã này đã được thiết lập.", "This commune is set up already."),
    "internal": Problem(500, "Máy chủ gặp lỗi. Không có gì bị mất.", "The server failed. Nothing was lost."),
}


class Refusal(Exception):
    """A command that the rules refuse. `code` is a key of PROBLEMS; `field` names the input at fault."""

    def __init__(self, code: str, field: str | None = None, detail: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.detail = detail

    @property
    def problem(self) -> Problem:
        """The published problem behind the code."""
        return PROBLEMS[self.code]

    def as_json(self) -> dict[str, str | None]:
        """`{code, text, text_en, field}` as sync.md's errors have it."""
        problem = self.problem
        return {
            "code": self.code,
            "text": self.detail or problem.text,
            "text_en": problem.text_en,
            "field": self.field,
        }
