// The two keys of one device. Under its own key, which needs no PIN, lie its events and what it must know of itself to
// send them. Under the document key, which lies under the PIN, lies everything that was pulled, drafts, and the token
// that pulls; while that key is not here the device is locked.
import { StoreError } from "./connection.js";
import { newLock, opened, relocked, ROUNDS } from "./pin.js";
import { moved, putMoved } from "./rekey.js";
import { STORES } from "./schema.js";
import { newSealKey, seal, unseal } from "./seal.js";
import { Tries } from "./tries.js";

/** @typedef {import("./connection.js").Tx} Tx */
/** @typedef {import("./device.js").DeviceFacts} DeviceFacts */
/** @typedef {import("./device.js").Tokens} Tokens */
/** @typedef {import("./pin.js").Lock} Lock */
/** @typedef {import("./pin.js").Opened} Opened */
/** @typedef {import("./seal.js").Box} Box */

/** Values that are kept open in memory. */
const MOST_OPEN = 1000;

export class Vault {
  /** @type {CryptoKey|null} */
  #own = null;
  /** @type {Opened|null} */
  #opened = null;
  /** @type {Map<string, any>} what was opened, by the box's unique vector */
  #values = new Map();
  #store;
  #rounds;
  /** False on a phone of before PINs: it is locked until one is set. */
  hasPin = false;

  /** @param {() => import("./connection.js").Connection} store @param {import("./connection.js").Host} host */
  constructor(store, { rounds = ROUNDS, ticks = () => performance.now() }) {
    this.#store = store;
    this.#rounds = rounds;
    this.tries = new Tries(store, ticks);
  }

  /** @param {string[]} keys @returns {Promise<any[]>} */
  facts(...keys) {
    return this.#store().run(["facts"], "readonly", (tx) => Promise.all(keys.map((key) => tx.objectStore("facts").get(key))));
  }

  /** @returns {Promise<DeviceFacts|null>} what the device knows of itself, if it was not read before; throws unknown_device */
  async load() {
    if (this.#own && this.hasPin) return null;
    const [stored, own, lock] = await this.facts("device", "sealKey", "lock");
    if (!stored) throw new StoreError("unknown_device");
    this.#own = own;
    this.hasPin = Boolean(lock);
    const { about, ...known } = stored;
    return about ? { ...known, ...(await unseal(own, about)) } : known;
  }

  /** The device's own key. @returns {CryptoKey} */
  own = () => /** @type {CryptoKey} */ (this.#own);

  /** @returns {string|null} which document key is here; null while locked */
  get openedId() {
    return this.#opened?.id ?? null;
  }

  /** @param {any} value @returns {Promise<Box>} @throws {StoreError} locked */
  seal = async (value) => seal(this.#key(), value);

  /** @param {Box} box @returns {Promise<any>} @throws {StoreError} locked */
  unseal = async (box) => {
    const key = this.#key();
    const name = box.iv.join();
    const value = this.#values.get(name) ?? (await unseal(key, box));
    if (this.#values.size >= MOST_OPEN) this.#values.clear();
    if (this.#opened?.key === key) this.#values.set(name, value);
    return value;
  };

  #key = () => this.opened().key;

  /** @returns {Opened} @throws {StoreError} locked */
  opened() {
    if (!this.#opened) throw new StoreError("locked");
    return this.#opened;
  }

  /** @param {Opened} opened */
  open(opened) {
    this.#opened = opened;
  }

  /** Nothing that was opened stays in memory. */
  close() {
    this.#opened = null;
    this.forget();
  }

  /** Documents came or went: what is gone is not kept in memory either. */
  forget() {
    this.#values.clear();
  }

  /**
   * @param {string} pin
   * @returns {Promise<{opened: Opened|null, wait: number}>} opened: null if it is not the PIN, or may not be tried yet ·
   *   wait: ms until the next try
   */
  async unlock(pin) {
    const wait = await this.tries.begin();
    if (wait > 0) return { opened: null, wait };
    const [lock] = await this.facts("lock");
    const found = await opened(lock, pin);
    if (!found) return { opened: null, wait: await this.tries.left() };
    await this.tries.right();
    this.open(found);
    return { opened: found, wait: 0 };
  }

  /**
   * The same key under another PIN; a wrong one before counts as a wrong try.
   * @param {string} pin the one before @param {string} next
   * @returns {Promise<{changed: boolean, wait: number}>} as `unlock`
   */
  async changePin(pin, next) {
    const wait = await this.tries.begin();
    if (wait > 0) return { changed: false, wait };
    const [lock] = await this.facts("lock");
    const other = await relocked(lock, pin, next, this.#rounds);
    if (!other) return { changed: false, wait: await this.tries.left() };
    const put = (/** @type {Tx} */ tx) => tx.objectStore("facts").put(other, "lock");
    await this.#store().run(["facts"], "readwrite", put);
    await this.tries.right();
    return { changed: true, wait: 0 };
  }

  /**
   * The first PIN of a phone of before: what it holds is sealed anew. Its events and files are not touched.
   * @param {DeviceFacts} device @param {string} pin
   */
  async setPin(device, pin) {
    const [tokens] = await this.facts("tokens");
    await this.lockAnew(pin, device, tokens ?? null, async (tx) => {
      if (await tx.objectStore("facts").get("lock")) throw new StoreError("locked");
    });
  }

  /**
   * A new document key under a new PIN. What the key before can still open comes along; without it, it is dropped, and
   * the cursor with it, so that it is pulled anew.
   * @param {string} pin @param {DeviceFacts} device @param {Tokens|null} tokens
   * @param {(tx: Tx) => Promise<void>} first what else is written, before
   */
  async lockAnew(pin, { device, createdAt, ...about }, tokens, first) {
    const own = this.#own ?? (await newSealKey());
    const { lock, opened: fresh } = await newLock(pin, this.#rounds);
    const from = this.hasPin ? this.#opened?.key : this.#own;
    const along = from ? await moved(this.#store(), from, fresh.key) : new Map();
    const kept = { device, createdAt, about: await seal(own, about) };
    const sealed = tokens && { token: await seal(fresh.key, tokens.token), send: await seal(own, tokens.send) };
    await this.#store().run(STORES, "readwrite", async (tx) => {
      await first(tx);
      const facts = tx.objectStore("facts");
      const isWhole = await putMoved(tx, along);
      const sync = await facts.get("sync");
      const values = Object.entries({ device: kept, sealKey: own, lock, sync: isWhole ? sync : { ...sync, cursor: null } });
      await Promise.all([...values, ["tokens", sealed]].map(([key, value]) => value && facts.put(value, key)));
      await facts.delete("tries");
    });
    this.#own = own;
    this.hasPin = true;
    this.close();
    this.open(fresh);
  }

  /** @returns {Promise<Tokens|null>} locked: without the one that pulls; null once a revoked device has nothing left to send */
  async tokens() {
    const [tokens] = await this.facts("tokens");
    if (!tokens) return null;
    if (typeof tokens.send === "string") return { token: "", send: tokens.send };
    const token = this.#opened ? await unseal(this.#opened.key, tokens.token).catch(() => "") : "";
    return { token, send: await unseal(this.own(), tokens.send) };
  }
}
