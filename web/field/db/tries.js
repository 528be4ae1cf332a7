// Wrong PINs make the next try wait, longer each time; nothing is ever deleted. The wait is counted down only while
// this program runs, by a clock that nobody can set: changing the phone's makes it neither shorter nor endless.

/** @typedef {{wrong: number, left: number}} Record wrong tries in a row, and ms that the next one must wait */

const MINUTE = 60_000;
/** The wait after so many wrong tries, in ms; the last one for all that follow. */
export const WAITS = [0, 0, 0, 0, 5000, 15_000, MINUTE, 5 * MINUTE, 15 * MINUTE];

/** @type {Record} */
const NONE = { wrong: 0, left: 0 };

export class Tries {
  #store;
  #ticks;
  /** @type {number|null} when the wait was last looked at */
  #looked = null;
  /** What could not be stored because the phone is full. @type {Record|null} */
  #full = null;

  /** @param {() => import("./connection.js").Connection} store @param {() => number} ticks ms, of a clock that only goes on */
  constructor(store, ticks) {
    this.#store = store;
    this.#ticks = ticks;
  }

  /** @returns {Promise<number>} ms that the next try must wait; 0 if it may be made */
  left() {
    return this.#counted((record) => record);
  }

  /**
   * A try begins. It counts as wrong until it is known to be right, so that closing the app in between is no free one.
   * @returns {Promise<number>} ms that it must wait; it may be made only at 0
   */
  async begin() {
    let wait = 0;
    await this.#counted(({ wrong, left }) => {
      wait = left;
      return left > 0 ? { wrong, left } : { wrong: wrong + 1, left: WAITS[Math.min(wrong + 1, WAITS.length - 1)] };
    });
    return wait;
  }

  /** It was right. */
  right() {
    return this.#counted(() => ({ wrong: 0, left: 0 }));
  }

  /** @param {(record: Record) => Record} change @returns {Promise<number>} ms left */
  async #counted(change) {
    const now = this.#ticks();
    const passed = this.#looked === null ? 0 : now - this.#looked;
    this.#looked = now;
    const counted = (/** @type {Record} */ { wrong, left }) => change({ wrong, left: Math.max(0, left - passed) });
    try {
      const after = await this.#store().run(["facts"], "readwrite", (tx) => stored(tx, this.#full, counted));
      this.#full = null;
      return after.left;
    } catch (error) {
      if (/** @type {any} */ (error)?.code !== "quota") throw error;
      // A phone without room must open all the same: then only this program knows of the try.
      const [known] = await this.#store().run(["facts"], "readonly", async (tx) => [await tx.objectStore("facts").get("tries")]);
      this.#full = counted(this.#full ?? known ?? NONE);
      return this.#full.left;
    }
  }
}

/**
 * @param {import("./connection.js").Tx} tx @param {Record|null} unstored
 * @param {(record: Record) => Record} counted
 * @returns {Promise<Record>}
 */
async function stored(tx, unstored, counted) {
  const facts = tx.objectStore("facts");
  const known = unstored ?? (await facts.get("tries")) ?? NONE;
  const after = counted(known);
  if (unstored || after.wrong !== known.wrong || after.left !== known.left) await facts.put(after, "tries");
  return after;
}
