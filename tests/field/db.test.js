// The phone's storage: what is called saved is one signed event, durable, whatever is tapped, opened or full.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, sha256, utf8 } from "../../sync/bytes.js";
import { openRegistry } from "../../web/field/db.js";
import { clockFrom, confirmation, enrolledPhone, newHost, PIN, START } from "./host.js";

/** @param {any} change @param {any} more @returns {import("../../sync/outbox.js").Step} */
const told = (change, more = {}) => ({ docs: { changes: [].concat(change), ...more } });
/** @param {number} rev @param {any} [doc] */
const item = (rev, doc = {}) => ({
  type: "item",
  id: "i1",
  rev,
  doc: { name: "Lâm Văn Thử", phone: "0900000001", way: "sau chùa", nickname: "Ba", what: { title: "Thẻ" }, ...doc },
});
const left = (/** @type {number} */ rev) => ({ type: "item", id: "i1", rev, gone: true });

/** The browser finds only at commit that there is no room. */
function fillUp() {
  const { prototype } = /** @type {any} */ (globalThis).IDBObjectStore;
  const add = prototype.add;
  prototype.add = function (/** @type {any[]} */ ...args) {
    const request = add.apply(this, args);
    request.addEventListener("success", () => this.transaction._abort("QuotaExceededError"));
    return request;
  };
  return () => (prototype.add = add);
}

test("an event is signed over its exact bytes, chained and read back", async () => {
  const { db, keys } = await enrolledPhone();
  const first = await db.append({ kind: "handover.accepted", data: { round: "r1", items: ["i1"], missing: [] } });
  const second = await db.append(confirmation("i1"));
  assert.deepEqual([first.n, second.n], [1, 2]);
  const body = JSON.parse(second.body);
  assert.deepEqual(Object.keys(body), ["id", "device", "n", "prev", "at", "offset", "kind", "v", "item", "shown", "data"]);
  assert.equal(body.prev, first.hash);
  assert.equal(second.hash, await sha256(utf8(second.body)));
  const message = utf8(`tan-nha/1\ndep-0001\n${second.body}`);
  const signed = { name: "ECDSA", hash: "SHA-256" };
  assert.ok(await crypto.subtle.verify(signed, keys.publicKey, decode(second.sig), message));
  const { entries, last } = await db.outbox();
  assert.deepEqual(entries, [first, second]);
  assert.deepEqual(last, { n: 2, hash: second.hash });
  assert.deepEqual(await db.events([2, 1, 9]), [second, first].map(({ body, sig }) => ({ body, sig })));
  assert.equal(await db.waiting(), 2);
});

test("three fast taps are one event, and its draft goes with it", async () => {
  const { db } = await enrolledPhone();
  await db.saveDraft("deliver:i1", { event_id: "tap", note: "sau" });
  const form = confirmation("i1", { eventId: "tap", draft: "deliver:i1" });
  const made = await Promise.all([db.append(form), db.append(form), db.append(form)]);
  assert.deepEqual(new Set(made.map(({ n }) => n)), new Set([1]));
  assert.deepEqual(made[2].body, made[0].body);
  assert.equal(await db.draft("deliver:i1"), null);
  await db.saveDraft("deliver:i1", { event_id: "tap", note: "sau chùa" });
  assert.equal(await db.draft("deliver:i1"), null, "the last keystroke came after the event");
});

for (const [name, locks] of /** @type {[string, any][]} */ ([["with Web Locks", newHost().locks], ["without Web Locks", undefined]])) {
  test(`two tabs appending at once get different n, ${name}`, async () => {
    const { host } = await enrolledPhone({ locks });
    const tabs = await Promise.all([0, 1, 2].map(() => openRegistry(host).open("phone-1")));
    const made = await Promise.all([...tabs, ...tabs].map((db, i) => db.append(confirmation(`i${i}`))));
    assert.deepEqual(made.map(({ n }) => n).sort(), [1, 2, 3, 4, 5, 6]);
    const { entries } = await tabs[0].outbox();
    for (const [i, { body }] of entries.entries()) {
      assert.equal(JSON.parse(body).prev, i === 0 ? "" : entries[i - 1].hash);
    }
  });
}

test("a full phone says so at the commit; nothing is half there and the draft stays", async () => {
  const { db } = await enrolledPhone();
  await db.append(confirmation("i1"));
  await db.saveDraft("deliver:i2", { note: "typed" });
  const empty = fillUp();
  try {
    await assert.rejects(db.append(confirmation("i2", { draft: "deliver:i2" })), { code: "quota" });
  } finally {
    empty();
  }
  assert.deepEqual(await db.draft("deliver:i2"), { note: "typed" });
  assert.equal((await db.outbox()).last.n, 1);
  assert.equal((await db.append(confirmation("i2"))).n, 2);
});

test("what the server could not read is never called saved", async () => {
  const { db } = await enrolledPhone();
  const noted = (/** @type {string} */ note) => ({ ...confirmation("i1"), data: { ...confirmation("i1").data, note } });
  await assert.rejects(db.append(noted("x".repeat(17000))), { code: "too_large" });
  await assert.rejects(db.append(noted("a\0b")), { code: "bad_text" });
  await assert.rejects(db.append(noted("a\ud800b")), { code: "bad_text" });
  assert.equal(await db.waiting(), 0);
});

test("a cloned phone makes no more events, a revoked one without keys neither", async () => {
  const { db } = await enrolledPhone();
  await db.apply({ sync: { closed: "cloned" } });
  await assert.rejects(db.append(confirmation("i1")), { code: "cloned" });
  await db.apply({ sync: { closed: "revoked" } });
  await db.append(confirmation("i1"));
  await db.forgetKeys();
  await assert.rejects(db.append(confirmation("i1")), { code: "revoked" });
});

test("a save ends the wait after a failure, and carries the offset of the last contact", async () => {
  const { db } = await enrolledPhone();
  await db.apply({ sync: { failures: 4, nextTry: START + 1000, offset: -1830 } });
  const entry = await db.append(confirmation("i1"));
  assert.equal(JSON.parse(entry.body).offset, -1830);
  const { failures, nextTry } = await db.outbox();
  assert.deepEqual([failures, nextTry], [0, null]);
});

test("documents: a rev not above the stored one is ignored, unless that is of the history before", async () => {
  const { db } = await enrolledPhone();
  await db.apply(told([item(5, { name: "A" }), { type: "round", id: "r1", rev: 6, doc: { no: "1" } }]));
  await db.apply(told([item(5, { name: "B" }), item(4, { name: "C" })]));
  assert.equal((await db.doc("item", "i1")).name, "A");
  await db.apply({ docs: { age: true } });
  await db.apply(told(item(2, { name: "D" })));
  assert.deepEqual((await db.docs("item")).map(({ name, rev }) => [name, rev]), [["D", 2]]);
  assert.equal((await db.docs("round")).length, 1, "old ones stay until the pull is complete");
  await db.apply(told([], { sweep: true }));
  assert.deepEqual([(await db.docs("round")).length, (await db.docs("item")).length], [0, 1]);
  assert.equal(await db.doc("round", "r1"), null);
});

test("changes that make no sense are passed over", async () => {
  const { db } = await enrolledPhone();
  await db.apply(told([null, { type: "item" }, { type: "item", id: "x", rev: "3", doc: {} }, item(1), left(0)]));
  assert.deepEqual((await db.docs("item")).map(({ id }) => id), ["i1"]);
});

test("cursor: nothing is written when another turn was quicker", async () => {
  const { db } = await enrolledPhone();
  const page = { expect: { epoch: "e1", cursor: null }, sync: { cursor: "1:1:a" }, ...told(item(1)) };
  assert.equal(await db.apply(page), true);
  assert.equal(await db.apply({ ...page, sync: { cursor: "9:9:b" }, ...told(item(9)) }), false);
  assert.equal((await db.outbox()).cursor, "1:1:a");
  assert.equal((await db.doc("item", "i1")).rev, 1);
  assert.equal(await db.apply({ ...page, expect: { epoch: "e0" } }), false);
});

test("gone leaves a stub while an unsent event needs it, without what finds the person", async () => {
  const { db } = await enrolledPhone();
  await db.apply(told(item(1)));
  const { n, id, hash } = await db.append(confirmation("i1"));
  await db.apply(told(left(2)));
  const stub = await db.doc("item", "i1");
  assert.deepEqual([stub.name, stub.gone, stub.phone, stub.way], ["Lâm Văn Thử", true, "", ""]);
  const receipt = { id, hash, status: /** @type {const} */ ("accepted"), seq: 1, at: new Date(START).toISOString() };
  await db.apply({ entries: [{ n, receipt }] });
  assert.equal(await db.doc("item", "i1"), null);
});

test("gone leaves a stub while a form about it is open, also when a reset ends", async () => {
  const { db } = await enrolledPhone();
  await db.apply(told(item(1)));
  await db.saveDraft("deliver:i1", { note: "typed" });
  await db.apply({ docs: { age: true } });
  await db.apply(told([], { sweep: true }));
  assert.equal((await db.doc("item", "i1")).gone, true);
  await db.apply(told(item(7)));
  assert.equal((await db.doc("item", "i1")).gone, undefined, "it came back into the scope");
  await db.apply(told(left(8)));
  await db.dropDraft("deliver:i1");
  await db.apply(told([]));
  assert.equal(await db.doc("item", "i1"), null);
});

test("the later fate of an own event lies with its entry", async () => {
  const { db } = await enrolledPhone();
  const { id } = await db.append(confirmation("i1"));
  const fate = { status: "accepted", code: null, text: null, review: "sent_back", reason: "chữ ký mờ" };
  await db.apply(told({ type: "event", id, rev: 5, doc: fate }));
  await db.apply(told({ type: "event", id, rev: 4, doc: { ...fate, review: "approved" } }));
  await db.apply(told({ type: "event", id: "of another", rev: 6, doc: fate }));
  assert.deepEqual((await db.outbox()).entries[0].fate, fate);
  await db.apply(told({ type: "event", id, rev: 9, gone: true }));
  assert.deepEqual((await db.outbox()).entries[0].fate, fate, "out of scope, not forgotten");
  await db.apply({ entries: [{ n: 1, receipt: null, fate: null }] });
  assert.equal((await db.outbox()).entries[0].fate, null);
});

test("wipe takes what was pulled, not what was recorded", async () => {
  const { db } = await enrolledPhone();
  await db.apply(told(item(1)));
  await db.saveDraft("deliver:i1", {});
  await db.append(confirmation("i1"));
  await db.apply({ sync: { cursor: null }, docs: { wipe: true } });
  assert.deepEqual([await db.docs("item"), await db.drafts(), await db.waiting()], [[], [], 1]);
});

test("nothing that people wrote lies readable in the database", async () => {
  const { db, host } = await enrolledPhone();
  await db.apply(told(item(1)));
  await db.append(confirmation("i1"));
  await db.saveDraft("deliver:i1", { note: "nhà sau chùa" });
  const raw = await new Promise((resolve) => {
    const opening = host.indexedDB.open("tannha-phone-1");
    opening.onsuccess = () => resolve(opening.result);
  });
  for (const store of ["docs", "events", "entries", "drafts"]) {
    const all = await new Promise((resolve) => {
      const request = raw.transaction(store).objectStore(store).getAll();
      request.onsuccess = () => resolve(request.result);
    });
    const seen = JSON.stringify(all, (_, value) => {
      return ArrayBuffer.isView(value) || value instanceof ArrayBuffer ? Buffer.from(/** @type {any} */ (value)).toString() : value;
    });
    for (const word of ["Danh Thị", "Lâm Văn", "chùa"]) assert.ok(!seen.includes(word), `${store}: ${word}`);
  }
});

test("a connection that another tab asks to close is closed, and opened again when needed", async () => {
  const { registry, host } = await enrolledPhone();
  await registry.saveSettings({ locale: "en" });
  const deleting = host.indexedDB.deleteDatabase("tannha");
  const end = await new Promise((resolve) => {
    deleting.onsuccess = () => resolve("deleted");
    deleting.onblocked = () => resolve("blocked");
  });
  assert.equal(end, "deleted");
  assert.deepEqual(await registry.settings(), {});
});

test("a connection that the browser closed behind our back is opened again", async () => {
  const { db } = await enrolledPhone();
  await db.append(confirmation("i1"));
  const { prototype } = /** @type {any} */ (globalThis).IDBDatabase;
  const { transaction } = prototype;
  prototype.transaction = function () {
    prototype.transaction = transaction;
    throw new DOMException("closing", "InvalidStateError");
  };
  assert.equal((await db.append(confirmation("i2"))).n, 2);
});

test("of old entries that were approved only the state is loaded; they can still be sent", async () => {
  const clock = clockFrom();
  const { host, db } = await enrolledPhone({ now: clock.now });
  /** @type {import("../../sync/outbox.js").Entry[]} */
  const made = [];
  for (let i = 1; i <= 63; i++) made.push(await db.append(confirmation(`i${i}`)));
  const at = new Date(START).toISOString();
  const stored = /** @type {const} */ ({ status: "accepted", seq: 1, at });
  await db.apply({ entries: made.map(({ n, id, hash }) => ({ n, receipt: { id, hash, ...stored } })) });
  const fate = { status: "accepted", code: null, text: "đủ", review: "approved", reason: null };
  await db.apply(told([1, 63].map((n) => ({ type: "event", id: made[n - 1].id, rev: n, doc: fate }))));
  const loaded = async () => {
    const { entries } = await (await openRegistry(host).open("phone-1")).outbox();
    return { ns: entries.filter(({ body }) => body).map(({ n }) => n), fates: [entries[0].fate, entries[62].fate] };
  };
  const now = await loaded();
  assert.deepEqual(now.ns, made.slice(1).map(({ n }) => n));
  assert.deepEqual(now.fates, [{ status: "accepted", code: null, review: "approved" }, fate]);
  clock.pass(61 * 24 * 60 * 60 * 1000);
  assert.deepEqual((await loaded()).ns, made.slice(3).map(({ n }) => n));
  const { body, sig } = made[0];
  const later = await openRegistry(host).open("phone-1");
  assert.deepEqual(await later.events([1]), [{ body, sig }]);
  await later.apply({ drop: [1] });
  const { entries, last } = await later.outbox();
  assert.deepEqual([entries.length, await later.events([1]), last.n], [62, [], 63]);
});

test("the registry: devices, the current one, settings of the phone, fresh tokens without a new outbox", async () => {
  const { registry, db, host, keys } = await enrolledPhone();
  assert.equal(await registry.current(), "phone-1");
  await db.append(confirmation("i1"));
  await db.apply({ sync: { closed: "unknown" } });
  const adopted = { ...db.device, keys, token: "t2", send: "s2", epoch: "e9", pin: PIN, createdAt: START + 5 };
  const again = await openRegistry(host).adopt(adopted);
  assert.deepEqual(await again.tokens(), { token: "t2", send: "s2" });
  const { closed, epoch, entries } = await again.outbox();
  assert.deepEqual([closed, epoch, entries.length], [null, "e1", 1]);
  assert.deepEqual((await registry.devices()).map(({ device, createdAt }) => [device, createdAt]), [["phone-1", START]]);
  await registry.saveSettings({ locale: "en" });
  await registry.saveSettings({ theme: "dark" });
  assert.deepEqual(await registry.settings(), { locale: "en", theme: "dark" });
  await assert.rejects(registry.open("nobody"), { code: "unknown_device" });
  const { keys: stored } = { keys: await again.keys() };
  assert.equal(stored?.privateKey.extractable, false);
});
