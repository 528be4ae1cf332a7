"""A signature's strokes (sync.md §3): the bytes of a drawing, and whether it is too thin to be one.

A drawing is a list of strokes, a stroke a list of points (x, y, t): x and y in half CSS pixels, y down, t in 4 ms.
"""

import math
import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import mul

from sync.ledger import Unreadable, from_base64url, to_base64url
from sync.messages import MAX_STROKES

Point = tuple[int, int, int]
Stroke = list[Point]
Columns = tuple[list[int], list[int], list[int]]
"""A stroke as all its x, all its y and all its t."""

FORMAT = 1
MIN_POINTS = 12
MIN_INK_MS = 300
MIN_WIDTH = 0.12
"""Of the box's width."""
STRAIGHT = 0.03
"""Of the length along it: nothing further from the line than this is one straight line."""
_TICK_MS = 4
_LONG = re.compile(rb"[\x80-\xff]+[\x00-\x7f]")
"""A number of more than one byte."""
_LONGEST = 7
_NEAR = tuple((number >> 1) ^ -(number & 1) for number in range(1 << 12))
"""The zig-zag differences of a drawing's points; further apart are only those that no pen makes."""


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def encode(strokes: Sequence[Sequence[Point]]) -> str:
    """base64url of a drawing: format, then per stroke a count and zig-zag differences."""
    out = bytearray([FORMAT])
    last = (0, 0, 0)
    for stroke in strokes:
        out += _varint(len(stroke))
        for point in stroke:
            for now, before in zip(point, last, strict=True):
                difference = now - before
                out += _varint(difference * 2 if difference >= 0 else -difference * 2 - 1)
            last = point
    return to_base64url(bytes(out))


def _numbers(data: bytes) -> list[int]:
    numbers: list[int] = []
    done = 0
    for long in _LONG.finditer(data):
        numbers += data[done : long.start()]  # in a drawing most are one byte
        done = long.end()
        if done - long.start() > _LONGEST:
            raise Unreadable("varint")
        number = 0
        for byte in reversed(long[0]):
            number = number << 7 | byte & 0x7F
        numbers.append(number)
    numbers += data[done:]
    if data[-1:] > b"\x7f":
        raise Unreadable("varint cut short")
    return numbers


def _differences(numbers: list[int]) -> list[int]:
    try:
        return [_NEAR[number] for number in numbers]
    except IndexError:
        return [(number >> 1) ^ -(number & 1) for number in numbers]


def _columns(text: str) -> list[Columns]:
    """The strokes of a base64url text of at most 2 KiB. Raises Unreadable."""
    data = from_base64url(text)
    if not data or data[0] != FORMAT or len(data) > MAX_STROKES:
        raise Unreadable("strokes")
    numbers = _numbers(data[1:])
    strokes: list[Columns] = []
    place = x = y = t = 0
    while place < len(numbers):
        end = place + 1 + 3 * numbers[place]
        if end > len(numbers):
            raise Unreadable("stroke cut short")
        differences = _differences(numbers[place + 1 : end])
        xs = list(accumulate(differences[::3], initial=x))
        ys = list(accumulate(differences[1::3], initial=y))
        ts = list(accumulate(differences[2::3], initial=t))
        x, y, t = xs[-1], ys[-1], ts[-1]
        strokes.append((xs[1:], ys[1:], ts[1:]))  # the first is where the stroke before it ended
        place = end
    return strokes


def decode(text: str) -> list[Stroke]:
    """The drawing of a base64url text of at most 2 KiB. Raises Unreadable."""
    return [list(zip(*stroke, strict=True)) for stroke in _columns(text)]


def ink_ms(strokes: Sequence[Sequence[Point]]) -> int:
    """How long the pen was down, in ms."""
    return _ink_ms([point[2] for point in stroke] for stroke in strokes)


def _ink_ms(times: Iterable[list[int]]) -> int:
    return sum(max(stroke) - min(stroke) for stroke in times if stroke) * _TICK_MS


def thinness(text: str, box: tuple[float, float]) -> str | None:
    """Why this is no signature: empty, points, time, width or straight; None if it may be one (§3).

    Raises Unreadable for a text that is no drawing.
    """
    strokes = _columns(text)
    across = [x for xs, _, _ in strokes for x in xs]
    if not across:
        return "empty"
    if len(across) < MIN_POINTS:
        return "points"
    if _ink_ms(ts for _, _, ts in strokes) < MIN_INK_MS:
        return "time"
    if (max(across) - min(across)) / 2 < MIN_WIDTH * box[0]:
        return "width"
    return "straight" if _straight(across, [y for _, ys, _ in strokes for y in ys]) else None


def _straight(xs: list[int], ys: list[int]) -> bool:
    """Whether all lie along the line of total least squares, within 3 % of the drawing's length along it."""
    count = len(xs)
    middle_x, middle_y = sum(xs) / count, sum(ys) / count
    xx = sum(map(mul, xs, xs)) - count * middle_x * middle_x
    yy = sum(map(mul, ys, ys)) - count * middle_y * middle_y
    xy = sum(map(mul, xs, ys)) - count * middle_x * middle_y
    # The mean square distance from that line; where it alone is above the bound, so is the farthest point.
    mean_square = (xx + yy - math.hypot(xx - yy, 2 * xy)) / 2 / count
    diagonal = math.hypot(max(xs) - min(xs), max(ys) - min(ys))
    if mean_square > (STRAIGHT * diagonal) ** 2 * 1.001:
        return False
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    along = [(x - middle_x) * cos + (y - middle_y) * sin for x, y in zip(xs, ys, strict=True)]
    across = [abs((y - middle_y) * cos - (x - middle_x) * sin) for x, y in zip(xs, ys, strict=True)]
    return max(across) <= STRAIGHT * (max(along) - min(along))
