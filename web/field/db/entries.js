// What one device recorded: each signed event, sealed, and beside it what is known of it. Only what a screen may ask
// for is opened: the newest, and those of which something may still become, but nothing that is to stay sealed.
import { unseal } from "./seal.js";

/** @typedef {import("../../../sync/outbox.js").Entry} Entry */
/** @typedef {import("../../../sync/messages.js").Envelope} Envelope */
/** @typedef {import("../../../sync/messages.js").EventDoc} EventDoc */
/** @typedef {import("./seal.js").Box} Box */
/** @typedef {import("./device.js").EntryRecord} EntryRecord */
/**
 * What the entries need of the device.
 * @typedef {object} Means
 * @property {() => import("./connection.js").Connection} store
 * @property {() => CryptoKey} key
 * @property {(box: Box) => Promise<any>} unseal words of fates
 * @property {() => boolean} isOpen whether bodies and words may be shown
 * @property {() => number} now ms
 */

/** The newest entries, whose bodies are always loaded with the outbox: what a screen lists. */
const NEWEST = 60;
/** How long after its receipt the body of an entry that nobody approved is loaded too, in ms. */
const OPEN_FOR = 60 * 24 * 60 * 60 * 1000;

export class Entries {
  /** @type {Map<number, Envelope>} a body never changes, so one that was opened once is kept */
  #opened = new Map();
  #means;

  /** @param {Means} means */
  constructor(means) {
    this.#means = means;
  }

  /** @param {number} n @param {Envelope} envelope that was just made */
  remember(n, { body, sig }) {
    this.#opened.set(n, { body, sig });
  }

  /** Nothing that was opened stays in memory. */
  forgetAll() {
    this.#opened.clear();
  }

  /** @param {number[]} ns that are kept no more */
  forget(ns) {
    for (const n of ns) this.#opened.delete(n);
  }

  /**
   * @param {EntryRecord[]} records
   * @returns {Promise<Entry[]>} with their bodies and the words of their fates those that a screen may ask for
   */
  async loaded(records) {
    this.forget(records.flatMap(({ n, sealed }) => (sealed ? [n] : [])));
    const isTold = (/** @type {EntryRecord} */ record, /** @type {number} */ i) => i >= records.length - NEWEST || this.#isPending(record);
    const told = new Set(this.#means.isOpen() ? records.filter(isTold) : []);
    await this.envelopes([...told].flatMap(({ n, sealed }) => (sealed ? [] : [n])));
    return Promise.all(records.map((record) => this.entry(record, told.has(record))));
  }

  /** @param {EntryRecord} record whether something may still become of it */
  #isPending({ receipt, fate }) {
    return !receipt || (fate?.review !== "approved" && Date.parse(receipt.at) >= this.#means.now() - OPEN_FOR);
  }

  /** @param {EntryRecord} record @param {boolean} whole @returns {Promise<Entry>} */
  async entry(record, whole) {
    const { body, sig } = (whole && !record.sealed && this.#opened.get(record.n)) || { body: "", sig: "" };
    const { box, rev, ...said } = record.fate ?? {};
    const fate = whole && box ? await this.#means.unseal(box) : record.fate ? /** @type {EventDoc} */ (said) : null;
    return { ...record, body, sig, fate };
  }

  /**
   * @param {number[]} ns
   * @returns {Promise<Envelope[]>} the signed events, in that order; those that are not here are left out
   */
  async envelopes(ns) {
    const missing = ns.filter((n) => !this.#opened.has(n));
    if (missing.length) {
      /** @type {({n: number, box: Box}|undefined)[]} */
      const records = await this.#means.store().run(["events"], "readonly", (tx) =>
        Promise.all(missing.map((n) => tx.objectStore("events").get(n))),
      );
      const found = records.filter((record) => record !== undefined);
      await Promise.all(found.map(async ({ n, box }) => this.#opened.set(n, await unseal(this.#means.key(), box))));
    }
    const envelopes = ns.flatMap((n) => this.#opened.get(n) ?? []);
    if (!this.#means.isOpen()) this.forgetAll();
    return envelopes;
  }
}
