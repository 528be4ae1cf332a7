// The phone's server: every address under /field/ on one screen. It runs in the service worker, and in the page where
// there is none; it reads and writes the phone's own database and touches the network only through the sync engine.
import { PatternRouter } from "hono/router/pattern-router";
import { askFailed, saveFailed } from "./routes/failed.js";
import { letGo, showItem } from "./routes/items.js";
import { askUndo, saveUndo, showMine } from "./routes/mine.js";
import { handInFiles, saveDraft, saveSettings, syncNow } from "./routes/phone.js";
import { askRequest, dropRequest, saveRequest } from "./routes/request.js";
import { rescueFile } from "./routes/rescue.js";
import { saveAcceptance, saveReturn, showRound, showRounds } from "./routes/rounds.js";
import { askBusy, saveAnswer, saveBusy, showShift, showShifts } from "./routes/shifts.js";
import { showToday } from "./routes/today.js";
import { brokenPage, notFoundPage, strangerPage } from "./views/errors.js";
import { respond, screenOf, visitOf } from "./visit.js";

/** @typedef {import("./visit.js").Parts} Parts */
/** @typedef {import("./visit.js").Visit} Visit */
/** @typedef {import("./visit.js").OwnVisit} OwnVisit */
/** @typedef {import("./visit.js").Answer} Answer */
/** @typedef {(visit: Visit) => Answer | Promise<Answer>} Act */
/** @typedef {[method: "GET" | "POST", path: string, act: (visit: OwnVisit) => Answer | Promise<Answer>]} OwnRoute an address of the enrolled person's */
/**
 * What a locked phone answers: addresses that are there all the same, and the screen in the place of all others.
 * @typedef {{routes: [method: "GET" | "POST", path: string, act: Act][], screen: (visit: OwnVisit) => Promise<Answer>}} Locking
 */

/**
 * Only the router of hono is used: its application object would be a sixth of the worker, for no more than this.
 * @type {PatternRouter<Act>}
 */
const routes = new PatternRouter();

/** @param {(visit: OwnVisit) => Answer | Promise<Answer>} act of the enrolled person @returns {Act} */
const own = (act) => (visit) => (isOwn(visit) ? act(visit) : { page: strangerPage(visit.screen), status: 403 });

routes.add("GET", "/field", own((visit) => showToday(visit)));
routes.add("GET", "/field/items/:id", own((visit) => showItem(visit)));
routes.add("POST", "/field/items/:id/drop", own(letGo));
routes.add("GET", "/field/items/:id/failed", own(askFailed));
routes.add("POST", "/field/items/:id/failed", own(saveFailed));
routes.add("GET", "/field/rounds", own(showRounds));
routes.add("GET", "/field/rounds/:id", own((visit) => showRound(visit)));
routes.add("POST", "/field/rounds/:id", own(saveAcceptance));
routes.add("POST", "/field/rounds/:id/return", own(saveReturn));
routes.add("GET", "/field/requests/new", own(askRequest));
routes.add("POST", "/field/requests/new", own(saveRequest));
routes.add("POST", "/field/requests/drop", own(dropRequest));
routes.add("GET", "/field/shifts", own(showShifts));
routes.add("GET", "/field/shifts/:id", own((visit) => showShift(visit)));
routes.add("POST", "/field/shifts/:id", own(saveAnswer));
routes.add("GET", "/field/shifts/:id/busy", own(askBusy));
routes.add("POST", "/field/shifts/:id/busy", own(saveBusy));
routes.add("GET", "/field/mine", own((visit) => showMine(visit)));
routes.add("GET", "/field/rescue", own(rescueFile));
routes.add("GET", "/field/events/:id/undo", own((visit) => askUndo(visit)));
routes.add("POST", "/field/events/:id/undo", own(saveUndo));
routes.add("POST", "/field/sync", syncNow);
routes.add("POST", "/field/files", handInFiles);
routes.add("POST", "/field/settings", saveSettings);
routes.add("POST", "/field/drafts/:key", own(saveDraft));

/**
 * @param {Visit} visit
 * @returns {visit is OwnVisit}
 */
const isOwn = (visit) => visit.db !== null;

/**
 * A write must come from our own page: its header cannot be set by another site's form, and no navigation carries it.
 * @param {Request} request
 */
const isForeign = ({ method, headers }) => method !== "GET" && method !== "HEAD" && !headers.has("HX-Request");

const SCRIPTS = ["/field/worker.js", "/field/screens.js", "/field/writing.js"];

/**
 * Whether an address is a screen of the phone: everything under /field/ but the worker's own scripts.
 * @param {URL} url
 */
export const isScreen = ({ pathname }) => /^\/field(\/|$)/.test(pathname) && !SCRIPTS.includes(pathname);

/** What is done while locked too: events go on being sent. @type {Set<Act>} */
const free = new Set([syncNow, handInFiles]);

/** The addresses that a script beside this one brought. @type {Set<OwnRoute | Locking["routes"][0]>} */
const added = new Set();

/**
 * @param {Parts} parts
 * @param {OwnRoute[]} more addresses that lie in another script
 * @param {Locking} locking
 * @returns {{fetch: (request: Request) => Promise<Response>}}
 */
export function makeRouter(parts, more, locking) {
  for (const route of more.filter((each) => !added.has(each))) {
    const [method, path, act] = route;
    routes.add(method, path, own(act));
    added.add(route);
  }
  for (const route of locking.routes.filter((each) => !added.has(each))) {
    routes.add(...route);
    free.add(route[2]);
    added.add(route);
  }
  return { fetch: (request) => answered(parts, request, locking).catch((error) => broken(parts, error, request, locking)) };
}

/**
 * @param {Parts} parts
 * @param {Request} request
 * @param {Locking} locking
 * @returns {Promise<Response>}
 */
async function answered(parts, request, locking) {
  const path = new URL(request.url).pathname.replace(/\/+$/, "");
  const method = request.method === "HEAD" ? "GET" : request.method;
  const [found] = routes.match(method, path)[0];
  if (!found || isForeign(request)) return respond({ page: notFoundPage(await screenOf(parts, {})), status: found ? 403 : 404 });
  const [act, params] = found;
  const known = Object.entries(params).map(([name, value]) => [name, decoded(String(value))]);
  const visit = await visitOf(parts, request, Object.fromEntries(known));
  const isLocked = isOwn(visit) && !visit.db.isOpen && !free.has(act);
  const answer = await (isLocked ? locking.screen(visit) : act(visit));
  if (!answer.go) return respond(answer);
  const next = await answered(parts, new Request(new URL(answer.go, request.url)), locking);
  if (!next.headers.has("HX-Replace-Url")) next.headers.set("HX-Replace-Url", answer.go);
  return next;
}

/** @param {string} part of an address; as it stands where it is not well formed */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * @param {Parts} parts
 * @param {any} error
 * @param {Request} request
 * @param {Locking} locking
 * @returns {Promise<Response>} never rejects: a worker that does leaves the browser's own error page
 */
async function broken(parts, error, request, locking) {
  try {
    // Locked while the screen was being made.
    if (error?.code === "locked") return await answered(parts, new Request(request.url), locking);
    // Never its message: a parser puts what it read into that.
    console.error(error?.name, error?.code, String(error?.stack).split("\n    at").slice(1));
    return await respond({ page: brokenPage(await screenOf(parts, {})), status: 500 });
  } catch {
    return Response.error();
  }
}
