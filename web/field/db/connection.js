// One IndexedDB database: opened when needed, opened again after the browser or another tab closed it, and written
// in transactions that are durable when they are done.
import { wrap } from "idb";

/** @typedef {import("idb").IDBPDatabase<any>} Database */
/** @typedef {import("idb").IDBPTransaction<any, string[], "readwrite">} Tx */
/**
 * What the storage takes from the platform; tests and simulations give their own. `ticks`: ms of a clock that nobody can
 * set · `keeper`: who else holds the open key · `rounds`: how slow one try of a PIN is made; only tests may ask for fewer.
 * @typedef {{indexedDB: IDBFactory, locks: LockManager|undefined, now: () => number, random: (() => number)|undefined,
 *   ticks?: () => number, keeper?: import("./keyring.js").Keeper, rounds?: number}} Host
 */

/** An error with a code that a screen turns into words. */
export class StoreError extends Error {
  /** @param {string} code quota, cloned, revoked, unknown_device, locked, or one of `bodyProblem` @param {unknown} [cause] */
  constructor(code, cause) {
    super(code, { cause });
    this.code = code;
  }
}

/** @param {any} error @returns {any} with a code if the phone is full (the browser's error often has no text) */
const coded = (error) => (error?.name === "QuotaExceededError" ? new StoreError("quota", error) : error);

/** How a connection looks that the browser closed behind our back (iOS under memory pressure says the second). */
const LOST = ["InvalidStateError", "UnknownError"];

/** Of the stores. 2: files · 3: what was pulled is sealed under a PIN, which a program of before could not read ·
 *  4: which files the commune lacks can be asked without reading them. */
const VERSION = 4;

export class Connection {
  /** @type {Promise<Database>|null} */
  #database = null;
  #host;
  #name;
  #create;

  /** @param {Host} host @param {string} name @param {(database: IDBDatabase, from: number, tx: IDBTransaction) => void} create
   *   makes the stores that came after version `from`; 0 for a new one */
  constructor(host, name, create) {
    this.#host = host;
    this.#name = name;
    this.#create = create;
  }

  /** @returns {Promise<Database>} */
  #open() {
    const opening =
      this.#database ??
      new Promise((resolve, reject) => {
        const request = this.#host.indexedDB.open(this.#name, VERSION);
        request.onupgradeneeded = ({ oldVersion }) => this.#create(request.result, oldVersion, /** @type {IDBTransaction} */ (request.transaction));
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          request.result.onversionchange = () => this.close();
          request.result.onclose = () => (this.#database = null);
          resolve(wrap(request.result));
        };
      });
    opening.catch(() => (this.#database = null));
    return (this.#database = opening);
  }

  /** Closes it; the next call opens it again. */
  close() {
    this.#database?.then((database) => database.close());
    this.#database = null;
  }

  /** @param {string[]} stores @param {IDBTransactionMode} mode @returns {Promise<Tx>} */
  #begin(stores, mode) {
    const begin = async () =>
      /** @type {any} */ ((await this.#open()).transaction(stores, mode, { durability: "strict" }));
    return begin().catch((error) => {
      if (!LOST.includes(error?.name)) throw error;
      this.close();
      return begin();
    });
  }

  /**
   * Runs `work` in one transaction and resolves once that is durable; nothing is written if `work` throws. `work` may
   * wait for nothing but its own requests.
   * @template T
   * @param {string[]} stores
   * @param {IDBTransactionMode} mode
   * @param {(tx: Tx) => Promise<T>} work
   * @returns {Promise<T>}
   * @throws {StoreError} quota
   */
  async run(stores, mode, work) {
    const tx = await this.#begin(stores, mode).catch((error) => {
      throw coded(error);
    });
    const ended = tx.done.then(
      () => null,
      (error) => error,
    );
    let problem = null;
    /** @type {any} */
    let result;
    try {
      result = await work(tx);
    } catch (error) {
      problem = error;
      abort(tx);
    }
    const end = await ended;
    if (end?.name === "QuotaExceededError" || (end && !problem)) problem = end;
    if (problem) throw coded(problem);
    return result;
  }
}

/** @param {Tx} tx */
function abort(tx) {
  try {
    tx.abort();
  } catch {
    // It has already ended by itself.
  }
}
