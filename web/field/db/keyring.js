// Who is in: the one key that is open now, in this program's memory and in that of the open pages. A worker that the
// browser stopped and started again asks the pages for it; where none is open, the phone is locked.

/** @typedef {import("./pin.js").Opened} Opened */
/** @typedef {Opened & {device: string, at: number}} Held `at`: ms, when somebody last used the phone */
/**
 * Where the key lies besides.
 * @typedef {object} Keeper
 * @property {() => Promise<Held|null>} ask
 * @property {(held: Held|null) => void} tell
 */

/** Nobody touched the phone for so long: it is locked, in ms. */
export const IDLE = 5 * 60_000;

/** @type {Keeper} in a page without a worker nobody else holds the key */
export const NOBODY = { ask: async () => null, tell: () => {} };

export class Keyring {
  /** @type {Held|null} */
  #held = null;
  /** @type {Promise<void>|null} */
  #asked = null;
  #now;
  #keeper;

  /** @param {() => number} now ms @param {Keeper} [keeper] */
  constructor(now, keeper = NOBODY) {
    this.#now = now;
    this.#keeper = keeper;
  }

  /** @returns {Promise<Held|null>} what is open now */
  async held() {
    this.#asked ??= this.#ask();
    await this.#asked;
    if (this.#held && this.#isIdle(this.#held)) this.drop();
    return this.#held;
  }

  async #ask() {
    const held = await this.#keeper.ask().catch(() => null);
    this.#held ??= held;
  }

  /** @param {Held} held a clock that was set back locks too */
  #isIdle = ({ at }) => Math.abs(this.#now() - at) >= IDLE;

  /** @param {string} device @param {Opened} opened */
  take(device, opened) {
    this.#asked = Promise.resolve();
    this.#held = { ...opened, device, at: this.#now() };
    this.#keeper.tell(this.#held);
  }

  /** Somebody uses the phone. */
  touch() {
    if (this.#held) this.#held.at = this.#now();
  }

  /** Locks. */
  drop() {
    this.#asked = Promise.resolve();
    this.#held = null;
    this.#keeper.tell(null);
  }
}
