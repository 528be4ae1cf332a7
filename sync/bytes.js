// Bytes and texts of the protocol: strict unpadded base64url, UTF-8, SHA-256.

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Map([...LETTERS].map((letter, value) => [letter, value]));

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>} its UTF-8
 */
export const utf8 = (text) => new TextEncoder().encode(text);

/**
 * @param {Uint8Array} bytes
 * @returns {string} unpadded base64url
 */
export function encode(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const three = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const letters = Math.min(bytes.length - i, 3) + 1;
    for (let k = 0; k < letters; k++) text += LETTERS[(three >> (18 - 6 * k)) & 63];
  }
  return text;
}

/**
 * @param {string} text strict unpadded base64url: no padding, no other letter, no stray bits
 * @returns {Uint8Array<ArrayBuffer>}
 * @throws {RangeError} if it is anything else
 */
export function decode(text) {
  if (text.length % 4 === 1) throw new RangeError("base64url");
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of text) {
    const value = VALUES.get(letter);
    if (value === undefined) throw new RangeError("base64url");
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) bytes[at++] = (bits >> (held -= 8)) & 255;
  }
  if (bits & ((1 << held) - 1)) throw new RangeError("base64url");
  return bytes;
}

/** @param {ArrayBuffer|Uint8Array} bytes @returns {string} two small letters or digits each */
export const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<string>} base64url of their SHA-256
 */
export const sha256 = async (bytes) => encode(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
