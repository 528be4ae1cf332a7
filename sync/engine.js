// The sender: one push-pull turn with the server, and turns until nothing is left, for every device on the phone.
// The network, the database, the clock, chance and the locks are given to it.
import { answered, claim, failed, hasWork, isAnswer, isTooMuch, woken } from "./outbox.js";
import { uuid4 } from "./messages.js";
import { post } from "./transport.js";
export { enrol } from "./enrol.js";
export { handIn } from "./files.js";

/** @typedef {import("./outbox.js").Outbox} Outbox */
/** @typedef {import("./outbox.js").Step} Step */
/**
 * What a turn needs of a device's database (web/field/db.js).
 * @typedef {object} OutboxStore
 * @property {(options: {bodies: boolean}) => Promise<Outbox>} outbox
 * @property {(ns: number[]) => Promise<import("./messages.js").Envelope[]>} events
 * @property {(step: Step) => Promise<boolean>} apply
 * @property {() => Promise<{token: string, send: string}|null>} tokens `token` is "" while the device is locked
 * @property {() => Promise<void>} forgetKeys
 */
/**
 * @typedef {object} Means
 * @property {import("./transport.js").Fetch} fetch
 * @property {() => number} [now] ms
 * @property {() => number} [random] in [0, 1)
 * @property {string} [app] the build
 * @property {LockManager} [locks]
 * @property {number} [silence] ms without a byte after which a turn is given up
 * @property {(ms: number) => Promise<void>} [sleep]
 */
/**
 * ok · nothing: this device has nothing to send with · waiting: a failure is waited out · busy: another sender is at
 * work · offline, timeout · portal: somebody else answered · refused: the server answered with a problem · quota: the
 * phone is full, what was received stays received · broken: the phone's storage failed.
 * @typedef {"ok"|"nothing"|"waiting"|"busy"|"offline"|"timeout"|"portal"|"refused"|"quota"|"broken"} TurnOutcome
 */
/**
 * `sent`: events sent · `received`: of them received by the commune · `changes`: documents that came · `more`: another
 * turn would push or pull something.
 * @typedef {{sent: number, received: number, changes: number, more: boolean, outcome: TurnOutcome}} Result
 */
/** @typedef {Result & {moved: boolean}} Made moved: the turn was not in vain, or the next will be another one */

/** Most turns of one drain for one device: 6,000 events or 12,000 documents. */
const MOST_TURNS = 60;
/** A wait after a failure that is short enough to be sat out within a drain, in ms. */
const PATIENCE = 5 * 1000;

/** @param {TurnOutcome} outcome @returns {Made} */
const idle = (outcome) => ({ sent: 0, received: 0, changes: 0, more: false, moved: false, outcome });

/**
 * @template T
 * @param {Means} means
 * @param {() => Promise<T>} work
 * @param {T} busy
 * @returns {Promise<T>} `busy` if another tab or the worker is sending
 */
async function alone({ locks = globalThis.navigator?.locks }, work, busy) {
  if (!locks) return work();
  return locks.request("tannha-sender", { ifAvailable: true }, (lock) => (lock ? work() : busy));
}

/**
 * One push-pull turn of one device.
 * @param {Means & {db: OutboxStore}} means
 * @returns {Promise<Result>}
 */
export const turn = (means) => alone(means, () => made(means), idle("busy"));

/** @param {Means & {db: OutboxStore}} means @returns {Promise<Made>} */
async function made({ db, fetch, now = Date.now, random, app = "", silence }) {
  const tokens = await db.tokens();
  if (!tokens) return idle("nothing");
  const options = { rid: uuid4(random), app, pull: Boolean(tokens.token) };
  const next = claim(await db.outbox({ bodies: false }), now(), options);
  if (!next) return idle("waiting");
  next.turn.events = await db.events(next.ns);
  const token = tokens.token || tokens.send;
  const reply = await post("/sync", next.turn, { fetch, now, silence, token });
  const outbox = await db.outbox({ bodies: false });
  const sent = next.ns.length;
  if (reply.status === 200 && isAnswer(reply.answer, next)) {
    const { steps } = answered(outbox, next, reply.answer, now());
    return { ...(await taken(db, next, reply.answer, steps, now(), options.pull)), sent };
  }
  const problem = reply.answer?.problem ?? null;
  // An answer of ours that is neither this turn's nor a problem is a stale one that something in between kept.
  const kind = reply.kind === "answer" && !problem ? "portal" : reply.kind;
  const { steps } = failed(outbox, next, { ...reply, kind, problem }, now(), random ?? Math.random);
  for (const step of steps) await db.apply(step);
  return { ...idle(kind === "answer" ? "refused" : kind), sent, more: true, moved: isTooMuch({ ...reply, kind }) };
}

/**
 * @param {OutboxStore} db @param {import("./outbox.js").Claim} claimed @param {import("./messages.js").Answer} answer
 * @param {Step[]} steps @param {number} now @param {boolean} canPull false with a token that only pushes
 * @returns {Promise<Made>}
 */
async function taken(db, { ns, probe, lone, turn: { limit, cursor } }, answer, steps, now, canPull) {
  /** @type {TurnOutcome} */
  let outcome = "ok";
  try {
    for (const step of steps) await db.apply(step);
  } catch (error) {
    const { code } = /** @type {any} */ (error);
    // Locked while the answer was on its way: its documents are not stored, nor the cursor, and come again.
    if (code !== "quota" && code !== "locked") throw error;
    outcome = code === "quota" ? "quota" : "ok";
  }
  const after = await db.outbox({ bodies: false });
  const wiped = answer.orders.includes("wipe");
  if (wiped && after.entries.length === 0) await db.forgetKeys();
  const sentNow = new Set(ns);
  const received = after.entries.filter((entry) => sentNow.has(entry.n) && entry.receipt && !entry.aside).length;
  const pulls = canPull && answer.more === true && !wiped;
  const moved = received > 0 || probe !== null || lone !== null || limit === 0 || after.cursor !== cursor;
  return { sent: ns.length, received, changes: answer.changes.length, more: hasWork(after, now) || pulls, moved, outcome };
}

/**
 * Turns until nothing is left, for every device on the phone, the current one first.
 * @param {Means & {db?: OutboxStore, registry?: {devices: () => Promise<{device: string}[]>, current: () => Promise<string|null>,
 *   open: (device: string) => Promise<OutboxStore>}, by?: "timer"|"save"|"online"|"navigation"|"button"}} means
 *   by: what asked for it; all but the timer end the wait after a failure, the button also tries again what was set aside
 * @returns {Promise<Result>} the sums, with the outcome of the current device; rejects only if the registry cannot be read
 */
export async function drain({ db, registry, by = "timer", ...means }) {
  return alone(
    means,
    async () => {
      const stores = db ? [async () => db] : registry ? await everyStore(registry) : [];
      /** @type {Result[]} */
      const results = [];
      for (const open of stores) {
        // One person's broken storage does not keep the others' events on the phone.
        results.push(await open().then((store) => drained(store, means, by)).catch(() => idle("broken")));
      }
      return results.length ? results.reduce(added) : idle("nothing");
    },
    /** @type {Result} */ (idle("busy")),
  );
}

/** @param {NonNullable<Parameters<typeof drain>[0]["registry"]>} registry @returns {Promise<(() => Promise<OutboxStore>)[]>} */
async function everyStore(registry) {
  const current = await registry.current();
  const ids = (await registry.devices()).map(({ device }) => device);
  ids.sort((a, b) => Number(b === current) - Number(a === current));
  return ids.map((id) => () => registry.open(id));
}

/** @param {Result} sum @param {Result} next @returns {Result} */
const added = (sum, next) => ({
  sent: sum.sent + next.sent,
  received: sum.received + next.received,
  changes: sum.changes + next.changes,
  more: sum.more || next.more,
  outcome: sum.outcome,
});

/** @param {OutboxStore} db @param {Means} means @param {string} by @returns {Promise<Result>} */
async function drained(db, means, by) {
  const { now = Date.now, sleep = (ms) => new Promise((done) => setTimeout(done, ms)) } = means;
  if (by !== "timer") await db.apply(woken(await db.outbox({ bodies: false }), by === "button"));
  /** @type {Result} */
  let sum = { ...idle("ok") };
  for (let count = 0; count < MOST_TURNS; count++) {
    const { moved, ...result } = await made({ db, ...means });
    sum = { ...added(sum, result), more: result.more, outcome: result.outcome };
    if (!result.more || !moved || !["ok", "refused"].includes(result.outcome)) break;
    const wait = ((await db.outbox({ bodies: false })).nextTry ?? 0) - now();
    if (wait > PATIENCE) break;
    if (wait > 0) await sleep(wait);
  }
  return sum;
}
