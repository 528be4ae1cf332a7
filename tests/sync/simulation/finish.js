// The end of a run: faults stop, every phone drains, and then what was promised is held against what is there.
import { must } from "./witness.js";

/** @typedef {import("./world.js").World} World */
/** @typedef {import("./phone.js").Phone} Phone */

/** Rounds of sending in which a phone in good weather must come to rest. */
const MOST_ROUNDS = 12;
const TYPES = ["commune", "item", "round", "hamlet", "procedure", "form", "shift"];

/** @param {World} world */
export async function finished(world) {
  const { phones, witness, commune } = world;
  world.calm = true;
  for (const arrive of world.later.splice(0)) await arrive();
  for (const phone of phones) if (phone.sending) await phone.release();
  world.pass(11 * 60 * 1000);
  let quiet = 0;
  for (let round = 0; quiet < 2; round++) {
    must(round < MOST_ROUNDS, `stuck: ${await restless(phones)}`);
    for (const phone of phones) {
      // The button is for what was set aside; all else must go by itself, and at once after eleven quiet minutes.
      const said = await phone.send(round % 3 === 2 ? "button" : "timer");
      await phone.handIn();
      // A clock that was set back by less than half an hour may cost one wait of ten minutes, not more.
      must(round === 0 || !said.startsWith("waiting"), `${phone.name} waits although nothing has failed for long`);
      const { closed } = await phone.look();
      if (closed === "unknown") await phone.enrol();
    }
    if (witness.found.length) throw witness.found[0];
    world.pass(11 * 60 * 1000);
    // Once more when all is in: what the others handed in last changed documents too.
    quiet = (await restless(phones)) ? 0 : quiet + 1;
  }
  const rows = await commune.backroom.do("ledger", { folder: commune.data, after: witness.after });
  await kept(world, rows);
  for (const phone of phones) await alike(world, phone);
  await world.after?.();
  const wrong = await commune.backroom.do("folded", { folder: commune.data, items: world.slot.items });
  must(wrong.length === 0, `custody does not agree with folding: ${wrong[0]}`);
  const checked = await commune.backroom.do("verify", { folder: commune.data });
  must(checked.ok, `verify: seq ${checked.bad}: ${checked.why}`);
}

/** @param {Phone[]} phones @returns {Promise<string>} what is not at rest yet, "" if all is */
async function restless(phones) {
  const found = [];
  for (const phone of phones) {
    const outbox = await phone.db.outbox();
    const waiting = await phone.db.waiting();
    const aside = outbox.entries.filter((/** @type {any} */ { aside }) => aside).length;
    const files = (await phone.db.files.unsent()).length;
    if (waiting || aside || files || outbox.resetting || outbox.outcome !== "ok") {
      found.push(`${phone.name}: ${waiting} waiting, ${aside} aside, ${files} files, ${outbox.outcome}${outbox.resetting ? ", resetting" : ""}`);
    } else if (outbox.closed === "unknown") found.push(`${phone.name}: token unknown`);
  }
  return found.join(" · ");
}

/** @param {World} world @param {any[]} rows Each event that was called saved is there exactly once, unaltered; and nothing else. */
async function kept(world, rows) {
  const { phones } = world;
  const ours = rows.filter(({ device }) => phones.some((phone) => phone.device === device));
  const byHash = new Map(ours.map((row) => [row.hash, row]));
  must(byHash.size === ours.length, "an event is in the ledger twice");
  const saved = phones.flatMap((phone) => phone.saved.map((event) => ({ ...event, device: phone.device })));
  for (const { hash, id, n, device, body, kind, photo } of saved) {
    const row = byHash.get(hash);
    must(row, `lost: n ${n} (${kind})`);
    must(row.id === id && row.n === n && row.device === device && row.body === body, `altered: n ${n}`);
    must(!photo || world.album.has(photo), `lost: the photo of n ${n}`);
  }
  const known = new Set(saved.map(({ hash }) => hash));
  const more = ours.filter(({ hash }) => !known.has(hash)).length;
  must(more <= phones.reduce((sum, { unsure }) => sum + unsure, 0), `${more} events in the ledger that nobody saved`);
  for (const phone of phones) {
    const { entries } = await phone.look();
    for (const { hash, receipt, n } of entries) {
      must(byHash.has(hash) && phone.stands(receipt), `${phone.name}: n ${n}: the receipt is not what the ledger says`);
    }
  }
  const order = phones.map(({ device }) => device);
  const lines = ours.map(({ device, n, status, kind, code }) => `${order.indexOf(device)}.${n} ${kind} ${status} ${code ?? ""}`);
  world.log((world.loose ? lines.sort() : lines).join("\n"));
  world.created = saved.length;
}

/** @param {World} world @param {Phone} phone What it pulled bit by bit is what the commune has for it, and what a fresh pull gives. */
async function alike({ commune }, phone) {
  await phone.awake();
  const { db, name, person, device, revoked } = phone;
  const told = revoked ? {} : await commune.backroom.do("documents", { folder: commune.data, person: person.id, device });
  const fresh = await pulled(commune, (await db.tokens()).token);
  must(JSON.stringify(told) === JSON.stringify(fresh), `${name}: a fresh pull is not what the commune has`);
  const here = new Map();
  for (const type of TYPES) for (const doc of await db.docs(type)) here.set(`${type} ${doc.id}`, doc);
  const { entries } = await db.outbox();
  for (const [key, doc] of Object.entries(told)) {
    if (!key.startsWith("event ")) {
      must(JSON.stringify(ordered(here.get(key) ?? null)) === JSON.stringify(ordered(doc)), `${name}: ${key} is not what the commune has`);
      here.delete(key);
      continue;
    }
    const entry = entries.find((/** @type {any} */ { id }) => id === doc.id);
    if (!entry) continue;
    const [seen, said] = [entry.fate, doc].map((fate) => fate && [fate.status, fate.code ?? null, fate.review ?? null]);
    must(JSON.stringify(seen) === JSON.stringify(said), `${name}: n ${entry.n} was told ${said}, knows ${seen}`);
  }
  must(here.size === 0, `${name}: ${[...here.keys()][0]} is still here`);
}

/** @param {import("./commune.js").Commune} commune @param {string} token @returns {Promise<any>} documents by type and id */
async function pulled(commune, token) {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  /** @type {Map<string, any>} */
  const fresh = new Map();
  let cursor = null;
  for (let more = true; more; ) {
    const turn = { protocol: 1, rid: "fresh", app: "sim", epoch: null, cursor, clock: new Date().toISOString(), have: null, events: [], limit: 7 };
    const reply = await commune.request("POST", "/sync", headers, JSON.stringify(turn));
    const answer = JSON.parse(reply.body.toString());
    for (const { type, id, rev, doc, gone } of answer.changes) {
      if (gone) fresh.delete(`${type} ${id}`);
      else fresh.set(`${type} ${id}`, { ...doc, id, rev });
    }
    ({ cursor, more } = answer);
  }
  return Object.fromEntries([...fresh.keys()].sort().map((key) => [key, ordered(fresh.get(key))]));
}

/** @param {any} doc */
const ordered = (doc) => doc && Object.fromEntries(Object.keys(doc).sort().map((key) => [key, doc[key]]));
