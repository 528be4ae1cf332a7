"""What is wrong with how something came in: the protocol, who asks, files, the program itself."""

from server.domain.problem import Problem

DOORS: dict[str, Problem] = {
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
    "newer_data": Problem(
        409,
        "Dữ liệu do một bản Tận Nhà mới hơn ghi; hãy cài bản đó. Chưa có gì bị thay đổi.",
        "A newer version of Tan Nha wrote these data; install that version. Nothing was changed.",
    ),
    "internal": Problem(
        500,
        "Máy chủ gặp lỗi nên chưa lưu việc vừa làm; dữ liệu trước đó vẫn còn. Xin thử lại, vẫn lỗi thì báo quản trị.",
        "The server failed and did not save this; what was there is safe. Try again, then tell the administrator.",
    ),
}
