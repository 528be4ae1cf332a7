// POST /field/unlock, /field/lock, /field/stay, /field/people, GET /field/forgotten: who is in, and the screen that stands
// in the place of every other one while nobody is.
import { isPin } from "../db/pin.js";
import { syncWords } from "../syncwords.js";
import { forgottenPage, lockPage } from "../views/lock.js";
import { firstPinPage } from "../views/pin.js";

/** @typedef {import("../visit.js").Visit} Visit */
/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */

/** Nothing is to be shown. @type {Answer} */
const NOTHING = { page: "", status: 204 };

/**
 * In the place of a screen: the question for the PIN, or for a first one on a phone of before.
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function lockedScreen(visit) {
  const { path, screen, isWrite } = visit;
  const answer = visit.db.hasPin ? await locked(visit, path) : { page: firstPinPage(screen, { to: path }) };
  // What was sent here was not done: the address stays that of the screen it came from.
  return isWrite ? { ...answer, status: 423, at: path } : answer;
}

/**
 * @param {OwnVisit} visit
 * @param {string} to where it leads once it is open
 * @param {string} [wrong] what was wrong with the PIN, in words
 * @returns {Promise<Answer>}
 */
async function locked({ screen, db, parts }, to, wrong) {
  const [outbox, wait, people] = await Promise.all([db.outbox({ bodies: false }), db.wait(), parts.registry.people()]);
  const { device, person } = db.device;
  const others = people.filter((each) => each.device !== device);
  const page = lockPage(screen, { name: person.name, sync: syncWords(screen.say, outbox, screen.now), to, wait, wrong, others });
  return { page, status: wrong ? 422 : 200 };
}

/** @param {Visit} visit where the form that was sent wants to go */
export const wanted = ({ typed }) => (/^\/field(\/|\?|$)/.test(typed.get("to") ?? "") ? String(typed.get("to")) : "/field/");

/**
 * @param {Visit} visit
 * @returns {Promise<Answer>}
 */
export async function unlock(visit) {
  const { db, parts, typed, screen } = visit;
  const to = wanted(visit);
  if (!db || db.isOpen || !db.hasPin) return { page: "", go: to };
  const own = { ...visit, db };
  const pin = (typed.get("pin") ?? "").trim();
  if (!isPin(pin)) return { ...(await locked(own, to, screen.say("field.pin.six"))), at: to };
  if ((await parts.registry.unlock(db.device.device, pin)) !== null) return { ...(await locked(own, to, screen.say("field.pin.wrong"))), at: to };
  parts.notify({ changed: "unlocked" });
  return { page: "", go: to };
}

/**
 * By hand, or because a page saw nobody for five minutes: then only if nobody was seen in another one either.
 * @param {Visit} visit
 * @returns {Promise<Answer>}
 */
export async function lockNow({ parts: { registry, notify }, typed, path }) {
  const by = typed.get("by");
  if (by === "idle" && (await registry.held())) return NOTHING;
  registry.lock();
  if (by !== "heard") notify({ changed: "locked" });
  return by ? NOTHING : { page: "", go: path };
}

/**
 * Somebody touches the phone. A page that still shows what has been locked meanwhile hears of it.
 * @param {Visit} visit
 * @returns {Promise<Answer>}
 */
export async function stay({ parts: { registry, notify } }) {
  if (await registry.held()) registry.touch();
  else notify({ changed: "locked" });
  return NOTHING;
}

/**
 * Another person takes the phone: the one before is locked, and this one gives a PIN.
 * @param {Visit} visit
 * @returns {Promise<Answer>}
 */
export async function switchPerson({ parts: { registry, notify }, typed }) {
  const device = typed.get("device") ?? "";
  if ((await registry.devices()).some((each) => each.device === device)) {
    await registry.setCurrent(device);
    notify({ changed: "locked" });
  }
  return { page: "", go: "/field/" };
}

/**
 * @param {Visit} visit
 * @returns {Promise<Answer>}
 */
export async function showForgotten({ db, screen }) {
  if (!db) return { page: "", go: "/field/" };
  const [waiting, drafts] = await Promise.all([db.waiting(), db.draftCount()]);
  return { page: forgottenPage(screen, { name: db.device.person.name, waiting, drafts }) };
}
