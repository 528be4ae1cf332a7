// The devices on this phone (a device is one person on one phone), enrolments on their way, and phone-wide settings.
import { Connection } from "./connection.js";
import { Db } from "./device.js";

/** @typedef {import("./connection.js").Host} Host */
/** @typedef {import("./device.js").DeviceFacts} DeviceFacts */
/** @typedef {Pick<DeviceFacts, "device"|"person"|"commune"|"createdAt">} DeviceRecord */
/** @typedef {{code: string, device: string, keys: CryptoKeyPair, public_key: JsonWebKey}} Pending */
/** @typedef {DeviceFacts & {keys: CryptoKeyPair, token: string, send: string, epoch: string}} Adopted */

/**
 * @param {Partial<Host>} [host] the platform's where left out
 * @returns {Registry}
 */
export function openRegistry(host = {}) {
  const { indexedDB = globalThis.indexedDB, locks = globalThis.navigator?.locks, now = Date.now, random } = host;
  return new Registry({ indexedDB, locks, now, random });
}

export class Registry {
  /** @type {Map<string, Db>} */
  #opened = new Map();
  #store;

  /** @param {Host} host */
  constructor(host) {
    this.host = host;
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

  /** @returns {Promise<string|null>} the id of the device whose screens are shown */
  current() {
    return this.#get("settings", "current");
  }

  /** @param {string} device */
  setCurrent(device) {
    return this.#put("settings", device, "current");
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
   * @returns {Promise<Db>}
   * @throws {import("./connection.js").StoreError} unknown_device
   */
  async open(device) {
    const db = this.#opened.get(device) ?? new Db(this.host, device);
    await db.load();
    this.#opened.set(device, db);
    return db;
  }

  /**
   * Takes an enrolled device in and makes it the current one. A known one gets its fresh tokens; its outbox stays.
   * @param {Adopted} adopted
   * @returns {Promise<Db>}
   */
  async adopt({ keys, token, send, epoch, ...facts }) {
    const { device, person, commune } = facts;
    await new Db(this.host, device).create(facts, { keys, tokens: { token, send }, epoch });
    const createdAt = (await this.#get("devices", device))?.createdAt ?? facts.createdAt;
    await this.#put("devices", { device, person, commune, createdAt });
    await this.setCurrent(device);
    return this.open(device);
  }
}
