// Ready to go: what is found of a phone, how bad it is, and that only a whole one is green.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browserOf } from "../../web/field/browsers.js";
import { checksOf, verdictOf } from "../../web/field/ready.js";
import { toldOf } from "../../web/field/routes/ready.js";

const NOW = 1_790_000_000_000;
const MINUTE = 60_000;

/** @param {any} [changed] @returns {any} the facts of a phone on which all is well */
const facts = ({ outbox = {}, ...changed } = {}) => ({
  outbox: { closed: null, contact: NOW - MINUTE, failures: 0, offset: 800, orders: [], resetting: false, ...outbox },
  unsent: 0,
  aside: 0,
  rounds: [{ id: "r1", no: "14", items: ["a", "b"], accepted: true }],
  items: new Set(["a", "b"]),
  handbook: { procedures: 44, forms: 9, lacking: 0 },
  worker: true,
  build: "abc",
  storage: { usage: 2e6, quota: 10e9, kept: true },
  told: toldOf("seen.kept.granted.82"),
  now: NOW,
  ...changed,
});

/** @param {any} [changed] */
const verdict = (changed) => verdictOf(checksOf(facts(changed)), facts(changed).told);

test("a whole phone is green, and what a browser cannot tell holds nobody back", () => {
  assert.ok(checksOf(facts()).every(({ state }) => state === "ok"));
  assert.equal(verdict(), "ok");
  assert.equal(verdict({ told: toldOf("seen") }), "ok");
  assert.equal(verdict({ told: toldOf("") }), "looking");
});

/** @type {[string, string, string, any][]} what is amiss: matter, what is found, verdict */
const AMISS = [
  ["contact", "never", "bad", { outbox: { contact: null } }],
  ["contact", "closed", "bad", { outbox: { closed: "unknown" } }],
  ["contact", "old", "wait", { outbox: { contact: NOW - 61 * MINUTE } }],
  ["contact", "old", "wait", { outbox: { failures: 1 } }],
  ["papers", "lacking", "bad", { items: new Set(["a"]) }],
  ["papers", "lacking", "bad", { outbox: { resetting: true } }],
  ["papers", "offered", "wait", { rounds: [{ id: "r1", no: "14", items: ["a"], accepted: false }] }],
  ["forms", "lacking", "bad", { handbook: { procedures: 44, forms: 0, lacking: 9 } }],
  ["forms", "lacking", "wait", { handbook: { procedures: 44, forms: 8, lacking: 1 } }],
  ["app", "noworker", "bad", { worker: false }],
  ["app", "old", "wait", { outbox: { orders: ["update"] } }],
  ["unsent", "waiting", "wait", { unsent: 3 }],
  ["unsent", "aside", "wait", { aside: 1 }],
  ["clock", "never", "wait", { outbox: { offset: null } }],
  ["clock", "slow", "wait", { outbox: { offset: 2 * MINUTE + 1 } }],
  ["clock", "slow", "bad", { outbox: { offset: 10 * MINUTE + 1 } }],
  ["clock", "fast", "bad", { outbox: { offset: -10 * MINUTE - 1 } }],
  ["room", "little", "bad", { storage: { usage: 1, quota: 49e6, kept: true } }],
  ["room", "little", "wait", { storage: { usage: 1, quota: 199e6, kept: true } }],
  ["kept", "refused", "wait", { storage: { usage: 1, quota: 10e9, kept: false }, told: toldOf("seen") }],
  ["camera", "prompt", "wait", { told: toldOf("seen.kept.prompt") }],
  ["camera", "denied", "wait", { told: toldOf("seen.kept.denied") }],
  ["battery", "low", "wait", { told: toldOf("seen.kept.granted.39") }],
  ["battery", "low", "bad", { told: toldOf("seen.kept.granted.14") }],
];

test("what is amiss comes first, says which, and is not green", () => {
  for (const [matter, found, expected, changed] of AMISS) {
    const [first] = checksOf(facts(changed));
    assert.deepEqual([first.matter, first.found, first.state], [matter, found, expected], JSON.stringify(changed));
    assert.equal(verdict(changed), expected);
  }
});

test("at the edge it still holds", () => {
  for (const outbox of [{ offset: 2 * MINUTE }, { offset: -2 * MINUTE }, { contact: NOW - 60 * MINUTE }]) assert.equal(verdict({ outbox }), "ok");
  assert.equal(verdict({ told: toldOf("seen.kept.granted.5.charging") }), "ok");
  assert.equal(verdict({ rounds: [] }), "ok");
});

test("a browser is known by what it says of itself", () => {
  const android = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)";
  assert.equal(browserOf(`${android} Chrome/130.0.0.0 Mobile Safari/537.36`), "chrome");
  assert.equal(browserOf(`${android} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`), "samsung");
  assert.equal(browserOf("Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"), "firefox");
  assert.equal(browserOf("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1"), "safari");
  assert.equal(browserOf("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36"), "desktop");
  assert.equal(browserOf(""), "chrome");
});
