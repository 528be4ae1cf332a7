// Seals what the phone stores and opens it again: AES-GCM under a key that cannot leave the browser.

/** @typedef {{iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer}} Box A sealed value. */

/** @returns {Promise<CryptoKey>} a new key, not extractable */
export const newSealKey = () =>
  crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

/**
 * @param {CryptoKey} key
 * @param {any} value anything that JSON can say
 * @returns {Promise<Box>}
 */
export async function seal(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text) };
}

/**
 * @param {CryptoKey} key
 * @param {Box} box
 * @returns {Promise<any>} the value that was sealed
 * @throws {DOMException} if another key sealed it or it was changed
 */
export async function unseal(key, box) {
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: box.iv }, key, box.data);
  return JSON.parse(new TextDecoder().decode(text));
}
