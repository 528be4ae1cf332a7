// The commune's end of the protocol in a few lines, so that the phone's end can be tested alone: receipts, need, tip,
// keep, reset, changes. It believes every signature. `answer` may be replaced to spoil what comes back.
import { createHash, randomUUID } from "node:crypto";
import { gunzipSync } from "node:zlib";

/** @typedef {import("../../sync/messages.js").Turn} Turn */
/** @typedef {import("../../sync/messages.js").Receipt} Receipt */

/** @param {string} text */
const hashOf = (text) => createHash("sha256").update(text).digest("base64url");

export class Commune {
  epoch = randomUUID();
  keep = 0;
  /** @type {string[]} */
  orders = [];
  /** @type {Receipt[]} in order of seq */
  ledger = [];
  /** @type {{body: any, hash: string}[]} */
  bodies = [];
  /** @type {import("../../sync/messages.js").Change[]} in order of rev */
  changes = [];
  /** @type {Turn[]} every turn that arrived */
  turns = [];
  /** @type {(body: any) => string|null} the code with which a body is refused */
  refuses = () => null;
  /** @type {(body: any) => string|null} the code with which a body is held */
  holds = () => null;

  /** @param {() => number} now */
  constructor(now) {
    this.now = now;
  }

  stamp = () => new Date(this.now()).toISOString();

  /** @param {string} type @param {string} id @param {any} doc null: it leaves the scope */
  change(type, id, doc) {
    this.changes = this.changes.filter((change) => change.type !== type || change.id !== id);
    const rev = (this.changes.at(-1)?.rev ?? 0) + 1;
    this.changes.push(doc ? { type, id, rev, doc } : { type, id, rev, gone: true });
  }

  /** Another history: what was stored is gone, or only the first `left` events are there. */
  restore(left = 0) {
    this.epoch = randomUUID();
    this.ledger = this.ledger.slice(0, left);
    this.bodies = this.bodies.slice(0, left);
  }

  /** @param {string} body @returns {Receipt} */
  take(body) {
    const hash = hashOf(body);
    const known = this.ledger.find((receipt) => receipt.hash === hash);
    if (known) return known;
    const read = JSON.parse(body);
    const at = this.stamp();
    const refused = this.refuses(read);
    if (refused) return { id: read.id, hash, status: "refused", seq: null, at, code: refused, text: refused };
    const reused = this.bodies.some((other) => other.body.n === read.n);
    const broken = this.bodies.some((other) => other.body.n === read.n - 1 && other.hash !== read.prev);
    const code = this.holds(read) ?? (reused ? "n_reused" : broken ? "chain_broken" : null);
    /** @type {Receipt} */
    const receipt = { id: read.id, hash, status: code ? "held" : "accepted", seq: this.ledger.length + 1, at, code, text: code };
    this.ledger.push(receipt);
    this.bodies.push({ body: read, hash });
    return receipt;
  }

  /** @param {Turn} turn @returns {any} */
  answer(turn) {
    const receipts = turn.events.map(({ body }) => this.take(body));
    const [given, row] = (turn.cursor ?? `${this.epoch}:0`).split(":");
    const reset = turn.epoch !== this.epoch || given !== this.epoch;
    const from = reset ? 0 : Number(row);
    const due = this.orders.includes("wipe") ? [] : this.changes.filter(({ rev }) => rev > from);
    const changes = due.slice(0, turn.limit);
    const cursor = turn.limit > 0 ? `${this.epoch}:${changes.at(-1)?.rev ?? from}` : turn.cursor;
    const stored = new Set(this.bodies.map(({ body }) => body.n));
    const { first, last } = turn.have ?? { first: 1, last: 0 };
    const need = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((n) => !stored.has(n));
    return {
      app: "tan-nha",
      rid: turn.rid,
      protocol: 1,
      epoch: this.epoch,
      now: this.stamp(),
      receipts,
      tip: Math.max(0, ...stored),
      need: need.map((n) => [n, n]),
      keep: this.keep,
      reset,
      changes,
      cursor,
      more: turn.limit === 0 || changes.length < due.length,
      orders: this.orders,
    };
  }

  /** As the engine is given it. @type {any} */
  fetch = async (/** @type {string} */ _, /** @type {any} */ init) => {
    const turn = turnOf(init);
    this.turns.push(turn);
    return json(this.answer(turn));
  };
}

/** @param {any} init of a request @returns {Turn} */
export function turnOf({ body, headers }) {
  return JSON.parse(headers["Content-Encoding"] === "gzip" ? gunzipSync(Buffer.from(body)).toString() : body);
}

/** @param {any} answer @param {number} [status] @param {Record<string, string>} [headers] */
export const json = (answer, status = 200, headers = {}) =>
  new Response(JSON.stringify(answer), { status, headers: { "Content-Type": "application/json", ...headers } });

/** @param {number} status @param {string} code @param {Record<string, string>} [headers] */
export const problem = (status, code, headers) =>
  json({ app: "tan-nha", problem: { code, text: code, text_en: code, field: null } }, status, headers);
