// What the router is built from in a browser, the same in the worker and in the page.
import { drain, enrol, handIn } from "../../sync/engine.js";
import { openRegistry } from "./db.js";
import { shellFile } from "./shell.js";
import { BUILD } from "./version.js";
import { catalogueOf } from "./words.js";

/** The phone's part of the catalogue, in both languages. */
export const WORDS = "/static/build/words.json";

/** The name on which every open page and the worker hear of changes. */
export const CHANNEL = "tannha-field";

/**
 * @param {boolean} worker whether this is the service worker
 * @returns {import("./visit.js").Parts}
 */
export function browserParts(worker) {
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(CHANNEL) : null;
  return {
    registry: openRegistry(),
    engine: { drain, enrol, handIn },
    fetch: (input, init) => fetch(input, init),
    words: () => (words ??= loadWords()),
    clock: () => Date.now(),
    build: BUILD,
    worker,
    notify: (message) => channel?.postMessage(message),
    storage,
  };
}

/** @type {Promise<import("./words.js").Catalogue> | null} */
let words = null;

/** @returns {Promise<import("./words.js").Catalogue>} */
async function loadWords() {
  try {
    return catalogueOf(await (await shellFile(new Request(WORDS))).json());
  } catch (error) {
    words = null;
    throw error;
  }
}

/** Room on the phone, in bytes, and whether the browser has promised to keep what is there. */
async function storage() {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  return { usage, quota, kept: (await navigator.storage?.persisted?.().catch(() => false)) ?? false };
}
