// The locked screen in the place of every other, what it says, and the ways through it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeRouter } from "../../web/field/router.js";
import { openRegistry } from "../../web/field/db.js";
import { locking } from "../../web/field/locking.js";
import { more } from "../../web/field/routes/more.js";
import { routes } from "../../web/field/routes/writing.js";
import { accept, bodies, deliver, hidden, openApp, STROKES, WORDS } from "./app.js";
import { MINUTE, PIN } from "./host.js";
import { asBefore } from "./stores.js";

/** Every screen and act of the phone behind the lock, as an address; an address that is none would be 404. */
const SCREENS = [
  ...["", "/items/i1", "/items/i1/deliver", "/items/i1/failed", "/items/i1/amend", "/rounds", "/rounds/r1", "/requests/new", "/shifts", "/shifts/s1"],
  ...["/practice", "/practice/1", "/practice/1/deliver", "/practice/1/failed", "/ready", "/install"],
  ...["/shifts/s1/busy", "/mine", "/rescue?what=all", "/events/e1/undo", "/forms", "/procedures/p1", "/forms/f1", "/forms/f1/saved", "/forms/f1/drop"],
].map((path) => `/field${path}`);
const ACTS = [
  ...["/items/i1/photo", "/ready", "/practice/1/deliver", "/practice/1/failed"],
  ...["/items/i1/drop", "/items/i1/deliver", "/items/i1/failed", "/items/i1/amend", "/rounds/r1", "/rounds/r1/return", "/requests/new", "/requests/drop"],
  ...["/shifts/s1", "/shifts/s1/busy", "/events/e1/undo", "/settings", "/drafts/x", "/forms/f1", "/forms/f1/keep", "/forms/f1/drop"],
].map((path) => `/field${path}`);
const SECRET = /Danh Thị|Lâm Văn|sau chùa|1941|0671|ghi chú/;

/** @param {import("./app.js").App} app */
const lock = (app) => app.post("/field/lock", {});

test("locked, every screen is the lock, and every act is left undone; nothing of the bag is said", async () => {
  const app = await openApp();
  await accept(app);
  await deliver(app, "i1", { note: "ghi chú" });
  app.db.device.person.name = "Trần Văn Giao";
  await lock(app);
  for (const path of SCREENS) {
    const { status, text } = await app.get(path);
    assert.equal(status, 200, path);
    assert.match(text, /data-screen="locked"/, path);
    assert.doesNotMatch(text, SECRET, path);
  }
  for (const path of ACTS) {
    const { status, text, at } = await app.post(path, { event_id: "", what: "x" }, { "HX-Request": "true", "HX-Current-URL": "http://phone.test/field/items/i1/deliver" });
    assert.deepEqual([status, at], [423, "/field/items/i1/deliver"], path);
    assert.doesNotMatch(text, SECRET, path);
  }
  const { text } = await app.get("/field/");
  assert.match(text, /Máy của Trần Văn Giao/);
  assert.match(text, /2 việc đã lưu trên máy/);
  assert.equal((await app.db.outbox({ bodies: false })).entries.length, 2, "and nothing was recorded meanwhile");
});

test("the lists above name every address behind the lock", async () => {
  const source = await import("node:fs").then(({ readFileSync }) => readFileSync(new URL("../../web/field/router.js", import.meta.url), "utf8"));
  const own = [...source.matchAll(/routes\.add\("(GET|POST)", "([^"]+)", own\(/g)].map(([, method, path]) => `${method} ${path}`);
  const all = [...own, ...[...routes, ...more].map(([method, path]) => `${method} ${path}`)];
  const fits = (/** @type {string} */ route) => {
    const [method, path] = route.split(" ");
    const pattern = new RegExp(`^${path.replace(/:\w+/g, "[^/?]+")}(\\?|$)`);
    return (method === "GET" ? SCREENS : ACTS).some((each) => pattern.test(each));
  };
  assert.deepEqual(all.filter((route) => !fits(route)), []);
  assert.ok(all.length > 30);
});

test("unlocked, one is where one wanted to go; what was typed in an open form is there", async () => {
  const app = await openApp();
  await accept(app);
  await app.post("/field/drafts/deliver:i1", { relation: "child", name: "Danh Văn Con", note: "ghi chú dở", strokes: STROKES });
  await lock(app);
  assert.deepEqual(app.said.slice(-1), ["locked"]);
  const page = await app.get("/field/items/i1/deliver?x=1");
  const { text, at } = await app.post("/field/unlock", { pin: PIN, to: hidden(page.text, "to") });
  assert.equal(at, "/field/items/i1/deliver?x=1");
  assert.match(text, /Danh Văn Con/);
  assert.match(text, /ghi chú dở/);
  assert.deepEqual(app.said.slice(-1), ["unlocked"]);
});

test("a wrong PIN is said and nothing else; after some one has to wait; what is not six digits is no try", async () => {
  const app = await openApp();
  await lock(app);
  for (let i = 0; i < 9; i++) assert.match((await app.post("/field/unlock", { pin: "12", to: "/field/mine" })).text, /đủ 6 số/);
  for (let wrong = 1; wrong <= 3; wrong++) {
    const { status, text } = await app.post("/field/unlock", { pin: "000001", to: "/field/mine" });
    assert.equal(status, 422);
    assert.match(text, /Mã PIN không đúng/);
    assert.match(text, /name="pin"/);
  }
  const { text } = await app.post("/field/unlock", { pin: "000001", to: "/field/mine" });
  assert.match(text, /Chờ 5 giây rồi thử lại/);
  assert.doesNotMatch(text, /name="pin"/);
  assert.match((await app.post("/field/unlock", { pin: PIN })).text, /data-screen="locked"/, "the right one waits too");
});

test("no form leads out of the app", async () => {
  const app = await openApp();
  for (const to of ["https://elsewhere.test/", "//elsewhere.test/field/", "/office/", "javascript:1"]) {
    await lock(app);
    assert.equal((await app.post("/field/unlock", { pin: PIN, to })).at, "/field/");
  }
});

test("a page that sees nobody locks only if nobody is seen in another one", async () => {
  const app = await openApp();
  const { registry, clock } = app;
  assert.equal((await app.post("/field/lock", { by: "idle" })).status, 204);
  assert.equal((await registry.open("phone-1")).isOpen, true, "another page was used a moment ago");
  clock.now += 5 * MINUTE;
  await registry.held();
  assert.equal((await registry.open("phone-1")).isOpen, false);
  const before = app.said.length;
  await app.post("/field/stay", {});
  assert.deepEqual(app.said.slice(before), ["locked"], "a page that still shows something hears of it");
});

test("events go while it is locked, and the answer says nothing of them", async () => {
  /** @type {any[]} */
  const asked = [];
  const engine = { drain: async (/** @type {any} */ { by }) => (asked.push(by), { sent: 1, received: 1, changes: 0, outcome: "ok" }), enrol: async () => ({}), handIn: async () => asked.push("files") };
  const app = await openApp(undefined, { engine });
  await accept(app);
  await deliver(app, "i1");
  await lock(app);
  const { status, text } = await app.post("/field/sync", { by: "timer" });
  await app.post("/field/files", {});
  assert.deepEqual([status, asked], [200, ["timer", "files"]]);
  assert.doesNotMatch(text, SECRET);
});

test("PIN forgotten: what stays and what goes is said before", async () => {
  const app = await openApp();
  await accept(app);
  await app.post("/field/drafts/deliver:i1", { note: "dở" });
  await lock(app);
  const { text } = await app.get("/field/forgotten");
  assert.match(text, /1 việc chưa gửi vẫn nằm an toàn/);
  assert.match(text, /1 tờ đang viết dở sẽ mất/);
  assert.match((await app.get("/field/enrol")).text, /giấy tờ đang viết dở sẽ mất/);
});

test("another person of this phone: the one before is locked, and the other one's PIN is asked", async () => {
  const app = await openApp();
  const { keys } = { keys: /** @type {CryptoKeyPair} */ (await app.db.keys()) };
  const person = { id: "p2", name: "Kiên Văn Thử", role: "volunteer" };
  await app.registry.adopt({ ...app.db.device, device: "phone-2", person, keys, token: "u", send: "v", epoch: "e1", pin: "714092" });
  const asked = await app.post("/field/people", { device: "phone-1" });
  assert.equal(asked.at, "/field/");
  assert.match(asked.text, /Máy của Danh Thị Mẫu/);
  assert.match(asked.text, /Kiên Văn Thử/, "who else uses it may be said");
  assert.match((await app.post("/field/unlock", { pin: "714092" })).text, /không đúng/);
  assert.match((await app.post("/field/unlock", { pin: PIN })).text, /data-screen="today"/);
  assert.equal((await bodies(app)).length, 0);
});

test("another PIN: the old one is asked, the new one must be good and typed twice", async () => {
  const app = await openApp();
  assert.match((await app.get("/field/pin")).text, /Mã PIN đang dùng/);
  const change = async (/** @type {string} */ old, /** @type {string} */ pin, again = pin) => (await app.post("/field/pin", { old, pin, again })).text;
  assert.match(await change("000001", "714092"), /Mã PIN không đúng/);
  assert.match(await change(PIN, "123456"), /dễ đoán/);
  assert.match(await change(PIN, "714092", "714093"), /không giống nhau/);
  assert.match(await change(PIN, "714092"), /Đã đổi mã PIN/);
  await lock(app);
  assert.match((await app.post("/field/unlock", { pin: "714092" })).text, /data-screen="today"/);
});

test("a phone of the build before: every screen asks for a PIN once", async () => {
  const { host, secrets } = await asBefore();
  const registry = openRegistry(host);
  const { get, post } = await openAppOver(registry);
  const page = await get("/field/items/i1");
  assert.match(page, /data-screen="first-pin"/);
  assert.doesNotMatch(page, new RegExp(secrets.item));
  assert.match(await post("/field/pin", { pin: PIN, again: "000002", to: "/field/items/i1" }), /không giống nhau/);
  assert.match(await post("/field/pin", { pin: PIN, again: PIN, to: "/field/mine" }), /data-screen="mine"/);
  registry.lock();
  assert.match(await get("/field/"), /data-screen="locked"/);
});

test("no title, which the browser writes into its history, names anybody", async () => {
  const app = await openApp();
  await accept(app);
  await deliver(app, "i1");
  const event = (await bodies(app))[1].id;
  for (const path of ["/field/", "/field/items/i2", "/field/items/i2/deliver", "/field/items/i2/failed", "/field/items/i1", "/field/mine", "/field/rounds/r1", `/field/events/${event}/undo`]) {
    const { text } = await app.get(path);
    assert.doesNotMatch(/<title>(.*)<\/title>/.exec(text)?.[1] ?? "Danh Thị", SECRET, path);
  }
});

/** @param {import("../../web/field/db.js").Registry} registry */
async function openAppOver(registry) {
  const engine = { drain: async () => ({}), enrol: async () => ({}), handIn: async () => 0 };
  const parts = { registry, engine, fetch: () => Promise.reject(new Error("no network")), words: async (/** @type {"vi"|"en"} */ locale) => WORDS[locale], clock: registry.host.now };
  const router = makeRouter({ ...parts, build: "test", worker: true, notify: () => {}, storage: async () => ({ usage: 0, quota: 0, kept: false }) }, routes, locking);
  const text = async (/** @type {Request} */ request) => (await router.fetch(request)).text();
  return {
    get: (/** @type {string} */ path) => text(new Request(`http://phone.test${path}`)),
    post: (/** @type {string} */ path, /** @type {Record<string, string>} */ fields) =>
      text(new Request(`http://phone.test${path}`, { method: "POST", body: new URLSearchParams(fields), headers: { "HX-Request": "true" } })),
  };
}
