// What lies under the PIN, what does not, and what becomes of both when it is set, changed, forgotten, or typed wrong.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openRegistry } from "../../web/field/db.js";
import { isEasy, isPin, ROUNDS } from "../../web/field/db/pin.js";
import { WAITS } from "../../web/field/db/tries.js";
import { clockFrom, confirmation, enrolledPhone, MINUTE, newHost, PIN, START } from "./host.js";
import { asBefore, dumped } from "./stores.js";

const OTHER = "714092";
const item = (/** @type {string} */ id) => ({ type: "item", id, rev: 11, doc: { name: "Lâm Thị Kín", phone: "0900000671", way: "sau chùa Kín", nickname: "bà Kín" } });

/** A phone with a bag, a draft, the words of a fate, and one event that nobody has yet. */
async function fullPhone(given = {}) {
  const clock = clockFrom();
  const phone = await enrolledPhone({ now: clock.now, ...given });
  const { db } = phone;
  const first = await db.append(confirmation("i1"));
  await db.append(confirmation("i2"));
  const stored = /** @type {const} */ ({ id: first.id, hash: first.hash, status: "accepted", seq: 1, at: new Date(START).toISOString() });
  const fate = { status: "accepted", code: null, text: "đủ", review: "sent_back", reason: "bà Kín ký lại" };
  await db.apply({ entries: [{ n: 1, receipt: stored }] });
  await db.apply({ sync: { cursor: "9:9:m" }, docs: { changes: [item("i2"), { type: "event", id: first.id, rev: 12, doc: fate }] } });
  await db.saveDraft("deliver:i2", { note: "ghi chú Kín" });
  return { ...phone, clock, first };
}

test("a try of a PIN costs 600,000 rounds, unless a test asks for fewer", async () => {
  assert.ok(ROUNDS >= 600_000);
  const { host } = await enrolledPhone({ rounds: undefined });
  assert.equal((await dumped(host, "tannha-phone-1")).facts.get("lock").rounds, ROUNDS);
});

test("a PIN is six digits, and not what a finder tries first", () => {
  assert.deepEqual(["123", "1234567", "12345a", "١٢٣٤٥٦"].map(isPin), [false, false, false, false]);
  assert.deepEqual(["000000", "123456", "987654", PIN, "112233", "135790"].map(isEasy), [true, true, true, false, false, false]);
});

test("what was pulled is sealed record by record; beside it stand ids, states and times only", async () => {
  const { host } = await fullPhone();
  const stores = [...(await dumped(host, "tannha-phone-1")).all(), ...(await dumped(host, "tannha")).all()];
  const open = { device: "", deployment: "", createdAt: 0, type: "", id: "", rev: 0, old: false, gone: false, key: "", at: 0, n: 0 };
  for (const { store, value } of stores.filter(({ store }) => ["docs", "drafts", "events", "devices"].includes(store))) {
    assert.deepEqual(Object.keys(value).filter((name) => name !== "box" && !(name in open)), [], store);
  }
  const text = JSON.stringify(stores);
  for (const secret of ["Kín", "Mẫu", "0900000671", '"t"']) assert.ok(!text.includes(secret), secret);
  assert.ok(text.includes("deliver:i2"), "the same search finds what is plain");
});

test("locked: nothing is read and nothing is written that lies under the PIN; events go on with the token that pushes", async () => {
  const { registry, db } = await fullPhone();
  registry.lock();
  const acts = [() => db.docs("item"), () => db.doc("item", "i2"), () => db.drafts(), () => db.draft("deliver:i2"), () => db.saveDraft("x", {})];
  for (const act of acts) await assert.rejects(act, { code: "locked" });
  await assert.rejects(db.apply({ docs: { changes: [item("i9")] } }), { code: "locked" });
  assert.deepEqual(await db.tokens(), { token: "", send: "s" });
  const { entries } = await db.outbox();
  assert.deepEqual(entries.map(({ body }) => body), ["", ""], "not shown");
  assert.equal(entries[0].fate?.review, "sent_back");
  assert.equal(entries[0].fate?.reason, undefined, "nor the words of a fate");
  assert.deepEqual((await db.events([2])).map(({ body }) => JSON.parse(body).n), [2], "sent all the same");
  assert.equal(db.device.person.name, "Danh Thị Mẫu", "whose phone it is can be said");
  assert.equal(await registry.unlock("phone-1", PIN), null);
  assert.deepEqual((await db.docs("item")).map(({ name }) => name), ["Lâm Thị Kín"]);
  assert.deepEqual(await db.tokens(), { token: "t", send: "s" });
});

test("the key is in memory only: another program asks the one that has it, and is locked where there is none", async () => {
  const { host } = await fullPhone();
  assert.equal((await openRegistry(host).open("phone-1")).isOpen, true, "a page is open");
  assert.equal((await openRegistry({ ...host, keeper: undefined }).open("phone-1")).isOpen, false, "none is");
});

test("five minutes without a touch lock it, a clock that is set back too; a touch does not open it again", async () => {
  for (const away of [5 * MINUTE, -5 * MINUTE]) {
    const { registry, clock } = await fullPhone();
    clock.pass(4 * MINUTE);
    registry.touch();
    clock.pass(away - Math.sign(away));
    assert.equal((await registry.open("phone-1")).isOpen, true);
    clock.pass(Math.sign(away));
    assert.equal((await registry.open("phone-1")).isOpen, false);
    registry.touch();
    assert.equal((await registry.open("phone-1")).isOpen, false);
  }
});

test("a wrong PIN slows down, by a clock that nobody can set, and deletes nothing", async () => {
  const ticks = clockFrom(0);
  const { registry, clock, host, db } = await fullPhone({ ticks: ticks.now });
  registry.lock();
  const before = (await dumped(host, "tannha-phone-1")).all().filter(({ key }) => key !== "tries");
  const waits = [];
  for (let wrong = 1; wrong < 11; wrong++) {
    const wait = Number(await registry.unlock("phone-1", "000001"));
    waits.push(wait);
    if (wait > 0) {
      clock.pass(400 * 24 * 60 * MINUTE * (wrong % 2 ? 1 : -1));
      ticks.pass(wait - 1);
      assert.equal(await registry.unlock("phone-1", PIN), 1, "the right one has to wait as well");
      ticks.pass(1);
    }
  }
  assert.deepEqual(waits, [0, 0, 0, ...WAITS.slice(4), 15 * MINUTE, 15 * MINUTE]);
  assert.deepEqual((await dumped(host, "tannha-phone-1")).all().filter(({ key }) => key !== "tries"), before);
  assert.equal(await registry.unlock("phone-1", PIN), null);
  registry.lock();
  assert.equal(await registry.unlock("phone-1", "000001"), 0, "and then it begins anew");
  assert.equal(await db.wait(), 0);
});

test("the wait outlives the program, and closing it in the middle of a try gives none away", async () => {
  const { host, registry } = await fullPhone({ ticks: () => 0 });
  registry.lock();
  for (let wrong = 1; wrong < 6; wrong++) await registry.unlock("phone-1", "000001");
  const db = await openRegistry({ ...host, ticks: () => 1e9, keeper: undefined }).open("phone-1");
  assert.equal(await db.wait(), 5000, "what passed before it was looked at does not count");
});

test("many tries at once are one after another", async () => {
  const { registry } = await fullPhone({ ticks: () => 0 });
  registry.lock();
  const waits = await Promise.all(Array.from({ length: 12 }, () => registry.unlock("phone-1", "000001")));
  assert.equal(waits.filter((wait) => wait === 0).length < 12, true);
  assert.equal(await registry.unlock("phone-1", PIN), 5000, "the fourth wrong one was the last that was tried");
});

test("another PIN in the place of the one before: the old one is asked, and opens nothing any more", async () => {
  const { registry, db } = await fullPhone();
  assert.equal((await db.changePin("000001", OTHER)).changed, false);
  assert.equal((await db.changePin(PIN, OTHER)).changed, true);
  registry.lock();
  assert.equal(await registry.unlock("phone-1", PIN), 0);
  assert.equal(await registry.unlock("phone-1", OTHER), null);
  assert.equal((await db.docs("item")).length, 1);
  assert.deepEqual(await db.draft("deliver:i2"), { note: "ghi chú Kín" });
});

test("PIN forgotten: a new invitation opens it again; unsent events stay, what was pulled comes anew, drafts are gone", async () => {
  const { registry, db, keys } = await fullPhone();
  registry.lock();
  assert.equal(await db.draftCount(), 1, "which the screen says before");
  const { entries: before } = await db.outbox();
  const { device, person, commune, deployment, createdAt } = db.device;
  await registry.adoptingWith(OTHER).adopt({ device, person, commune, deployment, createdAt, keys, token: "t2", send: "s2", epoch: "e1" });
  assert.deepEqual([await db.docs("item"), await db.drafts(), (await db.standing()).cursor], [[], [], null]);
  const { entries, last } = await db.outbox();
  assert.deepEqual(entries.map(({ n, hash, receipt }) => [n, hash, receipt]), before.map(({ n, hash, receipt }) => [n, hash, receipt]));
  assert.deepEqual([last.n, (await db.events([1, 2])).length, await db.tokens()], [2, 2, { token: "t2", send: "s2" }]);
  assert.equal(entries[0].fate?.review, "sent_back", "how far it came is still known");
  await db.apply({ docs: { changes: [{ type: "event", id: entries[0].id, rev: 12, doc: { status: "accepted", review: "approved", reason: "" } }] } });
  assert.equal((await db.outbox()).entries[0].fate?.review, "approved", "and is told anew");
  registry.lock();
  assert.equal(await registry.unlock("phone-1", PIN), 0);
  assert.equal(await registry.unlock("phone-1", OTHER), null);
});

test("a new invitation while it is open: nothing has to be pulled anew, and no draft is lost", async () => {
  const { registry, db, keys } = await fullPhone();
  await registry.adopt({ ...db.device, keys, token: "t2", send: "s2", epoch: "e1", pin: OTHER });
  assert.deepEqual([(await db.docs("item")).length, (await db.standing()).cursor], [1, "9:9:m"]);
  assert.deepEqual(await db.draft("deliver:i2"), { note: "ghi chú Kín" });
  assert.equal((await db.outbox()).entries[0].fate?.reason, "bà Kín ký lại");
});

test("an answer on its way while the PIN is renewed leaves nothing that the new key cannot open", async () => {
  const { registry, db, keys, host } = await fullPhone();
  const late = openRegistry(host);
  const stale = await late.open("phone-1");
  await registry.adopt({ ...db.device, keys, token: "t2", send: "s2", epoch: "e1", pin: OTHER });
  assert.equal(await stale.apply({ docs: { changes: [item("i7")] } }), false);
  await stale.saveDraft("deliver:i7", {});
  assert.deepEqual((await db.docs("item")).map(({ id }) => id), ["i2"]);
  assert.deepEqual((await db.drafts()).map(({ key }) => key), ["deliver:i2"]);
});

test("two people: one is in at a time, each with a PIN of his own", async () => {
  const { registry, db, keys } = await fullPhone();
  const person = { id: "p2", name: "Kiên Văn Thử", role: "volunteer" };
  const second = await registry.adopt({ ...db.device, device: "phone-2", person, keys, token: "u", send: "v", epoch: "e1", pin: OTHER });
  assert.deepEqual([db.isOpen, second.isOpen], [false, true]);
  await registry.setCurrent("phone-1");
  assert.deepEqual([(await registry.open("phone-1")).isOpen, second.isOpen], [false, false]);
  assert.equal(await registry.unlock("phone-1", OTHER), 0);
  assert.equal(await registry.unlock("phone-1", PIN), null);
  assert.deepEqual([db.isOpen, second.isOpen, (await second.tokens())?.token], [true, false, ""]);
  assert.deepEqual((await registry.people()).map((each) => each.person.name).sort(), ["Danh Thị Mẫu", "Kiên Văn Thử"]);
});

test("a phone of the build before is asked for a PIN once; nothing of its outbox is touched, its bag and drafts come along", async () => {
  const { host, device, secrets } = await asBefore();
  const registry = openRegistry(host);
  const outbox = async () => ["events", "entries", "files"].map((name) => before.of(name));
  let before = await dumped(host, `tannha-${device}`);
  const kept = JSON.stringify(await outbox());
  const db = await registry.open(device);
  assert.deepEqual([db.hasPin, db.isOpen, (await registry.people())[0].person.name], [false, false, secrets.name]);
  assert.deepEqual(await db.tokens(), { token: "", send: "s" }, "it sends before the PIN is set");
  await registry.setPin(device, PIN);
  before = await dumped(host, `tannha-${device}`);
  const swapped = JSON.stringify(await outbox());
  assert.equal(strip(swapped), strip(kept), "nothing of the outbox but the seal of a fate's words");
  assert.deepEqual((await db.docs("item")).map(({ name }) => name), [secrets.item]);
  assert.deepEqual(await db.draft("deliver:i1"), { note: secrets.note });
  assert.equal((await db.outbox()).entries[0].fate?.reason, secrets.reason);
  assert.deepEqual([await db.tokens(), (await db.standing()).cursor], [{ token: "t", send: "s" }, "5:5:m"]);
  registry.lock();
  assert.equal(await registry.unlock(device, PIN), null);
  const all = JSON.stringify([...before.all(), ...(await dumped(host, "tannha")).all()]);
  for (const secret of Object.values(secrets)) assert.ok(!all.includes(secret), secret);
  await assert.rejects(registry.setPin(device, OTHER), { code: "locked" }, "a second tab does not take it over");
});

/** @param {string} dump without the boxes of fates */
const strip = (dump) => dump.replace(/"fate":\{[^}]*\}+/g, "");

test("a round that is over leaves: nothing of it lies there, sealed or not, once no form is open and all is sent", async () => {
  const { db, host, first } = await fullPhone();
  await db.apply({ docs: { changes: [item("i3"), { type: "round", id: "r1", rev: 13, doc: { no: 1, items: ["i2", "i3"] } }] } });
  const gone = [["item", "i2"], ["item", "i3"], ["round", "r1"]].map(([type, id], i) => ({ type, id, rev: 20 + i, gone: /** @type {true} */ (true) }));
  await db.apply({ docs: { changes: gone } });
  const lying = async () => (await dumped(host, "tannha-phone-1")).of("docs").map(({ value }) => value.id);
  assert.deepEqual(await lying(), ["i2"], "an open form and an unsent event are about it");
  const { name, phone, way, nickname } = await db.doc("item", "i2");
  assert.deepEqual([name, phone, way, nickname], ["Lâm Thị Kín", "", "", ""]);
  await db.dropDraft("deliver:i2");
  const { entries } = await db.outbox();
  await db.apply({ entries: [{ n: 2, receipt: { .../** @type {any} */ (entries[0].receipt), id: entries[1].id, hash: entries[1].hash, seq: 2 } }] });
  assert.deepEqual([await lying(), await db.drafts(), first.n], [[], [], 1]);
});

test("a revoked phone that nobody unlocks: what was pulled goes all the same, and its events stay", async () => {
  const { registry, db, host } = await fullPhone();
  registry.lock();
  assert.equal(await db.apply({ sync: { cursor: null }, docs: { wipe: true } }), true);
  const stores = await dumped(host, "tannha-phone-1");
  assert.deepEqual([stores.of("docs"), stores.of("drafts"), stores.of("events").length], [[], [], 2]);
});

test("a phone without a PIN of anybody: an empty one", async () => {
  const registry = openRegistry(newHost());
  assert.deepEqual([await registry.people(), await registry.held()], [[], null]);
});
