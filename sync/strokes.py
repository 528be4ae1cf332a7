"""A signature's strokes (sync.md §3): the bytes of a drawing, and whether it is too thin to be one.

A drawing is a list of strokes, a stroke a list of points (x, y, t): x and y in half CSS pixels, y down, t in 4 ms.
"""

import math
from collections.abc import Sequence
from operator import mul

from sync.ledger import Unreadable, from_base64url, to_base64url
from sync.messages import MAX_STROKES

Point = tuple[int, int, int]
Stroke = list[Point]

FORMAT = 1
MIN_POINTS = 12
MIN_INK_MS = 300
MIN_WIDTH = 0.12
"""Of the box's width."""
STRAIGHT = 0.03
"""Of the length along it: nothing further from the line than this is one straight line."""
_TICK_MS = 4


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
    value = shift = 0
    for byte in data:
        if byte < 0x80:
            numbers.append(value | byte << shift)
            value = shift = 0
        else:
            value |= (byte & 0x7F) << shift
            shift += 7
            if shift > 42:
                raise Unreadable("varint")
    if shift:
        raise Unreadable("varint cut short")
    return numbers


def decode(text: str) -> list[Stroke]:
    """The drawing of a base64url text of at most 2 KiB. Raises Unreadable."""
    data = from_base64url(text)
    if not data or data[0] != FORMAT or len(data) > MAX_STROKES:
        raise Unreadable("strokes")
    numbers = _numbers(data[1:])
    strokes: list[Stroke] = []
    place = x = y = t = 0
    while place < len(numbers):
        end = place + 1 + 3 * numbers[place]
        if end > len(numbers):
            raise Unreadable("stroke cut short")
        stroke: Stroke = []
        differences = [(number >> 1) ^ -(number & 1) for number in numbers[place + 1 : end]]
        for across, down, later in zip(differences[::3], differences[1::3], differences[2::3], strict=True):
            x += across
            y += down
            t += later
            stroke.append((x, y, t))
        strokes.append(stroke)
        place = end
    return strokes


def ink_ms(strokes: Sequence[Sequence[Point]]) -> int:
    """How long the pen was down, in ms."""
    times = [[point[2] for point in stroke] for stroke in strokes if stroke]
    return sum(max(stroke) - min(stroke) for stroke in times) * _TICK_MS


def thinness(strokes: Sequence[Sequence[Point]], box: tuple[float, float]) -> str | None:
    """Why this is no signature: empty, points, time, width or straight; None if it may be one (§3)."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return "empty"
    if len(points) < MIN_POINTS:
        return "points"
    if ink_ms(strokes) < MIN_INK_MS:
        return "time"
    across = [point[0] for point in points]
    if (max(across) - min(across)) / 2 < MIN_WIDTH * box[0]:
        return "width"
    return "straight" if _straight(points) else None


def _straight(points: list[Point]) -> bool:
    """Whether all lie along the line of total least squares, within 3 % of the drawing's length along it."""
    count = len(points)
    xs, ys = [point[0] for point in points], [point[1] for point in points]
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
