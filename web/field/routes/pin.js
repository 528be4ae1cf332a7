// GET and POST /field/pin: the first PIN of a phone of before, and another one in the place of the one there is.
import { isEasy, isPin } from "../db/pin.js";
import { messagePage } from "../views/errors.js";
import { firstPinPage, otherPinPage, waitWords } from "../views/pin.js";
import { lockedScreen, wanted } from "./lock.js";

/** @typedef {import("../visit.js").Visit} Visit */
/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */

/**
 * The PIN that was typed twice, or what is wrong with it in words.
 * @param {Visit} visit
 * @returns {{pin: string, problem: string}} problem: "" if there is none
 */
export function newPin({ typed, screen: { say } }) {
  const [pin, again] = ["pin", "again"].map((name) => (typed.get(name) ?? "").trim());
  if (!isPin(pin)) return { pin, problem: say("field.pin.six") };
  if (isEasy(pin)) return { pin, problem: say("field.pin.easy") };
  return { pin, problem: pin === again ? "" : say("field.pin.differ") };
}

/**
 * @param {Visit} visit
 * @returns {Answer | Promise<Answer>}
 */
export function askPin(visit) {
  const { db, screen } = visit;
  if (!db) return { page: "", go: "/field/" };
  return db.isOpen ? { page: otherPinPage(screen, {}) } : lockedScreen({ ...visit, db });
}

/**
 * @param {Visit} visit
 * @returns {Promise<Answer>}
 */
export async function savePin(visit) {
  const { db, screen, typed, parts } = visit;
  if (!db) return { page: "", go: "/field/" };
  const own = { ...visit, db };
  if (!db.hasPin) return firstPin(own);
  if (!db.isOpen) return lockedScreen(own);
  const { pin, problem } = newPin(visit);
  const again = (/** @type {{wrong?: string, problem?: string}} */ view) => ({ page: otherPinPage(screen, view), status: 422, at: "/field/pin" });
  if (problem) return again({ problem });
  const { changed, wait } = await db.changePin((typed.get("old") ?? "").trim(), pin);
  if (!changed) return again({ wrong: wait > 0 ? screen.say("field.pin.wait", { wait: waitWords(screen.say, wait) }) : screen.say("field.pin.wrong") });
  parts.registry.touch();
  return { page: changedPage(screen), at: "/field/pin" };
}

/** @param {import("../views/layout.js").Screen} screen */
const changedPage = (screen) =>
  messagePage(screen, { name: "pin-changed", title: screen.say("field.pin.change"), text: screen.say("field.pin.changed"), sign: "check" });

/**
 * A phone of before: what it holds is sealed anew under this PIN; what it saved and did not send is not touched.
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
async function firstPin(visit) {
  const { db, screen, parts } = visit;
  const to = wanted(visit);
  const { pin, problem } = newPin(visit);
  const again = (/** @type {string} */ text) => ({ page: firstPinPage(screen, { to, problem: text }), status: 422, at: to });
  if (problem) return again(problem);
  try {
    await parts.registry.setPin(db.device.device, pin);
  } catch (error) {
    const { code } = /** @type {any} */ (error);
    // Another tab was faster: then that PIN counts.
    if (code === "locked") return { page: "", go: to };
    if (code === "quota") return again(screen.say("field.problem.quota"));
    throw error;
  }
  parts.notify({ changed: "unlocked" });
  return { page: "", go: to };
}
