// Photos that events name: where they come from, and whether the commune has what it said that it has.
import { createHash } from "node:crypto";
import { must } from "./witness.js";

/** @param {Uint8Array|Buffer} bytes */
const nameOf = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** @param {import("./chance.js").Chance} chance @param {any} form @returns {any} the form, now and then with a photo */
export function pictured(chance, form) {
  if (!chance.happens(0.6)) return form;
  const bytes = Uint8Array.from({ length: 60 + chance.below(400) }, (_, i) => [0xff, 0xd8, 0xff][i] ?? chance.below(256));
  return { ...form, picture: bytes, data: { ...form.data, photo: nameOf(bytes) } };
}

/** What the commune has said of files. */
export class Album {
  /** @type {Set<string>} what it said that it has */
  told = new Set();

  /** @param {import("./commune.js").Commune} commune */
  constructor(commune) {
    this.commune = commune;
  }

  /** @param {string} method @param {string} url @param {number} status */
  saw(method, url, status) {
    if (method === "PUT" && (status === 200 || status === 201)) this.told.add(/** @type {string} */ (url.split("/").at(-1)));
  }

  /** What was said must be on the disk, whole. */
  check() {
    for (const name of this.told) must(this.has(name), `the commune said that it has a file, and has not: ${name}`);
  }

  /** @param {string} name @returns {boolean} whether the file is there, with the bytes that its name promises */
  has(name) {
    const bytes = this.commune.file(name);
    must(!bytes || nameOf(bytes) === name, `a file is not what its name says: ${name}`);
    return bytes !== null;
  }
}
