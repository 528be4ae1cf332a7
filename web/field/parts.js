// What the router is built from in a browser, the same in the worker and in the page.
import { drain, enrol, handIn } from "../../sync/engine.js";
import { openRegistry } from "./db.js";
import { shellFile, moreFile } from "./shell.js";
import { BUILD } from "./version.js";
import { wordsOf } from "./words.js";

/** The name on which every open page and the worker hear of changes. */
export const CHANNEL = "tannha-field";

/**
 * @param {boolean} worker whether this is the service worker
 * @param {import("./db/keyring.js").Keeper} [keeper] who keeps the open key beside it
 * @returns {import("./visit.js").Parts}
 */
export function browserParts(worker, keeper) {
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(CHANNEL) : null;
  return {
    registry: openRegistry({ keeper, now: () => Date.now() }),
    engine: { drain, enrol, handIn },
    fetch: (input, init) => fetch(input, init),
    words: (locale) => (words[locale] ??= loadWords(locale)),
    clock: () => Date.now(),
    build: BUILD,
    worker,
    notify: (message) => channel?.postMessage(message),
    storage,
  };
}

/** @type {Partial<Record<import("./words.js").Locale, Promise<import("./words.js").Words>>>} */
const words = {};

/** @param {import("./words.js").Locale} locale @returns {Promise<import("./words.js").Words>} */
async function loadWords(locale) {
  const path = `/static/build/words.${locale}.json`;
  try {
    const file = locale === "vi" ? await shellFile(new Request(path)) : await moreFile(path);
    return wordsOf(await file.json());
  } catch (error) {
    delete words[locale];
    throw error;
  }
}

/** Room on the phone, in bytes, and whether the browser has promised to keep what is there. */
async function storage() {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  return { usage, quota, kept: (await navigator.storage?.persisted?.().catch(() => false)) ?? false };
}
