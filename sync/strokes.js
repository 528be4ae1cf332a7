// A drawn signature as few bytes (sync.md §3), and whether it is too thin to be one.
import { decode as bytesOf, encode as textOf } from "./bytes.js";

/** @typedef {[number, number, number]} Point x and y in CSS pixels (y down), t in ms since the first point */
/** @typedef {Point[][]} Strokes */

const FORMAT = 1;
/** Steps of x, y and t in the encoding: half pixels, half pixels, 4 ms. */
const STEPS = [0.5, 0.5, 4];
/** Bytes of one drawing. */
export const MAX_STROKES = 2048;

/** @param {number[]} bytes @param {number} value a whole number from 0 */
function pushVarint(bytes, value) {
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  bytes.push(value);
}

/** @param {Strokes} strokes @returns {number[]} */
function toBytes(strokes) {
  const bytes = [FORMAT];
  let last = [0, 0, 0];
  for (const stroke of strokes) {
    pushVarint(bytes, stroke.length);
    for (const point of stroke) {
      const next = point.map((value, k) => Math.round(value / STEPS[k]));
      next.forEach((value, k) => {
        const step = value - last[k];
        pushVarint(bytes, step < 0 ? -2 * step - 1 : 2 * step);
      });
      last = next;
    }
  }
  return bytes;
}

/**
 * @param {Strokes} strokes rounded to half pixels and 4 ms
 * @returns {string} base64url
 */
export const encode = (strokes) => textOf(Uint8Array.from(toBytes(strokes)));

/**
 * @param {string} text base64url as `encode` gives it
 * @returns {Strokes}
 * @throws {RangeError} if it is anything else
 */
export function decode(text) {
  const bytes = bytesOf(text);
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || scale > 2 ** 42) throw new RangeError("strokes");
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  if (bytes[at++] !== FORMAT) throw new RangeError("strokes");
  /** @type {Strokes} */
  const strokes = [];
  const last = [0, 0, 0];
  while (at < bytes.length) {
    const count = varint();
    if (count > bytes.length) throw new RangeError("strokes");
    strokes.push(
      Array.from({ length: count }, () => {
        for (let k = 0; k < 3; k++) {
          const folded = varint();
          last[k] += folded % 2 ? -(folded + 1) / 2 : folded / 2;
        }
        return /** @type {Point} */ (last.map((value, k) => value * STEPS[k]));
      }),
    );
  }
  return strokes;
}

/**
 * The same drawing within `maxBytes`: points that hardly bend the line go first, then whole short strokes.
 * @param {Strokes} strokes
 * @param {number} [maxBytes]
 * @returns {Strokes}
 */
export function fit(strokes, maxBytes = MAX_STROKES) {
  let fitted = strokes.filter((stroke) => stroke.length > 0);
  for (let near = 1; toBytes(fitted).length > maxBytes && near < 1e4; near *= 1.5) {
    fitted = strokes.filter((stroke) => stroke.length > 0).map((stroke) => thinned(stroke, near));
  }
  while (toBytes(fitted).length > maxBytes) {
    const lengths = fitted.map((stroke) => Math.hypot(extent(stroke, 0), extent(stroke, 1)));
    const shortest = lengths.indexOf(Math.min(...lengths));
    fitted = fitted.filter((_, i) => i !== shortest);
  }
  return fitted;
}

/** @param {Point[]} stroke @param {number} near pixels @returns {Point[]} first and last stay */
function thinned(stroke, near) {
  let kept = stroke[0];
  return stroke.filter((point, i) => {
    const far = Math.hypot(point[0] - kept[0], point[1] - kept[1]) >= near;
    if (i > 0 && i < stroke.length - 1 && !far) return false;
    kept = point;
    return true;
  });
}

/** @param {Point[]} points @param {number} axis */
function extent(points, axis) {
  const values = points.map((point) => point[axis]);
  return Math.max(...values) - Math.min(...values);
}

/**
 * Why a drawing is no signature, or null if it may be one. Ink is the time with the pen down.
 * @param {Strokes} strokes
 * @param {[number, number]} box width and height of the pad in the strokes' pixels
 * @returns {null|"empty"|"points"|"time"|"width"|"straight"}
 */
export function isThin(strokes, box) {
  const points = strokes.flat();
  if (points.length === 0) return "empty";
  if (points.length < 12) return "points";
  const ink = strokes.reduce((sum, stroke) => sum + (stroke.length ? extent(stroke, 2) : 0), 0);
  if (ink < 300) return "time";
  if (extent(points, 0) < 0.12 * box[0]) return "width";
  return isStraight(points) ? "straight" : null;
}

/**
 * Whether no point is farther than 3 % of the chord from one straight line: the line of least squares (of the
 * distances across it), whose chord is the drawing's length along it.
 * @param {Point[]} points
 */
function isStraight(points) {
  const mean = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
  const offsets = points.map(([x, y]) => [x - mean[0], y - mean[1]]);
  const xx = offsets.reduce((sum, [x]) => sum + x * x, 0);
  const yy = offsets.reduce((sum, [, y]) => sum + y * y, 0);
  const xy = offsets.reduce((sum, [x, y]) => sum + x * y, 0);
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const along = offsets.map(([x, y]) => x * Math.cos(angle) + y * Math.sin(angle));
  const across = offsets.map(([x, y]) => Math.abs(y * Math.cos(angle) - x * Math.sin(angle)));
  return Math.max(...across) <= 0.03 * (Math.max(...along) - Math.min(...along));
}
