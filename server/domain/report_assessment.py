"""What the figures say for part III and IV (R50-R66): what went well, what did not, and what follows from it."""

from collections.abc import Iterator

from server.domain.report_facts import ReportFacts
from server.domain.report_words import decimal, listed, number, percent, share

UNEVEN = 2
"""The desk's work is uneven when one union wrote more than so many times what another wrote."""
GOOD, FEW_VISITS, WELL_COVERED = 95, 1.5, 0.8
"""On time in so many of a hundred, visits a dossier, share of hamlets: from here on something is praised."""


def strengths(facts: ReportFacts) -> Iterator[str]:
    """What went well, each a sentence that a figure bears out."""
    found = facts.figures
    unions = [one for one in found["written"].parts("union") if one.value]
    carriers = {row.deliverer for code in ("cards_home", "cases_home") for row in found[code].rows if row.deliverer}
    if unions or carriers:
        yield (
            f"Các hội đoàn thể và Trưởng ấp đã phối hợp nhịp nhàng, đồng bộ với Bộ phận một cửa: {number(len(unions))} "
            f"hội đoàn thể tham gia viết hộ, {number(len(carriers))} người tham gia trả kết quả tại nhà."
        )
    kept, settled = found.on_time
    if settled and kept * 100 >= GOOD * settled:
        yield f"Hồ sơ được giải quyết trước và đúng hạn {share(kept, settled)}."
    visits = found.visits_per_dossier
    if visits is not None and visits <= FEW_VISITS:
        yield (
            f"Hạn chế việc đi lại nhiều lần: bình quân {decimal(visits)} lượt đi lại cho một hồ sơ, "
            f"{number(found.count('supplement_requests'))} hồ sơ phải bổ sung."
        )
    reached = _reached(facts)
    if facts.hamlets and len(reached) >= WELL_COVERED * len(facts.hamlets):
        yield f"Việc trả kết quả tại nhà đã đến {number(len(reached))}/{number(len(facts.hamlets))} ấp."
    if found.count("cards_home", "cases_home"):
        yield "Mỗi kết quả trả tại nhà đều có người giao, người nhận xác nhận và được Bộ phận một cửa đối chiếu."


def limits(facts: ReportFacts) -> Iterator[str]:
    """What did not go well, or is not known."""
    found = facts.figures
    if len(facts.weekdays) == 1:
        yield (
            f"Mô hình chỉ thực hiện vào {facts.serving} ({number(facts.service_days)} ngày trong kỳ) nên số hồ sơ "
            "giải quyết chưa nhiều."
        )
    yield from _uneven(facts)
    late, over = found.count("settled_late"), found.count("pending_late")
    if late or over:
        yield f"Còn {number(late)} hồ sơ giải quyết quá hạn, {number(over)} hồ sơ quá hạn chưa giải quyết xong."
    if failed := found.count("failed_attempts"):
        yield f"Có {number(failed)} lượt đến nhà nhưng không gặp người nhận, phải đi lại lần sau."
    missing = [facts.names("hamlet", one) for one in facts.hamlets if one not in _reached(facts)]
    if missing and found.count("cards_home", "cases_home"):
        yield f"Chưa có kết quả nào được trả tại nhà ở {listed(missing)}."
    if (tally := facts.satisfaction) is None or not tally.answered:
        yield "Mức độ hài lòng chưa có số liệu khảo sát, mới ghi nhận qua đối thoại, tiếp xúc cử tri."
    elif tally.few:
        yield (
            f"Số người trả lời khảo sát còn ít ({number(tally.answered)}/{number(tally.asked)} lượt, "
            f"{percent(tally.response.part, tally.response.whole)}), chưa đủ để kết luận."
        )


def _uneven(facts: ReportFacts) -> Iterator[str]:
    unions = [one for one in facts.figures["written"].parts("union") if one.value]
    if len(unions) > 1 and unions[0].count >= UNEVEN * unions[-1].count:
        most, least = unions[0], unions[-1]
        yield (
            "Các hội đoàn thể vừa làm việc thường xuyên, đột xuất của ngành nên việc phân công trực chưa đều: "
            f"{facts.names('union', most.value)} viết hộ {number(most.count)} hồ sơ, "
            f"{facts.names('union', least.value)} {number(least.count)} hồ sơ."
        )


def tasks(facts: ReportFacts) -> Iterator[str]:
    """What is to be done, the seed's five and what the limits ask for (R60-R66)."""
    found = facts.figures
    named = facts.rests_on(False, "deployment") + facts.rests_on(True, "deployment")[:1]
    rest = "; ".join(f"{one.named} của {one.issuer}" for one in named)
    yield f"Tiếp tục quán triệt, thực hiện {rest or 'mô hình theo kế hoạch đã đề ra'}."
    remote = [facts.names("hamlet", one) for one in facts.remote]
    where = f", nhất là ở {listed(remote)}" if remote else ", nhất là ở những ấp vùng sâu, đời sống còn khó khăn"
    yield (
        "Phối hợp chặt chẽ với các hội đoàn thể và Trưởng ấp tăng cường tuyên truyền, vận động"
        f"{where}, để người dân biết mô hình và yêu cầu khi cần."
    )
    yield (
        "Kịp thời kiểm tra, uốn nắn, nhắc nhở cán bộ, công chức, nhân viên Bộ phận một cửa trong giải quyết công việc"
        + (f"; xử lý dứt điểm {number(over)} hồ sơ quá hạn." if (over := found.count("pending_late")) else ".")
    )
    if list(_uneven(facts)):
        yield "Phân công lịch trực viết hộ đều hơn giữa các hội đoàn thể, bố trí người dự phòng cho từng buổi."
    yield (
        "Sử dụng có hiệu quả trang thiết bị hiện có; nâng cao phong cách, thái độ, tinh thần trách nhiệm khi phục vụ "
        "người dân."
    )
    yield (
        "Định kỳ thông tin, báo cáo, kịp thời sơ kết để phát huy kết quả đạt được và khắc phục hạn chế; đề nghị biểu "
        "dương, khen thưởng tập thể, cá nhân có thành tích trong thực hiện mô hình."
    )


def _reached(facts: ReportFacts) -> set[str]:
    rows = (row for code in ("cards_home", "cases_home") for row in facts.figures[code].rows)
    return {row.hamlet for row in rows if row.hamlet in facts.hamlets}
