// The phone's databases from outside: everything that lies in them, and one as the build before PINs left it.
import { newSealKey, seal } from "../../web/field/db/seal.js";
import { newHost, START } from "./host.js";

/** @param {IDBRequest} request @returns {Promise<any>} */
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * @param {import("../../web/field/db.js").Host} host
 * @param {string} name
 */
export async function dumped({ indexedDB }, name) {
  /** @type {IDBDatabase} */
  const database = await done(indexedDB.open(name));
  /** @type {{store: string, key: any, value: any}[]} */
  const rows = [];
  for (const store of database.objectStoreNames) {
    const all = database.transaction(store).objectStore(store);
    const [keys, values] = await Promise.all([done(all.getAllKeys()), done(all.getAll())]);
    rows.push(...keys.map((/** @type {any} */ key, /** @type {number} */ i) => ({ store, key, value: values[i] })));
  }
  database.close();
  const of = (/** @type {string} */ store) => rows.filter((row) => row.store === store);
  return { all: () => rows, of, facts: new Map(of("facts").map(({ key, value }) => [key, value])) };
}

/** A phone of before PINs: everything lies under the device's own key, and who it is, and the tokens, lie open. */
export async function asBefore() {
  const host = newHost();
  const secrets = { name: "Danh Thị Cũ", item: "Lâm Thị Kín", note: "ghi chú Kín", reason: "ký lại giúp Kín" };
  const device = "phone-0";
  const person = { id: "p1", name: secrets.name, role: "hamlet_head" };
  const about = { device, person, commune: { id: "c1", name: "Xã Cũ" }, createdAt: START };
  const key = await newSealKey();
  const box = (/** @type {any} */ value) => seal(key, value);
  const sync = { epoch: "e1", cursor: "5:5:m", offset: null, contact: START, problem: null, outcome: "ok", closed: null, orders: [], failures: 0, nextTry: null, stumbles: 0, batch: 100, probe: null, resetting: false, keep: null };
  const entry = { id: "id1", n: 1, hash: "hash1", kind: "confirmation.recorded", item: "i1", at: new Date(START).toISOString(), size: 600, receipt: null, tries: 0, aside: null };
  const fate = { rev: 3, status: "accepted", code: null, review: "sent_back", box: await box({ status: "accepted", review: "sent_back", reason: secrets.reason }) };
  const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const facts = { device: { ...about, deployment: "dep" }, sealKey: key, head: { n: 1, hash: "hash1" }, keys, tokens: { token: "t", send: "s" }, sync };
  const rows = {
    events: [{ n: 1, box: await box({ body: JSON.stringify({ ...entry, shown: null, data: {} }), sig: "" }) }],
    entries: [{ ...entry, fate }],
    docs: [{ type: "item", id: "i1", rev: 2, old: false, gone: false, box: await box({ name: secrets.item }) }],
    drafts: [{ key: "deliver:i1", at: START, box: await box({ note: secrets.note }) }],
    files: [{ sha: "f1", type: "image/jpeg", at: START, sent: false, unsure: false, aside: null, box: await box("bytes") }],
  };
  await written(host, `tannha-${device}`, deviceOfBefore, { facts, ...rows });
  await written(host, "tannha", registryOfBefore, { settings: { current: device }, devices: [about] });
  return { host, device, secrets };
}

/** @param {IDBDatabase} database the stores of version 2 */
function deviceOfBefore(database) {
  database.createObjectStore("files", { keyPath: "sha" });
  database.createObjectStore("facts");
  database.createObjectStore("events", { keyPath: "n" });
  const entries = database.createObjectStore("entries", { keyPath: "n" });
  entries.createIndex("id", "id", { unique: true });
  entries.createIndex("item", "item");
  database.createObjectStore("docs", { keyPath: ["type", "id"] });
  database.createObjectStore("drafts", { keyPath: "key" });
}

/** @param {IDBDatabase} database the stores of version 2 */
function registryOfBefore(database) {
  database.createObjectStore("devices", { keyPath: "device" });
  database.createObjectStore("pending", { keyPath: "code" });
  database.createObjectStore("settings");
}

/**
 * @param {import("../../web/field/db.js").Host} host
 * @param {string} name
 * @param {(database: IDBDatabase) => void} create
 * @param {Record<string, any[] | Record<string, any>>} rows by store; those without a key of their own by key
 */
async function written({ indexedDB }, name, create, rows) {
  const request = indexedDB.open(name, 2);
  request.onupgradeneeded = () => create(request.result);
  /** @type {IDBDatabase} */
  const database = await done(request);
  const tx = database.transaction(Object.keys(rows), "readwrite");
  for (const [store, values] of Object.entries(rows)) {
    if (Array.isArray(values)) values.forEach((value) => tx.objectStore(store).put(value));
    else Object.entries(values).forEach(([key, value]) => tx.objectStore(store).put(value, key));
  }
  await new Promise((resolve) => (tx.oncomplete = resolve));
  database.close();
}
