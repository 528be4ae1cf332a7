// Strokes that do not fit are thinned; base64url is strict; ids sort by time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decode as bytesOf, encode as textOf } from "../../sync/bytes.js";
import { newId, uuid4 } from "../../sync/messages.js";
import { decode, encode, fit, isThin, MAX_STROKES } from "../../sync/strokes.js";

/** @param {number} count @param {number} seed @returns {import("../../sync/strokes.js").Point[]} */
const scrawl = (count, seed) =>
  Array.from({ length: count }, (_, i) => [
    320 + 280 * Math.sin(seed + i / 9),
    160 + 120 * Math.cos(seed + i / 5),
    seed * 1000 + i * 8,
  ]);

test("a name takes a few hundred bytes", () => {
  const bytes = bytesOf(encode([scrawl(60, 0), scrawl(40, 1)])).length;
  assert.ok(bytes > 200 && bytes < 600, String(bytes));
});

test("what is rounded once stays as it is", () => {
  const once = decode(encode([scrawl(60, 0), scrawl(40, 1)]));
  assert.deepEqual(decode(encode(once)), once);
});

test("a long drawing is thinned until it fits, and stays a signature", () => {
  const strokes = Array.from({ length: 8 }, (_, i) => scrawl(400, i));
  assert.ok(bytesOf(encode(strokes)).length > MAX_STROKES);
  const fitted = fit(strokes);
  assert.ok(bytesOf(encode(fitted)).length <= MAX_STROKES);
  assert.equal(isThin(fitted, [640, 320]), null);
  for (const [i, stroke] of fitted.entries()) {
    assert.deepEqual(stroke[0], strokes[i][0]);
    assert.deepEqual(stroke.at(-1), strokes[i].at(-1));
  }
});

test("what fits is left alone, and thousands of dots fit too", () => {
  const strokes = [scrawl(60, 0)];
  assert.deepEqual(fit(strokes), strokes);
  const dots = Array.from({ length: 3000 }, (_, i) => scrawl(1, i));
  assert.ok(bytesOf(encode(fit(dots))).length <= MAX_STROKES);
});

test("base64url of every length, and nothing but strict base64url", () => {
  for (let length = 0; length < 67; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 89 + length) % 256);
    assert.equal(textOf(bytes), Buffer.from(bytes).toString("base64url"));
    assert.deepEqual(bytesOf(textOf(bytes)), bytes);
  }
  for (const text of ["A", "AA==", "A+", "A/", "AB", "AAB", "A A", "ÀA"]) assert.throws(() => bytesOf(text), RangeError, text);
});

test("ids of events carry their time, ids of requests carry none", () => {
  const id = newId(Date.parse("2026-11-24T02:11:09.123Z"));
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(parseInt(id.replace("-", "").slice(0, 12), 16), Date.parse("2026-11-24T02:11:09.123Z"));
  assert.ok(newId(1000) < newId(2000));
  assert.equal(newId(5, () => 0.5), newId(5, () => 0.5));
  assert.match(uuid4(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/);
});
