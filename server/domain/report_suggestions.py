"""Suggestions for the parts that are written by hand, drawn from the figures; whoever writes keeps or changes them."""

from collections.abc import Iterator
from datetime import date

from server.domain.legal_documents import Training
from server.domain.notice_wording import MODEL
from server.domain.paper_dates import day_on_paper
from server.domain.report_assessment import limits, strengths, tasks
from server.domain.report_facts import ReportFacts
from server.domain.report_parts import PartCode
from server.domain.report_words import listed, number


def suggestions(facts: ReportFacts) -> dict[PartCode, str]:
    """Part → its text, a paragraph a line."""
    return {
        "deployment": "\n".join(_deployment(facts)),
        "writing_how": _writing_how(facts),
        "writing_effect": _effect(
            facts,
            "written",
            "Từ đó người dân không phải nhờ người ngoài viết thay, hồ sơ nộp vào đầy đủ, đúng mẫu hơn.",
        ),
        "same_day_how": _same_day_how(facts),
        "same_day_effect": _effect(
            facts, "same_day", "Từ đó người dân đỡ mất thời gian và chi phí đi lại, nhận được kết quả ngay trong ngày."
        ),
        "home_how": _home_how(facts),
        "home_effect": _effect(
            facts,
            "cards_home",
            "Từ đó người già yếu, khuyết tật, gia đình chính sách nhận được kết quả mà không phải đến trụ sở.",
        ),
        "strengths": "\n".join(f"- {one}" for one in strengths(facts)),
        "limits": "\n".join(f"- {one}" for one in limits(facts)),
        "tasks": "\n".join(f"{place}. {one}" for place, one in enumerate(tasks(facts), 1)),
    }


def _effect(facts: ReportFacts, code: str, words: str) -> str:
    """What came of it: said only where something was done."""
    return words if facts.figures.count(code) else ""


def _deployment(facts: ReportFacts) -> Iterator[str]:
    above, own = (facts.rests_on(mine, "deployment") for mine in (False, True))
    made = "; ".join(f"{one.named} về việc {one.summary}" for one in own)
    if above:
        rests = "; ".join(one.cited for one in above)
        went_on = (
            f"Qua đó, {facts.short} đã xây dựng và tổ chức triển khai thực hiện mô hình “{MODEL}” tại {facts.commune}"
        )
        yield f"Thực hiện {rests}. {went_on}."
    if own:
        yield f"{facts.short} đã ban hành: {made}."
    yield from map(_training, facts.trainings)
    if facts.members:
        head = next((one for one in facts.members if one.role == "head"), None)
        led = f", do {head.name}{f' ({head.position})' if head.position else ''} làm Trưởng ban" if head else ""
        yield f"Ban Chỉ đạo thực hiện mô hình gồm {number(len(facts.members))} thành viên{led}."
    if facts.service_days:
        days = f"{number(facts.service_days)} ngày ({facts.serving})"
        yield f"Trong thời gian báo cáo, mô hình được thực hiện trong {days}."


def _training(one: Training) -> str:
    day = day_on_paper(date.fromisoformat(one.day))
    subject = f"{one.subject[:1].upper()}{one.subject[1:]}"
    return f"{subject} ({day}) có {number(one.attendees)} {one.groups} tham dự."


def _writing_how(facts: ReportFacts) -> str:
    unions = f" ({', '.join(facts.unions)})" if facts.unions else ""
    return (
        f"Vào ngày thực hiện mô hình ({facts.serving}), cán bộ của các hội đoàn thể {facts.level}{unions} luân phiên "
        "trực tại Bàn viết hộ theo lịch phân công hằng tháng; khi tổ chức, cá nhân có yêu cầu thì viết thay tờ khai, "
        "biểu mẫu, đọc lại cho người khai nghe trước khi ký, rồi hướng dẫn nộp hồ sơ tại từng lĩnh vực tương ứng để "
        "công chức chuyên môn kiểm tra tính hợp lệ, tiếp nhận và xử lý."
    )


def _same_day_how(facts: ReportFacts) -> str:
    return (
        "Tổ chức, cá nhân đến thực hiện một số thủ tục hành chính vào ngày thực hiện mô hình "
        f"({facts.serving}), nếu đầy đủ thành phần hồ sơ theo quy định thì được tiếp nhận và giải quyết ngay; nếu còn "
        "thiếu thì được hướng dẫn bổ sung một lần bằng phiếu ghi rõ giấy tờ còn thiếu."
    )


def _home_how(facts: ReportFacts) -> str:
    remote = [facts.names("hamlet", one) for one in facts.remote]
    far = f", nhất là ở các ấp vùng sâu ({listed(remote)})" if remote else ""
    return (
        "Đối với đối tượng chính sách, bảo trợ xã hội không có khả năng đi lại hoặc đi lại khó khăn mà có yêu cầu, "
        "công chức, nhân viên Bộ phận một cửa phối hợp với các hội đoàn thể và Trưởng ấp trả thẻ bảo hiểm y tế, kết "
        f"quả hồ sơ tại nhà{far}, hoặc gửi qua dịch vụ bưu chính công ích khi người dân yêu cầu; trừ những trường hợp "
        "phải ký sổ bộ lưu tại trụ sở. Mỗi lần giao đều có xác nhận của người nhận."
    )
