// The kinds of days that a simulation knows: the random mix, and what deserves a day of its own.
import { pause } from "./commune.js";
import { Phone } from "./phone.js";
import { must } from "./witness.js";
import { confirmed } from "./work.js";

/** @typedef {import("./world.js").Profile} Profile */
/** @typedef {import("./world.js").World} World */

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;
/** @type {Record<string, number>} */
const FAIR = { none: 1000, drop_before: 0, late: 0, park_before: 0, park_after: 0, stale: 0, garbled: 0 };

/** @param {World} world @param {number} count each phone records so much */
async function everybodyWorks(world, count) {
  for (const phone of world.phones) for (let i = 0; i < count; i++) await world.step("work", phone);
}

/** @param {World} world Everybody returns within one second, and commits are slow. */
async function rush(world) {
  await world.steps(6);
  for (const phone of world.phones) await world.step("release", phone);
  await everybodyWorks(world, 4);
  world.commune.pull({ slow: 0.01 });
  world.crowded = world.loose = true;
  world.trace.length = 0;
  const weather = world.weather;
  world.weather = { none: 70, drop_after: 10, duplicate: 10, cut: 10 };
  const acts = (async () => {
    for (let i = 0; i < 6; i++) await world.office.act();
  })();
  await Promise.all([...world.phones.map((phone) => phone.send("online")), acts]);
  await Promise.all(world.phones.map((phone) => phone.send("navigation")));
  world.weather = weather;
  world.crowded = false;
  world.commune.pull({ slow: 0 });
  world.trace.length = 0;
  for (const phone of world.phones) phone.network.met.length = 0;
}

/** @param {World} world */
async function twoRestores(world) {
  await world.steps(10);
  await world.backup(false);
  await world.steps(8);
  await world.backup(true);
  await world.steps(8);
  world.log(await world.restore(-1));
  await world.steps(8);
  world.log(await world.restore(world.chance.below(2)));
  await world.steps(6);
}

/** @param {World} world The first phone's storage is copied onto another, and both are used. */
async function clones(world) {
  const [phone] = world.phones;
  await world.steps(8);
  const twin = await Phone.copy(phone);
  world.phones.push(twin);
  await world.steps(10);
  for (const each of [phone, twin]) await world.step("work", each);
  world.after = async () => {
    const closed = await Promise.all([phone, twin].map(async ({ db }) => (await db.outbox()).closed));
    must(closed.includes("cloned"), "two phones with one key, and neither knows");
  };
}

/** @param {World} world A phone is set back to an older state of its storage. */
async function rolledBack(world) {
  const [phone] = world.phones;
  await world.steps(8);
  await world.step("release", phone);
  const old = await phone.disk.copy();
  await everybodyWorks(world, 1);
  world.calm = true;
  await phone.send("button");
  await phone.release();
  await phone.send("button");
  world.calm = false;
  await phone.becomes(old);
  await world.steps(10);
  world.after = async () => must((await phone.db.outbox()).closed === "cloned", "a phone was set back, and does not know");
}

/** @param {World} world One event breaks whatever carries it; the others go on. */
async function poison(world) {
  const [phone] = world.phones;
  for (let i = 0; i < 6; i++) await world.step("work", phone);
  if (!phone.saved.length) return;
  const bad = world.chance.pick(phone.saved);
  phone.network.poison = { id: bad.id, how: world.chance.pick(["problem", "broken"]) };
  world.weather = { none: 1 };
  world.silence = 0;
  for (let i = 0; i < 20; i++) {
    world.log(await phone.send(i % 4 ? "timer" : "navigation"));
    world.pass(MINUTE);
  }
  const { entries } = await phone.look();
  for (const { id, receipt, aside, n } of entries) {
    if (id === bad.id) must(aside && !receipt, `n ${n} cannot be sent, and is not set aside`);
    else must(receipt, `n ${n} waits for one that cannot be sent`);
  }
}

/** @param {World} world Months go by; phones forget what every backup holds, and nothing else. */
async function months(world) {
  await everybodyWorks(world, 2);
  await world.steps(8);
  if (world.chance.happens(0.7)) await world.backup(true);
  await world.steps(6);
  world.pass(29 * DAY - 90 * MINUTE - 777); // never exactly a month, which real milliseconds would decide
  if (world.chance.happens(0.7)) await world.backup(true);
  await world.steps(6);
  world.pass(2 * DAY);
  for (const phone of world.phones) phone.skew = 0;
  await world.steps(8);
  if (world.chance.happens(0.5)) await world.backup(true);
  world.pass(31 * DAY);
  await world.steps(8);
  const newest = world.backups.at(-1);
  if (newest && world.now - newest.at < 30 * DAY) world.log(await world.restore(-1));
  await world.steps(4);
}

/**
 * A copy takes the folder's place. What locked phones had handed in meanwhile is gone, and no mark tells them: the first
 * one hears of it by `need`; of the second one late requests bring it back, so that its receipts are of a storing that
 * never was. Only the answer to the very turn may let them forget; and one that resets may not, however old all is.
 * @param {World} world
 */
async function forgetful(world) {
  const { phones } = world;
  const everybody = async (/** @type {string} */ fault, locked = false, whose = phones) => {
    for (const phone of whose) world.log(await phone.send("button", fault, locked));
    for (const phone of phones) await world.lookAt(phone);
  };
  await everybodyWorks(world, 2);
  await everybody("none");
  await world.backup(false);
  await everybodyWorks(world, 2);
  await everybody("late", true, phones.slice(1));
  await everybody("none", true);
  world.pass(DAY);
  world.log(await world.restore(-1));
  for (const arrive of world.later.splice(0)) await arrive();
  await everybody("none");
  world.pass(29 * DAY + 60 * MINUTE);
  await world.backup(true);
  for (let i = 0; i < 3; i++) await everybody("none");
  await world.steps(6);
  world.pass(2 * DAY);
  for (const phone of phones) await world.step("release", phone);
  await everybody("drop_after");
  await everybody("none");
  world.log(await world.restore(-1));
  for (let i = 0; i < 2; i++) await everybody("none");
  await world.steps(6);
}

/** @param {World} world The server is killed at any instant while phones come back and clerks work. */
async function shot(world) {
  await world.steps(6);
  for (const phone of world.phones) await world.step("release", phone);
  world.loose = true;
  for (let i = 0; i < 5; i++) {
    await everybodyWorks(world, 2);
    world.crowded = true;
    world.commune.pull({ slow: world.chance.pick([0, 0.005]) });
    const coming = world.phones.map(async (phone) => `${await phone.send("online")} ${await phone.handIn()}`);
    const acts = Promise.resolve(world.office.act()).catch(() => "");
    await pause(world.chance.below(60));
    await world.step("kill");
    await Promise.all([...coming, acts]);
    world.crowded = false;
    await world.witness.recall();
    for (const phone of world.phones) await world.lookAt(phone);
    world.pass(11 * MINUTE);
  }
  world.commune.pull({ slow: 0 });
  world.trace.length = 0;
}

/** @param {World} world What was sent before a restore arrives after it, and the phone had its receipt of another way. */
async function lateRestored(world) {
  for (let i = 0; i < 2; i++) {
    await world.steps(6);
    await world.backup();
    for (const phone of world.phones) {
      await world.step("release", phone);
      await world.step("work", phone);
      world.log(await phone.send("button", "late"));
      world.log(await phone.send("button", "none"));
      world.log(await phone.handIn());
    }
    world.log(await world.restore(-1));
    for (const arrive of world.later.splice(0)) await arrive();
    await world.steps(8);
  }
}

/** @param {World} world A phone is revoked while it holds events; they arrive all the same, held, and what it pulled goes. */
async function revoked(world) {
  const [phone] = world.phones;
  await world.steps(10);
  phone.revoked = true;
  const done = await world.commune.act(`devices/${phone.device}/revoke`, [["event_id", `revoke ${world.slot.slot}`], ["common", "mất máy"], ["reason", ""]]);
  must(done, "a phone cannot be revoked");
  await everybodyWorks(world, 1);
  await world.steps(10);
  world.after = async () => must((await phone.db.outbox()).closed === "revoked", "a phone was revoked, and does not know");
}

/** @param {World} world Clocks jump, at last right after a failure. */
async function jumpy(world) {
  await world.steps(20);
  for (const phone of world.phones) {
    await world.step("release", phone);
    phone.skew = 400 * DAY;
    world.log(await phone.send("online", "drop_before"));
    phone.skew = 0;
  }
}

/** @param {World} world An item leaves a phone by an answer that is on its way while something is recorded about it. */
async function leaving(world) {
  await world.steps(10);
  for (const phone of world.phones) {
    await world.step("release", phone);
    world.log(await phone.send("button", "none"));
    const held = await phone.db.docs("round");
    if (!held.length) continue;
    const { id, items } = held[0];
    const other = world.people.find(({ id: person }) => person !== phone.person.id);
    world.log(await world.office.reassign(id, /** @type {any} */ (other)));
    world.log(await phone.send("button", "park_after"));
    for (const item of items) world.log(await phone.record(confirmed(phone, item)));
    world.log(await phone.release());
    await phone.look();
  }
  await world.steps(6);
}

/**
 * A phone is locked while an answer with documents is on its way; and its PIN is forgotten with events that nobody has.
 * @param {World} world
 */
async function locked(world) {
  await world.steps(6);
  for (const phone of world.phones) {
    await world.step("release", phone);
    world.log(await world.office.pack(phone.person, 1));
    world.log(await phone.send("button", "park_after"));
    phone.registry.lock();
    world.log(await phone.release());
    await world.lookAt(phone);
    await world.step("work", phone);
    if (world.chance.happens(0.5)) await world.step("forget", phone);
    world.log(await phone.send("button", "none", world.chance.happens(0.5)));
  }
  await world.steps(8);
}

/** @type {Record<string, Profile>} */
export const PROFILES = {
  mix: { name: "mix" },
  long_pull: { name: "long_pull", page: 1, weather: { park_after: 60 }, acts: { work: 40, office: 25, release: 30 } },
  scope: { name: "scope", acts: { office: 45, send: 22 } },
  weak_phone: { name: "weak_phone", acts: { die: 30, restart: 10 } },
  poison: { name: "poison", phones: 1, script: poison, weather: FAIR },
  clones: { name: "clones", phones: 2, script: clones },
  rolled_back: { name: "rolled_back", phones: 2, script: rolledBack },
  rush: { name: "rush", phones: 4, script: rush },
  months: { name: "months", fresh: true, phones: 2, script: months },
  killed: { name: "killed", steps: 24, acts: { kill: 2, die_before: 5, die_after: 5, die_later: 5 } },
  restored: { name: "restored", steps: 36, early: true, acts: { backup: 4, restore: 3, kill: 1 } },
  late_restored: { name: "late_restored", script: lateRestored },
  forgetful: { name: "forgetful", fresh: true, phones: 2, script: forgetful, silence: 0 },
  shot: { name: "shot", phones: 3, script: shot, weather: { none: 400, park_before: 0, park_after: 0 } },
  pictures: {
    name: "pictures",
    steps: 60,
    acts: { send: 50, files: 40, office: 2, jump: 0 },
    weather: { none: 400 },
    fileWeather: { drop_before: 20, portal_page: 20 },
  },
  pictures_back: {
    name: "pictures_back",
    steps: 60,
    acts: { send: 50, files: 40, office: 2, jump: 0, backup: 6, restore: 4 },
    told: 0,
    weather: { none: 400 },
  },
  tight: { name: "tight", acts: { full: 14, server_full: 14 } },
  rescue: { name: "rescue", acts: { work: 60, rescue: 14, send: 20 } },
  quiet_restored: { name: "quiet_restored", steps: 50, told: 0, weather: { drop_before: 30, cut: 10 }, acts: { backup: 5, restore: 3 } },
  jumpy: { name: "jumpy", script: jumpy, weather: { drop_before: 20 }, acts: { jump: 14 } },
  captive: { name: "captive", weather: { portal_page: 12, portal_login: 12, portal_redirect: 8, portal_json: 12, stale: 12 } },
  revoked: { name: "revoked", script: revoked },
  leaving: { name: "leaving", script: leaving },
  locked: { name: "locked", script: locked, acts: { forget: 6 } },
  power: { name: "power", steps: 24, acts: { die_later: 8 } },
  gaps: { name: "gaps", weather: { garbled: 30 } },
  two_restores: { name: "two_restores", script: twoRestores },
};

/** Which day a seed is: most are the mix; what costs a new server process comes less often. */
const WEEK = [
  ..."mix mix long_pull mix scope mix weak_phone pictures clones mix rush mix months mix poison tight rolled_back mix".split(" "),
  ..."killed mix captive mix scope jumpy restored rescue gaps mix leaving two_restores".split(" "),
  ..."power forgetful revoked locked mix quiet_restored pictures_back late_restored shot weak_phone mix".split(" "),
];

/** @param {number} seed @returns {Profile} */
export const profileOf = (seed) => PROFILES[WEEK[seed % WEEK.length]];
