// One visit to a screen: who is on the phone, in which language, what was typed; and how an answer leaves.
import { speaker } from "./words.js";

/** @typedef {import("./views/layout.js").Html} Html */
/** @typedef {import("./views/layout.js").Screen} Screen */
/** @typedef {import("./db.js").Db} Db */
/** @typedef {import("./db.js").Registry} Registry */

/**
 * What the router is built from. The worker and the page give the same parts; tests give their own.
 * @typedef {object} Parts
 * @property {Registry} registry
 * @property {{drain: Function, enrol: Function, handIn: Function}} engine sync/engine.js
 * @property {typeof fetch} fetch to the server; only the engine uses it
 * @property {(locale: import("./words.js").Locale) => Promise<import("./words.js").Words>} words
 * @property {() => number} clock ms
 * @property {string} build version of the app
 * @property {boolean} worker whether this runs in a service worker
 * @property {(message: {changed: string}) => void} notify tells every open page that something changed
 * @property {() => Promise<{usage: number, quota: number, kept: boolean}>} storage
 */

/**
 * @typedef {object} Visit
 * @property {Parts} parts
 * @property {Screen} screen
 * @property {Db | null} db of the person who is using the phone; null before enrolment
 * @property {Record<string, string>} params
 * @property {URLSearchParams} query
 * @property {URLSearchParams} typed the fields of a form
 * @property {string} path of the screen that is asked for, or that a form was sent from, with its query
 * @property {boolean} isWrite whether it is to change something
 */
/** @typedef {Visit & {db: Db}} OwnVisit a visit by somebody who is enrolled */

/**
 * What a screen answers. `at` puts another address into the bar than the one that was asked for,
 * `push` does so as a further step that the phone's back button undoes; `refresh` has the page load again from the start;
 * `go` shows the screen of another address instead; `type` is another media type than that of a screen.
 * @typedef {{page: Html | string, status?: number, at?: string, push?: string, refresh?: boolean, go?: string, type?: string}} Answer
 */

/** The same as the server's own. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Cache-Control": "no-store",
  "Content-Security-Policy": POLICY,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
};

/**
 * @param {Parts} parts
 * @param {Request} request
 * @param {Record<string, string>} params of the address
 * @returns {Promise<Visit>}
 */
export async function visitOf(parts, request, params) {
  const current = await parts.registry.current();
  const isWrite = request.method === "POST";
  return {
    parts,
    screen: await screenOf(parts, await parts.registry.settings()),
    db: current ? await parts.registry.open(current) : null,
    params,
    query: new URL(request.url).searchParams,
    typed: new URLSearchParams(isWrite ? await request.text() : ""),
    path: isWrite ? screenPath(request.headers.get("HX-Current-URL"), request.url) : screenPath(request.url, request.url),
    isWrite,
  };
}

/**
 * @param {string | null} url
 * @param {string} base
 * @returns {string} Today's where it is none of ours
 */
function screenPath(url, base) {
  const { origin, pathname, search } = new URL(url ?? "/", base);
  return origin === new URL(base).origin && /^\/field(\/|$)/.test(pathname) ? pathname + search : "/field/";
}

/**
 * @param {Parts} parts
 * @param {Record<string, any>} settings of the phone, whoever uses it
 * @returns {Promise<Screen>}
 */
export async function screenOf(parts, settings) {
  const wanted = settings.locale === "en" ? "en" : "vi";
  const words = await parts.words(wanted).catch(() => null);
  // A language that was lost and cannot be had now: better the other one than none.
  const locale = words ? wanted : "vi";
  return {
    say: speaker(words ?? (await parts.words("vi"))),
    locale,
    theme: ["light", "dark", "sun"].includes(settings.theme) ? settings.theme : "auto",
    size: ["large", "larger"].includes(settings.size) ? settings.size : "normal",
    build: parts.build,
    worker: parts.worker,
    now: parts.clock(),
  };
}

/**
 * @param {Answer} answer
 * @returns {Promise<Response>}
 */
export async function respond({ page, status = 200, at, push, refresh, type }) {
  const headers = new Headers(HEADERS);
  if (type) headers.set("Content-Type", type);
  if (at) headers.set("HX-Replace-Url", at);
  if (push) headers.set("HX-Push-Url", push);
  if (refresh) headers.set("HX-Refresh", "true");
  return new Response(status === 204 ? null : String(await page), { status, headers });
}

/**
 * Every typed field by name; of several with one name the last.
 * @param {URLSearchParams} typed
 * @returns {Record<string, string>}
 */
export const fieldsOf = (typed) => Object.fromEntries(typed);
