// What the phone sends next, and what a turn that failed changes (sync.md §4, rules 5, 7 and 12).
import { LIMIT, MAX_REQUEST, PROTOCOL } from "./messages.js";
import { isDue, mayGo, stepped, unsent } from "./state.js";

/** @typedef {import("./state.js").Claim} Claim */
/** @typedef {import("./state.js").Entry} Entry */
/** @typedef {import("./state.js").Failure} Failure */
/** @typedef {import("./state.js").Outbox} Outbox */
/** @typedef {import("./state.js").Step} Step */
/** @typedef {import("./state.js").Sync} Sync */

const LONGEST_WAIT = 10 * 60 * 1000;
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
/** So often in a row a turn with events may break off before it looks as if an event breaks it. */
const MOST_BREAKS = 3;

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
  const { entries, epoch, cursor, stumbles } = outbox;
  const quiet = !pull || (stumbles > 0 && entries.some(unsent));
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
  const { entries, probe, batch, stumbles } = outbox;
  const nothing = { ns: [], expiring: [], probe: null, lone: null };
  if (probe !== null) return { ...nothing, probe };
  const fresh = fitting(entries.filter(unsent), batch);
  const lone = fresh.length ? undefined : entries.find((entry) => isDue(entry, now));
  if (lone) return { ...nothing, ns: [lone.n], lone: lone.n };
  const old = stumbles > 0 ? [] : entries.filter((entry) => isExpiring(outbox, entry));
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

/** @param {Failure} failure whether fewer events at once may get through (rule 12), whoever answered */
export const isTooMuch = ({ kind, status = 0 }) =>
  kind === "timeout" || status === 400 || status === 413 || status >= 500;

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
  const tooMuch = isTooMuch(failure);
  const count = claim.ns.length - claim.expiring.length;
  const wait = Math.max(backoff(outbox.failures, random), Math.min(retryAfter ?? 0, LONGEST_WAIT));
  const lone = outbox.entries.find(({ n, aside }) => n === claim.lone && aside);
  /** @type {Step} */
  const step = {
    sync: {
      failures: outbox.failures + 1,
      nextTry: now + Math.round(wait),
      stumbles: outbox.stumbles + 1,
      outcome: kind === "answer" ? "refused" : kind,
      batch: tooMuch && count > 1 ? Math.floor(count / 2) : outbox.batch,
      probe: claim.probe === null ? (suspect(outbox, claim, failure) ?? outbox.probe) : null,
      ...(problem ? { problem } : {}),
      ...(kind === "answer" && status === 401 && outbox.closed !== "cloned" ? { closed: "unknown" } : {}),
    },
    // Where the network failed the event was hardly tried: again in an hour, not in a day.
    entries: lone?.aside ? [{ n: lone.n, aside: { ...lone.aside, tried: tooMuch ? now : now - DAY + HOUR } }] : [],
  };
  return { outbox: stepped(outbox, step), steps: [step] };
}

/**
 * Which event may be to blame for a failure, to be settled by an empty turn: the one sent alone, or 0 for the batch
 * when the connection broke off again and again (a crash on the other side looks like that, and so does no network).
 * @param {Outbox} outbox
 * @param {Claim} claim
 * @param {Failure} failure
 * @returns {number|null}
 */
function suspect({ stumbles }, { ns, expiring, lone }, failure) {
  const broken = failure.kind === "offline" && stumbles + 1 >= MOST_BREAKS;
  if (lone !== null || ns.length === expiring.length || !(broken || isTooMuch(failure))) return null;
  if (ns.length === 1) return ns[0];
  return broken ? 0 : null;
}

/**
 * @param {number} failures in a row before this one
 * @param {() => number} random in [0, 1)
 * @returns {number} ms to wait
 */
export const backoff = (failures, random) => random() * Math.min(5 * 60 * 1000, 2000 * 2 ** failures);

