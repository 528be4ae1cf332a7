// GET /field/shifts, GET and POST /field/shifts/ID and …/busy: my shifts at the desk, and what I say to them.
import { readDuties, waysOf } from "../duty.js";
import { slotWords } from "../dutywords.js";
import { shownThen } from "../shown.js";
import { busyPage } from "../views/busy.js";
import { messagePage } from "../views/errors.js";
import { shiftPage } from "../views/shift.js";
import { shiftsPage } from "../views/shifts.js";
import { eventId, isWritten, write } from "../saving.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */
/** @typedef {import("../duty.js").Duty} Duty */
/** @typedef {import("../../../sync/shift_answered.js").AnsweredData} AnsweredData */

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function showShifts({ db, screen }) {
  const duties = await readDuties(db, screen.now);
  const asks = duties.filter(({ mine, standing }) => !mine && standing !== "over");
  return { page: shiftsPage(screen, { asks, own: duties.filter(({ mine }) => mine) }) };
}

/** @param {OwnVisit} visit */
const dutyHere = async ({ db, params, screen }) =>
  (await readDuties(db, screen.now)).find(({ id }) => id === params.id) ?? null;

/** @param {OwnVisit} visit @returns {Answer} */
function gone({ screen }) {
  const { say } = screen;
  const message = { name: "gone", title: say("field.shift.gone"), text: say("field.shift.gone.text") };
  return { page: messagePage(screen, { ...message, sign: "calendar" }), status: 404 };
}

/**
 * @param {OwnVisit} visit
 * @param {{justSaved?: boolean, problems?: string[]}} [said]
 * @returns {Promise<Answer>}
 */
export async function showShift(visit, { justSaved = visit.query.get("saved") === "answer", problems = [] } = {}) {
  const { screen } = visit;
  const duty = await dutyHere(visit);
  if (!duty) return gone(visit);
  const ways = waysOf(duty, screen.now);
  const event_id = eventId(null, screen.now);
  const page = shiftPage(screen, { duty, ways, event_id, justSaved, problems });
  return { page, status: problems.length > 0 ? 422 : 200 };
}

/**
 * An answer that needs no more than a tap.
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function saveAnswer(visit) {
  const { db, screen, typed, params } = visit;
  const at = `/field/shifts/${params.id}`;
  const id = eventId(typed.get("event_id"), screen.now);
  if (await isWritten(db, id)) return { ...(await showShift(visit, { justSaved: true })), at };
  const duty = await dutyHere(visit);
  if (!duty) return gone(visit);
  const answer = waysOf(duty, screen.now).find((way) => way === typed.get("answer"));
  if (!answer || answer === "busy") return { ...(await showShift(visit, { problems: [screen.say("field.problem.shift")] })), at };
  const failed = await writeAnswer(visit, id, { shift: duty.id, answer, with: null, to: null, note: "" });
  return { ...(await showShift(visit, failed ? { problems: [failed] } : { justSaved: true })), at };
}

/**
 * @param {OwnVisit} visit
 * @param {string} id of the event
 * @param {AnsweredData} data
 */
function writeAnswer(visit, id, data) {
  const shown = shownThen(visit.typed.get("shown") ?? undefined);
  return write(visit, { kind: "shift.answered", shown, data, draft: `busy:${data.shift}`, eventId: id });
}

/**
 * @param {OwnVisit} visit
 * @param {Duty} duty
 * @param {URLSearchParams | null} typed
 * @returns {Promise<import("../views/busy.js").BusyForm>}
 */
async function formOf({ db, screen }, duty, typed) {
  const kept = typed ? Object.fromEntries(typed) : ((await db.draft(`busy:${duty.id}`)) ?? {});
  const note = String(kept.note ?? "").normalize("NFC").trim();
  const only = (duty.people ?? []).length + (duty.swaps ?? []).length === 0 ? "desk" : "";
  return { event_id: eventId(kept.event_id, screen.now), whom: String(kept.whom ?? only), note };
}

/** @param {OwnVisit} visit @param {Duty} duty the text of the hidden field that says what the screen showed */
const shownOf = ({ screen: { say, now } }, duty) => JSON.stringify({ name: slotWords(say, duty, now), what: duty.place, rev: duty.rev });

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function askBusy(visit) {
  const duty = await dutyHere(visit);
  if (!duty) return gone(visit);
  if (!waysOf(duty, visit.screen.now).includes("busy")) return { ...(await showShift(visit)), at: `/field/shifts/${duty.id}` };
  return { page: busyPage(visit.screen, { duty, form: await formOf(visit, duty, null), shown: shownOf(visit, duty), problems: [] }) };
}

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function saveBusy(visit) {
  const { db, screen, typed, params } = visit;
  const at = `/field/shifts/${params.id}`;
  const duty = await dutyHere(visit);
  if (!duty) return gone(visit);
  const form = await formOf(visit, duty, typed);
  if (await isWritten(db, form.event_id)) return { ...(await showShift(visit, { justSaved: true })), at };
  if (!waysOf(duty, screen.now).includes("busy")) return { ...(await showShift(visit, { problems: [screen.say("field.problem.shift")] })), at };
  const wish = wishOf(duty, form.whom);
  const problems = [];
  if (wish) {
    const failed = await writeAnswer(visit, form.event_id, { shift: duty.id, ...wish, note: form.note });
    if (failed === null) return { ...(await showShift(visit, { justSaved: true })), at };
    problems.push(failed);
  }
  const wrong = wish ? undefined : screen.say("field.problem.shift.whom");
  return { page: busyPage(screen, { duty, form, shown: shownOf(visit, duty), wrong, problems }), status: 422, at: `${at}/busy` };
}

/**
 * Whom somebody chose, of those whom the roster offers now.
 * @param {Duty} duty
 * @param {string} whom
 * @returns {Pick<AnsweredData, "answer" | "with" | "to"> | null}
 */
function wishOf({ people = [], swaps = [] }, whom) {
  if (whom === "desk") return { answer: "ask_substitute", with: null, to: null };
  const person = people.find(({ id }) => whom === `person:${id}`);
  if (person) return { answer: "ask_substitute", with: null, to: person.id };
  const swap = swaps.find(({ shift }) => whom === `shift:${shift}`);
  return swap ? { answer: "ask_swap", with: swap.shift, to: swap.person.id } : null;
}
