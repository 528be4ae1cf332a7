// A PIN and what it opens: the key of everything that was pulled lies wrapped under it. Six digits are few, so that
// every try is made slow.
import { utf8 } from "../../../sync/bytes.js";
import { importKey, sealBytes, unsealBytes } from "./seal.js";

/** @typedef {import("./seal.js").Box} Box */
/** @typedef {{id: string, salt: Uint8Array<ArrayBuffer>, rounds: number, box: Box}} Lock what is stored: the key under the PIN */
/** @typedef {{id: string, key: CryptoKey}} Opened the key itself, which cannot leave the browser; only in memory */

/** Of PBKDF2-SHA-256, as OWASP's Password Storage Cheat Sheet asks for. */
export const ROUNDS = 600_000;

/** @param {string} text whether it is six digits */
export const isPin = (text) => /^[0-9]{6}$/.test(text);

/** @param {string} pin whether it is what a finder tries first: one digit six times, or digits in a row */
export function isEasy(pin) {
  const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])));
  return steps.size === 1 && [0, 1, -1].includes([...steps][0]);
}

/** @param {string} pin @param {Pick<Lock, "salt"|"rounds">} slowly @returns {Promise<CryptoKey>} */
async function keyUnder(pin, { salt, rounds }) {
  const base = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** @param {string} id @param {Uint8Array<ArrayBuffer>} raw @param {string} pin @param {number} rounds @returns {Promise<Lock>} */
async function locked(id, raw, pin, rounds) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { id, salt, rounds, box: await sealBytes(await keyUnder(pin, { salt, rounds }), raw) };
}

/**
 * A new key, and its lock.
 * @param {string} pin @param {number} rounds
 * @returns {Promise<{lock: Lock, opened: Opened}>}
 */
export async function newLock(pin, rounds) {
  const id = crypto.randomUUID();
  const raw = crypto.getRandomValues(new Uint8Array(32));
  return { lock: await locked(id, raw, pin, rounds), opened: { id, key: await importKey(raw) } };
}

/** @param {Lock} lock @param {string} pin @returns {Promise<Uint8Array<ArrayBuffer>|null>} null if it is another PIN */
const rawOf = async (lock, pin) => unsealBytes(await keyUnder(pin, lock), lock.box).catch(() => null);

/** @param {Lock} lock @param {string} pin @returns {Promise<Opened|null>} null if it is another PIN */
export async function opened(lock, pin) {
  const raw = await rawOf(lock, pin);
  return raw && { id: lock.id, key: await importKey(raw) };
}

/**
 * The same key under another PIN.
 * @param {Lock} lock @param {string} pin the one before @param {string} next @param {number} rounds
 * @returns {Promise<Lock|null>} null if `pin` is not the one before
 */
export async function relocked(lock, pin, next, rounds) {
  const raw = await rawOf(lock, pin);
  return raw && locked(lock.id, raw, next, rounds);
}
