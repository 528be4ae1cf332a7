// Practising on a made-up bag, under /field/practice. What was done stands in the address and nowhere else: nothing of
// it is stored and nothing is sent, and whoever leaves has left.
import { padProblem } from "../forms.js";
import { fieldsOf } from "../visit.js";
import { practiceBag, practiceDeliver, practiceDoor, practiceFailed } from "../views/practice.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */
/**
 * How far somebody is: of each paper in order what was done (`-` nothing, `d` delivered, `f` nobody there), and whether
 * the pretended network is there.
 * @typedef {{marks: string, sent: boolean}} Progress
 */

/** Papers in the made-up bag. */
export const PAPERS = 3;
const MARKS = new RegExp(`^[-df]{${PAPERS}}$`);

/** @param {URLSearchParams} query @returns {Progress} */
function progressOf(query) {
  const marks = query.get("done") ?? "";
  return { marks: MARKS.test(marks) ? marks : "-".repeat(PAPERS), sent: query.has("sent") };
}

/** @param {Progress} progress @param {string} [path] below /field/practice @returns {string} an address with it */
export const practicePath = ({ marks, sent }, path = "") => `/field/practice${path}?done=${marks}${sent ? "&sent=1" : ""}`;

/** @param {OwnVisit} visit @returns {number} which paper, from 0 */
const paperOf = ({ params }) => Math.min(Math.max(Number(params.paper) || 1, 1), PAPERS) - 1;

/** @param {OwnVisit} visit @param {"d" | "f"} mark @returns {Progress} with that paper done */
function marked(visit, mark) {
  const { marks, sent } = progressOf(visit.query);
  const paper = paperOf(visit);
  return { marks: marks.slice(0, paper) + mark + marks.slice(paper + 1), sent };
}

/** @param {OwnVisit} visit @returns {Answer} */
export const showPractice = ({ screen, query }) => ({ page: practiceBag(screen, progressOf(query)) });

/** @param {OwnVisit} visit @returns {Answer} */
export const showPracticeDoor = (visit) => ({ page: practiceDoor(visit.screen, progressOf(visit.query), paperOf(visit)) });

/** @param {OwnVisit} visit @returns {Answer} */
export const askPracticeDelivery = (visit) => ({
  page: practiceDeliver(visit.screen, progressOf(visit.query), paperOf(visit), { relation: "subject", strokes: "", problem: "" }),
});

/** @param {OwnVisit} visit @returns {Answer} */
export const askPracticeFailed = (visit) => ({
  page: practiceFailed(visit.screen, progressOf(visit.query), paperOf(visit), ""),
});

/** @param {OwnVisit} visit @returns {Answer} */
export function tryPracticeDelivery(visit) {
  const { screen, query } = visit;
  const { relation = "", strokes = "" } = fieldsOf(visit.typed);
  const [problem] = padProblem(strokes, screen.say, "sign");
  if (!problem) return done(visit, "d");
  const page = practiceDeliver(screen, progressOf(query), paperOf(visit), { relation, strokes, problem });
  return { page, status: 422, at: practicePath(progressOf(query), `/${paperOf(visit) + 1}/deliver`) };
}

/** @param {OwnVisit} visit @returns {Answer} */
export function tryPracticeFailed(visit) {
  const { screen, query } = visit;
  if (fieldsOf(visit.typed).reason) return done(visit, "f");
  const page = practiceFailed(screen, progressOf(query), paperOf(visit), screen.say("field.problem.reason"));
  return { page, status: 422, at: practicePath(progressOf(query), `/${paperOf(visit) + 1}/failed`) };
}

/** @param {OwnVisit} visit @param {"d" | "f"} mark @returns {Answer} */
function done(visit, mark) {
  const progress = { ...marked(visit, mark), sent: false };
  return { page: practiceBag(visit.screen, progress, mark), at: practicePath(progress) };
}

/** @type {import("../router.js").OwnRoute[]} */
export const practice = [
  ["GET", "/field/practice", showPractice],
  ["GET", "/field/practice/:paper", showPracticeDoor],
  ["GET", "/field/practice/:paper/deliver", askPracticeDelivery],
  ["POST", "/field/practice/:paper/deliver", tryPracticeDelivery],
  ["GET", "/field/practice/:paper/failed", askPracticeFailed],
  ["POST", "/field/practice/:paper/failed", tryPracticeFailed],
];
