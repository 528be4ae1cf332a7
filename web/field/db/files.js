// Files that events name (photos), sealed like everything, each under the hash of its bytes. A file is handed in after
// its event and stays as long as that does, since another history of the commune may lack it again.
import { hex } from "../../../sync/bytes.js";
import { MAX_FILE } from "../../../sync/messages.js";
import { StoreError } from "./connection.js";
import { sealBytes, unsealBytes } from "./seal.js";

/** @typedef {import("./connection.js").Tx} Tx */
/** @typedef {import("./seal.js").Box} Box */
/**
 * `sent`: the commune said that it has it · `unsure`: it may have it · `aside`: why it will not take it · `owed`: 1 as long
 * as neither is so · `draft`: key of the form that it was taken for.
 * @typedef {{sha: string, type: string, at: number, sent: boolean, unsure: boolean, aside: string|null, owed: 0|1, draft: string,
 *   box: Box}} FileRecord
 */

/** What the commune takes. */
const TYPES = ["image/jpeg", "image/webp"];

export class Files {
  #store;
  #key;

  /** @param {() => import("./connection.js").Connection} store @param {() => CryptoKey} key that seals */
  constructor(store, key) {
    this.#store = store;
    this.#key = key;
  }

  /**
   * Keeps a file; the same bytes twice are one. To be called before the event that names it is appended.
   * @param {Uint8Array<ArrayBuffer>} bytes at most 300 KiB
   * @param {string} type image/jpeg or image/webp
   * @param {{at?: number, draft?: string}} [about] ms, and the key of the form that is open; another one of that form goes
   * @returns {Promise<string>} SHA-256 in hex: the name that goes into the event's `photo`
   * @throws {StoreError} quota, too_large, bad_photo
   */
  async put(bytes, type, { at = Date.now(), draft = "" } = {}) {
    if (bytes.length > MAX_FILE) throw new StoreError("too_large");
    if (!TYPES.includes(type)) throw new StoreError("bad_photo");
    const sha = hex(await crypto.subtle.digest("SHA-256", bytes));
    const box = await sealBytes(this.#key(), bytes);
    await this.#store().run(["files", "entries"], "readwrite", async (tx) => {
      const known = await tx.objectStore("files").getKey(sha);
      if (!known) await tx.objectStore("files").put({ sha, type, at, sent: false, unsure: false, aside: null, owed: 1, draft, box });
      if (draft) await dropUnnamed(tx, (record) => record.draft === draft && record.sha !== sha);
    });
    return sha;
  }

  /** @param {string} draft key of a form that was saved or let go: what was taken for it and no event names goes */
  letGo(draft) {
    return this.#store().run(["files", "entries"], "readwrite", (tx) => dropUnnamed(tx, (record) => record.draft === draft));
  }

  /** @param {string} sha @returns {Promise<boolean>} */
  async has(sha) {
    return (await this.#store().run(["files"], "readonly", (tx) => tx.objectStore("files").getKey(sha))) !== undefined;
  }

  /** @returns {Promise<FileRecord[]>} to be handed in: their event is in the ledger, so the commune knows the name */
  unsent() {
    return this.#store().run(["files", "entries"], "readonly", async (tx) => {
      const records = await tx.objectStore("files").getAll();
      if (!records.length) return [];
      const named = await namesOf(tx, ({ receipt }) => receipt && receipt.status !== "refused");
      return records.filter(({ sha, sent, aside }) => !sent && !aside && named.has(sha));
    });
  }

  /** @param {string} sha @returns {Promise<Uint8Array<ArrayBuffer>>} */
  async bytes(sha) {
    const record = await this.#store().run(["files"], "readonly", (tx) => tx.objectStore("files").get(sha));
    return unsealBytes(this.#key(), record.box);
  }

  /** @param {string} sha the commune has it */
  sent = (sha) => this.#patch(sha, { sent: true, unsure: false });

  /** @param {string} sha it is on its way, and nobody knows yet whether it arrived */
  doubt = (sha) => this.#patch(sha, { unsure: true });

  /** @param {string} sha @param {string} aside why the commune will never take it */
  setAside = (sha, aside) => this.#patch(sha, { aside });

  /** @param {string} sha @param {Partial<FileRecord>} patch */
  async #patch(sha, patch) {
    await this.#store().run(["files"], "readwrite", (tx) => patched(tx, (record) => record.sha === sha, patch));
  }
}

/** @param {Tx} tx @param {(record: FileRecord) => boolean} which @param {Partial<FileRecord>} patch */
async function patched(tx, which, patch) {
  const store = tx.objectStore("files");
  /** @type {FileRecord[]} */
  const records = await store.getAll();
  const changed = records.filter(which).map((record) => ({ ...record, ...patch }));
  await Promise.all(changed.map((record) => store.put({ ...record, owed: record.sent || record.aside ? 0 : 1 })));
}

/**
 * @param {Tx} tx over files and entries
 * @param {(record: FileRecord) => boolean} which of those that no entry names
 */
export async function dropUnnamed(tx, which) {
  const store = tx.objectStore("files");
  /** @type {FileRecord[]} */
  const records = (await store.getAll()).filter(which);
  const named = records.length ? await namesOf(tx, () => true) : new Set();
  await Promise.all(records.filter(({ sha }) => !named.has(sha)).map(({ sha }) => store.delete(sha)));
}

/** @param {Tx} tx over files @returns {Promise<string[]>} what the commune does not have yet, of open forms too */
export const owedFiles = async (tx) => (await tx.objectStore("files").index("owed").getAllKeys(1)).map(String);

/**
 * @param {Tx} tx
 * @param {(entry: import("./device.js").EntryRecord) => unknown} which
 * @returns {Promise<Set<string|undefined>>} the files that those entries name
 */
async function namesOf(tx, which) {
  const entries = await tx.objectStore("entries").getAll();
  return new Set(entries.filter(which).map(({ photo }) => photo));
}

/**
 * After claims about events were taken back the commune may lack their files too; a server that keeps to sync.md alone
 * does not say so.
 * @param {Tx} tx
 */
export const doubtFiles = (tx) => patched(tx, ({ sent }) => sent, { sent: false, unsure: true });

/** @param {Tx} tx @param {string[]} names that the commune lacks, whatever it said of them before */
export const lackFiles = (tx, names) =>
  patched(tx, ({ sha, sent }) => sent && names.includes(sha), { sent: false, unsure: true });

/** @param {Tx} tx @returns {Promise<Set<number>>} n of the entries whose file the commune does not have yet */
export async function owingEntries(tx) {
  /** @type {FileRecord[]} */
  const records = await tx.objectStore("files").getAll();
  const owed = new Set(records.filter(({ sent, aside }) => !sent && !aside).map(({ sha }) => sha));
  /** @type {import("./device.js").EntryRecord[]} */
  const entries = owed.size ? await tx.objectStore("entries").getAll() : [];
  return new Set(entries.filter(({ photo }) => photo && owed.has(photo)).map(({ n }) => n));
}

/** @param {Tx} tx after entries were deleted: what the commune has and none of the rest names goes with them */
export const dropFiles = (tx) => dropUnnamed(tx, ({ sent, aside }) => sent || aside !== null);
