// A phone without a browser: its own IndexedDB, Web Locks and clock, for tests of storage, outbox and engine.
import "fake-indexeddb/auto";

/** Web Locks as far as the phone uses them: one holder of a name, waiting in turn or `ifAvailable`. */
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

/** @param {string} start ISO */
export function clockFrom(start) {
  let ms = Date.parse(start);
  return { now: () => ms, pass: (/** @type {number} */ by) => (ms += by) };
}

/** @param {Partial<import("../../web/field/db.js").Host>} [given] */
export function newHost(given = {}) {
  const indexedDB = /** @type {IDBFactory} */ (new /** @type {any} */ (globalThis).IDBFactory());
  const locks = /** @type {any} */ (new Locks());
  return { indexedDB, locks, now: clockFrom("2026-11-24T02:00:00.000Z").now, random: undefined, ...given };
}
