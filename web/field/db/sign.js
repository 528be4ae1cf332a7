// Makes one event of what a form saves: the fact as the exact text that is signed, and what the phone knows of it.
import { encode, sha256, utf8 } from "../../../sync/bytes.js";
import { bodyProblem } from "../../../sync/messages.js";
import { StoreError } from "./connection.js";

/** @typedef {import("../../../sync/state.js").Entry} Entry */
/**
 * What a form saves. `eventId` was written into the form when it was shown: the same one twice is one event.
 * `draft`: the key of the draft that this ends.
 * @typedef {{kind: import("../../../sync/messages.js").Kind, item?: string|null,
 *   shown?: import("../../../sync/messages.js").Shown|null, data: any, eventId?: string, draft?: string|null}} Form
 */
/**
 * Who signs, after which event, when. `offset` and `now` in ms.
 * @typedef {{device: string, deployment: string, head: {n: number, hash: string}, offset: number|null, now: number,
 *   key: CryptoKey}} Signer
 */

const SIGNED = { name: "ECDSA", hash: "SHA-256" };

/**
 * What may still be said of a form once its body is sealed: which paper it was, and for which own event it stands.
 * @param {string} kind
 * @param {any} data
 * @returns {{form?: string, redo?: string}}
 */
function formOf(kind, data) {
  if (kind !== "form.filled") return {};
  return { form: String(data.form), ...(data.redo ? { redo: String(data.redo) } : {}) };
}

/**
 * @param {Form & {eventId: string}} form
 * @param {Signer} signer
 * @returns {Promise<Entry>}
 * @throws {StoreError} a code of `bodyProblem`: the server could not read it
 */
export async function signed({ eventId, kind, item = null, shown = null, data }, { device, deployment, head, offset, now, key }) {
  const n = head.n + 1;
  const at = new Date(now).toISOString();
  const fact = { id: eventId, device, n, prev: head.hash, at, offset, kind, v: 1, item, shown, data };
  const body = JSON.stringify(fact);
  const problem = bodyProblem(body);
  if (problem) throw new StoreError(problem);
  const bytes = utf8(body);
  const message = utf8(`tan-nha/1\n${deployment}\n${body}`);
  const sig = encode(new Uint8Array(await crypto.subtle.sign(SIGNED, key, message)));
  const photo = typeof data?.photo === "string" ? { photo: data.photo } : {};
  const known = { receipt: null, fate: null, tries: 0, aside: null, ...photo, ...formOf(kind, data) };
  return { id: eventId, n, hash: await sha256(bytes), kind, item, at, size: bytes.length, body, sig, ...known };
}
