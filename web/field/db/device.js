// Everything of one device: its keys, what it recorded, what it pulled, its drafts. Each method may be called from
// several tabs and the worker at once. What people could read is sealed; ids, states and times are not.
import { newId } from "../../../sync/messages.js";
import { newSync } from "../../../sync/outbox.js";
import { prepared, written } from "./apply.js";
import { Connection, StoreError } from "./connection.js";
import { Entries } from "./entries.js";
import { Files } from "./files.js";
import { createStores, STORES } from "./schema.js";
import { newSealKey, seal, unseal } from "./seal.js";
import { signed } from "./sign.js";

/** @typedef {import("../../../sync/outbox.js").Entry} Entry */
/** @typedef {import("../../../sync/outbox.js").Outbox} Outbox */
/** @typedef {import("../../../sync/outbox.js").Step} Step */
/** @typedef {import("../../../sync/messages.js").Envelope} Envelope */
/** @typedef {import("./connection.js").Host} Host */
/** @typedef {import("./connection.js").Tx} Tx */
/** @typedef {import("./seal.js").Box} Box */
/**
 * @typedef {{device: string, person: {id: string, name: string, role: string, hamlet?: string|null}, commune: {id: string, name: string},
 *   deployment: string, createdAt: number}} DeviceFacts
 */
/** @typedef {{token: string, send: string}} Tokens */
/** @typedef {import("../../../sync/messages.js").EventDoc} EventDoc */
/** @typedef {Pick<EventDoc, "status"|"code"|"review"> & {rev: number, box: Box}} FateRecord the words of it are in the box */
/** @typedef {Omit<Entry, "body"|"sig"|"fate"> & {fate: FateRecord|null}} EntryRecord */
/** @typedef {{type: string, id: string, rev: number, old: boolean, gone: boolean, box: Box}} DocRecord */
/** @typedef {{key: string, at: number, box: Box}} DraftRecord */
/** @typedef {import("./sign.js").Form} Form */

/** Documents that are kept open in memory. */
const MOST_OPEN = 1000;

export class Db {
  /** @type {CryptoKey|null} */
  #sealKey = null;
  /** @type {Map<string, any>} what was opened, by the box's unique vector */
  #values = new Map();
  #entries;
  #host;
  #store;

  /** @param {Host} host @param {string} device */
  constructor(host, device) {
    this.#host = host;
    const [store, key] = [() => this.#store, () => /** @type {CryptoKey} */ (this.#sealKey)];
    this.#entries = new Entries({ store, key, unseal: this.#unseal, now: host.now });
    this.files = new Files(store, key);
    /** @type {DeviceFacts} whole after `load` */
    this.device = /** @type {any} */ ({ device });
    this.#store = new Connection(host, `tannha-${device}`, createStores);
  }

  /** Reads the facts that never change. Throws StoreError unknown_device if there is no such device here. */
  async load() {
    if (this.#sealKey) return;
    const [facts, sealKey] = await this.#facts("device", "sealKey");
    if (!facts) throw new StoreError("unknown_device");
    this.device = facts;
    this.#sealKey = sealKey;
  }

  /** @param {DeviceFacts} device @param {{keys: CryptoKeyPair, tokens: Tokens, epoch: string}} enrolled */
  async create(device, { keys, tokens, epoch }) {
    const sealKey = await newSealKey();
    await this.#store.run(["facts"], "readwrite", async (tx) => {
      const facts = tx.objectStore("facts");
      const known = await facts.get("sync");
      const start = known ? {} : { device, sealKey, head: { n: 0, hash: "" } };
      const closed = known?.closed === "cloned" ? "cloned" : null;
      const sync = { ...(known ?? newSync(epoch)), closed, problem: null, failures: 0, nextTry: null };
      const values = Object.entries({ ...start, keys, tokens, sync });
      await Promise.all(values.map(([key, value]) => facts.put(value, key)));
    });
  }

  /** @param {string[]} keys @returns {Promise<any[]>} */
  #facts(...keys) {
    return this.#store.run(["facts"], "readonly", (tx) =>
      Promise.all(keys.map((key) => tx.objectStore("facts").get(key))),
    );
  }

  /** @param {any} value @returns {Promise<Box>} */
  #seal = (value) => seal(/** @type {CryptoKey} */ (this.#sealKey), value);

  /** @param {Box} box @returns {Promise<any>} */
  #unseal = async (box) => {
    const name = box.iv.join();
    const value = this.#values.get(name) ?? (await unseal(/** @type {CryptoKey} */ (this.#sealKey), box));
    if (this.#values.size >= MOST_OPEN) this.#values.clear();
    this.#values.set(name, value);
    return value;
  };

  /** @returns {Promise<CryptoKeyPair|null>} */
  async keys() {
    return (await this.#facts("keys"))[0] ?? null;
  }

  /** @returns {Promise<Tokens|null>} null once a revoked device has nothing left to send */
  async tokens() {
    return (await this.#facts("tokens"))[0] ?? null;
  }

  /** @returns {Promise<import("../../../sync/outbox.js").Sync>} how the exchange stands, without the entries */
  async standing() {
    return (await this.#facts("sync"))[0];
  }

  /** The last act of a wiped device: without keys and tokens it can neither sign nor send. */
  async forgetKeys() {
    await this.#store.run(["facts", "files"], "readwrite", async (tx) => {
      await Promise.all(["keys", "tokens"].map((key) => tx.objectStore("facts").delete(key)));
      await tx.objectStore("files").clear();
    });
  }

  /**
   * All entries; with their bodies and the words of their fates those that a screen may ask for.
   * @param {{bodies?: boolean}} [options] bodies: false leaves all of those out, which the sender needs not
   * @returns {Promise<Outbox>}
   */
  async outbox({ bodies = true } = {}) {
    const [sync, head, records] = await this.#store.run(["facts", "entries"], "readonly", (tx) =>
      Promise.all([
        tx.objectStore("facts").get("sync"),
        tx.objectStore("facts").get("head"),
        /** @type {Promise<EntryRecord[]>} */ (tx.objectStore("entries").getAll()),
      ]),
    );
    const entries = bodies ? this.#entries.loaded(records) : Promise.all(records.map((record) => this.#entries.entry(record, false)));
    return { ...sync, device: this.device.device, last: head, entries: await entries };
  }

  /**
   * @param {number[]} ns
   * @returns {Promise<Envelope[]>} the signed events, in that order; those that are not here are left out
   */
  events(ns) {
    return this.#entries.envelopes(ns);
  }

  /** @returns {Promise<number>} entries without a receipt */
  async waiting() {
    /** @type {EntryRecord[]} */
    const records = await this.#store.run(["entries"], "readonly", (tx) => tx.objectStore("entries").getAll());
    return records.filter(({ receipt }) => !receipt).length;
  }

  /**
   * Does one step of the outbox's reducer in one transaction.
   * @param {Step} step
   * @returns {Promise<boolean>} false if the stored epoch or cursor was no longer the expected one: nothing is written
   */
  async apply(step) {
    const sealed = await prepared(step, (work) => this.#store.run(["docs"], "readonly", work), this.#seal, this.#unseal);
    this.#entries.forget(step.drop ?? []);
    return this.#store.run(STORES, "readwrite", (tx) => written(tx, step, sealed));
  }

  /**
   * @param {string} type item, round, procedure…
   * @returns {Promise<any[]>} `{...doc, id, rev}`, ordered by id
   */
  async docs(type) {
    /** @type {DocRecord[]} */
    const records = await this.#store.run(["docs"], "readonly", (tx) =>
      tx.objectStore("docs").getAll(IDBKeyRange.bound([type], [type, []])),
    );
    return Promise.all(records.map((record) => this.#doc(record)));
  }

  /** @param {string} type @param {string} id @returns {Promise<any|null>} `{...doc, id, rev}` */
  async doc(type, id) {
    /** @type {DocRecord|undefined} */
    const record = await this.#store.run(["docs"], "readonly", (tx) => tx.objectStore("docs").get([type, id]));
    return record ? this.#doc(record) : null;
  }

  /** @param {DocRecord} record */
  async #doc({ id, rev, box }) {
    return { ...(await this.#unseal(box)), id, rev };
  }

  /**
   * Records one fact: signs it and stores it. Resolves only when it is durable; only then may a screen say "saved".
   * @param {Form} form
   * @returns {Promise<Entry>} the new one, or the one that this `eventId` already made
   * @throws {StoreError} quota, cloned, revoked, or a code of `bodyProblem`; nothing is stored and the draft stays
   */
  append(form) {
    const locks = this.#host.locks;
    const work = () => this.#append({ eventId: newId(this.#host.now(), this.#host.random), ...form });
    return locks ? locks.request(`tannha-head-${this.device.device}`, work) : work();
  }

  /** @param {Form & {eventId: string}} form @returns {Promise<Entry>} */
  async #append(form) {
    const [keys, head, sync, known] = await this.#store.run(["facts", "entries"], "readonly", (tx) =>
      Promise.all([
        ...["keys", "head", "sync"].map((key) => tx.objectStore("facts").get(key)),
        tx.objectStore("entries").index("id").get(form.eventId),
      ]),
    );
    if (known) return this.#again(known, form);
    if (sync.closed === "cloned") throw new StoreError("cloned");
    if (!keys) throw new StoreError("revoked");
    const about = { ...this.device, head, offset: sync.offset, now: this.#host.now(), key: keys.privateKey };
    const entry = await signed(form, about);
    // Without Web Locks another tab may have moved the head meanwhile: then build it again on the new one.
    if (!(await this.#stored(entry, head, form.draft ?? null))) return this.#append(form);
    this.#entries.remember(entry.n, entry);
    return entry;
  }

  /** @param {EntryRecord} record @param {Form} form */
  async #again(record, { draft }) {
    if (draft) await this.dropDraft(draft);
    await this.events([record.n]);
    return this.#entries.entry(record, true);
  }

  /** @param {Entry} entry @param {{n: number}} head @param {string|null} draft @returns {Promise<boolean>} */
  async #stored({ body, sig, ...record }, head, draft) {
    const box = await this.#seal({ body, sig });
    return this.#store.run(["facts", "events", "entries", "drafts"], "readwrite", async (tx) => {
      const facts = tx.objectStore("facts");
      const [now, sync] = await Promise.all([facts.get("head"), facts.get("sync")]);
      if (now.n !== head.n) return false;
      await Promise.all([
        tx.objectStore("events").add({ n: record.n, box }),
        tx.objectStore("entries").add(record),
        facts.put({ n: record.n, hash: record.hash }, "head"),
        facts.put({ ...sync, failures: 0, nextTry: null }, "sync"),
        draft ? tx.objectStore("drafts").delete(draft) : null,
      ]);
      return true;
    });
  }

  /** @param {string} key @returns {Promise<any|null>} what the form held */
  async draft(key) {
    /** @type {DraftRecord|undefined} */
    const record = await this.#store.run(["drafts"], "readonly", (tx) => tx.objectStore("drafts").get(key));
    return record ? this.#unseal(record.box) : null;
  }

  /**
   * @param {string} key names the form; with the item's id in it that item stays on the phone while the draft does
   * @param {any} value what the form holds; if its `event_id` is already an event it comes too late and is not stored
   */
  async saveDraft(key, value) {
    const record = { key, at: this.#host.now(), box: await this.#seal(value) };
    await this.#store.run(["drafts", "entries"], "readwrite", async (tx) => {
      const made = value?.event_id && (await tx.objectStore("entries").index("id").getKey(value.event_id));
      if (!made) await tx.objectStore("drafts").put(record);
    });
  }

  /** @returns {Promise<{key: string, at: number, value: any}[]>} `at` in ms */
  async drafts() {
    /** @type {DraftRecord[]} */
    const records = await this.#store.run(["drafts"], "readonly", (tx) => tx.objectStore("drafts").getAll());
    return Promise.all(records.map(async ({ key, at, box }) => ({ key, at, value: await this.#unseal(box) })));
  }

  /** @param {string} key */
  async dropDraft(key) {
    await this.#store.run(["drafts"], "readwrite", (tx) => tx.objectStore("drafts").delete(key));
  }
}
