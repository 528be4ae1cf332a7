// The phone's outbox as a pure reducer: what to send next, and what an answer or a failure changes (sync.md §4).
// Nothing here reads a clock, a network or a database. A change is a list of steps, each one transaction of the
// phone's database, in the order of rule 7: reset, receipts, need, changes with cursor, deletions.
import { APP, LIMIT, MAX_EVENTS, MAX_REQUEST, PROTOCOL } from "./messages.js";
export { entryState, overlay } from "./overlay.js";

/** @typedef {import("./messages.js").Answer} Answer */
/** @typedef {import("./messages.js").Receipt} Receipt */
/** @typedef {import("./messages.js").Turn} Turn */
/** @typedef {import("./messages.js").Problem} Problem */

/**
 * @typedef {object} Entry One own event and what is known of it.
 * @property {string} id
 * @property {number} n
 * @property {string} hash
 * @property {string} kind
 * @property {string|null} item
 * @property {string} at ISO, the phone's clock
 * @property {number} size bytes of the body
 * @property {string} body the signed text; "" where it was not loaded (the sender reads it by n)
 * @property {string} sig
 * @property {Receipt|null} receipt only one whose hash is this entry's
 * @property {import("./messages.js").EventDoc|null} fate
 * @property {number} tries failures of it alone, each followed by an empty turn that got through
 * @property {{since: number, code: string, tried: number}|null} aside ms; set aside or refused, tried again once a day
 */
/**
 * @typedef {object} Sync What the phone knows of its exchange with the server; stored as one record.
 * @property {string|null} epoch
 * @property {string|null} cursor
 * @property {number|null} offset server minus phone in ms at the last contact
 * @property {number|null} contact ms, the phone's clock
 * @property {Problem|null} problem the server's last refusal of a whole turn, null after one that got through
 * @property {Outcome|null} outcome of the last turn
 * @property {null|"cloned"|"revoked"|"unknown"} closed cloned: no more events with this key · unknown: token unknown
 * @property {string[]} orders standing wishes of the server: wipe, update
 * @property {number} failures in a row
 * @property {number|null} nextTry ms
 * @property {boolean} stumbled the last turn failed: events first, nothing is pulled
 * @property {number} batch most events of the next turn
 * @property {number|null} probe n of a single event whose failure waits for an empty turn to get through
 * @property {boolean} resetting old documents are marked until a pull is complete
 * @property {{seq: number, now: string}|null} keep as last answered in this epoch
 */
/** @typedef {"ok"|"offline"|"timeout"|"portal"|"refused"} Outcome */
/** @typedef {Sync & {device: string, last: {n: number, hash: string}, entries: Entry[]}} Outbox entries in order of n */
/**
 * @typedef {object} Claim One turn to be made; `turn.events` are filled in by the sender from `ns`.
 * @property {Turn} turn
 * @property {number[]} ns in the order to be sent
 * @property {number[]} expiring those of `ns` that were received long ago and may be deleted if this answer says so
 * @property {number|null} probe this is the empty turn after that single event failed
 * @property {number|null} lone this is another try of an event set aside
 */
/** @typedef {{n: number} & Partial<Pick<Entry, "receipt"|"fate"|"tries"|"aside">>} Patch */
/**
 * @typedef {object} Step One transaction of the phone's database.
 * @property {{epoch: string|null, cursor?: string|null}} [expect] nothing is written unless the stored ones are these
 * @property {Partial<Sync>} [sync]
 * @property {Patch[]} [entries]
 * @property {number[]} [drop] n of entries to delete
 * @property {{age?: true, wipe?: true, sweep?: boolean, changes?: import("./messages.js").Change[]}} [docs]
 *   age: mark all as old · sweep: delete those still old · wipe: delete all, drafts too
 */
/**
 * @typedef {object} Failure
 * @property {"offline"|"timeout"|"portal"|"answer"} kind portal: an answer without the marker
 * @property {number} [status]
 * @property {Problem|null} [problem]
 * @property {number|null} [retryAfter] ms
 */

const DAY = 24 * 60 * 60 * 1000;
const RETENTION = 30 * DAY;
const LONGEST_WAIT = 10 * 60 * 1000;
/** Codes of a held event that only a cloned or rolled-back phone can have. */
const TWIN_CODES = ["n_reused", "chain_broken"];

/** @param {string|null} epoch @returns {Sync} of a phone that has just enrolled */
export const newSync = (epoch) => ({
  epoch,
  cursor: null,
  offset: null,
  contact: null,
  problem: null,
  outcome: null,
  closed: null,
  orders: [],
  failures: 0,
  nextTry: null,
  stumbled: false,
  batch: MAX_EVENTS,
  probe: null,
  resetting: false,
  keep: null,
});

/** @param {any} answer @returns {boolean} whether our server wrote it; if not, nothing happened */
export const isOurs = (answer) => typeof answer === "object" && answer !== null && answer.app === APP;

/** @param {any} answer @param {Claim} claim @returns {answer is Answer} ours, whole, and the answer to this turn */
export const isAnswer = (answer, claim) =>
  isOurs(answer) &&
  answer.rid === claim.turn.rid &&
  typeof answer.epoch === "string" &&
  Number.isFinite(Date.parse(answer.now)) &&
  [answer.receipts, answer.need, answer.changes, answer.orders].every(Array.isArray);

/** @param {Entry} entry whether the server may still owe a receipt for it */
const unsent = ({ receipt, aside }) => receipt === null && aside === null;

/** @param {Entry} entry @param {number} now whether it was set aside and a day has passed since it was last tried */
const isDue = ({ aside }, now) => aside !== null && Math.abs(now - aside.tried) >= DAY;

/** @param {Outbox} outbox @param {number} now @returns {boolean} whether another turn would push something */
export const hasWork = ({ probe, entries }, now) =>
  probe !== null || entries.some((entry) => unsent(entry) || isDue(entry, now));

/** @param {Sync} sync @param {number} now a next try further away than ten minutes is a clock that was set back */
export const isWaiting = ({ nextTry }, now) => nextTry !== null && nextTry > now && nextTry - now <= LONGEST_WAIT;

/**
 * The next turn, or null while a failure is waited out.
 * @param {Outbox} outbox
 * @param {number} now
 * @param {{rid?: string, app?: string, pull?: boolean}} [options] pull: false with a token that only pushes
 * @returns {Claim|null}
 */
export function claim(outbox, now, { rid = "", app = "", pull = true } = {}) {
  if (isWaiting(outbox, now)) return null;
  const { entries, epoch, cursor, stumbled } = outbox;
  const quiet = !pull || (stumbled && entries.some(unsent));
  const have = entries.length ? { first: entries[0].n, last: entries[entries.length - 1].n } : null;
  const clock = new Date(now).toISOString();
  const limit = quiet ? 0 : LIMIT;
  return {
    ...chosen(outbox, now),
    turn: { protocol: PROTOCOL, rid, app, epoch, cursor, clock, have, events: [], limit },
  };
}

/** @param {Outbox} outbox @param {number} now @returns {Omit<Claim, "turn">} */
function chosen(outbox, now) {
  const { entries, probe, batch, stumbled } = outbox;
  const nothing = { ns: [], expiring: [], probe: null, lone: null };
  if (probe !== null) return { ...nothing, probe };
  const fresh = fitting(entries.filter(unsent), batch);
  const lone = fresh.length ? undefined : entries.find((entry) => isDue(entry, now));
  if (lone) return { ...nothing, ns: [lone.n], lone: lone.n };
  const old = stumbled ? [] : entries.filter((entry) => isExpiring(outbox, entry));
  const ns = fitting([...fresh, ...old], batch).map(({ n }) => n);
  const oldest = new Set(old.map(({ n }) => n));
  return { ...nothing, ns, expiring: ns.filter((n) => oldest.has(n)) };
}

/** @param {Entry[]} entries @param {number} most @returns {Entry[]} the first that fit into one request */
function fitting(entries, most) {
  let bytes = 0;
  return entries.slice(0, most).filter(({ size }, i) => (bytes += size) <= MAX_REQUEST || i === 0);
}

/** @param {Outbox} outbox @param {Entry} entry */
const isExpiring = ({ keep }, { receipt, aside }) => keep !== null && !aside && mayGo(receipt, keep.seq, keep.now);

/** @param {Receipt|null|undefined} receipt @param {number} keep @param {string} now the server's */
const mayGo = (receipt, keep, now) =>
  !!receipt &&
  receipt.status !== "refused" &&
  receipt.seq !== null &&
  receipt.seq <= keep &&
  Date.parse(now) - Date.parse(receipt.at) >= RETENTION;

/**
 * @param {Outbox} outbox as it is when the answer has arrived
 * @param {Claim} claim
 * @param {Answer} answer one for which `isAnswer` holds
 * @param {number} now
 * @returns {{outbox: Outbox, steps: Step[]}}
 */
export function answered(outbox, claim, answer, now) {
  const { turn } = claim;
  const { epoch } = answer;
  const reset = answer.reset === true || (turn.epoch !== null && turn.epoch !== epoch);
  const matched = receiptsByN(outbox, answer);
  const expect = { epoch };
  /** @type {Step[]} */
  const steps = [];
  if (reset) steps.push(resetStep(outbox, turn, epoch));
  steps.push({ expect, sync: contactSync(outbox, claim, answer, now), entries: receiptPatches(outbox, claim, matched, now) });
  const needed = neededEntries(outbox, matched, answer.need);
  if (needed.length) steps.push({ expect, entries: needed.map(({ n }) => ({ n, receipt: null, fate: null })) });
  if (answer.orders.includes("wipe")) steps.push({ sync: { cursor: null }, docs: { wipe: true } });
  else if (turn.limit > 0) steps.push(changesStep(outbox, turn, answer, reset));
  const kept = new Set(needed.map(({ n }) => n));
  const drop = claim.expiring.filter((n) => !reset && !kept.has(n) && mayGo(matched.get(n), answer.keep, answer.now));
  if (drop.length) steps.push({ expect, drop });
  return { outbox: steps.reduce(stepped, outbox), steps };
}

/** @param {Outbox} outbox @param {Answer} answer @returns {Map<number, Receipt>} by n, matched by hash */
function receiptsByN({ entries }, answer) {
  const nOf = new Map(entries.map(({ hash, n }) => [hash, n]));
  const matched = new Map();
  for (const receipt of answer.receipts) {
    const n = nOf.get(receipt?.hash);
    const stored = ["accepted", "held"].includes(receipt?.status) && Number.isSafeInteger(receipt.seq);
    if (n !== undefined && (stored || receipt.status === "refused")) matched.set(n, receipt);
  }
  return matched;
}

/**
 * Another history: every claim and the cursor are void, no event and no key is. What was refused is judged afresh.
 * @param {Outbox} outbox @param {Turn} turn @param {string} epoch
 * @returns {Step}
 */
function resetStep({ entries }, { epoch: before, cursor }, epoch) {
  return {
    expect: { epoch: before, cursor },
    sync: { epoch, cursor: null, resetting: true, keep: null },
    entries: entries.map(({ n, receipt, aside }) => ({
      n,
      receipt: null,
      fate: null,
      aside: aside && !receipt ? { ...aside, tried: 0 } : null,
    })),
    docs: { age: true },
  };
}

/** @param {Outbox} outbox @param {Claim} claim @param {Answer} answer @param {number} now @returns {Partial<Sync>} */
function contactSync(outbox, { turn, ns, probe }, answer, now) {
  const twin =
    outbox.closed === "cloned" ||
    answer.tip > outbox.last.n ||
    answer.receipts.some((receipt) => receipt?.code && TWIN_CODES.includes(receipt.code));
  const middle = (Date.parse(turn.clock) + now) / 2;
  return {
    offset: Math.round(Date.parse(answer.now) - middle),
    contact: now,
    problem: null,
    outcome: "ok",
    closed: twin ? "cloned" : answer.orders.includes("wipe") ? "revoked" : null,
    orders: answer.orders,
    failures: 0,
    nextTry: null,
    stumbled: outbox.stumbled && ns.length === 0 && outbox.entries.some(unsent),
    batch: ns.length ? Math.min(MAX_EVENTS, outbox.batch * 2) : outbox.batch,
    probe: probe === null ? outbox.probe : null,
    keep: Number.isSafeInteger(answer.keep) ? { seq: answer.keep, now: answer.now } : null,
  };
}

/** @param {Outbox} outbox @param {Claim} claim @param {Map<number, Receipt>} matched @param {number} now @returns {Patch[]} */
function receiptPatches({ entries }, { probe }, matched, now) {
  /** @type {Patch[]} */
  const patches = entries
    .filter(({ n }) => matched.has(n))
    .map(({ n, aside }) => {
      const receipt = /** @type {Receipt} */ (matched.get(n));
      const refused = receipt.status === "refused";
      const since = aside?.since ?? now;
      return { n, receipt, tries: 0, aside: refused ? { since, code: receipt.code ?? "refused", tried: now } : null };
    });
  const suspect = entries.find(({ n }) => n === probe);
  if (!suspect || matched.has(suspect.n)) return patches;
  const tries = suspect.tries + 1;
  const aside = tries >= 3 ? { since: now, code: "unsendable", tried: now } : null;
  return [...patches, { n: suspect.n, tries, aside }];
}

/**
 * What the server says it has not stored of what it should have: the claims about it are taken back (rule 4).
 * @param {Outbox} outbox @param {Map<number, Receipt>} matched @param {Answer["need"]} need
 */
function neededEntries({ entries }, matched, need) {
  return entries.filter(({ n, receipt }) => {
    const known = matched.get(n) ?? receipt;
    return known && known.status !== "refused" && need.some(([first, last]) => first <= n && n <= last);
  });
}

/** @param {Outbox} outbox @param {Turn} turn @param {Answer} answer @param {boolean} reset @returns {Step} */
function changesStep({ resetting }, turn, { epoch, cursor, changes, more }, reset) {
  const sweep = (resetting || reset) && more === false;
  return {
    expect: { epoch, cursor: reset ? null : turn.cursor },
    sync: { cursor: cursor ?? null, ...(sweep ? { resetting: false } : {}) },
    docs: { changes, sweep },
  };
}

/**
 * @param {Outbox} outbox
 * @param {Claim} claim
 * @param {Failure} failure
 * @param {number} now
 * @param {() => number} random in [0, 1)
 * @returns {{outbox: Outbox, steps: Step[]}}
 */
export function failed(outbox, claim, failure, now, random) {
  const { kind, status = 0, problem, retryAfter } = failure;
  const tooMuch = kind === "timeout" || status === 400 || status === 413 || status >= 500;
  const count = claim.ns.length - claim.expiring.length;
  const wait = Math.max(backoff(outbox.failures, random), Math.min(retryAfter ?? 0, LONGEST_WAIT));
  const suspect = tooMuch && count === 1 && claim.ns.length === 1 && claim.lone === null;
  const lone = outbox.entries.find(({ n, aside }) => n === claim.lone && aside);
  /** @type {Step} */
  const step = {
    sync: {
      failures: outbox.failures + 1,
      nextTry: now + Math.round(wait),
      stumbled: true,
      outcome: kind === "answer" ? "refused" : kind,
      batch: tooMuch && count > 1 ? Math.floor(count / 2) : outbox.batch,
      probe: suspect ? claim.ns[0] : claim.probe === null ? outbox.probe : null,
      ...(problem ? { problem } : {}),
      ...(kind === "answer" && status === 401 && outbox.closed !== "cloned" ? { closed: "unknown" } : {}),
    },
    entries: lone?.aside && tooMuch ? [{ n: lone.n, aside: { ...lone.aside, tried: now } }] : [],
  };
  return { outbox: stepped(outbox, step), steps: [step] };
}

/**
 * @param {number} failures in a row before this one
 * @param {() => number} random in [0, 1)
 * @returns {number} ms to wait
 */
export const backoff = (failures, random) => random() * Math.min(5 * 60 * 1000, 2000 * 2 ** failures);

/**
 * A save, a return of the network, a navigation or the button ends the wait; the button also tries again what was
 * set aside.
 * @param {Outbox} outbox
 * @param {boolean} [button]
 * @returns {Step}
 */
export const woken = (outbox, button = false) => ({
  sync: { failures: 0, nextTry: null },
  entries: button ? outbox.entries.flatMap(({ n, aside }) => (aside ? [{ n, aside: { ...aside, tried: 0 } }] : [])) : [],
});

/** @param {Outbox} outbox @param {Entry} entry the next own event @returns {Outbox} */
export const saved = (outbox, entry) => ({
  ...outbox,
  last: { n: entry.n, hash: entry.hash },
  entries: [...outbox.entries, entry],
  failures: 0,
  nextTry: null,
});

/** @param {Outbox} outbox @param {Step} step @returns {Outbox} the step done, but for documents, which are not in it */
export function stepped(outbox, { expect, sync, entries = [], drop = [] }) {
  if (expect && !holds(outbox, expect)) return outbox;
  const patches = new Map(entries.map((patch) => [patch.n, patch]));
  const gone = new Set(drop);
  return {
    ...outbox,
    ...sync,
    entries: outbox.entries.filter(({ n }) => !gone.has(n)).map((entry) => ({ ...entry, ...patches.get(entry.n) })),
  };
}

/** @param {Sync} sync @param {NonNullable<Step["expect"]>} expect @returns {boolean} the compare of compare-and-set */
export const holds = (sync, expect) =>
  sync.epoch === expect.epoch && (expect.cursor === undefined || sync.cursor === expect.cursor);
