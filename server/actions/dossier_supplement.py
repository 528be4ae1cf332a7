"""What is missing from a dossier: asked for once, and brought (M02; NĐ 61/2018)."""

from collections.abc import Collection, Sequence

from msgspec import structs

from server.actions.desk import Act
from server.actions.dossier_steps import carry_out, reason_of
from server.actions.dossier_terms import moved_on
from server.actions.numbers import next_number
from server.domain.dossier_steps import answered, asked
from server.domain.dossiers import Dossier, Supplement
from server.domain.problems import Refusal
from server.domain.times import VIETNAM
from server.store.port import Unit

MAX_PAPER, MAX_PAPERS = 300, 30


def ask_supplement(unit: Unit, act: Act, dossier_id: str, missing: Sequence[str], reason: str) -> Dossier:
    """Ask for what is missing; the clock stops. Refuses supplement_once, wrong_state, needs_reason, invalid."""
    why = reason_of(reason)
    lines = (" ".join(line.split())[:MAX_PAPER] for line in missing)
    papers = tuple(dict.fromkeys(filter(None, lines)))[:MAX_PAPERS]
    if not papers:
        raise Refusal("invalid", "missing", "Hãy ghi giấy tờ cần bổ sung.")

    def move(before: Dossier) -> Dossier:
        no = next_number(unit, "supplement_request", act.now.astimezone(VIETNAM).year)
        return asked(before, Supplement(no=no, at=act.at, by=act.by.id, missing=papers, reason=why))

    return carry_out(unit, act, dossier_id, "ask_supplement", "dossier.supplement_asked", move, why)


def answer_supplement(unit: Unit, act: Act, dossier_id: str, brought: Collection[str]) -> Dossier:
    """The papers named in `brought` came; the date moves on by the pause, and it was one more visit (R43)."""

    def move(before: Dossier) -> Dossier:
        components = tuple(
            structs.replace(one, there=one.there or one.component.name in brought) for one in before.components
        )
        return answered(before, act.at, moved_on(unit, before, act.now), components)

    return carry_out(
        unit, act, dossier_id, "answer_supplement", "dossier.supplement_answered", move, "; ".join(brought)
    )
