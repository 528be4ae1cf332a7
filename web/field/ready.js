// Whether a phone may leave the network: each thing that must hold on the road, what was found of it, and how bad it is.

/** @typedef {import("../../sync/outbox.js").Outbox} Outbox */
/**
 * ok: it holds · wait: better mended before going · bad: to be mended before going · unknown: this browser cannot tell.
 * @typedef {"ok" | "wait" | "bad" | "unknown"} State
 */
/** @typedef {"contact" | "papers" | "forms" | "app" | "unsent" | "clock" | "room" | "kept" | "camera" | "battery"} Matter */
/**
 * One thing that was looked at. `found` names its words: `field.ready.<matter>.<found>`.
 * @typedef {{matter: Matter, state: State, found: string, values?: Record<string, string | number>, to?: string}} Check
 */
/**
 * What only an open page can tell; each is left out where the browser does not say.
 * @typedef {object} Told
 * @property {boolean} asked whether the page has told at all
 * @property {boolean} [kept] the answer to `persist()`
 * @property {"granted" | "prompt" | "denied" | "none"} [camera]
 * @property {number} [battery] percent
 * @property {boolean} [charging]
 */
/**
 * @typedef {object} Facts
 * @property {Outbox} outbox
 * @property {number} unsent own events that the commune has not yet received
 * @property {number} aside own events that somebody at the commune has to look at
 * @property {{id: string, no: string, items: string[], accepted: boolean}[]} rounds open ones, each with all of its items
 * @property {Set<string>} items ids that are on this phone
 * @property {{procedures: number, forms: number, lacking: number}} handbook lacking: forms that a procedure names
 * @property {boolean} worker whether the app opens without a network
 * @property {string} build
 * @property {{usage: number, quota: number, kept: boolean}} storage bytes
 * @property {Told} told
 * @property {number} now ms
 */

const MINUTE = 60_000;
/** The commune was met this recently: what it changed since then will not be much. In ms. */
const FRESH = 60 * MINUTE;
/** How far the phone's clock may be off, in ms: from the first on it is said, from the second on a clerk must look (sync.md §2.10). */
export const OFF = 2 * MINUTE;
export const FAR_OFF = 10 * MINUTE;
/** Free room, in bytes, with which one goes gladly, and without which one does not: a day's work with photos is some 20 MB. */
const ROOMY = 200e6;
const CRAMPED = 50e6;
/** Charge in percent: for a day of doors, and for an hour of them. */
const CHARGED = 40;
const EMPTY = 15;

/** @type {State[]} what is to be done first */
const ORDER = ["bad", "wait", "unknown", "ok"];

/**
 * @param {Facts} facts
 * @returns {Check[]} what is to be done first; else in the order in which one packs
 */
export function checksOf(facts) {
  const looks = [contact, papers, forms, app, unsent, clock, room, kept, camera, battery];
  return looks.map((look) => look(facts)).sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

/**
 * Green only when all hold; what a browser cannot tell holds nobody back.
 * @param {Check[]} checks
 * @param {Told} told
 * @returns {"ok" | "wait" | "bad" | "looking"}
 */
export function verdictOf(checks, told) {
  if (checks.some(({ state }) => state === "bad")) return "bad";
  if (!told.asked) return "looking";
  return checks.some(({ state }) => state === "wait") ? "wait" : "ok";
}

/** @param {Facts} facts @returns {Check} */
function contact({ outbox, now }) {
  const matter = "contact";
  if (outbox.closed) return { matter, state: "bad", found: "closed" };
  if (outbox.contact === null) return { matter, state: "bad", found: "never" };
  const isFresh = Math.abs(now - outbox.contact) <= FRESH && outbox.failures === 0;
  return isFresh ? { matter, state: "ok", found: "ok" } : { matter, state: "wait", found: "old" };
}

/** @param {Facts} facts @returns {Check} */
function papers({ rounds, items, outbox }) {
  const matter = "papers";
  const all = rounds.flatMap((round) => round.items);
  const lacking = all.filter((id) => !items.has(id)).length;
  if (lacking > 0 || outbox.resetting) return { matter, state: "bad", found: "lacking", values: { count: lacking, all: all.length } };
  const offered = rounds.find((round) => !round.accepted);
  if (offered) return { matter, state: "wait", found: "offered", values: { no: offered.no }, to: `/field/rounds/${offered.id}` };
  return { matter, state: "ok", found: rounds.length > 0 ? "ok" : "none", values: { count: all.length } };
}

/** @param {Facts} facts @returns {Check} */
function forms({ handbook: { procedures, forms: count, lacking } }) {
  const state = procedures === 0 || count === 0 ? "bad" : lacking > 0 ? "wait" : "ok";
  return { matter: "forms", state, found: state === "ok" ? "ok" : "lacking", values: { procedures, forms: count } };
}

/** @param {Facts} facts @returns {Check} */
function app({ worker, build, outbox }) {
  const matter = "app";
  if (!worker) return { matter, state: "bad", found: "noworker" };
  const isOld = outbox.orders.includes("update");
  return { matter, state: isOld ? "wait" : "ok", found: isOld ? "old" : "ok", values: { build: build || "?" } };
}

/** @param {Facts} facts @returns {Check} */
function unsent({ unsent: count, aside }) {
  const matter = "unsent";
  if (count > 0) return { matter, state: "wait", found: "waiting", values: { count } };
  if (aside > 0) return { matter, state: "wait", found: "aside", values: { count: aside }, to: "/field/mine" };
  return { matter, state: "ok", found: "ok" };
}

/** @param {Facts} facts @returns {Check} */
function clock({ outbox: { offset } }) {
  const matter = "clock";
  if (offset === null) return { matter, state: "wait", found: "never" };
  const off = Math.abs(offset);
  if (off <= OFF) return { matter, state: "ok", found: "ok" };
  const found = offset > 0 ? "slow" : "fast";
  return { matter, state: off > FAR_OFF ? "bad" : "wait", found, values: { minutes: Math.round(off / MINUTE) } };
}

/** @param {Facts} facts @returns {Check} */
function room({ storage: { usage, quota } }) {
  const matter = "room";
  if (quota === 0) return { matter, state: "unknown", found: "unknown" };
  const free = quota - usage;
  const state = free < CRAMPED ? "bad" : free < ROOMY ? "wait" : "ok";
  return { matter, state, found: state === "ok" ? "ok" : "little" };
}

/** @param {Facts} facts @returns {Check} */
function kept({ storage, told }) {
  const matter = "kept";
  if (storage.kept || told.kept) return { matter, state: "ok", found: "ok" };
  if (!told.asked) return { matter, state: "unknown", found: "asking" };
  return { matter, state: "wait", found: "refused", to: "/field/install" };
}

/** @param {Facts} facts @returns {Check} */
function camera({ told }) {
  const matter = "camera";
  if (told.camera === "granted") return { matter, state: "ok", found: "ok" };
  if (told.camera === "prompt" || told.camera === "denied") return { matter, state: "wait", found: told.camera };
  return { matter, state: "unknown", found: told.camera ?? "unknown" };
}

/** @param {Facts} facts @returns {Check} */
function battery({ told: { battery: percent, charging } }) {
  const matter = "battery";
  if (percent === undefined) return { matter, state: "unknown", found: "unknown" };
  const state = charging || percent >= CHARGED ? "ok" : percent < EMPTY ? "bad" : "wait";
  return { matter, state, found: state === "ok" ? "ok" : "low", values: { percent } };
}
