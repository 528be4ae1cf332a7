// A phone without a browser: its own IndexedDB, Web Locks and clock, for tests of storage, outbox and engine.
import "fake-indexeddb/auto";
import { openRegistry } from "../../web/field/db.js";

/** Web Locks as far as the phone uses them: one holder of a name; others wait in turn, or not with `ifAvailable`. */
export class Locks {
  /** @type {Map<string, Promise<any>>} */
  #held = new Map();

  /** @param {string} name @param {any} options @param {any} [work] */
  async request(name, options, work = options) {
    const before = this.#held.get(name);
    if (before && options.ifAvailable) return work(null);
    const mine = (before ?? Promise.resolve()).then(() => work({ name }));
    const ended = mine.catch(() => {});
    this.#held.set(name, ended);
    try {
      return await mine;
    } finally {
      if (this.#held.get(name) === ended) this.#held.delete(name);
    }
  }
}

export const START = Date.parse("2026-11-24T02:00:00.000Z");
export const MINUTE = 60 * 1000;
export const DAY = 24 * 60 * MINUTE;

/** @param {number} [ms] */
export function clockFrom(ms = START) {
  return { now: () => ms, pass: (/** @type {number} */ by) => (ms += by) };
}

/** What the person of the tests types. */
export const PIN = "290385";

/**
 * A page that stays open, and is used: what one program of the phone opened, another one need not ask for.
 * @param {() => number} now ms
 */
export function newKeeper(now) {
  /** @type {import("../../web/field/db/keyring.js").Held | null} */
  let kept = null;
  return { ask: async () => kept && { ...kept, at: now() }, tell: (/** @type {typeof kept} */ held) => void (kept = held) };
}

/** @param {Partial<import("../../web/field/db.js").Host>} [given] */
export function newHost(given = {}) {
  const indexedDB = /** @type {IDBFactory} */ (new /** @type {any} */ (globalThis).IDBFactory());
  const locks = /** @type {any} */ (new Locks());
  const { now } = { ...clockFrom(), ...given };
  return { indexedDB, locks, random: undefined, keeper: newKeeper(now), rounds: 10, ...given, now };
}

/**
 * A phone with one enrolled person.
 * @param {Partial<import("../../web/field/db.js").Host> & {epoch?: string, device?: string}} [given]
 */
export async function enrolledPhone({ epoch = "e1", device = "phone-1", ...given } = {}) {
  const host = newHost(given);
  const registry = openRegistry(host);
  const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const person = { id: "p1", name: "Danh Thị Mẫu", role: "hamlet_head" };
  const commune = { id: "c1", name: "Xã Mẫu" };
  const facts = { device, person, commune, deployment: "dep-0001", createdAt: START };
  const db = await registry.adopt({ ...facts, keys, token: "t", send: "s", epoch, pin: PIN });
  return { host, registry, db, keys };
}

/** @param {string} item @param {any} [more] @returns {import("../../web/field/db.js").Form} */
export const confirmation = (item, more = {}) => ({
  kind: "confirmation.recorded",
  item,
  shown: { name: "Danh Thị Mẫu", what: "Thẻ BHYT", rev: 12 },
  data: {
    to: { name: "Danh Thị Mẫu", relation: "subject" },
    proof: { by: "signature", box: [640, 320], strokes: "AQNQyAEADB8IGBsIAkA0LBwLCA" },
    count: 1,
    answers: [5, 4, null],
    note: "nhà sau chùa",
    place: null,
    photo: null,
  },
  ...more,
});
