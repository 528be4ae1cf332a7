// The sender with a real (in-memory) database on one side and a small commune on the other, and bad weather between.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drain, turn } from "../../sync/engine.js";
import { entryState } from "../../sync/outbox.js";
import { clockFrom, confirmation, DAY, enrolledPhone, MINUTE, PIN } from "../field/host.js";
import { Commune, json, problem, turnOf } from "./commune.js";

/** A phone with `count` confirmations, a commune, and a clock that both go by; waiting passes its time. */
async function setting(count = 0) {
  const clock = clockFrom();
  const commune = new Commune(clock.now);
  const phone = await enrolledPhone({ now: clock.now, epoch: commune.epoch });
  const { db, registry, host } = phone;
  for (let i = 1; i <= count; i++) await db.append(confirmation(`i${i}`));
  const sleep = async (/** @type {number} */ ms) => void clock.pass(ms);
  /** @type {import("../../sync/engine.js").Means} */
  const means = { fetch: commune.fetch, now: clock.now, random: () => 0.5, locks: host.locks, app: "build", sleep };
  const states = async () => (await db.outbox()).entries.map(entryState);
  return { clock, commune, db, registry, means, states, host };
}

/** @param {Commune} commune @param {(turn: any, arrive: () => any) => any} spoil what comes back, or throws */
const spoilt = (commune, spoil) => /** @type {any} */ (async (/** @type {any} */ url, /** @type {any} */ init) => {
  return spoil(init, () => commune.fetch(url, init));
});

const noNetwork = () => {
  throw new TypeError("Failed to fetch");
};

test("everything arrives once, and the documents come", async () => {
  const { commune, db, means, states } = await setting(130);
  for (let i = 1; i <= 450; i++) commune.change("item", `i${i}`, { name: `Mẫu ${i}` });
  const done = await drain({ db, ...means });
  assert.deepEqual(done, { sent: 130, received: 130, changes: 450, more: false, outcome: "ok" });
  assert.deepEqual(commune.bodies.map(({ body }) => body.n), Array.from({ length: 130 }, (_, i) => i + 1));
  assert.deepEqual(new Set(await states()), new Set(["received"]));
  assert.equal((await db.docs("item")).length, 450);
  assert.deepEqual(commune.turns.map(({ events }) => events.length), [100, 30, 0]);
  assert.equal((await turn({ db, ...means })).more, false);
});

test("one turn at a time, whoever asks", async () => {
  const { commune, db, means } = await setting(3);
  const results = await Promise.all([drain({ db, ...means }), drain({ db, ...means }), turn({ db, ...means })]);
  assert.deepEqual(results.map(({ outcome }) => outcome), ["ok", "busy", "busy"]);
  assert.equal(commune.turns.length, 1);
});

test("request lost: nothing happened, and it goes again", async () => {
  const { commune, db, means, states } = await setting(2);
  const lost = await drain({ db, ...means, fetch: /** @type {any} */ (noNetwork) });
  assert.deepEqual([lost.outcome, lost.received, ...(await states())], ["offline", 0, "saved", "saved"]);
  assert.equal((await turn({ db, ...means })).outcome, "waiting");
  assert.equal((await drain({ db, ...means, by: "online" })).received, 2);
  assert.equal(commune.ledger.length, 2);
});

test("answer lost after commit, or cut: saved stays saved, and again gives the same receipt", async () => {
  const { clock, commune, db, means, states } = await setting(2);
  const seen = [];
  for (const fetch of [
    spoilt(commune, async (_, arrive) => (await arrive(), noNetwork())),
    spoilt(commune, async (_, arrive) => new Response((await (await arrive()).text()).slice(0, -20), { status: 200 })),
  ]) {
    seen.push((await drain({ db, ...means, fetch })).outcome);
    assert.deepEqual(await states(), ["saved", "saved"]);
    clock.pass(10 * MINUTE);
  }
  assert.deepEqual(seen, ["offline", "portal"]);
  await drain({ db, ...means });
  assert.deepEqual([...(await states()), commune.ledger.length], ["received", "received", 2]);
  const { entries } = await db.outbox();
  assert.deepEqual(entries.map(({ receipt }) => receipt), commune.ledger);
});

for (const status of [200, 201, 302, 400, 401, 403, 404, 413, 429, 500, 502, 503]) {
  test(`an answer ${status} without the marker: nothing happened`, async () => {
    const { commune, db, means } = await setting(2);
    await drain({ db, ...means });
    await db.append(confirmation("i3"));
    commune.orders = ["wipe"];
    const before = await db.outbox();
    const page = `{"receipts":[],"need":[[1,3]],"tip":99,"reset":true,"epoch":"x","orders":["wipe"],"problem":{"code":"x"}}`;
    for (const text of [page, "<html>Đăng nhập Wi-Fi</html>", "", "null"]) {
      const fetch = /** @type {any} */ (async () => new Response(text, { status }));
      assert.equal((await turn({ db, ...means, fetch })).outcome, "portal");
      const { failures, nextTry, stumbles, outcome, batch, probe, ...after } = await db.outbox();
      const { failures: a, nextTry: b, stumbles: c, outcome: d, batch: e, probe: f, ...same } = before;
      assert.deepEqual(after, same);
      await db.apply({ sync: { nextTry: null } });
    }
  });
}

test("a stale answer of ours to another turn: nothing happened", async () => {
  const { commune, db, means, states } = await setting(1);
  const fetch = spoilt(commune, async (_, arrive) => json({ ...(await (await arrive()).json()), rid: "another" }));
  assert.equal((await turn({ db, ...means, fetch })).outcome, "portal");
  assert.deepEqual(await states(), ["saved"]);
});

test("thirty seconds of silence end a turn; a slow answer that keeps coming does not", async () => {
  const { commune, db, means, states } = await setting(1);
  const silent = /** @type {any} */ (() => new Promise(() => {}));
  assert.equal((await turn({ db, ...means, fetch: silent, silence: 20 })).outcome, "timeout");
  const slowly = spoilt(commune, async (_, arrive) => {
    const bytes = new Uint8Array(await (await arrive()).arrayBuffer());
    const pieces = [0, 1, 2, 3].map((k) => bytes.slice((bytes.length * k) / 4, (bytes.length * (k + 1)) / 4));
    const pull = async (/** @type {ReadableStreamDefaultController} */ stream) => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      const piece = pieces.shift();
      if (piece) stream.enqueue(piece);
      else stream.close();
    };
    return new Response(new ReadableStream({ pull }));
  });
  await db.apply({ sync: { nextTry: null } });
  assert.equal((await drain({ db, ...means, fetch: slowly, silence: 100 })).outcome, "ok");
  assert.deepEqual(await states(), ["received"]);
});

for (const [how, fail] of /** @type {[string, () => any][]} */ ([
  ["answers 500", () => problem(500, "internal")],
  ["answers 413", () => problem(413, "too_large")],
  ["breaks the connection", noNetwork],
])) {
  test(`a poison event (the server ${how}) holds back no other, is set aside, and goes when the cause is gone`, async () => {
    const { clock, commune, db, means, states } = await setting(12);
    let poison = true;
    const isPoison = (/** @type {any} */ { body }) => body.includes('"n":5,');
    const fetch = spoilt(commune, (init, arrive) => (poison && turnOf(init).events.some(isPoison) ? fail() : arrive()));
    for (let k = 0; k < 20; k++) await drain({ db, ...means, fetch, by: k % 4 ? "timer" : "navigation" }).then(() => clock.pass(MINUTE));
    const expected = Array(12).fill("received");
    expected[4] = "aside";
    assert.deepEqual(await states(), expected);
    assert.equal((await db.outbox()).entries[4].aside?.code, "unsendable");
    poison = false;
    const before = commune.turns.length;
    await drain({ db, ...means, fetch });
    assert.equal(commune.turns.slice(before).flatMap(({ events }) => events).length, 0, "not within the day");
    clock.pass(DAY);
    await drain({ db, ...means, fetch });
    assert.equal((await states())[4], "received");
    assert.equal(commune.ledger.length, 12);
  });
}

test("the button tries again at once what was set aside", async () => {
  const { commune, db, means, states } = await setting(3);
  commune.refuses = ({ n }) => (n === 2 ? "full" : null);
  await drain({ db, ...means });
  assert.deepEqual(await states(), ["received", "aside", "received"]);
  commune.refuses = () => null;
  await drain({ db, ...means });
  assert.equal((await states())[1], "aside");
  await drain({ db, ...means, by: "button" });
  assert.deepEqual(await states(), ["received", "received", "received"]);
});

test("restored from a backup, announced or not, twice: the phone gives everything back", async () => {
  const { commune, db, means, states } = await setting(6);
  commune.change("item", "i1", { name: "A" });
  commune.change("round", "r1", { no: "1" });
  await drain({ db, ...means });
  for (const left of [2, 0]) {
    commune.restore(left);
    commune.changes = [];
    commune.change("item", "i1", { name: "B" });
    await drain({ db, ...means });
    assert.deepEqual(new Set(await states()), new Set(["received"]));
    assert.equal(commune.ledger.length, 6);
    assert.deepEqual((await db.docs("item")).map(({ name }) => name), ["B"]);
    assert.deepEqual(await db.docs("round"), [], "what the new history does not know is gone");
    assert.equal((await db.outbox()).resetting, false);
  }
  commune.bodies.splice(3, 1);
  commune.ledger.splice(3, 1);
  await turn({ db, ...means });
  assert.equal((await states())[3], "saved", "it lost one without saying so");
  await drain({ db, ...means });
  assert.equal((await states())[3], "received");
});

test("a receipt of a storing that a copy of the folder undid deletes nothing, and ends when the event is heard of again", async () => {
  const { clock, commune, db, means } = await setting(1);
  await drain({ db, ...means });
  const [{ body }] = await db.events([1]);
  const receiptsOf = async () => (await db.outbox()).entries.map(({ receipt }) => receipt?.seq);
  // The folder is replaced by an older copy, which nobody announces and no mark betrays; then another phone's event
  // takes the first seq, and this one comes again by a request that is minutes late.
  [commune.ledger, commune.bodies] = [[], []];
  clock.pass(20 * MINUTE);
  commune.take(JSON.stringify({ id: "another's", n: 7, prev: "" }));
  commune.take(body);
  commune.bodies.shift();
  commune.keep = 1;
  await drain({ db, ...means });
  assert.deepEqual(await receiptsOf(), [1], "nobody tells it: the event is there, and `need` is empty");
  clock.pass(30 * DAY - 10 * MINUTE);
  await drain({ db, ...means }); // hears today's `now`, by which its receipt is old enough
  await drain({ db, ...means });
  assert.deepEqual(commune.turns.at(-1)?.events.length, 1, "it is sent once more");
  assert.deepEqual(await receiptsOf(), [2], "it has no backup yet: it stays, with the receipt of this history");
  commune.keep = 2;
  await drain({ db, ...means });
  await drain({ db, ...means });
  assert.deepEqual(await receiptsOf(), [2], "it is not old enough yet in this history");
  clock.pass(MINUTE * 20);
  await drain({ db, ...means });
  await drain({ db, ...means });
  assert.deepEqual(await receiptsOf(), []);
});

test("a browser killed in the middle of a reset begins that pull again, and ends it", async () => {
  const { commune, db, means } = await setting(1);
  for (let i = 1; i <= 250; i++) commune.change("item", `i${i}`, { name: "A" });
  await drain({ db, ...means });
  commune.restore();
  commune.changes = commune.changes.slice(0, 210).map((change) => ({ ...change, doc: { name: "B" } }));
  assert.equal((await turn({ db, ...means })).more, true);
  const half = await db.docs("item");
  assert.deepEqual(half.map(({ name }) => name).sort().join(""), "A".repeat(50) + "B".repeat(200));
  await drain({ db, ...means });
  assert.equal((await db.docs("item")).map(({ name }) => name).join(""), "B".repeat(210));
});

test("a cloned phone finds out, makes no more events, and still sends what it has", async () => {
  const { clock, commune, db, means, states } = await setting(3);
  const twin = await enrolledPhone({ now: clock.now, epoch: commune.epoch });
  for (let i = 1; i <= 5; i++) await twin.db.append(confirmation(`x${i}`));
  await drain({ db: twin.db, ...means });
  await drain({ db, ...means });
  assert.deepEqual(await states(), ["aside", "aside", "aside"]);
  assert.equal((await db.outbox()).closed, "cloned");
  await assert.rejects(db.append(confirmation("i9")), { code: "cloned" });
  assert.equal(commune.ledger.length, 8);
});

test("revoked with unsent events: pulled data goes, the events arrive, then the key goes", async () => {
  const { clock, commune, db, means, states } = await setting(2);
  commune.change("item", "i1", { name: "A" });
  await drain({ db, ...means });
  await db.append(confirmation("i3"));
  commune.orders = ["wipe"];
  commune.holds = () => "revoked";
  await drain({ db, ...means });
  const { closed, cursor } = await db.outbox();
  assert.deepEqual([closed, cursor, await db.docs("item")], ["revoked", null, []]);
  assert.deepEqual(await states(), ["received", "received", "aside"]);
  commune.keep = 99;
  clock.pass(31 * DAY);
  await turn({ db, ...means });
  assert.equal((await states()).length, 3, "they are sent once more first");
  await turn({ db, ...means });
  assert.deepEqual([await states(), await db.tokens()], [[], null]);
  assert.equal((await turn({ db, ...means })).outcome, "nothing");
});

test("token unknown: it is shown, and capture goes on", async () => {
  const { commune, db, means, states } = await setting(1);
  const fetch = /** @type {any} */ (async () => problem(401, "unknown_token"));
  assert.equal((await drain({ db, ...means, fetch })).outcome, "refused");
  const { closed, problem: shown } = await db.outbox();
  assert.deepEqual([closed, shown?.code], ["unknown", "unknown_token"]);
  await db.append(confirmation("i2"));
  await drain({ db, ...means, by: "save" });
  assert.deepEqual([...(await states()), (await db.outbox()).closed, commune.ledger.length], ["received", "received", null, 2]);
});

test("what a clerk imported from the phone's file gets its own receipt at the next turn", async () => {
  const { commune, db, means, states } = await setting(3);
  const unknown = /** @type {any} */ (async () => problem(401, "unknown_token"));
  await drain({ db, ...means, fetch: unknown });
  const saved = await db.events([1, 2, 3]);
  const imported = [0, 2].map((k) => commune.take(saved[k].body));
  assert.deepEqual(await states(), ["saved", "saved", "saved"], "nobody told the phone yet");
  await drain({ db, ...means, by: "button" });
  const { entries } = await db.outbox();
  assert.deepEqual([entries[0].receipt, entries[2].receipt], imported);
  assert.deepEqual([...(await states()), commune.ledger.length], ["received", "received", "received", 3]);
});

test("the order to update stops no push and closes nothing", async () => {
  const { commune, db, means, states } = await setting(2);
  commune.orders = ["update"];
  await drain({ db, ...means });
  const { closed, orders } = await db.outbox();
  assert.deepEqual([...(await states()), closed, orders], ["received", "received", null, ["update"]]);
  commune.orders = [];
  await drain({ db, ...means });
  assert.deepEqual((await db.outbox()).orders, [], "fulfilled");
});

test("limits: 429 with Retry-After is waited out, and a button ends the wait", async () => {
  const { clock, commune, db, means } = await setting(1);
  const fetch = /** @type {any} */ (async () => problem(429, "too_many", { "Retry-After": "120" }));
  assert.equal((await drain({ db, ...means, fetch })).outcome, "refused");
  clock.pass(119_000);
  assert.equal((await drain({ db, ...means })).outcome, "waiting");
  assert.equal((await drain({ db, ...means, by: "button" })).outcome, "ok");
  assert.equal(commune.ledger.length, 1);
});

test("a short outage is sat out within one drain, a long one is not", async () => {
  const { commune, db, means } = await setting(4);
  let down = 2;
  const fetch = spoilt(commune, (_, arrive) => (down-- > 0 ? problem(503, "unavailable") : arrive()));
  assert.equal((await drain({ db, ...means, fetch })).received, 4);
  await db.append(confirmation("i5"));
  down = 99;
  assert.equal((await drain({ db, ...means, fetch })).outcome, "refused");
  assert.ok(down > 80);
});

test("the phone is full while documents come: what was received stays received, and the cursor waits", async () => {
  const { commune, db, means, states } = await setting(1);
  commune.change("item", "i1", { name: "A" });
  const apply = db.apply.bind(db);
  db.apply = async (step) => {
    if (step.docs?.changes) throw Object.assign(new Error("quota"), { code: "quota" });
    return apply(step);
  };
  assert.equal((await drain({ db, ...means })).outcome, "quota");
  assert.deepEqual([...(await states()), (await db.outbox()).cursor], ["received", null]);
  db.apply = apply;
  await drain({ db, ...means });
  assert.equal((await db.docs("item")).length, 1);
});

test("an event saved during a turn is neither lost nor taken for received", async () => {
  const { commune, db, means, states } = await setting(1);
  const fetch = spoilt(commune, async (_, arrive) => {
    const answer = await arrive();
    await db.append(confirmation("i2"));
    return answer;
  });
  await turn({ db, ...means, fetch });
  assert.deepEqual(await states(), ["received", "saved"]);
  assert.equal((await db.outbox()).closed, null);
  await drain({ db, ...means });
  assert.deepEqual(await states(), ["received", "received"]);
});

test("a server that gives no receipts is not asked for ever", async () => {
  const { commune, db, means, states } = await setting(2);
  const fetch = spoilt(commune, async (_, arrive) => json({ ...(await (await arrive()).json()), receipts: [], need: [] }));
  assert.deepEqual((await drain({ db, ...means, fetch })).received, 0);
  assert.ok(commune.turns.length <= 3);
  assert.deepEqual(await states(), ["saved", "saved"]);
});

test("two people on one phone: whoever is in, both are sent", async () => {
  const { clock, commune, registry, db, means, states } = await setting(2);
  const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const person = { id: "p2", name: "Kiên Văn Thử", role: "volunteer" };
  const second = await registry.adopt({ ...db.device, device: "phone-2", person, keys, token: "u", send: "v", epoch: commune.epoch, pin: PIN, createdAt: clock.now() + 1 });
  assert.equal(await registry.current(), "phone-2");
  await second.append(confirmation("j1"));
  /** @type {string[]} */
  const tokens = [];
  // Each device has its own numbers, so each gets a commune of its own here.
  const other = new Commune(clock.now);
  other.epoch = commune.epoch;
  const fetch = /** @type {any} */ ((/** @type {any} */ url, /** @type {any} */ init) => {
    tokens.push(init.headers.Authorization);
    return (tokens.at(-1) === "Bearer u" ? other : commune).fetch(url, init);
  });
  const { received, outcome } = await drain({ registry, ...means, fetch });
  assert.deepEqual([received, outcome, ...(await states())], [3, "ok", "received", "received"]);
  assert.deepEqual(tokens, ["Bearer u", "Bearer s"], "the current one first; the other is locked, and only sends");
});

test("a person whose storage is gone does not keep the others from being sent", async () => {
  const { commune, registry, db, means, states } = await setting(1);
  const broken = { ...db.device, device: "phone-0", keys: /** @type {any} */ (await db.keys()), token: "t", send: "s", epoch: "e1", pin: PIN, createdAt: 1 };
  const other = await registry.adopt(broken);
  other.outbox = () => Promise.reject(new Error("storage"));
  const { outcome } = await drain({ registry, ...means });
  assert.deepEqual([outcome, ...(await states()), commune.ledger.length], ["broken", "received", 1]);
});

test("requests are compressed, and carry no cookie", async () => {
  const { commune, db, means } = await setting(20);
  /** @type {any} */
  let init;
  const fetch = spoilt(commune, (given, arrive) => ((init = given), arrive()));
  await turn({ db, ...means, fetch });
  assert.equal(init.headers["Content-Encoding"], "gzip");
  assert.deepEqual([init.credentials, init.redirect, init.cache], ["omit", "manual", "no-store"]);
  assert.ok(init.body.byteLength < 20 * 600, `${init.body.byteLength} bytes for 20 confirmations`);
});
