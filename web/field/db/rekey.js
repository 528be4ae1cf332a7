// Everything that was pulled or is being written, taken from one key to another: when the first PIN is set on a phone of
// before, and when a new invitation brings a new PIN. What the old key is not there for any more is dropped.
import { seal, unseal } from "./seal.js";

/** @typedef {import("./connection.js").Tx} Tx */
/** @typedef {import("./seal.js").Box} Box */
/** @typedef {Map<string, Box>} Moved the new box by the vector of the old one */

/** @param {Box} box */
const nameOf = ({ iv }) => iv.join();

/**
 * @param {import("./connection.js").Connection} store
 * @param {CryptoKey} from @param {CryptoKey} to
 * @returns {Promise<Moved>}
 */
export async function moved(store, from, to) {
  const boxes = await store.run(["docs", "drafts", "entries"], "readonly", boxesIn);
  return new Map(await Promise.all(boxes.map(async (box) => /** @type {const} */ ([nameOf(box), await seal(to, await unseal(from, box))]))));
}

/** @param {Tx} tx @returns {Promise<Box[]>} */
async function boxesIn(tx) {
  const [docs, drafts, entries] = await Promise.all(["docs", "drafts", "entries"].map((name) => tx.objectStore(name).getAll()));
  return [...docs, ...drafts, ...entries.flatMap(({ fate }) => fate ?? [])].flatMap(({ box }) => box ?? []);
}

/**
 * @param {Tx} tx over all stores
 * @param {Moved} moved what came along; the rest goes
 * @returns {Promise<boolean>} whether all of it came along; if not it is to be pulled anew
 */
export async function putMoved(tx, moved) {
  let isWhole = true;
  for (const name of ["docs", "drafts"]) {
    const store = tx.objectStore(name);
    for (const record of await store.getAll()) {
      const box = moved.get(nameOf(record.box));
      await (box ? store.put({ ...record, box }) : store.delete(name === "docs" ? [record.type, record.id] : record.key));
      isWhole &&= Boolean(box);
    }
  }
  const entries = tx.objectStore("entries");
  for (const record of await entries.getAll()) {
    if (!record.fate?.box) continue;
    const box = moved.get(nameOf(record.fate.box)) ?? null;
    // Of a fate whose words are gone the state is known; whatever comes of it again is newer.
    await entries.put({ ...record, fate: { ...record.fate, box, ...(box ? {} : { rev: 0 }) } });
    isWhole &&= Boolean(box);
  }
  return isWhole;
}
