// What an answer of the server changes (sync.md §4): reset, receipts, need, files that it lacks, changes with cursor,
// deletions, in that order, each a transaction of its own.
import { APP, MAX_EVENTS } from "./messages.js";
import { mayGo, stepped, unsent } from "./state.js";

/** @typedef {import("./messages.js").Answer} Answer */
/** @typedef {import("./messages.js").Receipt} Receipt */
/** @typedef {import("./messages.js").Turn} Turn */
/** @typedef {import("./state.js").Claim} Claim */
/** @typedef {import("./state.js").Outbox} Outbox */
/** @typedef {import("./state.js").Patch} Patch */
/** @typedef {import("./state.js").Step} Step */
/** @typedef {import("./state.js").Sync} Sync */

/** Codes of a held event that only a cloned or rolled-back phone can have. */
const TWIN_CODES = ["n_reused", "chain_broken"];
/** After so many failures of it alone an event is set aside. */
const MOST_TRIES = 3;

/** @param {any} answer @returns {boolean} whether our server wrote it; if not, nothing happened */
export const isOurs = (answer) => typeof answer === "object" && answer !== null && answer.app === APP;

/** @param {any} answer @param {Claim} claim @returns {answer is Answer} ours, whole, and the answer to this turn */
export const isAnswer = (answer, claim) =>
  isOurs(answer) &&
  answer.rid === claim.turn.rid &&
  typeof answer.epoch === "string" &&
  Number.isFinite(Date.parse(answer.now)) &&
  [answer.receipts, answer.need, answer.changes, answer.orders, answer.files ?? []].every(Array.isArray);

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
  if (answer.files?.length) steps.push({ expect, lacking: answer.files });
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
    stumbles: ns.length === 0 && outbox.entries.some(unsent) ? outbox.stumbles : 0,
    batch: nextBatch(outbox, ns.length, probe),
    probe: probe === null ? outbox.probe : null,
    keep: Number.isSafeInteger(answer.keep) ? { seq: answer.keep, now: answer.now } : null,
  };
}

/** @param {Outbox} outbox @param {number} sent @param {number|null} probe */
function nextBatch({ batch, entries }, sent, probe) {
  if (sent > 0) return Math.min(MAX_EVENTS, batch * 2);
  return probe === 0 ? Math.max(1, Math.floor(Math.min(batch, entries.filter(unsent).length) / 2)) : batch;
}

/** @param {Outbox} outbox @param {Claim} claim @param {Map<number, Receipt>} matched @param {number} now @returns {Patch[]} */
function receiptPatches({ entries }, { probe, lone }, matched, now) {
  /** @type {Patch[]} */
  const patches = entries
    .filter(({ n }) => matched.has(n))
    .map(({ n, aside }) => {
      const receipt = /** @type {Receipt} */ (matched.get(n));
      const refused = receipt.status === "refused";
      const since = aside?.since ?? now;
      return { n, receipt, tries: 0, aside: refused ? { since, code: receipt.code ?? "refused", tried: now } : null };
    });
  const suspect = entries.find(({ n }) => n === (probe ?? lone));
  if (!suspect || matched.has(suspect.n)) return patches;
  if (suspect.aside) return [...patches, { n: suspect.n, aside: { ...suspect.aside, tried: now } }];
  const tries = suspect.tries + 1;
  const aside = tries >= MOST_TRIES ? { since: now, code: "unsendable", tried: now } : null;
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

