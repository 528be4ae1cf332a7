// The stores of one device's database, and which version brought them.

/** All of them: one transaction over them is what a step of the outbox needs. */
export const STORES = ["facts", "events", "entries", "docs", "drafts", "files"];

/**
 * @param {IDBDatabase} database
 * @param {number} from the version that is there, 0 for a new one
 * @param {IDBTransaction} tx of the upgrade
 */
export function createStores(database, from, tx) {
  const files = from < 2 ? database.createObjectStore("files", { keyPath: "sha" }) : tx.objectStore("files");
  // No program of before could take a photo, so there is none that would have to be counted.
  if (from < 4) files.createIndex("owed", "owed");
  if (from > 0) return;
  database.createObjectStore("facts");
  database.createObjectStore("events", { keyPath: "n" });
  const entries = database.createObjectStore("entries", { keyPath: "n" });
  entries.createIndex("id", "id", { unique: true });
  entries.createIndex("item", "item");
  database.createObjectStore("docs", { keyPath: ["type", "id"] });
  database.createObjectStore("drafts", { keyPath: "key" });
}
