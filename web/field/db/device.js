// Everything of one device: its keys, what it recorded, what it pulled, its drafts. Each method may be called from
// several tabs and the worker at once. What people could read is sealed (vault.js); ids, states and times are not.
import { newId } from "../../../sync/messages.js";
import { isUnder, prepared, written } from "./apply.js";
import { Connection, StoreError } from "./connection.js";
import { Entries } from "./entries.js";
import { begun } from "./exchange.js";
import { Files, owedFiles } from "./files.js";
import { createStores, STORES } from "./schema.js";
import { seal } from "./seal.js";
import { signed } from "./sign.js";
import { Vault } from "./vault.js";

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
/** @typedef {Pick<EventDoc, "status"|"code"|"review"> & {rev: number, box: Box|null}} FateRecord its words are in the box; null: lost with the PIN */
/** @typedef {Omit<Entry, "body"|"sig"|"fate"> & {fate: FateRecord|null}} EntryRecord */
/** @typedef {{type: string, id: string, rev: number, old: boolean, gone: boolean, box: Box}} DocRecord */
/** @typedef {{key: string, at: number, box: Box}} DraftRecord */
/** @typedef {import("./sign.js").Form} Form */

export class Db {
  #entries;
  #host;
  #store;
  #vault;

  /** @param {Host} host @param {string} device */
  constructor(host, device) {
    this.#host = host;
    const store = () => this.#store;
    const vault = (this.#vault = new Vault(store, host));
    this.#entries = new Entries({ store, key: vault.own, unseal: vault.unseal, isOpen: () => this.isOpen, now: host.now });
    this.files = new Files(store, vault.own);
    /** @type {DeviceFacts} whole after `load` */
    this.device = /** @type {any} */ ({ device });
    this.#store = new Connection(host, `tannha-${device}`, createStores);
  }

  /** Reads the facts that never change. Throws StoreError unknown_device if there is no such device here. */
  async load() {
    this.device = (await this.#vault.load()) ?? this.device;
  }

  /**
   * What an enrolment brings. A device that is here already keeps its keys, head and events; what it pulled comes along
   * if it is not locked.
   * @param {DeviceFacts} device @param {{keys: CryptoKeyPair, tokens: Tokens, epoch: string, pin: string}} enrolled
   */
  async create(device, { keys, tokens, epoch, pin }) {
    await this.load().catch(ifKnown);
    const { createdAt } = this.device;
    const facts = { ...device, createdAt: createdAt ?? device.createdAt };
    await this.#vault.lockAnew(pin, facts, tokens, (tx) => begun(tx, { keys, epoch }));
    this.device = facts;
  }

  /** Whether the device has a PIN; one of before has none until it is set, and is locked. */
  get hasPin() {
    return this.#vault.hasPin;
  }

  /** Whether what was pulled can be read and written. */
  get isOpen() {
    return this.#vault.openedId !== null;
  }

  /** @param {import("./pin.js").Opened} opened */
  open(opened) {
    this.#vault.open(opened);
  }

  /** Locks: from here on it only sends. */
  close() {
    this.#vault.close();
    this.#entries.forgetAll();
  }

  /** @returns {Promise<number>} ms that the next try of a PIN must wait */
  wait = () => this.#vault.tries.left();

  /** @param {string} pin @returns {ReturnType<Vault["unlock"]>} */
  unlock = (pin) => this.#vault.unlock(pin);

  /** @param {string} pin @param {string} next @returns {ReturnType<Vault["changePin"]>} */
  changePin = (pin, next) => this.#vault.changePin(pin, next);

  /** @param {string} pin the first one of a phone of before @returns {Promise<void>} @throws {StoreError} quota; locked if it has one */
  setPin = (pin) => this.#vault.setPin(this.device, pin);

  /** @returns {import("./pin.js").Opened} the key that is here @throws {StoreError} locked */
  key = () => this.#vault.opened();

  /** @param {string[]} keys @returns {Promise<any[]>} */
  #facts = (...keys) => this.#vault.facts(...keys);

  /** @returns {Promise<CryptoKeyPair|null>} */
  async keys() {
    return (await this.#facts("keys"))[0] ?? null;
  }

  /** @returns {Promise<Tokens|null>} locked: `token` is ""; null once a revoked device has nothing left to send */
  tokens() {
    return this.#vault.tokens();
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
   * All entries; unless locked, with their bodies and the words of their fates those that a screen may ask for.
   * @param {{bodies?: boolean}} [options] bodies: false leaves all of those out, which the sender needs not
   * @returns {Promise<Outbox>}
   */
  async outbox({ bodies = true } = {}) {
    const [sync, head, records, owed] = await this.#store.run(["facts", "entries", "files"], "readonly", (tx) =>
      Promise.all([
        tx.objectStore("facts").get("sync"),
        tx.objectStore("facts").get("head"),
        /** @type {Promise<EntryRecord[]>} */ (tx.objectStore("entries").getAll()),
        owedFiles(tx),
      ]),
    );
    const entries = bodies ? this.#entries.loaded(records) : Promise.all(records.map((record) => this.#entries.entry(record, false)));
    return { ...sync, device: this.device.device, last: head, entries: await entries, owed };
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
    const { seal, unseal, openedId } = this.#vault;
    const read = (/** @type {any} */ work) => this.#store.run(["docs"], "readonly", work);
    const sealed = await prepared(step, read, { seal, unseal, under: openedId });
    this.#entries.forget(step.drop ?? []);
    const done = await this.#store.run(STORES, "readwrite", (tx) => written(tx, step, sealed));
    if (step.docs?.wipe || step.docs?.sweep || step.docs?.changes?.length || !step.sync) this.#vault.forget();
    return done;
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
    return { ...(await this.#vault.unseal(box)), id, rev };
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
    return this.#entries.entry(record, this.isOpen);
  }

  /** @param {Entry} entry @param {{n: number}} head @param {string|null} draft @returns {Promise<boolean>} */
  async #stored({ body, sig, ...record }, head, draft) {
    const box = await seal(this.#vault.own(), { body, sig });
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
    return record ? this.#vault.unseal(record.box) : null;
  }

  /**
   * @param {string} key names the form; with the item's id in it that item stays on the phone while the draft does
   * @param {any} value what the form holds; if its `event_id` is already an event it comes too late and is not stored
   */
  async saveDraft(key, value) {
    const { openedId } = this.#vault;
    const record = { key, at: this.#host.now(), box: await this.#vault.seal(value) };
    await this.#store.run(["facts", "drafts", "entries"], "readwrite", async (tx) => {
      const made = value?.event_id && (await tx.objectStore("entries").index("id").getKey(value.event_id));
      if (!made && (await isUnder(tx, openedId))) await tx.objectStore("drafts").put(record);
    });
  }

  /** @returns {Promise<{key: string, at: number, value: any}[]>} `at` in ms */
  async drafts() {
    /** @type {DraftRecord[]} */
    const records = await this.#store.run(["drafts"], "readonly", (tx) => tx.objectStore("drafts").getAll());
    return Promise.all(records.map(async ({ key, at, box }) => ({ key, at, value: await this.#vault.unseal(box) })));
  }

  /** @returns {Promise<number>} how many forms are begun and not saved, also while locked */
  draftCount() {
    return this.#store.run(["drafts"], "readonly", (tx) => tx.objectStore("drafts").count());
  }

  /** @param {string} key */
  async dropDraft(key) {
    await this.#store.run(["drafts"], "readwrite", (tx) => tx.objectStore("drafts").delete(key));
  }
}

/** @param {any} error a device that is not here yet is none */
function ifKnown(error) {
  if (error?.code !== "unknown_device") throw error;
}
