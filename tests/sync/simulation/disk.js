// A phone's storage that can die between two transactions, lose power, and be copied onto another phone.
import "fake-indexeddb/auto";

const Factory = /** @type {any} */ (globalThis).IDBFactory;
const Database = /** @type {any} */ (globalThis).IDBDatabase;
const begin = Database.prototype.transaction;

/** Each connection goes through the life of the phone that opened it. @this {any} */
Database.prototype.transaction = function (/** @type {any} */ stores, /** @type {any} */ mode, /** @type {any} */ options) {
  this.life?.begins(mode);
  const tx = begin.call(this, stores, mode, options);
  this.life?.began(tx, mode, options?.durability);
  return tx;
};

const Store = /** @type {any} */ (globalThis).IDBObjectStore;
for (const name of ["add", "put"]) {
  const write = Store.prototype[name];
  /** A full phone finds out when it writes, and takes the whole transaction back. @this {any} */
  Store.prototype[name] = function (/** @type {any[]} */ ...args) {
    const request = write.apply(this, args);
    const full = this.transaction.db.life?.full;
    if (full) request.addEventListener("success", () => this.transaction._abort("QuotaExceededError"));
    return request;
  };
}

/** What the storage says once the phone is off. */
class Dead extends Error {
  name = "Dead";
}

/** From switching on to switching off: writes so often, then nothing more. */
class Life {
  dead = false;
  /** There is no room for anything more. */
  full = false;
  /** How many more transactions that write will be done. */
  left = Infinity;
  /** @type {() => void} */
  ended = () => {};

  /** @param {Disk} disk */
  constructor(disk) {
    this.disk = disk;
  }

  /** @param {string} mode */
  begins(mode) {
    if (mode === "readwrite" && --this.left < 0) this.end();
    if (this.dead) throw new Dead();
  }

  end() {
    this.dead = true;
    this.ended();
  }

  /** @param {any} tx @param {string} mode @param {string|undefined} durability */
  began(tx, mode, durability) {
    if (mode !== "readwrite") return;
    if (durability !== "strict") this.disk.relaxed.push(tx);
    else tx.addEventListener("complete", () => (this.disk.relaxed = []));
  }
}

export class Disk {
  factory = new Factory();
  /** @type {any[]} transactions that are done but, not being strict, may not be on the disk */
  relaxed = [];
  life = new Life(this);

  /** @returns {IDBFactory} as a phone that has just been switched on sees it */
  boot() {
    this.life.dead = true;
    const life = (this.life = new Life(this));
    const open = (/** @type {string} */ name, /** @type {number} */ version) => {
      const request = this.factory.open(name, version);
      request.addEventListener("success", () => (request.result.life = life));
      return request;
    };
    return /** @type {any} */ ({ open });
  }

  /** @param {number} most The power goes: of what was not strict the newest `most` transactions never were. */
  cutPower(most) {
    for (const tx of this.relaxed.slice(-most).reverse()) for (const undo of tx._rollbackLog.reverse()) undo();
    this.relaxed = [];
  }

  /** @returns {Promise<Disk>} another phone's disk with the same on it */
  async copy() {
    const other = new Disk();
    for (const { name, version } of await this.factory.databases()) {
      const from = await done(this.factory.open(name, version));
      const opening = other.factory.open(name, version);
      opening.onupgradeneeded = () => alike(from, opening.result);
      const to = await done(opening);
      const stores = Array.from(/** @type {string[]} */ (from.objectStoreNames));
      const reading = from.transaction(stores, "readonly");
      const rows = await Promise.all(stores.map((store) => rowsOf(reading.objectStore(store))));
      const writing = to.transaction(stores, "readwrite");
      stores.forEach((store, i) => rows[i].forEach(([value, key]) => writing.objectStore(store).put(value, key)));
      await new Promise((resolve) => (writing.oncomplete = resolve));
      from.close();
      to.close();
    }
    return other;
  }
}

/** @param {any} request @returns {Promise<any>} */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @param {any} from @param {any} to makes the same stores and indexes */
function alike(from, to) {
  const stores = Array.from(/** @type {string[]} */ (from.objectStoreNames));
  const reading = from.transaction(stores, "readonly");
  for (const name of stores) {
    const { keyPath, indexNames } = reading.objectStore(name);
    const made = to.createObjectStore(name, { keyPath });
    for (const index of indexNames) {
      const known = reading.objectStore(name).index(index);
      made.createIndex(index, known.keyPath, { unique: known.unique });
    }
  }
}

/** @param {any} store @returns {Promise<[any, any][]>} values with their keys where those are not in the values */
async function rowsOf(store) {
  const [values, keys] = await Promise.all([done(store.getAll()), done(store.getAllKeys())]);
  return values.map((/** @type {any} */ value, /** @type {number} */ i) => [value, store.keyPath === null ? keys[i] : undefined]);
}
