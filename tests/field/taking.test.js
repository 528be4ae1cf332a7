// Photo and place at a door: only what the commune allows and the recipient agreed to, small, sealed, and let go again.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { encode } from "../../sync/bytes.js";
import { placeOf, placeText } from "../../web/field/consent.js";
import { MOST, shrunk } from "../../web/field/page/shrink.js";
import { accept, bodies, deliver, hidden, item, openApp, round } from "./app.js";

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...Array(2000).fill(7)]);
const OTHER = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...Array(2000).fill(8)]);
const [SHA, OTHER_SHA] = [JPEG, OTHER].map((bytes) => createHash("sha256").update(bytes).digest("hex"));
const allowing = (/** @type {object} */ doc) => ({ type: "commune", id: "c1", rev: 5, doc: { photos: false, places: false, ...doc } });
const bag = [item("i1"), item("i2"), round(["i1", "i2"])];

/** @param {object} [doc] */
async function atDoor(doc) {
  const app = await openApp(doc ? [...bag, allowing(doc)] : bag);
  await accept(app);
  return app;
}

/** @param {import("./app.js").App} app @param {Uint8Array<ArrayBuffer>} bytes @param {string} [id] */
const take = (app, bytes, id = "i1") => app.post(`/field/items/${id}/photo`, { bytes: encode(bytes) });
const confirmed = async (/** @type {import("./app.js").App} */ app) => (await bodies(app)).at(-1).data;

test("nothing is asked for while the commune allows nothing, and nothing that is sent all the same is kept", async () => {
  const app = await atDoor();
  assert.doesNotMatch((await app.get("/field/items/i1/deliver")).text, /agree_/);
  assert.equal((await take(app, JPEG)).status, 403);
  assert.equal(await app.db.files.has(SHA), false);
  await deliver(app, "i1", { agree_photo: "1", photo: SHA, agree_place: "1", place: "9.7812 105.6613 12" });
  const data = await confirmed(app);
  assert.deepEqual([data.photo, data.place, "agreed" in data], [null, null, false]);
});

test("each of the two is asked for by itself, and no tick is set before", async () => {
  for (const [doc, names] of /** @type {[object, string[]][]} */ ([[{ photos: true }, ["photo"]], [{ places: true }, ["place"]]])) {
    const { text } = await (await atDoor(doc)).get("/field/items/i1/deliver");
    assert.deepEqual([...text.matchAll(/name="agree_(\w+)" value="1" data-agree="\w+" (\w*)>/g)].map(([, name, set]) => name + set), names);
  }
});

test("what was agreed to goes into the event; a place only as exactly as a house", async () => {
  const app = await atDoor({ photos: true, places: true });
  const page = await take(app, JPEG);
  assert.match(page.text, /src="data:image\/jpeg;base64,\/9j\/4AcH/);
  assert.equal(hidden(page.text, "photo"), SHA);
  assert.match((await app.get("/field/items/i1/deliver")).text, /data:image/, "a page that was loaded anew shows it again");
  await deliver(app, "i1", { agree_photo: "1", photo: SHA, agree_place: "1", place: placeText({ latitude: 9.781249, longitude: 105.66131, accuracy: 11.6 }) });
  const data = await confirmed(app);
  assert.deepEqual([data.photo, data.place, data.agreed], [SHA, { lat: 9.7812, lon: 105.6613, acc: 12 }, ["photo", "place"]]);
  assert.match((await app.get("/field/items/i1")).text, /Ảnh: đã lưu trên máy, chờ gửi/);
  const [entry] = (await app.db.outbox()).entries.slice(-1);
  const receipt = { id: entry.id, hash: entry.hash, status: "accepted", seq: 9, at: entry.at, code: null, text: null };
  await app.db.apply({ sync: { contact: app.clock.now }, entries: (await app.db.outbox()).entries.map(({ n }) => ({ n, receipt: /** @type {any} */ (receipt) })) });
  assert.match((await app.get("/field/mine")).text, /Đã gửi hết, còn 1 ảnh chờ gửi/);
  await app.db.files.sent(SHA);
  assert.match((await app.get("/field/items/i1")).text, /Ảnh: xã đã nhận/);
  assert.doesNotMatch((await app.get("/field/mine")).text, /ảnh chờ gửi/);
});

test("without the tick, or without what could not be had, the confirmation is saved all the same", async () => {
  const app = await atDoor({ photos: true, places: true });
  await take(app, JPEG);
  await deliver(app, "i1", { photo: SHA, place: "9.7812 105.6613 12" });
  assert.deepEqual([(await confirmed(app)).photo, (await confirmed(app)).place, "agreed" in (await confirmed(app))], [null, null, false]);
  assert.equal(await app.db.files.has(SHA), false, "what nobody agreed to does not stay");
  await deliver(app, "i2", { agree_photo: "1", photo: OTHER_SHA, agree_place: "1", place: "" });
  assert.deepEqual([(await confirmed(app)).photo, (await confirmed(app)).place, (await confirmed(app)).agreed], [null, null, ["photo", "place"]]);
});

test("taken again, left out, or the form let go: the photo before goes, one that an event names stays", async () => {
  const app = await atDoor({ photos: true });
  await take(app, JPEG);
  await take(app, OTHER);
  assert.deepEqual([await app.db.files.has(SHA), await app.db.files.has(OTHER_SHA)], [false, true]);
  assert.equal(hidden((await take(app, new Uint8Array())).text, "photo"), "");
  assert.equal(await app.db.files.has(OTHER_SHA), false);
  await take(app, JPEG);
  await deliver(app, "i1", { agree_photo: "1", photo: SHA });
  await take(app, OTHER, "i2");
  await app.post("/field/items/i2/drop", {});
  await app.post("/field/items/i1/drop", {});
  assert.deepEqual([await app.db.files.has(SHA), await app.db.files.has(OTHER_SHA)], [true, false]);
  await take(app, OTHER, "i2");
  await app.db.apply({ docs: { wipe: true } });
  assert.deepEqual([await app.db.files.has(SHA), await app.db.files.has(OTHER_SHA)], [true, false]);
});

test("one that is too large is said in words, and the form goes on", async () => {
  const app = await atDoor({ photos: true });
  const refused = await take(app, new Uint8Array(300 * 1024 + 1));
  assert.equal(refused.status, 422);
  assert.match(refused.text, /Không lấy được ảnh này/);
});

test("what is no place is none", () => {
  for (const text of ["", "x y z", "91 0 1", "0 181 1", "9 105", "9 105 -1"]) assert.equal(placeOf(text), null, text);
});

test("a photo is drawn smaller and worse until it fits, and no larger than it was", async () => {
  /** @type {number[][]} */
  const tried = [];
  const weighing = (/** @type {number} */ bytesPerPixel) => async (/** @type {number} */ width, /** @type {number} */ height, /** @type {number} */ quality) => {
    tried.push([width, height, quality]);
    return { size: width * height * bytesPerPixel * quality };
  };
  assert.ok((await shrunk({ width: 4000, height: 3000 }, weighing(0.1))).size <= MOST);
  assert.deepEqual(tried.slice(0, 2), [[1280, 960, 0.8], [1280, 960, 0.65]]);
  tried.length = 0;
  await shrunk({ width: 300, height: 500 }, weighing(0.1));
  assert.deepEqual(tried, [[300, 500, 0.8]]);
  await assert.rejects(shrunk({ width: 4000, height: 3000 }, weighing(100)), RangeError);
  await assert.rejects(shrunk({ width: 40, height: 30 }, async () => null), RangeError);
});
