// Seals what the phone stores and opens it again: AES-GCM under a key that cannot leave the browser.

/** @typedef {{iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer}} Box A sealed value. */

/** @returns {Promise<CryptoKey>} a new key, not extractable */
export const newSealKey = () =>
  crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

/** @param {Uint8Array<ArrayBuffer>} raw 32 bytes @returns {Promise<CryptoKey>} that key, not extractable any more */
export const importKey = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

/**
 * @param {CryptoKey} key
 * @param {any} value anything that JSON can say
 * @returns {Promise<Box>}
 */
export const seal = (key, value) => sealBytes(key, new TextEncoder().encode(JSON.stringify(value)));

/**
 * @param {CryptoKey} key
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<Box>}
 */
export async function sealBytes(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
}

/**
 * @param {CryptoKey} key
 * @param {Box} box
 * @returns {Promise<any>} the value that was sealed
 * @throws {DOMException} if another key sealed it or it was changed
 */
export const unseal = async (key, box) => JSON.parse(new TextDecoder().decode(await unsealBytes(key, box)));

/**
 * @param {CryptoKey} key
 * @param {Box} box
 * @returns {Promise<Uint8Array<ArrayBuffer>>} the bytes that were sealed
 * @throws {DOMException} as `unseal`
 */
export async function unsealBytes(key, box) {
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: box.iv }, key, box.data));
}
