// GET /field/rounds, GET and POST /field/rounds/ID, POST /field/rounds/ID/return: taking a bag over and giving back.
import { readBag } from "../bag.js";
import { isHeld } from "../stop.js";
import { missingPage } from "../views/missing.js";
import { acceptPage, roundPage, roundsPage } from "../views/round.js";
import { eventId, isWritten, write } from "../saving.js";
import { itemGonePage } from "../views/errors.js";
import { showToday, who } from "./today.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */
/** @typedef {import("../stop.js").Stop} Stop */

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function showRounds(visit) {
  const { rounds } = await readBag(visit.db, visit.screen.now);
  return { page: roundsPage(visit.screen, { who: who(visit), rounds }) };
}

/**
 * @param {OwnVisit} visit
 */
async function roundHere({ db, params, screen }) {
  const bag = await readBag(db, screen.now);
  const round = bag.rounds.find((each) => each.id === params.id);
  if (!round) return null;
  const inRound = new Set(round.items);
  return { round, stops: bag.stops.filter((stop) => inRound.has(stop.id)) };
}

/** @param {OwnVisit} visit @returns {Answer} */
const gone = ({ screen }) => ({ page: itemGonePage(screen), status: 404 });

/**
 * @param {OwnVisit} visit
 * @param {{justSaved?: boolean, problems?: string[]}} [said]
 * @returns {Promise<Answer>}
 */
export async function showRound(visit, { justSaved = false, problems = [] } = {}) {
  const here = await roundHere(visit);
  if (!here) return gone(visit);
  const { round, stops } = here;
  const status = problems.length > 0 ? 422 : 200;
  const now = visit.screen.now;
  const draft = (await visit.db.draft(`${round.accepted ? "return" : "accept"}:${round.id}`)) ?? {};
  const [items, missing] = [draft.items ?? "", draft.missing ?? ""].map((ids) => ids.split(",").filter(Boolean));
  const event_id = eventId(draft.event_id, now);
  if (round.accepted) {
    const view = { round, stops, left: stops.filter(isHeld), marked: { event_id, items, missing }, justSaved, problems };
    return { page: roundPage(visit.screen, view), status };
  }
  return { page: acceptPage(visit.screen, { round, stops, ticked: items, event_id, problems }), status };
}

/**
 * Accepting: everything ticked is taken in one tap; else what is missing is named first.
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function saveAcceptance(visit) {
  const { screen, typed, params } = visit;
  const at = `/field/rounds/${params.id}`;
  const id = eventId(typed.get("event_id"), screen.now);
  const here = await roundHere(visit);
  if (!here) return gone(visit);
  const { round, stops } = here;
  const ticked = new Set(typed.getAll("items"));
  const items = round.items.filter((item) => ticked.has(item));
  const missing = round.items.filter((item) => !ticked.has(item));
  if (round.accepted) return { ...(await showToday(visit, items.length)), at: "/field/" };
  if (missing.length > 0 && typed.get("sure") !== "yes") {
    const named = stops.filter((stop) => missing.includes(stop.id));
    const view = { round: round.id, action: at, event_id: id, ticked: { items }, missing: named, count: items.length };
    return { page: missingPage(screen, { ...view, said: "missing" }), at };
  }
  const data = { round: round.id, items, missing };
  const failed = await write(visit, { kind: "handover.accepted", data, draft: `accept:${round.id}`, eventId: id });
  if (failed) return { ...(await showRound(visit, { problems: [failed] })), at };
  return { ...(await showToday(visit, items.length)), at: "/field/" };
}

/**
 * Giving back what is left; what cannot be found any more is named first, as at the beginning.
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function saveReturn(visit) {
  const { screen, typed, params } = visit;
  const at = `/field/rounds/${params.id}`;
  const id = eventId(typed.get("event_id"), screen.now);
  const here = await roundHere(visit);
  if (!here) return gone(visit);
  if (await isWritten(visit.db, id)) return { ...(await showRound(visit, { justSaved: true })), at };
  const [back, away] = [new Set(typed.getAll("items")), new Set(typed.getAll("missing"))];
  const held = here.stops.filter(isHeld).map((stop) => stop.id);
  const missing = held.filter((item) => away.has(item));
  const items = held.filter((item) => back.has(item) && !away.has(item));
  if (items.length + missing.length === 0) {
    return { ...(await showRound(visit, { problems: [screen.say("field.problem.return")] })), at };
  }
  if (missing.length > 0 && typed.get("sure") !== "yes") {
    const named = here.stops.filter((stop) => missing.includes(stop.id));
    const view = { round: here.round.id, action: `${at}/return`, event_id: id, ticked: { items, missing } };
    return { page: missingPage(screen, { ...view, missing: named, count: items.length, said: "lost" }), at };
  }
  const fact = { data: { round: here.round.id, items, missing }, draft: `return:${here.round.id}`, eventId: id };
  const failed = await write(visit, { kind: "handover.returned", ...fact });
  return { ...(await showRound(visit, failed ? { problems: [failed] } : { justSaved: true })), at };
}
