"""The sentences that a report computes: part II from the figures, and its opening and closing (R17, R22, R35, R74)."""

from server.domain.notice_wording import MODEL
from server.domain.report_codes import Code
from server.domain.report_facts import ReportFacts
from server.domain.report_figures import Compared
from server.domain.report_parts import PartCode
from server.domain.report_words import change, decimal, number, percent, share
from server.domain.satisfaction import share_words

QUESTIONS = ("Về việc đúng hẹn", "Về thái độ phục vụ", "Nói chung")


def computed(facts: ReportFacts) -> dict[PartCode, tuple[str, ...]]:
    """Part → its sentences, each a paragraph; a part that has nothing to say has none."""
    return {
        "writing_result": _kept(_written(facts)),
        "same_day_result": _kept(_same_day(facts)),
        "home_result": _kept(_home(facts)),
        "dossiers_result": _kept(*_dossiers(facts)),
        "satisfaction": _kept(*_satisfaction(facts), *_complaints(facts)),
        "closing": (closing(facts),),
    }


def title(commune: str) -> str:
    """What a report is about, unless somebody says it otherwise."""
    return f"Sơ kết thực hiện mô hình “{MODEL}” tại {commune}"


def bases(facts: ReportFacts) -> tuple[str, ...]:
    """The clauses before the first part: the documents of the bodies above, then the commune's own (R02)."""
    groups = (facts.rests_on(own, "preamble") for own in (False, True))
    return tuple(f"Thực hiện {'; '.join(one.cited for one in group)};" for group in groups if group)


def opening(facts: ReportFacts) -> str:
    """The sentence after the clauses."""
    return (
        f"Qua thời gian tổ chức thực hiện mô hình “{MODEL}” tại {facts.commune} ({facts.figures.period.words}), "
        f"{facts.short} báo cáo kết quả như sau:"
    )


def closing(facts: ReportFacts) -> str:
    """The last sentence."""
    return (
        f"Trên đây là Báo cáo kết quả thực hiện mô hình “{MODEL}” tại {facts.commune} "
        f"và phương hướng, nhiệm vụ trong thời gian tới của UBND {facts.commune}./."
    )


def _kept(*sentences: str) -> tuple[str, ...]:
    return tuple(one for one in sentences if one)


def _than_before(facts: ReportFacts, code: Code, unit: str) -> str:
    pair = Compared(facts.figures.count(code), facts.before.count(code))
    said = change(pair, unit, facts.before.period.words)
    return f" {said}" if said else ""


def _written(facts: ReportFacts) -> str:
    found = facts.figures
    written, guided = found.count("written"), found.count("guided")
    if not written:
        return "Trong kỳ chưa phát sinh trường hợp viết hộ."
    what = "hồ sơ thủ tục hành chính các loại cho người dân có yêu cầu"
    if guided == written:
        said = f"Kết quả đã viết hộ mẫu biểu và hướng dẫn {number(written)} {what}."
    else:
        said = f"Kết quả đã viết hộ mẫu biểu {number(written)} {what}, trong đó hướng dẫn nộp {number(guided)} hồ sơ."
    return said + _than_before(facts, "written", "hồ sơ")


def _same_day(facts: ReportFacts) -> str:
    found = facts.figures
    if not (count := found.count("same_day")):
        return "Trong kỳ chưa phát sinh hồ sơ được giải quyết ngay."
    said = f"Kết quả đã tiếp nhận và giải quyết ngay cho người dân tổng số {number(count)} hồ sơ thủ tục hành chính "
    said += f"các loại.{_than_before(facts, 'same_day', 'hồ sơ')}"
    days, trips = found.amount("days_saved"), found.amount("trips_saved")
    saved = [f"{number(days)} ngày làm việc so với thời hạn quy định"] if days else []
    saved += [f"{number(trips)} lượt đi lại"] if trips else []
    return f"{said} Ước tính tiết kiệm {' và '.join(saved)} cho người dân." if saved else said


def _home(facts: ReportFacts) -> str:
    found = facts.figures
    cards, cases = found.count("cards_home"), found.count("cases_home")
    if not cards and not cases:
        return "Trong kỳ chưa phát sinh kết quả trả tại nhà." + _by_post(facts)
    parts = [f"{number(cards)} thẻ bảo hiểm y tế"] if cards else []
    if cases:
        parts.append(
            f"{number(cases)} trường hợp đối tượng chính sách và bảo trợ xã hội hạn chế khả năng đi lại có yêu cầu "
            "thực hiện hồ sơ thủ tục hành chính"
        )
    said = f"Kết quả đã giải quyết trả kết quả tại nhà {' và '.join(parts)}."
    said += _than_before(facts, "cards_home", "thẻ") if cards else ""
    failed = found.count("failed_attempts")
    return said + _by_post(facts) + (f" Có {number(failed)} lượt đến nhà nhưng không gặp người nhận." if failed else "")


def _by_post(facts: ReportFacts) -> str:
    post = facts.figures.count("home_by_post")
    return f" Qua dịch vụ bưu chính công ích đã trả {number(post)} kết quả." if post else ""


def _dossiers(facts: ReportFacts) -> tuple[str, ...]:
    found = facts.figures
    check = found.identity
    whole = check.received + check.carried_over
    if not whole:
        return ()
    early, on_time, late = (found.count(code) for code in ("settled_early", "settled_on_time", "settled_late"))
    over = found.count("pending_late")
    came = (
        f"Tổng số hồ sơ {number(whole)}, trong đó tiếp nhận trong kỳ {number(check.received)}, "
        f"kỳ trước chuyển qua {number(check.carried_over)}. "
        f"Đã giải quyết {number(check.settled)} hồ sơ (trước hạn {number(early)}, đúng hạn {number(on_time)}, "
        f"quá hạn {number(late)}); đang giải quyết {number(check.pending)} hồ sơ (quá hạn {number(over)})."
    )
    return came, _quality(facts), _overlap(facts), "" if check.holds else check.words


def _quality(facts: ReportFacts) -> str:
    found = facts.figures
    kept, settled = found.on_time
    said = [f"Tỷ lệ giải quyết trước và đúng hạn {share(kept, settled)}"] if settled else []
    if (visits := found.visits_per_dossier) is not None:
        said.append(f"bình quân {decimal(visits)} lượt đi lại cho một hồ sơ có kết quả")
    said.append(f"yêu cầu bổ sung {number(found.count('supplement_requests'))} hồ sơ")
    said.append(f"hẹn lại {number(found.count('apologies'))} hồ sơ")
    said.append(f"đính chính {number(found.count('corrections'))} lượt")
    words = "; ".join(said)
    return f"{words[:1].upper()}{words[1:]}."


def _overlap(facts: ReportFacts) -> str:
    """R74: the streams overlap, so they are never added up."""
    distinct = facts.figures.count("distinct")
    if not distinct:
        return ""
    return (
        "Một hồ sơ có thể vừa được viết hộ, vừa được giải quyết ngay hoặc trả tại nhà nên số liệu các mô hình không "
        f"cộng lại với nhau; tính mỗi hồ sơ, giấy tờ một lần thì có {number(distinct)} hồ sơ, giấy tờ "
        f"của khoảng {number(facts.figures.count('people'))} người."
    )


def _satisfaction(facts: ReportFacts) -> tuple[str, ...]:
    """How many were asked and answered, and each question with its interval: never a bare percentage (R40)."""
    tally = facts.satisfaction
    if tally is None or not tally.asked:
        return ()
    response = tally.response
    asked = (
        f"Đã hỏi ý kiến {number(tally.asked)} lượt người dân, có {number(tally.answered)} lượt trả lời "
        f"(tỷ lệ trả lời {percent(response.part, response.whole)})."
    )
    said = [
        f"{name}, hài lòng trở lên: {share_words(one.content)}."
        for name, one in zip(QUESTIONS, tally.questions, strict=False)
        if one is not None and one.n
    ]
    return asked, *said


def _complaints(facts: ReportFacts) -> tuple[str, ...]:
    """How many letters without a name came in, and to how many the commune replied: nothing else of them (R42)."""
    received, answered = facts.complaints
    if not received:
        return ()
    said = f"đã trả lời {number(answered)}" if answered else "chưa trả lời"
    return (f"Tiếp nhận {number(received)} thư góp ý, phản ánh không ghi tên, {said}.",)
