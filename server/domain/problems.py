"""Every problem that this program can report: code, HTTP status, Vietnamese and English text. One list."""

from typing import NamedTuple


class Problem(NamedTuple):
    """A problem as other programs see it; `code` never changes once published."""

    status: int
    text: str
    text_en: str


PROBLEMS: dict[str, Problem] = {
    # the sync protocol (sync.md)
    "bad_envelope": Problem(
        400,
        "Yêu cầu không đọc được, nên chưa ghi gì. Máy giữ nguyên việc đã làm và sẽ gửi lại.",
        "The request cannot be read, so nothing was stored. The phone keeps its events and sends again.",
    ),
    "bad_protocol": Problem(
        400,
        "Ứng dụng trên máy quá cũ hoặc quá mới so với xã. Việc đã làm vẫn nằm trên máy: mở lại ứng dụng khi có mạng.",
        "That protocol version is not served. What was recorded is still on the phone: open the app with a network.",
    ),
    "too_large": Problem(
        413,
        "Nội dung gửi lên lớn quá mức nên chưa nhận. Hãy gửi ít hơn, hoặc chọn tệp nhỏ hơn.",
        "It is too large and was not taken. Send less, or choose a smaller file.",
    ),
    "too_slow": Problem(408, "Mạng chậm quá nên chưa nhận đủ, xin gửi lại.", "It came too slowly, send it again."),
    "unknown_token": Problem(
        401,
        "Xã không nhận ra máy này. Việc đã làm vẫn nằm trên máy: xin cán bộ xã một mã mời mới.",
        "This phone is not known here. What was recorded is still on it: ask the clerk for a new invitation.",
    ),
    "too_many": Problem(
        429,
        "Thử quá nhiều lần liền nhau. Xin chờ vài phút rồi làm lại; chưa có gì bị mất.",
        "Too many tries in a row. Wait some minutes, then try again; nothing was lost.",
    ),
    "unavailable": Problem(
        503, "Xã chưa ghi được. Máy giữ nguyên và sẽ tự gửi lại.", "Nothing was stored; sending again settles it."
    ),
    "code_unknown": Problem(
        404,
        "Mã mời không đúng. Xem lại từng chữ, hoặc quét lại mã trên màn hình của cán bộ.",
        "The invitation code is not known. Look at it again, or scan it again from the clerk's screen.",
    ),
    "code_used": Problem(
        409,
        "Mã mời này đã dùng rồi. Xin cán bộ xã mã mới.",
        "The invitation was used already. Ask the clerk for a new one.",
    ),
    "code_expired": Problem(
        410,
        "Mã mời đã hết hạn sau 24 giờ. Xin cán bộ xã mã mới.",
        "The invitation expired after 24 hours. Ask the clerk for a new one.",
    ),
    "bad_key": Problem(
        422,
        "Khóa của máy không hợp lệ, nên chưa nhận máy. Mở lại trang bằng Chrome rồi thử lại.",
        "The public key is not a P-256 key, so the phone was not enrolled. Open the page in Chrome and try again.",
    ),
    "bad_proof": Problem(
        422,
        "Chữ ký của máy không khớp, nên chưa nhận máy. Mở lại trang rồi thử lại với mã này.",
        "The proof does not verify with the key, so it was not enrolled. Open the page again and use the same code.",
    ),
    "key_of_another": Problem(
        409,
        "Máy này đang mang khóa của người khác. Mở lại trang mời rồi nhận máy từ đầu.",
        "That key belongs to another person. Open the invitation again and enrol anew.",
    ),
    # the office
    "not_found": Problem(
        404,
        "Không tìm thấy. Có thể đường dẫn đã cũ hoặc gõ thiếu: hãy tìm lại từ danh sách.",
        "Not found. The address may be old or incomplete: look for it in its list.",
    ),
    "method": Problem(
        405,
        "Thao tác không được phép ở đây, chưa có gì thay đổi. Quay lại trang trước và bấm nút ở đó.",
        "That method is not served here; nothing was changed. Go back and use the button there.",
    ),
    "forbidden": Problem(
        403,
        "Bạn không có quyền làm việc này, chưa có gì thay đổi. Cần thì nhờ người phụ trách.",
        "You may not do that; nothing was changed. Ask whoever is in charge.",
    ),
    "cross_site": Problem(
        403,
        "Yêu cầu đến từ trang khác nên bị từ chối, chưa có gì thay đổi. Mở lại trang này rồi làm lại.",
        "The request came from another site and was refused; nothing was changed. Open this page anew and try again.",
    ),
    "bad_host": Problem(421, "Địa chỉ này không phải của xã.", "This server is not known by that name."),
    "bad_login": Problem(
        401,
        "Tên hoặc mật khẩu không đúng. Xem lại chữ hoa, chữ thường và bộ gõ, hoặc nhờ quản trị đặt lại mật khẩu.",
        "The name or the password is wrong. Mind capitals, or ask the administrator for a new password.",
    ),
    "login_needed": Problem(
        401,
        "Phiên làm việc đã hết. Hãy đăng nhập lại; những gì đã lưu vẫn còn.",
        "You are logged out. Log in again; what was saved is still there.",
    ),
    "invalid": Problem(
        422,
        "Có chỗ chưa đúng nên chưa lưu. Xin xem lại chỗ có dấu đỏ; những gì đã gõ vẫn còn.",
        "Something is not right, so it was not saved. Look at what is marked; what you typed is still there.",
    ),
    "conflict": Problem(
        409,
        "Dữ liệu vừa được người khác đổi nên chưa lưu. Mở lại để xem bản mới, rồi sửa tiếp.",
        "Somebody else has just changed it, so it was not saved. Open it again, look, then go on.",
    ),
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
    "bad_file": Problem(
        422,
        "Không đọc được tệp này, chưa nhập gì. Lưu lại bằng Excel dạng .xlsx hoặc .csv rồi chọn lại.",
        "That file cannot be read; nothing was imported. Save it as .xlsx or .csv and choose it again.",
    ),
    "no_header": Problem(
        422,
        "Không tìm thấy dòng tiêu đề của danh sách: thẻ thì có họ tên và số thẻ, hồ sơ thì có mã hồ sơ và thủ tục.",
        "No header found: a list of cards has a name and a card number, one of dossiers a code and a procedure.",
    ),
    "bad_photo": Problem(
        415,
        "Chỉ nhận ảnh jpeg hoặc webp. Xác nhận đã lưu vẫn còn, chỉ thiếu ảnh.",
        "Only jpeg or webp photos are taken. The confirmation is kept, without the photo.",
    ),
    "bad_hash": Problem(
        422,
        "Nội dung không khớp với tên tệp, có thể đứt giữa chừng. Máy sẽ tự gửi lại.",
        "The content does not have the hash in its name. Send it again.",
    ),
    "bad_rescue": Problem(
        422,
        "Tệp này không phải tệp cứu hộ của máy đi giao. Trên máy, vào Của tôi, bấm lưu ra tệp, rồi chọn tệp ấy.",
        "That is no rescue file of a phone. On the phone: Mine, save to a file; then choose that one.",
    ),
    "other_deployment": Problem(
        422,
        "Tệp này của một nơi khác, chưa nhận gì. Gửi nó về đúng xã đã cấp máy.",
        "That file belongs to another commune; nothing was taken. Send it to the commune of that phone.",
    ),
    "bad_backup": Problem(
        422,
        "Tệp này không phải bản sao lưu nguyên vẹn, dữ liệu hiện nay giữ nguyên. Hãy chọn bản sao lưu khác.",
        "That file is not a whole backup; the present data is untouched. Choose another one.",
    ),
    "old_backup": Problem(
        409,
        "Bản sao lưu này đã quá 30 ngày; máy của người đi giao có thể đã xóa những gì mới hơn nó.",
        "The backup is older than 30 days; phones may have forgotten what is newer.",
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
        "Ca trực này đã qua, không đổi được nữa. Ai thật sự đã trực thì ghi ở mục Trực hôm nay.",
        "That shift is over and cannot be changed. Who really came is written under Today.",
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
    "internal": Problem(
        500,
        "Máy chủ gặp lỗi nên chưa lưu việc vừa làm; dữ liệu trước đó vẫn còn. Xin thử lại, vẫn lỗi thì báo quản trị.",
        "The server failed and did not save this; what was there is safe. Try again, then tell the administrator.",
    ),
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
