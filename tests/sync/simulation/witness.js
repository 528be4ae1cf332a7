// Stands between the phones and the server and remembers what the server has said: every answer must agree with the
// protocol, with what was said before in this history, and with what lies on the disk after a crash.
import { gunzipSync } from "node:zlib";

/** @typedef {{id: string|null, hash: string, status: string, seq: number, at: string}} Row what a receipt says */

const MONTH = 30 * 24 * 60 * 60 * 1000;

/** A rule that does not hold. */
export class Violation extends Error {}

/** @param {any} holds @param {string} rule */
export function must(holds, rule) {
  if (!holds) throw new Violation(rule);
}

/** @param {any} init of a request @returns {any} the turn in it */
export function turnOf({ body, headers }) {
  return JSON.parse(headers["Content-Encoding"] === "gzip" ? gunzipSync(Buffer.from(body)).toString() : String(body));
}

/** @param {string} cursor row:head:mark @returns {string} */
const headOf = (cursor) => cursor.slice(cursor.indexOf(":") + 1);

/** @param {any} row of `export events` or a receipt @returns {Row} */
const said = ({ id, hash, status, seq, at }) => ({ id, hash, status, seq, at });

/** @param {Row} a @param {Row} b */
export const same = (a, b) => JSON.stringify(said(a)) === JSON.stringify(said(b));

export class Witness {
  /** @type {Map<string, Row & {device: string, n: number}>} what this history holds of the run's phones, by hash */
  rows = new Map();
  /** @type {Set<string>} every receipt with its epoch, also those of a history that a copy has replaced */
  given = new Set();
  /** @type {Set<string>} the heads that vouch for a cursor in this history */
  heads = new Set();
  epoch = "";
  /** A copy has taken the place of the folder since the last announced restore. */
  replaced = false;
  /** Which history this is: one more with every restore. */
  generation = 0;
  /** @type {Violation[]} found while nobody waited for it */
  found = [];

  /** The ledger's last seq before the run. */
  after = 0;

  /** @param {import("./world.js").World} world */
  constructor(world) {
    this.world = world;
    this.commune = world.commune;
  }

  /**
   * @param {any} turn as it reached the server @param {{device: string, ns: Map<string, number>}} phone n by hash
   * @param {number} status @param {any} answer parsed
   * @param {{alone: boolean, locked: boolean}} how alone: no other request was under way · locked: the token only pushes
   */
  saw(turn, { device, ns }, status, answer, { alone, locked }) {
    if (status === 401 || status === 429 || (status === 503 && this.commune.pulled.full)) return;
    must(status === 200 && answer, `a turn is answered ${status}`);
    must(answer.rid === turn.rid && answer.app === "tan-nha", "an answer carries its rid and the marker");
    must(!this.epoch || answer.epoch === this.epoch, "the epoch changed without a restore");
    this.epoch = answer.epoch;
    this.#receipts(turn, device, ns, answer);
    if (alone) this.#manifest(turn, device, answer);
    this.#cursor(turn, answer);
    if (locked || turn.limit === 0) this.#nothingGiven(turn, answer);
    this.#keep(answer);
  }

  /** @param {any} answer Phones may forget only what every backup holds that may still be restored. */
  #keep({ keep, now }) {
    const live = this.commune.notes().filter(({ at }) => Date.parse(now) - Date.parse(at) < MONTH);
    must(keep <= Math.min(...live.map(({ seq }) => seq), live.length ? Infinity : 0), `keep ${keep} with backups up to ${live.map(({ seq }) => seq)}`);
  }

  /** @param {any} turn @param {string} device @param {Map<string, number>} ns @param {any} answer */
  #receipts(turn, device, ns, { receipts, epoch }) {
    must(receipts.length === turn.events.length, `${turn.events.length} events, ${receipts.length} receipts`);
    for (const receipt of receipts) {
      const { hash, status, seq } = receipt;
      must(ns.has(hash), "a receipt for what was not sent");
      if (status === "refused") {
        must(seq === null, "a refused event has a seq");
        continue;
      }
      const known = this.rows.get(hash);
      must(!known || same(known, receipt), `said before ${JSON.stringify(known)}, now ${JSON.stringify(receipt)} (${epoch})`);
      const taken = [...this.rows.values()].some((row) => row.seq === seq && row.hash !== hash);
      must(seq > this.after && !taken, `seq ${seq} is given twice`);
      this.given.add(epoch + JSON.stringify(said(receipt)));
      this.rows.set(hash, { ...receipt, device, n: /** @type {number} */ (ns.get(hash)) });
    }
  }

  /** What a phone is told of its own numbers: `tip` and `need`. @param {any} turn @param {string} device @param {any} answer */
  #manifest({ have }, device, { tip, need }) {
    const stored = new Set([...this.rows.values()].filter((row) => row.device === device).map(({ n }) => n));
    must(tip === Math.max(0, ...stored), `tip ${tip}, the ledger has ${[...stored]}`);
    const { first, last } = have ?? { first: 1, last: 0 };
    const lacks = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((n) => !stored.has(n));
    const needed = need.flatMap((/** @type {[number, number]} */ [from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
    must(String(needed) === String(lacks), `need ${needed}, the ledger lacks ${lacks}`);
  }

  /** What nobody may read: a locked phone's token pushes, and no more. @param {any} turn @param {any} answer */
  #nothingGiven(turn, { changes, cursor, more, reset, orders }) {
    must(changes.length === 0, "documents for a token that only pushes");
    must(cursor === (reset ? null : turn.cursor), "the cursor moved although nothing was given");
    must(more === !orders.includes("wipe"), "nothing was asked for, and there is nothing more");
  }

  /** @param {any} turn @param {any} answer */
  #cursor({ cursor, epoch, limit }, { reset, cursor: next, epoch: now, changes, orders }) {
    const ofNow = (epoch === null || epoch === now) && (cursor === null || this.heads.has(headOf(cursor)));
    must(reset === !ofNow, reset ? `a reset without a restore (${cursor})` : `no reset after a restore (${cursor})`);
    must(changes.length <= limit, "more changes than asked for");
    if (next && limit > 0 && !orders.includes("wipe")) this.heads.add(headOf(next));
  }

  /**
   * Whether a phone's receipt is what the ledger says. After the folder was replaced by a copy, unannounced, an event
   * may have come again by a request that arrived late, and nobody told the phone; then it holds the receipt of the
   * first storing until it hears of that event again. That is all that the protocol leaves open, and it is harmless:
   * the event is in the ledger, and before the phone deletes, it sends once more, and only that answer decides (rule 5).
   * @param {Row} receipt @param {boolean} told this history acknowledged it to that phone, or reset it
   */
  stands(receipt, told) {
    const row = this.rows.get(receipt.hash);
    if (!row || row.status !== receipt.status) return false;
    return same(row, receipt) || (this.replaced && !told && this.given.has(this.epoch + JSON.stringify(said(receipt))));
  }

  /** After a crash, or what came another way: what was said must be on the disk, and the disk may know more. */
  async recall() {
    this.world.album.check();
    const rows = await this.#stored();
    for (const [hash, row] of this.rows) {
      const found = rows.get(hash);
      must(found, `acknowledged, and gone after a crash: n ${row.n}`);
      must(found && same(row, found), `acknowledged as ${JSON.stringify(row)}, stored as ${JSON.stringify(found)}`);
    }
    this.rows = rows;
  }

  /**
   * After a restore the history is what the backup knows. Of a copy every mark vouches, also one that was only told to
   * a phone after the copy was made.
   * @param {boolean} told whether a new epoch says so
   */
  async restored(told) {
    const { backroom, data } = this.commune;
    this.world.album.told.clear();
    this.replaced = !told;
    this.generation++;
    this.rows = await this.#stored();
    this.heads = new Set(told ? [] : await backroom.do("marks", { folder: data }));
    this.epoch = "";
  }

  /** @returns {Promise<Witness["rows"]>} */
  async #stored() {
    const rows = await this.commune.backroom.do("ledger", { folder: this.commune.data, after: this.after });
    return new Map(rows.filter((/** @type {any} */ { device }) => device !== "office").map((/** @type {any} */ row) => [row.hash, row]));
  }
}
