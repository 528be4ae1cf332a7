// The devices on this phone (a device is one person on one phone), enrolments on their way, and phone-wide settings.
import { Connection } from "./connection.js";
import { Db } from "./device.js";
import { Keyring } from "./keyring.js";

/** @typedef {import("./connection.js").Host} Host */
/** @typedef {import("./device.js").DeviceFacts} DeviceFacts */
/** @typedef {Pick<DeviceFacts, "device"|"createdAt">} DeviceRecord whose it is lies sealed with the device itself */
/** @typedef {Pick<DeviceFacts, "device"|"person"|"commune">} OnPhone a person who uses this phone */
/** @typedef {{code: string, device: string, keys: CryptoKeyPair, public_key: JsonWebKey}} Pending */
/** @typedef {DeviceFacts & {keys: CryptoKeyPair, token: string, send: string, epoch: string, pin: string}} Adopted */

/**
 * @param {Partial<Host>} [host] the platform's where left out
 * @returns {Registry}
 */
export function openRegistry(host = {}) {
  const { indexedDB = globalThis.indexedDB, locks = globalThis.navigator?.locks, now = Date.now, random, ...rest } = host;
  return new Registry({ indexedDB, locks, now, random, ...rest });
}

export class Registry {
  /** @type {Map<string, Db>} */
  #opened = new Map();
  #ring;
  #store;

  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.#ring = new Keyring(host.now, host.keeper);
    this.#store = new Connection(host, "tannha", (database, from) => {
      if (from > 0) return;
      database.createObjectStore("devices", { keyPath: "device" });
      database.createObjectStore("pending", { keyPath: "code" });
      database.createObjectStore("settings");
    });
  }

  /** @param {string} name @param {IDBValidKey} key @returns {Promise<any>} null if there is none */
  #get(name, key) {
    return this.#store.run([name], "readonly", async (tx) => (await tx.objectStore(name).get(key)) ?? null);
  }

  /** @param {string} name @param {any} value @param {IDBValidKey} [key] */
  async #put(name, value, key) {
    await this.#store.run([name], "readwrite", (tx) => tx.objectStore(name).put(value, key));
  }

  /** @returns {Promise<DeviceRecord[]>} oldest first */
  async devices() {
    /** @type {DeviceRecord[]} */
    const all = await this.#store.run(["devices"], "readonly", (tx) => tx.objectStore("devices").getAll());
    return all.sort((a, b) => a.createdAt - b.createdAt);
  }

  /** @returns {Promise<OnPhone[]>} everybody on this phone; who cannot be read is left out */
  async people() {
    const opened = (await this.devices()).map(({ device }) => this.open(device).catch(() => null));
    return (await Promise.all(opened)).flatMap((db) => db?.device ?? []);
  }

  /** @returns {Promise<string|null>} the id of the device whose screens are shown */
  current() {
    return this.#get("settings", "current");
  }

  /** @param {string} device Another one than before is locked. */
  async setCurrent(device) {
    if ((await this.#ring.held())?.device !== device) this.lock();
    await this.#put("settings", device, "current");
  }

  /** @returns {Promise<Record<string, any>>} of the whole phone: locale, text size */
  async settings() {
    return (await this.#get("settings", "settings")) ?? {};
  }

  /** @param {Record<string, any>} changed merged into what is stored */
  async saveSettings(changed) {
    await this.#store.run(["settings"], "readwrite", async (tx) => {
      const settings = tx.objectStore("settings");
      await settings.put({ ...(await settings.get("settings")), ...changed }, "settings");
    });
  }

  /** @param {string} code @returns {Promise<Pending|null>} */
  pending(code) {
    return this.#get("pending", code);
  }

  /** @param {Pending} pending kept before the request, so that the same code can go with the same key again */
  savePending(pending) {
    return this.#put("pending", pending);
  }

  /** @param {string} code */
  async dropPending(code) {
    await this.#store.run(["pending"], "readwrite", (tx) => tx.objectStore("pending").delete(code));
  }

  /**
   * @param {string} device
   * @returns {Promise<Db>} locked unless somebody unlocked it and used the phone since
   * @throws {import("./connection.js").StoreError} unknown_device
   */
  async open(device) {
    const db = this.#db(device);
    await db.load();
    this.#opened.set(device, db);
    const held = await this.#ring.held();
    if (held?.device === device) db.open(held);
    else db.close();
    return db;
  }

  /** @param {string} device */
  #db = (device) => this.#opened.get(device) ?? new Db(this.host, device);

  /**
   * @param {string} device @param {string} pin
   * @returns {Promise<number|null>} null if it is open now, else ms until the next try
   */
  async unlock(device, pin) {
    const db = await this.open(device);
    const { opened, wait } = await db.unlock(pin);
    if (!opened) return wait;
    this.#letIn(device, opened);
    return null;
  }

  /** @param {string} device of before PINs @param {string} pin its first one @throws {StoreError} quota; locked if it has one */
  async setPin(device, pin) {
    const db = await this.open(device);
    await db.setPin(pin);
    this.#letIn(device, db.key());
    await this.#put("devices", { device, createdAt: db.device.createdAt });
  }

  /** @param {string} device of whom everybody else is locked now @param {import("./pin.js").Opened} opened */
  #letIn(device, opened) {
    for (const db of this.#opened.values()) if (db.device.device !== device) db.close();
    this.#ring.take(device, opened);
  }

  /** Everybody on this phone is locked; their events go on being sent. */
  lock() {
    this.#ring.drop();
    for (const db of this.#opened.values()) db.close();
  }

  /** @returns {Promise<import("./keyring.js").Held|null>} who is in, and the key; null while locked */
  held() {
    return this.#ring.held();
  }

  /** Somebody uses the phone: it is not locked for being left alone. */
  touch() {
    this.#ring.touch();
  }

  /** @param {string} pin of whom an invitation brings @returns what enrolment needs, so that the protocol knows no PIN */
  adoptingWith(pin) {
    return {
      devices: () => this.devices(),
      open: (/** @type {string} */ device) => this.open(device),
      pending: (/** @type {string} */ code) => this.pending(code),
      savePending: (/** @type {Pending} */ pending) => this.savePending(pending),
      dropPending: (/** @type {string} */ code) => this.dropPending(code),
      adopt: (/** @type {Omit<Adopted, "pin">} */ given) => this.adopt({ ...given, pin }),
    };
  }

  /**
   * Takes an enrolled device in, makes it the current one and unlocks it. A known one gets its fresh tokens; its outbox
   * stays, and what it pulled if it was not locked.
   * @param {Adopted} adopted
   * @returns {Promise<Db>}
   */
  async adopt({ keys, token, send, epoch, pin, ...facts }) {
    const { device } = facts;
    const db = this.#db(device);
    await db.create(facts, { keys, tokens: { token, send }, epoch, pin });
    const createdAt = (await this.#get("devices", device))?.createdAt ?? facts.createdAt;
    await this.#put("devices", { device, createdAt });
    this.#letIn(device, db.key());
    await this.setCurrent(device);
    return this.open(device);
  }
}
