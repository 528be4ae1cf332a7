"""The proof of delivery: whether a drawing can be one, and the drawing as lines for a screen."""

from typing import NamedTuple

from sync.ledger import Unreadable
from sync.messages import Proof, Signature
from sync.strokes import decode, ink_ms, thinness


class Drawing(NamedTuple):
    """A signature as SVG: view box, one path a stroke, how many points, how long the pen was down (ms)."""

    view_box: str
    paths: list[str]
    points: int
    ms: int


def thin(proof: Proof) -> bool:
    """Whether the drawn signature (a witness's too) is empty, a dot, or a straight scratch (sync.md §3)."""
    box, text = _drawn(proof)
    try:
        return thinness(text, box) is not None
    except Unreadable:
        return True


def drawing(proof: Proof) -> Drawing | None:
    """The drawing behind a proof, or None if it cannot be read."""
    box, text = _drawn(proof)
    try:
        strokes = decode(text)
    except Unreadable:
        return None
    paths = [
        "M" + "L".join(f"{x / 2:g} {y / 2:g}" for x, y, _ in (stroke if len(stroke) > 1 else [*stroke, *stroke]))
        for stroke in strokes
        if stroke
    ]
    return Drawing(f"0 0 {box[0]:g} {box[1]:g}", paths, sum(map(len, strokes)), ink_ms(strokes))


def _drawn(proof: Proof) -> tuple[tuple[float, float], str]:
    drawn = proof if isinstance(proof, Signature) else proof.witness
    return drawn.box, drawn.strokes
