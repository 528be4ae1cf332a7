// Enrolment: one code, one key, whatever happens to the answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, utf8 } from "../../sync/bytes.js";
import { enrol, thumbprint } from "../../sync/enrol.js";
import { openRegistry } from "../../web/field/db.js";
import { confirmation, newHost, PIN } from "../field/host.js";
import { json, problem } from "./commune.js";

/** Invitations and the keys that spent them, as the server has them. */
class Desk {
  /** @type {Map<string, {person: string, device: string|null}>} */
  invitations = new Map();
  /** @type {Map<string, string>} person by device */
  devices = new Map();
  given = 0;

  /** @param {string} code @param {string} person */
  invite(code, person) {
    this.invitations.set(code, { person, device: null });
  }

  /** @type {any} */
  fetch = async (/** @type {string} */ url, /** @type {any} */ init) => {
    assert.equal(url, "/sync/enrol");
    const { code, public_key, proof } = JSON.parse(init.body);
    assert.ok(await isProof(public_key, proof, code));
    const device = await thumbprint(public_key);
    const invitation = this.invitations.get(code);
    if (!invitation) return problem(404, "code_unknown");
    if (invitation.device && invitation.device !== device) return problem(409, "code_used");
    const { person } = invitation;
    if ((this.devices.get(device) ?? person) !== person) return problem(409, "key_of_another");
    invitation.device = device;
    this.devices.set(device, person);
    const given = ++this.given;
    const facts = { person: { id: person, name: person, role: "volunteer" }, commune: { id: "c1", name: "Xã Mẫu" } };
    const tokens = { token: `t${given}`, send: `s${given}` };
    return json({ app: "tan-nha", device, ...facts, deployment: "dep", ...tokens, epoch: "e1", now: "2026-11-24T02:00:00.000Z" }, 201);
  };
}

/** @param {any} jwk @param {string} proof @param {string} code */
async function isProof(jwk, proof, code) {
  const key = await crypto.subtle.importKey("jwk", jwk, { name: "ECDSA", namedCurve: "P-256" }, true, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, decode(proof), utf8(`tan-nha-enrol\n${code}`));
}

/** @param {Desk} desk */
function setting(desk) {
  const host = newHost();
  const registry = openRegistry(host);
  const run = (/** @type {string} */ code, fetch = desk.fetch) =>
    enrol({ registry: registry.adoptingWith(PIN), fetch, code, label: "máy thử", app: "build", now: host.now, locks: host.locks });
  return { registry, run };
}

/** @param {Desk} desk */
const answerLost = (desk) => async (/** @type {any} */ url, /** @type {any} */ init) => {
  await desk.fetch(url, init);
  throw new TypeError("Failed to fetch");
};

test("a code makes the phone the device of one person; the private key cannot leave it", async () => {
  const desk = new Desk();
  desk.invite("CODE", "p1");
  const { registry, run } = setting(desk);
  const done = await run("CODE");
  assert.ok("device" in done);
  assert.equal(await registry.current(), done.device);
  const db = await registry.open(done.device);
  assert.deepEqual([db.device.person.id, db.device.deployment, (await db.outbox()).epoch], ["p1", "dep", "e1"]);
  assert.equal((await db.keys())?.privateKey.extractable, false);
  assert.equal(await registry.pending("CODE"), null);
  assert.equal((await db.append(confirmation("i1"))).n, 1);
});

test("answer lost: the same code goes again with the same key", async () => {
  const desk = new Desk();
  desk.invite("CODE", "p1");
  const { registry, run } = setting(desk);
  assert.deepEqual(await run("CODE", answerLost(desk)), { offline: true });
  assert.deepEqual(await registry.devices(), []);
  const done = await run("CODE");
  assert.ok("device" in done);
  assert.deepEqual([desk.devices.size, await (await registry.open(done.device)).tokens()], [1, { token: "t2", send: "s2" }]);
});

test("two taps at once are one device", async () => {
  const desk = new Desk();
  desk.invite("CODE", "p1");
  const { registry, run } = setting(desk);
  const [first] = await Promise.all([run("CODE"), run("CODE")]);
  assert.ok("device" in first);
  assert.equal((await registry.devices()).length, 1);
});

test("a portal's answer and a refusal", async () => {
  const desk = new Desk();
  const { registry, run } = setting(desk);
  const portal = /** @type {any} */ (async () => new Response("<html>", { status: 201 }));
  assert.deepEqual(await run("NOPE", portal), { offline: true });
  const refused = await run("NOPE");
  assert.ok("problem" in refused && refused.problem.code === "code_unknown");
  assert.deepEqual([await registry.devices(), await registry.pending("NOPE")], [[], null]);
});

test("a new invitation of the same person keeps key and outbox", async () => {
  const desk = new Desk();
  desk.invite("FIRST", "p1");
  desk.invite("AGAIN", "p1");
  const { registry, run } = setting(desk);
  const first = await run("FIRST");
  assert.ok("device" in first);
  const db = await registry.open(first.device);
  await db.append(confirmation("i1"));
  await db.apply({ sync: { closed: "unknown" } });
  const again = await run("AGAIN");
  assert.ok("device" in again);
  assert.equal(again.device, first.device);
  const { closed, entries } = await db.outbox();
  assert.deepEqual([closed, entries.length, (await db.tokens())?.token], [null, 1, "t2"]);
});

test("another person on the same phone gets a key of his own", async () => {
  const desk = new Desk();
  desk.invite("FIRST", "p1");
  desk.invite("SECOND", "p2");
  const { registry, run } = setting(desk);
  const [first, second] = [await run("FIRST"), await run("SECOND")];
  assert.ok("device" in first && "device" in second);
  assert.notEqual(second.device, first.device);
  assert.deepEqual([(await registry.devices()).length, await registry.current()], [2, second.device]);
});

test("a cloned phone enrols anew, with another key", async () => {
  const desk = new Desk();
  desk.invite("FIRST", "p1");
  desk.invite("ANEW", "p1");
  const { registry, run } = setting(desk);
  const first = await run("FIRST");
  assert.ok("device" in first);
  await (await registry.open(first.device)).apply({ sync: { closed: "cloned" } });
  const anew = await run("ANEW");
  assert.ok("device" in anew);
  assert.notEqual(anew.device, first.device);
});
