"""What the handbook answers about a procedure, in plain words: read out at the telephone, copied, printed as a leaflet.

The words are Vietnamese in every language of the screen, as what is printed is: citizens read them.
"""

from typing import NamedTuple

from server.domain.bringing import Bring, to_bring
from server.domain.procedures import Procedure


class Answer(NamedTuple):
    """One procedure in plain words; '' and () for what the catalogue does not say."""

    name: str
    about: str
    who: str
    papers: tuple[Bring, ...]
    fee: str
    time: str
    result: str


def answer(procedure: Procedure) -> Answer:
    """What is said of a procedure. The forms are written at the desk, so nobody is told to bring them."""
    return Answer(
        name=procedure.name,
        about=procedure.about,
        who=procedure.who,
        papers=to_bring(procedure.components),
        fee=procedure.fee,
        time=legal_time(procedure),
        result=procedure.result,
    )


def legal_time(procedure: Procedure) -> str:
    """How long the law gives, and whether the desk does it on the same day."""
    known = procedure.legal_text or (f"{procedure.legal_days} ngày làm việc" if procedure.legal_days else "trong ngày")
    sooner = {"yes": "đủ giấy tờ thì có thể nhận trong ngày", "partly": procedure.same_day_note, "no": ""}
    more = sooner[procedure.same_day] if procedure.legal_days else ""
    return f"{known}; {more}" if more else known


def paper_words(paper: Bring) -> str:
    """One paper as it is said: its name, how it is to be, and for whom only."""
    how = f" ({paper.how})" if paper.how else ""
    return f"{paper.name}{how}" + (f", nếu {paper.when}" if paper.when else "")


def answer_text(said: Answer) -> str:
    """The answer as text of several lines, to be read out or pasted into Zalo."""
    brought = [paper_words(one) for one in said.papers if not one.written]
    written = [one.name for one in said.papers if one.written]
    lines = [
        said.name.upper(),
        said.about,
        f"Ai làm được: {said.who}" if said.who else "",
        "Giấy tờ cần mang: " + "; ".join(brought) + "." if brought else "",
        f"Viết hộ tại bàn, không cần mang: {'; '.join(written)}." if written else "",
        f"Lệ phí: {said.fee}" if said.fee else "",
        f"Thời gian: {said.time}",
        f"Nhận được: {said.result}" if said.result else "",
    ]
    return "\n".join(line for line in lines if line)
