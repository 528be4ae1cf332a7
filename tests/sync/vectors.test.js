// The vectors that both languages run.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decode as bytesOf, sha256, utf8 } from "../../sync/bytes.js";
import { thumbprint } from "../../sync/enrol.js";
import { bodyProblem } from "../../sync/messages.js";
import { backoff } from "../../sync/outbox.js";
import { decode, encode, isThin } from "../../sync/strokes.js";

/** @param {string} name @returns {any} */
const vectors = (name) => JSON.parse(readFileSync(new URL(`../../sync/vectors/${name}.json`, import.meta.url), "utf8"));

/** @param {any} jwk @param {string} sig @param {string} message */
async function verifies(jwk, sig, message) {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("jwk", jwk, curve, true, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, bytesOf(sig), utf8(message));
}

test("the device is the thumbprint of its key, and its proof is over the code", async () => {
  const { device, public_key, enrol } = vectors("events");
  assert.equal(await thumbprint(public_key), device);
  assert.ok(await verifies(public_key, enrol.proof, `tan-nha-enrol\n${enrol.code}`));
});

test("events: hash, chain, signature and link", async () => {
  const { events, deployment, commune, public_key } = vectors("events");
  let [prev, link] = ["", commune];
  for (const event of events) {
    const { body, sig, hash, seq, at, status } = event;
    assert.equal(bodyProblem(body), null);
    assert.equal(await sha256(utf8(body)), hash);
    assert.equal(JSON.parse(body).prev, prev);
    assert.ok(await verifies(public_key, sig, `tan-nha/1\n${deployment}\n${body}`));
    assert.equal(await sha256(utf8([link, seq, at, hash, sig, status].join("\n"))), event.link);
    [prev, link] = [hash, event.link];
  }
});

test("what is not authentic", async () => {
  const { not_authentic, deployment, public_key } = vectors("events");
  for (const { why, body, sig } of not_authentic) {
    const genuine = await verifies(public_key, sig, `tan-nha/1\n${deployment}\n${body}`);
    assert.ok(bodyProblem(body) !== null || !genuine, why);
  }
});

for (const { why, body, bytes, readable } of vectors("bodies").bodies) {
  test(`body: ${why}`, () => {
    const fill = bytes === undefined ? "" : "x".repeat(bytes - (utf8(body).length - 1));
    assert.equal(bodyProblem(bytes === undefined ? body : body.replace("~", fill)) === null, readable);
  });
}

test("strokes: the codec both ways", () => {
  for (const { base64url, half_pixels_and_4ms: whole } of vectors("strokes").codec) {
    const strokes = whole.map((/** @type {any[]} */ stroke) => stroke.map(([x, y, t]) => [x / 2, y / 2, t * 4]));
    assert.deepEqual(decode(base64url), strokes);
    assert.equal(encode(strokes), base64url);
  }
});

for (const { why, base64url } of vectors("strokes").broken) {
  test(`no strokes: ${why}`, () => assert.throws(() => decode(base64url), RangeError));
}

for (const { why, box, strokes, thin } of vectors("strokes").thin) {
  test(`signature: ${why}`, () => assert.equal(isThin(decode(strokes), box), thin));
}

test("the wait after a failure", () => {
  for (const { failures, random, wait } of vectors("backoff").backoff) assert.equal(backoff(failures, () => random), wait);
});
