// Shifts at the desk as the screens need them: what was pulled, with the phone's own answers laid over it, and what can
// be answered now.
import { entryState } from "../../sync/overlay.js";
import { bodyOf, verdict } from "./recorded.js";
import { day } from "./words.js";

/** @typedef {import("../../sync/outbox.js").Entry} Entry */
/** @typedef {import("../../sync/shift_answered.js").ShiftDoc} ShiftDoc */
/** @typedef {import("../../sync/shift_answered.js").ShiftAnswer} ShiftAnswer */
/** @typedef {import("../../sync/shift_answered.js").AnsweredData} AnsweredData */
/** @typedef {import("../../sync/shift_answered.js").Named} Named */
/** @typedef {ShiftDoc & {id: string, rev: number}} PulledShift */
/**
 * How a shift stands, as far as this phone knows. Of an own one: `planned` nobody said yet that I shall sit there ·
 * `confirmed` · `asked` I wait for somebody to take it · `done` I am there · `absent`. Of another's who asks:
 * `offered` · `agreed` · `refused` · `over` not asked any more.
 * @typedef {"planned" | "confirmed" | "asked" | "done" | "absent" | "offered" | "agreed" | "refused" | "over"} Standing
 */
/**
 * The own answer of which the screens speak.
 * @typedef {{answer: ShiftAnswer, at: number, state: import("../../sync/overlay.js").EntryState, why: string}} Said `at` in ms
 */
/** @typedef {PulledShift & {standing: Standing, said: Said | null}} Duty */

/** For so many days ahead Today tells of a shift. */
const AHEAD = 7;
const DAY = 24 * 3600 * 1000;

/**
 * Everything of today and later, the next first; asks of others among them.
 * @param {import("./db.js").Db} db
 * @param {number} now ms
 * @returns {Promise<Duty[]>}
 */
export async function readDuties(db, now) {
  const [shifts, { entries }] = await Promise.all([db.docs("shift"), db.outbox()]);
  return dutiesOf(shifts, entries, { me: db.device.person, now });
}

/**
 * @param {PulledShift[]} shifts
 * @param {Entry[]} entries own ones, in order of n
 * @param {{me: Named, now: number}} about `now` in ms
 * @returns {Duty[]}
 */
export function dutiesOf(shifts, entries, { me, now }) {
  const answers = entries.filter(({ kind }) => kind === "shift.answered");
  const ahead = shifts.filter((shift) => shift.day >= day(now));
  const when = (/** @type {ShiftDoc} */ shift) => `${shift.day} ${shift.from} ${shift.mine ? 0 : 1}`;
  return ahead.map((shift) => dutyOf(shift, answers, me)).sort((a, b) => (when(a) < when(b) ? -1 : 1));
}

/**
 * @param {PulledShift} shift
 * @param {Entry[]} answers own ones about any shift
 * @param {Named} me
 * @returns {Duty}
 */
function dutyOf(shift, answers, me) {
  const about = answers.map((entry) => ({ entry, data: /** @type {AnsweredData} */ (bodyOf(entry).data) }));
  const own = about.filter(({ data }) => data.shift === shift.id);
  const now = own.filter(({ entry }) => isAhead(entry, shift.rev)).reduce((seen, { data }) => answered(seen, data, me), shift);
  const last = own.at(-1);
  return { ...now, standing: standingOf(now), said: last ? saidBy(last.entry, last.data) : null };
}

/**
 * Whether an answer counts that the pulled shift does not show yet: the commune numbers events and documents by one
 * counter, and publishes a shift again with every answer to it.
 * @param {Entry} entry
 * @param {number} rev of the pulled shift
 */
function isAhead(entry, rev) {
  const state = entryState(entry);
  return state !== "aside" && state !== "sent_back" && (entry.receipt?.seq ?? Infinity) > rev;
}

/** @param {Entry} entry @param {AnsweredData} data @returns {Said} */
function saidBy(entry, { answer }) {
  const why = verdict(entry) || entry.fate?.reason || "";
  return { answer, at: Date.parse(entry.at), state: entryState(entry), why };
}

/**
 * A shift after one more own answer.
 * @param {PulledShift} shift
 * @param {AnsweredData} data
 * @param {Named} me
 * @returns {PulledShift}
 */
function answered(shift, data, me) {
  switch (data.answer) {
    case "accept":
      return { ...shift, state: "confirmed", ask: null };
    case "here":
      return { ...shift, state: "done", ask: null };
    case "withdraw":
      return { ...shift, state: "planned", ask: null };
    case "agree":
    case "refuse":
      return { ...shift, ask: shift.ask && { ...shift.ask, open: false, answer: data.answer } };
    default:
      return { ...shift, state: "asked", ask: askOf(shift, data, me) };
  }
}

/**
 * @param {PulledShift} shift
 * @param {AnsweredData} data
 * @param {Named} me
 * @returns {import("../../sync/shift_answered.js").ShiftAsk}
 */
function askOf({ swaps = [], people = [] }, { answer, with: other, to, note }, me) {
  const swap = swaps.find(({ shift }) => shift === other) ?? null;
  const person = swap?.person ?? people.find(({ id }) => id === to) ?? (to ? { id: to, name: "" } : null);
  return { kind: answer === "ask_swap" ? "swap" : "substitute", from: me, to: person, with: swap, note, open: true };
}

/** @param {ShiftDoc} shift @returns {Standing} */
function standingOf({ mine, state, ask }) {
  if (!mine) {
    if (ask?.open) return "offered";
    return ask?.answer === "agree" ? "agreed" : ask?.answer === "refuse" ? "refused" : "over";
  }
  if (state === "absent" || state === "done") return state;
  return ask?.open ? "asked" : state === "confirmed" ? "confirmed" : "planned";
}

/**
 * What can be answered now, the main act last; `busy` opens the question who takes it.
 * @param {Duty} duty
 * @param {number} now ms
 * @returns {(ShiftAnswer | "busy")[]}
 */
export function waysOf(duty, now) {
  // A reserve who is called is on duty from then on, and only then has a place to come to.
  const today = duty.day === day(now) && duty.role === "duty";
  switch (duty.standing) {
    case "offered":
      return ["refuse", "agree"];
    case "agreed":
      return isUnsent(duty) ? ["refuse"] : [];
    case "refused":
      return duty.ask && isUnsent(duty) ? ["agree"] : [];
    case "asked":
      return today ? ["withdraw", "here"] : ["withdraw"];
    case "planned":
      return today ? ["busy", "here"] : ["busy", "accept"];
    case "confirmed":
      return today ? ["busy", "here"] : ["busy"];
    case "done":
      return today && duty.said?.answer === "here" ? ["accept"] : [];
    default:
      return [];
  }
}

/** @param {Duty} duty whether the last answer has not left this phone, so that another one can still take its place */
const isUnsent = ({ said }) => said?.state === "saved";

/**
 * What Today tells: asks of others that wait for an answer, and the next own shift of the days ahead.
 * @param {Duty[]} duties
 * @param {number} now ms
 */
export function dutiesAhead(duties, now) {
  const until = day(now + AHEAD * DAY);
  return {
    asks: duties.filter(({ standing }) => standing === "offered"),
    next: duties.find(({ mine, standing, day: at }) => mine && standing !== "absent" && at <= until) ?? null,
  };
}
