"""Dialogue sessions: written down and put right, opinions with who answers by when, and the answers (R40)."""

from msgspec import structs

from server.actions.desk import Act
from server.actions.history import done_before, record_change
from server.domain.dialogues import SESSION_KINDS, DialogueSession, Opinion, SessionHeld
from server.domain.names import tidy
from server.domain.problems import Refusal
from server.domain.times import chosen_day, local_day, read_day
from server.store.port import Unit, View

MAX_TEXT = 2000
MOST_PRESENT = 10_000


def session_of(view: View, id_: str) -> DialogueSession:
    """The session. Refuses not_found."""
    found = view.get(DialogueSession, id_)
    if found is None:
        raise Refusal("not_found")
    return found


def opinion_of(view: View, session: str, id_: str) -> Opinion:
    """The opinion told at that session. Refuses not_found."""
    found = view.get(Opinion, id_)
    if found is None or found.session != session:
        raise Refusal("not_found")
    return found


def hold(unit: Unit, act: Act, held: SessionHeld) -> DialogueSession:
    """Write a session down. The same act again gives the same one. Refuses invalid with the field."""
    if (made := unit.get(DialogueSession, act.event_id)) is not None:
        return made
    session = DialogueSession(id=act.event_id, made_by=act.by.id, made_at=act.at, **structs.asdict(_checked(act, held)))
    unit.put(session)
    record_change(unit, act, session, "dialogue.held")
    return session


def correct_session(unit: Unit, act: Act, id_: str, held: SessionHeld) -> DialogueSession:
    """Put a session right. Refuses not_found, and what `hold` refuses."""
    before = session_of(unit, id_)
    after = structs.replace(before, **structs.asdict(_checked(act, held)))
    if after != before and not done_before(unit, act, after):
        unit.put(after)
        record_change(unit, act, after, "dialogue.corrected", before=before)
    return after


def _checked(act: Act, held: SessionHeld) -> SessionHeld:
    day = chosen_day(held.day, "day")
    if day > local_day(act.now):
        raise Refusal("invalid", "day", "Buổi này chưa diễn ra.")
    if not tidy(held.place):
        raise Refusal("invalid", "place", "Hãy ghi nơi tổ chức.")
    if not tidy(held.led_by):
        raise Refusal("invalid", "led_by", "Hãy ghi ai chủ trì.")
    if held.session_kind not in SESSION_KINDS:
        raise Refusal("invalid", "session_kind", "Hãy chọn loại buổi.")
    if not 0 <= held.present <= MOST_PRESENT:
        raise Refusal("invalid", "present", "Hãy ghi số người dự bằng chữ số.")
    texts = {name: tidy(getattr(held, name))[:MAX_TEXT] for name in ("place", "led_by", "note")}
    return structs.replace(held, day=day, **texts)


def tell(
    unit: Unit, act: Act, session: str, text: str, said_by: str = "", responsible: str = "", due: str = ""
) -> Opinion:
    """Write an opinion down. The same act again gives the same one. Refuses not_found, invalid with the field."""
    session_of(unit, session)
    if (made := unit.get(Opinion, act.event_id)) is not None:
        return made
    opinion = Opinion(
        id=act.event_id,
        session=session,
        made_by=act.by.id,
        made_at=act.at,
        **_said(text, said_by, responsible, due),
    )
    unit.put(opinion)
    record_change(unit, act, opinion, "opinion.told", note=opinion.text)
    return opinion


def correct_opinion(
    unit: Unit, act: Act, session: str, id_: str, text: str, said_by: str, responsible: str, due: str
) -> Opinion:
    """Put an opinion right, or give it another day or another who answers. Refuses not_found, invalid."""
    before = opinion_of(unit, session, id_)
    after = structs.replace(before, **_said(text, said_by, responsible, due))
    if after != before and not done_before(unit, act, after):
        unit.put(after)
        record_change(unit, act, after, "opinion.corrected", before=before)
    return after


def reply(unit: Unit, act: Act, session: str, id_: str, answer: str) -> Opinion:
    """Write down what the people were told; a later answer takes the place of the one before, which stays in the
    history. Refuses not_found, invalid at `answer`.
    """
    before = opinion_of(unit, session, id_)
    if done_before(unit, act, before):
        return before
    answer = tidy(answer)[:MAX_TEXT]
    if not answer:
        raise Refusal("invalid", "answer", "Hãy ghi đã trả lời thế nào.")
    after = structs.replace(before, answer=answer, answered_at=act.at, answered_by=act.by.id)
    unit.put(after)
    record_change(unit, act, after, "opinion.answered", note=answer)
    return after


def _said(text: str, said_by: str, responsible: str, due: str) -> dict[str, str]:
    text = tidy(text)[:MAX_TEXT]
    if not text:
        raise Refusal("invalid", "text", "Hãy ghi ý kiến.")
    if due and not read_day(due):
        raise Refusal("invalid", "due", "Hãy chọn một ngày.")
    return {
        "text": text,
        "said_by": tidy(said_by)[:200],
        "responsible": tidy(responsible)[:200],
        "due": read_day(due),
    }
