// Files of events: after their events, once, by hash, and again when the commune lost them; no event waits for one.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { drain, handIn } from "../../sync/engine.js";
import { openRegistry } from "../../web/field/db.js";
import { clockFrom, confirmation, DAY, enrolledPhone, MINUTE, newHost, START } from "../field/host.js";
import { Commune, json, problem } from "./commune.js";

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...Array(2000).fill(7)]);
const SHA = createHash("sha256").update(JPEG).digest("hex");

/** A phone with one confirmation that names a photo, and a commune that takes files. */
async function setting() {
  const clock = clockFrom();
  const commune = new Commune(clock.now);
  const phone = await enrolledPhone({ now: clock.now, epoch: commune.epoch });
  const { db, registry, host } = phone;
  /** @type {Map<string, Uint8Array>} */
  const shelf = new Map();
  /** @type {string[]} */
  const asked = [];
  /** @type {any} */
  const fetch = async (/** @type {string} */ url, /** @type {any} */ init) => {
    if (url === "/sync") return commune.fetch(url, init);
    asked.push(init.method);
    const sha = url.split("/").at(-1) ?? "";
    const isNamed = commune.bodies.some(({ body }) => body.data.photo === sha);
    if (init.method === "HEAD") {
      return new Response(null, { status: isNamed && shelf.has(sha) ? 200 : 404, headers: { "X-App": "tan-nha" } });
    }
    if (!isNamed) return problem(404, "not_found");
    if (createHash("sha256").update(init.body).digest("hex") !== sha) return problem(422, "bad_hash");
    const status = shelf.has(sha) ? 200 : 201;
    shelf.set(sha, init.body);
    return json({ app: "tan-nha", stored: sha }, status);
  };
  const means = { registry, fetch, locks: host.locks };
  const work = confirmation("i1");
  await db.append({ ...work, data: { ...work.data, photo: SHA } });
  const send = () => drain({ db, fetch, now: clock.now, random: () => 0.5, locks: host.locks });
  return { clock, commune, db, host, shelf, asked, means, send };
}

test("a file goes after its event, once, with its bytes unchanged", async () => {
  const { db, shelf, asked, means, send } = await setting();
  assert.equal(await db.files.put(JPEG, "image/jpeg"), SHA);
  assert.equal(await db.files.put(JPEG, "image/jpeg"), SHA);
  assert.deepEqual([await handIn(means), asked], [0, []], "its event is not there yet");
  await send();
  assert.equal(await handIn(means), 1);
  assert.deepEqual(shelf.get(SHA), JPEG);
  assert.deepEqual([await handIn(means), asked], [0, ["PUT"]]);
});

test("only photos of a size that the commune takes are kept, and they lie sealed", async () => {
  const { db, host } = await setting();
  await assert.rejects(db.files.put(new Uint8Array(300 * 1024 + 1), "image/jpeg"), { code: "too_large" });
  await assert.rejects(db.files.put(JPEG, "image/png"), { code: "bad_photo" });
  await db.files.put(JPEG, "image/webp");
  const raw = await new Promise((resolve) => {
    const opening = host.indexedDB.open("tannha-phone-1");
    opening.onsuccess = () => resolve(opening.result);
  });
  const [record] = await new Promise((resolve) => {
    const all = raw.transaction("files").objectStore("files").getAll();
    all.onsuccess = () => resolve(all.result);
  });
  assert.ok(!Buffer.from(record.box.data).includes(Buffer.from(JPEG.slice(0, 20))));
  assert.deepEqual(await db.files.bytes(SHA), JPEG);
});

test("an answer that was lost is asked for first; one that is not the commune's is no answer", async () => {
  const { db, shelf, asked, means, send } = await setting();
  await db.files.put(JPEG, "image/jpeg");
  await send();
  const spoilt = (/** @type {(answer: Response) => Response} */ spoil) => ({
    ...means,
    fetch: /** @type {any} */ (async (/** @type {any} */ url, /** @type {any} */ init) => spoil(await means.fetch(url, init))),
  });
  const lost = () => {
    throw new TypeError("Failed to fetch");
  };
  assert.equal(await handIn(spoilt(lost)), 0);
  assert.ok(shelf.has(SHA));
  const portal = () => new Response("<html>Đăng nhập Wi-Fi</html>", { status: 200 });
  assert.equal(await handIn(spoilt(portal)), 0);
  assert.deepEqual(asked, ["PUT", "HEAD", "PUT"]);
  assert.equal(await handIn(means), 1);
  assert.deepEqual(asked.slice(3), ["HEAD"]);
});

for (const [status, code, left] of /** @type {[number, string, number][]} */ ([[422, "bad_hash", 0], [415, "bad_photo", 0], [413, "too_large", 0], [500, "internal", 1]])) {
  test(`a file that the commune cannot take (${code}) holds back no other`, async () => {
    const { db, asked, means, send } = await setting();
    await db.files.put(JPEG, "image/jpeg");
    const other = Uint8Array.from([...JPEG, 1]);
    const sha = await db.files.put(other, "image/jpeg");
    const work = confirmation("i2");
    await db.append({ ...work, data: { ...work.data, photo: sha } });
    await send();
    const fetch = /** @type {any} */ ((/** @type {string} */ url, /** @type {any} */ init) => {
      return url.endsWith(SHA) ? problem(status, code) : means.fetch(url, init);
    });
    assert.equal(await handIn({ ...means, fetch }), 1);
    assert.deepEqual([(await db.files.unsent()).length, asked], [left, ["PUT"]]);
  });
}

for (const [status, code] of /** @type {[number, string][]} */ ([[401, "unknown_token"], [404, "not_found"], [503, "unavailable"]])) {
  test(`after ${status} it is tried again later`, async () => {
    const { db, means, send } = await setting();
    await db.files.put(JPEG, "image/jpeg");
    await send();
    assert.equal(await handIn({ ...means, fetch: /** @type {any} */ (async () => problem(status, code)) }), 0);
    assert.equal(await handIn(means), 1);
  });
}

test("a commune that was set back, or that lost an event, gets the file again with it", async () => {
  const { commune, db, shelf, means, send } = await setting();
  await db.files.put(JPEG, "image/jpeg");
  await send();
  await handIn(means);
  for (const lose of [() => commune.restore(), () => (commune.bodies.splice(0), commune.ledger.splice(0))]) {
    lose();
    shelf.clear();
    for (let turns = 0; turns < 2; turns++) await send();
    assert.equal(await handIn(means), 1);
    assert.ok(shelf.has(SHA));
  }
});

test("one that the commune names as lacking is sent again, and before its event may go", async () => {
  const { clock, commune, db, shelf, asked, means, send } = await setting();
  await db.files.put(JPEG, "image/jpeg");
  await send();
  await handIn(means);
  shelf.clear();
  commune.keep = 99;
  commune.answer = (turn) => ({ ...Commune.prototype.answer.call(commune, turn), files: [SHA, "of another"] });
  clock.pass(31 * DAY);
  await send();
  assert.equal((await db.outbox()).entries.length, 1);
  assert.equal(await handIn(means), 1);
  assert.ok(shelf.has(SHA));
  assert.deepEqual(asked, ["PUT", "HEAD", "PUT"]);
});

test("it stays as long as its event, and goes with it", async () => {
  const { clock, commune, db, means, send } = await setting();
  await db.files.put(JPEG, "image/jpeg");
  await send();
  await handIn(means);
  commune.keep = 99;
  clock.pass(31 * DAY);
  await send();
  assert.deepEqual(await db.files.bytes(SHA), JPEG);
  await send();
  assert.deepEqual((await db.outbox()).entries, []);
  await assert.rejects(db.files.bytes(SHA));
});

test("an event that is old enough to go stays until its file is in", async () => {
  const { clock, commune, db, shelf, means, send } = await setting();
  await db.files.put(JPEG, "image/jpeg");
  await send();
  commune.keep = 99;
  clock.pass(31 * DAY);
  for (let turns = 0; turns < 3; turns++) await send();
  assert.equal((await db.outbox()).entries.length, 1);
  assert.equal(await handIn(means), 1);
  await send();
  assert.deepEqual([(await db.outbox()).entries, [...shelf.keys()]], [[], [SHA]]);
});

test("an event that is saved during a slow upload is sent at once", async () => {
  const { commune, db, means, send } = await setting();
  await db.files.put(JPEG, "image/jpeg");
  await send();
  /** @type {(answer: Response) => void} */
  let finish = () => {};
  const slow = /** @type {any} */ (() => new Promise((resolve) => (finish = resolve)));
  const uploading = handIn({ ...means, fetch: slow });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await db.append(confirmation("i2"));
  assert.equal((await send()).received, 1);
  assert.equal(commune.ledger.length, 2);
  assert.equal(await handIn(means), 0, "one at a time");
  finish(json({ app: "tan-nha", stored: SHA }, 201));
  assert.equal(await uploading, 1);
});

test("no file is tried while the turns fail", async () => {
  const { db, asked, means, send } = await setting();
  await db.files.put(JPEG, "image/jpeg");
  await send();
  await db.apply({ sync: { failures: 2, nextTry: START + MINUTE } });
  assert.deepEqual([await handIn(means), asked], [0, []]);
});

test("a database of the version before gets the store and keeps its events", async () => {
  const { host, db } = await enrolledPhone();
  await db.append(confirmation("i1"));
  const raw = await new Promise((resolve) => {
    const opening = host.indexedDB.open("tannha-phone-1");
    opening.onsuccess = () => resolve(opening.result);
  });
  /** @type {Record<string, [any[], any[]]>} */
  const copy = {};
  for (const name of ["facts", "events", "entries"]) {
    const store = raw.transaction(name).objectStore(name);
    const all = (/** @type {IDBRequest} */ request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    copy[name] = [/** @type {any} */ (await all(store.getAllKeys())), /** @type {any} */ (await all(store.getAll()))];
  }
  const old = newHost();
  const before = await new Promise((resolve) => {
    const opening = old.indexedDB.open("tannha-phone-1", 1);
    opening.onupgradeneeded = () => {
      const { result } = opening;
      for (const name of ["facts"]) result.createObjectStore(name);
      result.createObjectStore("events", { keyPath: "n" });
      const entries = result.createObjectStore("entries", { keyPath: "n" });
      entries.createIndex("id", "id", { unique: true });
      entries.createIndex("item", "item");
      result.createObjectStore("docs", { keyPath: ["type", "id"] });
      result.createObjectStore("drafts", { keyPath: "key" });
    };
    opening.onsuccess = () => resolve(opening.result);
  });
  const writing = before.transaction(Object.keys(copy), "readwrite");
  for (const [name, [keys, values]] of Object.entries(copy)) {
    const store = writing.objectStore(name);
    values.forEach((value, i) => (store.keyPath ? store.put(value) : store.put(value, keys[i])));
  }
  await new Promise((resolve) => (writing.oncomplete = () => resolve(null)));
  before.close();
  const again = await openRegistry(old).open("phone-1");
  assert.equal((await again.outbox()).entries.length, 1);
  await again.files.put(JPEG, "image/jpeg");
  assert.deepEqual(await again.files.bytes(SHA), JPEG);
});
