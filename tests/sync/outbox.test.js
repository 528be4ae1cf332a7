// The outbox as a pure reducer, rule by rule of sync.md §4.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, claim, entryState, failed, isAnswer, isOurs, saved, woken, stepped } from "../../sync/outbox.js";
import { DAY, MINUTE, START } from "../field/host.js";
import { AGED, answer, entry, phone, receipt } from "./phone.js";

/** @typedef {import("../../sync/outbox.js").Outbox} Outbox */
/** @typedef {import("../../sync/outbox.js").Claim} Claim */

/** @param {Outbox} outbox @param {number} [now] @returns {Claim} */
function next(outbox, now = START) {
  const claimed = claim(outbox, now, { rid: "r", app: "build" });
  assert.ok(claimed);
  return claimed;
}

/** @param {Outbox} outbox @param {any} [more] @param {number} [now] one turn that got through */
function through(outbox, more = {}, now = START) {
  const claimed = next(outbox, now);
  return answered(outbox, claimed, answer(claimed, more), now).outbox;
}

/** @param {Outbox} outbox @param {any} [failure] @param {number} [now] one turn that failed; the wait is over */
function broken(outbox, failure = { kind: "answer", status: 503 }, now = START) {
  return failed(outbox, next(outbox, now), failure, now, () => 0).outbox;
}

const states = (/** @type {Outbox} */ outbox) => outbox.entries.map(entryState);

test("a turn says what the phone has and where it stands", () => {
  const { turn, ns } = next(phone(3, { cursor: "1:2:m" }));
  assert.deepEqual(ns, [1, 2, 3]);
  assert.deepEqual(turn, {
    protocol: 1,
    rid: "r",
    app: "build",
    epoch: "e1",
    cursor: "1:2:m",
    clock: new Date(START).toISOString(),
    have: { first: 1, last: 3 },
    events: [],
    limit: 200,
  });
  assert.equal(next(phone(0)).turn.have, null);
});

test("at most 100 events and 480 KB at once; what is received is not sent again", () => {
  assert.equal(next(phone(130)).ns.length, 100);
  const large = phone(60);
  large.entries = large.entries.map((each) => ({ ...each, size: 16 * 1024 }));
  assert.equal(next(large).ns.length, 30);
  assert.deepEqual(next(through(phone(130))).ns, Array.from({ length: 30 }, (_, i) => i + 101));
});

test("rule 1: a receipt counts by its hash; accepted and held are received, refused is not", () => {
  const outbox = through(phone(4), {
    receipts: [
      receipt(1),
      receipt(2, { hash: "of another body" }),
      receipt(3, { status: "held", code: "unknown_kind" }),
      receipt(4, { status: "refused", seq: null, code: "bad_signature" }),
    ],
  });
  assert.deepEqual(states(outbox), ["received", "saved", "aside", "aside"]);
  assert.deepEqual(outbox.entries.map((each) => each.receipt?.seq), [101, undefined, 103, null]);
  assert.deepEqual(next(outbox).ns, [2], "one bad event never blocks another");
});

test("rule 1: receipts that make no sense are no receipts", () => {
  const receipts = /** @type {any} */ ([null, {}, receipt(1, { seq: null }), receipt(1, { status: /** @type {any} */ ("fine") })]);
  assert.deepEqual(states(through(phone(1), { receipts })), ["saved"]);
});

test("rule 2: the same answer twice changes nothing more", () => {
  const outbox = phone(2);
  const claimed = next(outbox);
  const given = answer(claimed);
  const once = answered(outbox, claimed, given, START).outbox;
  const twice = answered(once, claimed, given, START).outbox;
  assert.deepEqual(twice.entries, once.entries);
});

test("rule 4: need takes back every claim and is sent again", () => {
  let outbox = through(phone(5));
  outbox.entries[2].fate = { status: "accepted", review: "approved" };
  assert.deepEqual(states(outbox), ["received", "received", "approved", "received", "received"]);
  outbox = through(outbox, { need: [[2, 3]] });
  assert.deepEqual(states(outbox), ["received", "saved", "saved", "received", "received"]);
  assert.deepEqual(next(outbox).ns, [2, 3]);
});

test("rule 4: need of what was set aside, refused, or is not here", () => {
  let outbox = phone(3);
  outbox.entries[0].aside = { since: START, code: "unsendable", tried: START };
  outbox = through(outbox, { receipts: [receipt(2, { status: "refused", seq: null, code: "unknown_device" }), receipt(3)] });
  outbox = through(outbox, { need: [[1, 2], [7, 4_000_000_000]] });
  assert.deepEqual(states(outbox), ["aside", "aside", "received"]);
  assert.deepEqual([outbox.entries[1].receipt?.code, next(outbox).ns], ["unknown_device", []]);
});

for (const [why, more] of /** @type {[string, any][]} */ ([
  ["the tip is above its own last", { tip: 4 }],
  ["n_reused", { receipts: [receipt(1, { status: "held", code: "n_reused" })] }],
  ["chain_broken", { receipts: [receipt(2, { status: "held", code: "chain_broken" })] }],
])) {
  test(`rule 4: cloned or rolled back: ${why}; what it has is still sent`, () => {
    const cloned = through(phone(3), more);
    assert.equal(cloned.closed, "cloned");
    const later = through({ ...cloned, entries: [...cloned.entries, entry(4)], last: { n: 4, hash: "hash4" } });
    assert.equal(later.closed, "cloned", "for ever");
    assert.equal(entryState(later.entries[3]), "received");
  });
}

test("rule 4: a tip at or below its own last is usual", () => {
  assert.equal(through(phone(3), { tip: 3 }).closed, null);
});

test("rule 5: nothing goes before 30 days, above keep, or in another epoch", () => {
  const kept = through(through(phone(3)), { keep: 102, now: new Date(START + 29 * DAY).toISOString() });
  assert.deepEqual(next(kept).ns, []);
  const aged = through(kept, { keep: 102, now: new Date(AGED).toISOString() }, AGED);
  assert.deepEqual(next(aged, AGED).expiring, [1, 2]);
  assert.deepEqual(next(through(aged, { keep: 0 })).expiring, []);
  assert.deepEqual(next(through(aged, { epoch: "e2", reset: true, keep: 102 })).expiring, []);
});

test("rule 5: it is sent once more, and only that very answer decides", () => {
  const now = new Date(AGED).toISOString();
  const aged = through(through(phone(4)), { keep: 103, now });
  const claimed = next(aged, AGED);
  assert.deepEqual([claimed.ns, claimed.expiring], [[1, 2, 3], [1, 2, 3]]);
  const kept = (/** @type {any} */ more) =>
    answered(aged, claimed, answer(claimed, { keep: 103, now, ...more }), AGED).outbox.entries.map(({ n }) => n);
  assert.deepEqual(kept({}), [4]);
  assert.deepEqual(kept({ keep: 101 }), [2, 3, 4]);
  assert.deepEqual(kept({ receipts: [receipt(2)] }), [1, 3, 4], "no receipt in this answer");
  assert.deepEqual(kept({ receipts: [receipt(2), receipt(3, { at: now })] }), [1, 3, 4], "stored only now");
  assert.deepEqual(kept({ need: [[2, 2]] }), [2, 4]);
  assert.deepEqual(kept({ reset: true }), [1, 2, 3, 4]);
  assert.deepEqual(kept({ epoch: "e2" }), [1, 2, 3, 4]);
  assert.deepEqual(kept({ now: new Date(START).toISOString() }), [1, 2, 3, 4]);
});

test("rule 5: new events go first, and what was refused or set aside never goes", () => {
  let outbox = through(phone(2), { receipts: [receipt(1), receipt(2, { status: "refused", seq: null })] });
  outbox = through(outbox, { keep: 999, now: new Date(AGED).toISOString() });
  outbox = saved(outbox, entry(3));
  assert.deepEqual(next(outbox).ns, [3, 1]);
  assert.deepEqual(next(outbox).expiring, [1]);
  assert.deepEqual(next(broken(outbox)).ns, [3], "after a failure only what has to be sent");
});

test("rule 6: reset voids receipts and cursor, never the outbox, and all is sent again", () => {
  /** @type {Outbox} */
  let outbox = { ...through(phone(3)), cursor: "1:2:m" };
  outbox = through(saved(outbox, entry(4)), { reset: true, epoch: "e2", cursor: "2:2:n", more: true });
  assert.deepEqual(states(outbox), ["saved", "saved", "saved", "received"], "the receipt of this very answer holds");
  assert.deepEqual([outbox.epoch, outbox.cursor, outbox.resetting], ["e2", "2:2:n", true]);
  assert.deepEqual(next(outbox).ns, [1, 2, 3]);
  outbox = through(outbox, { epoch: "e2", cursor: "2:9:n" });
  assert.deepEqual([outbox.resetting, outbox.cursor, ...states(outbox)], [false, "2:9:n", ...Array(4).fill("received")]);
});

test("rule 6: another epoch is a reset even where the server forgot to say so", () => {
  const outbox = through(through(phone(1)), { epoch: "e2" });
  assert.deepEqual([outbox.epoch, ...states(outbox)], ["e2", "saved"]);
});

test("rule 6: what was refused is judged afresh after a reset, what was set aside is tried soon", () => {
  let outbox = phone(2);
  outbox.entries[0].aside = { since: START, code: "unsendable", tried: START };
  outbox = through(outbox, { receipts: [receipt(2, { status: "refused", seq: null, code: "unknown_device" })] });
  outbox = through(outbox, { epoch: "e2", reset: true });
  assert.deepEqual(states(outbox), ["aside", "saved"]);
  outbox = through(outbox, { epoch: "e2" });
  assert.deepEqual(next(outbox).lone, 1);
});

test("rule 7: the order is reset, receipts, need, changes with cursor, deletions", () => {
  const now = new Date(AGED).toISOString();
  const aged = through(through(phone(3)), { keep: 103, now });
  const claimed = next(aged);
  const { steps } = answered(aged, claimed, answer(claimed, { keep: 103, now, need: [[2, 2]] }), AGED);
  assert.deepEqual(
    steps.map((step) => (step.drop ? "drop" : step.docs ? "changes" : step.sync ? "receipts" : "need")),
    ["receipts", "need", "changes", "drop"],
  );
  const restored = answered(aged, claimed, answer(claimed, { epoch: "e2", reset: true }), AGED).steps;
  assert.deepEqual([restored[0].docs, restored[0].sync?.cursor], [{ age: true }, null]);
  assert.deepEqual(restored[2].expect, { epoch: "e2", cursor: null }, "its changes start from the beginning");
});

test("rule 7: changes and cursor count only from where this turn began", () => {
  const outbox = phone(1, { cursor: "1:1:m" });
  const claimed = next(outbox);
  const quicker = { ...outbox, cursor: "5:5:m" };
  const after = answered(quicker, claimed, answer(claimed, { cursor: "2:2:m" }), START).outbox;
  assert.deepEqual([after.cursor, ...states(after)], ["5:5:m", "received"]);
});

test("rule 7: an answer from before a reset that came meanwhile changes nothing", () => {
  const outbox = phone(2);
  const claimed = next(outbox);
  const late = answer(claimed, { cursor: "2:2:m" });
  const restored = through(outbox, { epoch: "e2", reset: true, receipts: [] });
  const after = answered(restored, claimed, late, START).outbox;
  assert.deepEqual([after.epoch, after.cursor, ...states(after)], ["e2", restored.cursor, "saved", "saved"]);
});

test("rule 7: after a failed turn with events waiting nothing is pulled and the cursor stays", () => {
  const outbox = broken(phone(2, { cursor: "1:1:m" }));
  const claimed = next(outbox);
  assert.equal(claimed.turn.limit, 0);
  const after = answered(outbox, claimed, answer(claimed, { cursor: "1:1:m", more: true }), START).outbox;
  assert.equal(after.cursor, "1:1:m");
  assert.equal(next(after).turn.limit, 200, "the events are through");
  assert.equal(next(broken(phone(0))).turn.limit, 200, "nothing waits");
  const reset = answered(outbox, claimed, answer(claimed, { epoch: "e2", reset: true, cursor: "1:1:m" }), START).outbox;
  assert.equal(reset.cursor, null, "the cursor of another history is not taken over");
});

test("rule 7: with a token that only pushes, limit is 0", () => {
  assert.equal(claim(phone(1), START, { pull: false })?.turn.limit, 0);
});

test("rule 10: the offset is the server's time against the middle of the turn", () => {
  const claimed = next(phone(1), START);
  const now = new Date(START + 60_000).toISOString();
  const { outbox } = answered(phone(1), claimed, answer(claimed, { now }), START + 801);
  assert.deepEqual([outbox.offset, outbox.contact], [59_600, START + 801]);
});

test("rule 11: revoked: wipe at once, cursor gone, the events still go", () => {
  const outbox = { ...phone(101), cursor: "1:1:m" };
  const claimed = next(outbox);
  const held = claimed.ns.map((n) => receipt(n, { status: "held", code: "revoked" }));
  const { outbox: after, steps } = answered(outbox, claimed, answer(claimed, { orders: ["wipe"], receipts: held }), START);
  assert.deepEqual([after.closed, after.cursor, after.orders], ["revoked", null, ["wipe"]]);
  assert.deepEqual(steps.at(-1)?.docs, { wipe: true });
  assert.deepEqual(next(after).ns, [101]);
});

test("rule 11: an unknown token is a problem to show; capture and the next tries go on", () => {
  const problem = { code: "unknown_token", text: "Xã không nhận ra máy này." };
  const outbox = broken(phone(2), { kind: "answer", status: 401, problem });
  assert.deepEqual([outbox.closed, outbox.problem, ...states(outbox)], ["unknown", problem, "saved", "saved"]);
  assert.deepEqual(next(saved(outbox, entry(3))).ns, [1, 2, 3], "no halving");
  const again = through(outbox);
  assert.deepEqual([again.closed, again.problem], [null, null]);
});

for (const failure of /** @type {any[]} */ ([
  { kind: "answer", status: 400 },
  { kind: "answer", status: 413 },
  { kind: "answer", status: 503 },
  { kind: "portal", status: 502 },
  { kind: "timeout" },
])) {
  test(`rule 12: after ${failure.kind} ${failure.status ?? ""} the batch halves down to one, and grows again`, () => {
    let outbox = phone(100);
    for (const expected of [50, 25, 12, 6, 3, 1]) {
      outbox = broken(outbox, failure);
      assert.equal(next(outbox).ns.length, expected);
    }
    outbox = through(outbox);
    assert.equal(next(outbox).ns.length, 2);
    assert.equal(next(through(outbox)).ns.length, 4);
  });
}

for (const failure of /** @type {any[]} */ ([
  { kind: "offline" },
  { kind: "portal", status: 200 },
  { kind: "portal", status: 401 },
  { kind: "answer", status: 429 },
])) {
  test(`rule 12: ${failure.kind} ${failure.status ?? ""} halves nothing and blames no event`, () => {
    const outbox = broken(phone(10), failure);
    assert.equal(next(outbox).ns.length, 10);
    assert.equal(broken(phone(1), failure).probe, null);
    assert.equal(outbox.closed, null);
  });
}

test("rule 12: a single one that failed three times, each time followed by an empty turn, is set aside", () => {
  let outbox = { ...phone(2), batch: 1 };
  for (const tries of [1, 2, 3]) {
    outbox = broken(outbox);
    const probe = next(outbox);
    assert.deepEqual([probe.ns, probe.probe, probe.turn.limit], [[], 1, 0]);
    outbox = through(outbox);
    assert.equal(outbox.entries[0].tries, tries);
    assert.deepEqual(next(outbox).ns, tries < 3 ? [1] : [2]);
  }
  assert.deepEqual(states(outbox), ["aside", "saved"]);
  outbox = through(outbox);
  assert.deepEqual(states(outbox), ["aside", "received"]);
});

test("rule 12: where the empty turn fails too it is an outage, and nothing counts against the event", () => {
  let outbox = { ...phone(1), batch: 1 };
  for (let k = 0; k < 10; k++) outbox = broken(broken(outbox));
  assert.deepEqual([outbox.entries[0].tries, outbox.entries[0].aside, outbox.probe], [0, null, null]);
  assert.deepEqual(next(outbox).ns, [1]);
});

test("rule 12: a connection that breaks off again and again is settled by an empty turn too", () => {
  const cut = /** @type {any} */ ({ kind: "offline" });
  let outbox = broken(broken(broken(phone(8), cut), cut), cut);
  assert.deepEqual([next(outbox).ns, outbox.probe], [[], 0]);
  assert.equal(next(broken(outbox, cut)).ns.length, 8, "no network at all");
  outbox = through(outbox);
  assert.equal(next(outbox).ns.length, 4);
});

test("rule 12: what was set aside is tried alone once a day, when nothing else waits, and by the button", () => {
  let outbox = phone(3);
  outbox.entries[0].aside = { since: START, code: "unsendable", tried: START };
  assert.deepEqual(next(outbox, START + 2 * DAY).ns, [2, 3]);
  outbox = through(outbox);
  assert.deepEqual(next(outbox, START + DAY - 1).ns, []);
  const daily = next(outbox, START + DAY);
  assert.deepEqual([daily.ns, daily.lone], [[1], 1]);
  const tried = broken(outbox, undefined, START + DAY);
  assert.deepEqual([tried.probe, next(tried, START + DAY).ns], [null, []]);
  assert.deepEqual(next(stepped(tried, woken(tried, true)), START + DAY).ns, [1]);
  assert.deepEqual(next(stepped(tried, woken(tried)), START + DAY).ns, []);
  const cut = broken(outbox, { kind: "offline" }, START + DAY);
  assert.deepEqual([next(cut, START + DAY).ns, next(cut, START + DAY + 60 * MINUTE).ns], [[], [1]]);
  const accepted = through(outbox, {}, START + DAY);
  assert.deepEqual([accepted.entries[0].aside, ...states(accepted)], [null, "received", "received", "received"]);
  const silent = through(outbox, { receipts: [] }, START + DAY);
  assert.deepEqual(next(silent, START + DAY).ns, [], "no receipt: not again today");
});

test("rule 12: what was refused is judged afresh once a day", () => {
  const refused = receipt(1, { status: "refused", seq: null, code: "full" });
  const outbox = through(phone(1), { receipts: [refused] });
  assert.deepEqual(outbox.entries[0].aside, { since: START, code: "full", tried: START });
  const later = through(outbox, { receipts: [refused] }, START + DAY);
  assert.deepEqual(later.entries[0].aside, { since: START, code: "full", tried: START + DAY });
});

test("rule 12: the wait grows, is honoured, and ends by a save", () => {
  const wait = (/** @type {Outbox} */ outbox, /** @type {any} */ failure = { kind: "offline" }) =>
    failed(outbox, next({ ...outbox, nextTry: null }), failure, START, () => 0.5).outbox;
  let outbox = phone(1);
  for (const seconds of [1, 2, 4, 8, 16, 32, 64, 128, 150, 150]) {
    outbox = wait(outbox);
    assert.equal(outbox.nextTry, START + seconds * 1000);
  }
  assert.equal(claim(outbox, START + 149_999), null);
  assert.ok(claim(outbox, START + 150_000));
  assert.ok(claim(saved(outbox, entry(2)), START));
  assert.ok(claim(stepped(outbox, woken(outbox)), START));
  assert.deepEqual(through({ ...outbox, nextTry: null }).failures, 0);
});

test("rule 12: Retry-After is honoured up to ten minutes; a next try further away than that is ignored", () => {
  const busy = (/** @type {number} */ retryAfter) =>
    failed(phone(1), next(phone(1)), { kind: "answer", status: 429, retryAfter }, START, () => 0).outbox;
  assert.equal(busy(90_000).nextTry, START + 90_000);
  assert.equal(busy(DAY).nextTry, START + 10 * MINUTE);
  assert.equal(claim(busy(DAY), START + 10 * MINUTE - 1), null);
  assert.ok(claim(busy(DAY), START - DAY), "the clock was set back");
});

test("whose answer it is", () => {
  const claimed = next(phone(1));
  const good = answer(claimed);
  assert.ok(isOurs(good) && isAnswer(good, claimed));
  for (const other of [null, "tan-nha", [], {}, { app: "router" }]) assert.equal(isOurs(other), false);
  for (const part of ["epoch", "now", "receipts", "need", "changes", "orders", "rid"]) {
    assert.equal(isAnswer({ ...good, [part]: undefined }, claimed), false, part);
  }
  assert.equal(isAnswer({ ...good, rid: "of another turn" }, claimed), false);
});
