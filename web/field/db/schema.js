// The stores of one device's database, and which version brought them.

/** All of them: one transaction over them is what a step of the outbox needs. */
export const STORES = ["facts", "events", "entries", "docs", "drafts", "files"];

/** @param {IDBDatabase} database @param {number} from the version that is there, 0 for a new one */
export function createStores(database, from) {
  if (from < 2) database.createObjectStore("files", { keyPath: "sha" });
  if (from > 0) return;
  database.createObjectStore("facts");
  database.createObjectStore("events", { keyPath: "n" });
  const entries = database.createObjectStore("entries", { keyPath: "n" });
  entries.createIndex("id", "id", { unique: true });
  entries.createIndex("item", "item");
  database.createObjectStore("docs", { keyPath: ["type", "id"] });
  database.createObjectStore("drafts", { keyPath: "key" });
}
