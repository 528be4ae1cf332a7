"""The drawn signatures of the demonstration pass for signatures."""

import random

from hypothesis import given
from hypothesis import strategies as st

from server.domain.demo_strokes import BOX, signature
from sync.strokes import decode, encode, thinness


@given(st.integers())
def test_none_is_thin_and_all_lie_in_the_box(seed: int) -> None:
    strokes = signature(random.Random(seed))
    assert thinness(encode(strokes), BOX) is None
    points = [point for stroke in strokes for point in stroke]
    assert all(0 <= x <= 2 * BOX[0] and 0 <= y <= 2 * BOX[1] for x, y, _ in points)
    assert decode(encode(strokes)) == strokes
