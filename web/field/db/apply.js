// Writes one step of the outbox's reducer into a device's database. Sealing cannot happen inside an IndexedDB
// transaction, so what it may need is sealed before (`prepared`) and put in place within it (`written`).
import { SEALED } from "../../../sync/messages.js";
import { holds } from "../../../sync/outbox.js";
import { doubtFiles, dropFiles, dropUnnamed, lackFiles, owingEntries } from "./files.js";

/** @typedef {import("../../../sync/outbox.js").Step} Step */
/** @typedef {import("../../../sync/messages.js").Change} Change */
/** @typedef {import("./connection.js").Tx} Tx */
/** @typedef {import("./seal.js").Box} Box */
/** @typedef {import("./device.js").DocRecord} DocRecord */
/** @typedef {import("./device.js").EntryRecord} EntryRecord */
/** @typedef {import("./device.js").DraftRecord} DraftRecord */
/** @typedef {Omit<import("../../../sync/outbox.js").Patch, "n">} Patch */
/** @typedef {{boxes: Map<Change, Box>, stubs: Map<string, Box>, under: string|null}} Sealed stubs by item id; under which key */

/** @param {Change} change whether it can be read at all */
const isChange = (change) =>
  typeof change?.type === "string" && typeof change.id === "string" && Number.isSafeInteger(change.rev);

/**
 * @param {Step} step
 * @param {<T>(work: (tx: Tx) => Promise<T>) => Promise<T>} read a transaction that reads documents
 * @param {{seal: (value: any) => Promise<Box>, unseal: (box: Box) => Promise<any>, under: string|null}} vault
 * @returns {Promise<Sealed>}
 * @throws {import("./connection.js").StoreError} locked
 */
export async function prepared({ docs }, read, { seal, unseal, under }) {
  /** @type {Sealed} */
  const sealed = { boxes: new Map(), stubs: new Map(), under };
  const changes = docs?.changes?.filter(isChange) ?? [];
  const told = changes.filter(({ doc, gone }) => doc && !gone);
  await Promise.all(told.map(async (change) => sealed.boxes.set(change, await seal(change.doc))));
  const leaving = new Set(changes.filter(({ gone }) => gone).map(({ id }) => id));
  if (!leaving.size && !docs?.sweep) return sealed;
  /** @type {DocRecord[]} */
  const records = await read((tx) => tx.objectStore("docs").getAll());
  const items = records.filter(({ type, id, old }) => type === "item" && (leaving.has(id) || (docs?.sweep && old)));
  await Promise.all(items.map(async ({ id, box }) => sealed.stubs.set(id, await seal(stub(await unseal(box))))));
  return sealed;
}

/** @param {any} doc an item @returns {any} what an open form or an unsent event still needs of it */
function stub({ phone, way, nickname, ...rest }) {
  return { ...rest, phone: "", way: "", nickname: "", gone: true };
}

/**
 * @param {Tx} tx over all stores
 * @param {Step} step
 * @param {Sealed} sealed
 * @returns {Promise<boolean>} false if what was expected does not hold
 */
export async function written(tx, { expect, sync, entries = [], lacking = [], drop = [], docs }, sealed) {
  const facts = tx.objectStore("facts");
  const stored = await facts.get("sync");
  if (expect && !holds(stored, expect)) return false;
  if (sealed.boxes.size + sealed.stubs.size > 0 && !(await isUnder(tx, sealed.under))) return false;
  if (sync) await facts.put({ ...stored, ...sync }, "sync");
  await Promise.all(entries.map(({ n, ...patch }) => patched(tx, n, patch)));
  if (entries.some(({ receipt }) => receipt === null)) await doubtFiles(tx);
  if (lacking.length) await lackFiles(tx, lacking);
  if (drop.length) await dropEntries(tx, drop);
  if (docs?.wipe) await Promise.all([...["docs", "drafts"].map((name) => tx.objectStore(name).clear()), dropUnnamed(tx, () => true)]);
  else if (docs || entries.length) await writeDocs(tx, docs ?? {}, sealed);
  return true;
}

/** @param {Tx} tx @param {string|null} key @returns {Promise<boolean>} whether that is still the key of the documents */
export const isUnder = async (tx, key) => (await tx.objectStore("facts").get("lock"))?.id === key;

/** @param {Tx} tx @param {number[]} drop one whose photo the commune does not have yet stays until it has */
async function dropEntries(tx, drop) {
  const owing = await owingEntries(tx);
  const gone = drop.filter((n) => !owing.has(n));
  await Promise.all(gone.flatMap((n) => ["events", "entries"].map((name) => tx.objectStore(name).delete(n))));
  await dropFiles(tx);
}

/** @param {Tx} tx @param {IDBValidKey} n @param {Patch} patch */
async function patched(tx, n, patch) {
  const store = tx.objectStore("entries");
  /** @type {EntryRecord|undefined} */
  const record = await store.get(n);
  if (record) await store.put({ ...record, ...patch, ...(isSealing(record, patch) ? { sealed: true } : {}) });
}

/** @param {EntryRecord} record @param {Patch} patch for good: a receipt that is void later opens nothing again */
const isSealing = ({ kind }, { receipt }) => SEALED.includes(kind) && !!receipt && receipt.status !== "refused";

/** @param {Tx} tx @param {NonNullable<Step["docs"]>} docs @param {Sealed} sealed */
async function writeDocs(tx, { age, sweep, changes = [] }, sealed) {
  const store = tx.objectStore("docs");
  /** @type {DocRecord[]} */
  const before = age ? await store.getAll() : [];
  await Promise.all(before.map((record) => store.put({ ...record, old: true })));
  for (const change of changes.filter(isChange)) {
    await (change.type === "event" ? writeFate(tx, change, sealed) : writeDoc(tx, change, sealed));
  }
  /** @type {DocRecord[]} */
  const records = await store.getAll();
  for (const record of records) if ((sweep && record.old) || record.gone) await remove(tx, record, record.rev, sealed);
}

/**
 * A rev that is not above the stored one is ignored, unless the stored one is of the history before a reset.
 * @param {Tx} tx @param {Change} change @param {Sealed} sealed
 */
async function writeDoc(tx, change, sealed) {
  const { type, id, rev } = change;
  const store = tx.objectStore("docs");
  /** @type {DocRecord|undefined} */
  const known = await store.get([type, id]);
  if (known && !known.old && rev <= known.rev) return;
  const box = sealed.boxes.get(change);
  if (box) await store.put({ type, id, rev, old: false, gone: false, box });
  else if (known) await remove(tx, known, rev, sealed);
}

/**
 * What became of an own event lies with its entry. One that left the scope keeps what was last said of it.
 * @param {Tx} tx @param {Change} change @param {Sealed} sealed
 */
async function writeFate(tx, change, { boxes }) {
  const store = tx.objectStore("entries");
  /** @type {EntryRecord|undefined} */
  const entry = await store.index("id").get(change.id);
  const box = boxes.get(change);
  if (!entry || !box || change.rev <= (entry.fate?.rev ?? 0)) return;
  const { status, code = null, review = null } = change.doc;
  await store.put({ ...entry, fate: { rev: change.rev, status, code, review, box } });
}

/** @param {Tx} tx @param {DocRecord} record @param {number} rev @param {Sealed} sealed */
async function remove(tx, record, rev, { stubs }) {
  const store = tx.objectStore("docs");
  const { type, id } = record;
  const box = stubs.get(id) ?? (record.gone ? record.box : null);
  if (type === "item" && box && (await isNeeded(tx, id))) {
    await store.put({ type, id, rev, old: false, gone: true, box });
  } else await store.delete([type, id]);
}

/** @param {Tx} tx @param {string} item @returns {Promise<boolean>} whether an unsent event or an open form is about it */
async function isNeeded(tx, item) {
  /** @type {[EntryRecord[], DraftRecord[]]} */
  const [entries, drafts] = await Promise.all([
    tx.objectStore("entries").index("item").getAll(item),
    tx.objectStore("drafts").getAll(),
  ]);
  return (
    entries.some(({ receipt, aside }) => !receipt || aside) ||
    drafts.some(({ key }) => key.includes(item))
  );
}
