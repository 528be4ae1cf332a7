// POST /field/sync, /field/files, /field/settings, /field/drafts/KEY: what the page asks of the phone itself.
import { html } from "hono/html";
import { exchange } from "../exchange.js";
import { fieldsOf } from "../visit.js";
import { syncWords } from "../syncwords.js";
import { syncCard } from "../views/sync.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */

/** What of a form may be kept as a draft, in characters: two signatures and long notes fit. */
const DRAFT_MAX = 20_000;

/**
 * Exchanges with the commune until nothing is left, then says how it stands.
 * @param {import("../visit.js").Visit} visit
 * @returns {Promise<Answer>}
 */
export async function syncNow(visit) {
  const { parts, screen, db, typed } = visit;
  if (!db) return { page: html``, status: 204 };
  const done = await exchange(parts, typed.get("by") ?? "button");
  const now = parts.clock();
  const outbox = await db.outbox();
  if (outbox.orders.includes("update")) parts.notify({ changed: "build" });
  return { page: syncCard({ ...screen, now }, syncWords(screen.say, outbox, now, done.outcome)) };
}

/**
 * Hands in what events name. Apart from the exchange, so that no event waits for it.
 * @param {import("../visit.js").Visit} visit
 * @returns {Promise<Answer>}
 */
export async function handInFiles({ parts: { engine, registry, fetch, notify } }) {
  if (await engine.handIn({ registry, fetch })) notify({ changed: "files" });
  return { page: "", status: 204 };
}

/**
 * @param {import("../visit.js").Visit} visit
 * @returns {Promise<Answer>}
 */
export async function saveSettings({ parts, typed, screen: { say } }) {
  const { locale, theme, size } = fieldsOf(typed);
  const isHere = locale !== "en" || (await parts.words("en").catch(() => null));
  if (!isHere) return { page: html`${say("field.settings.locale.later")}`, status: 503 };
  await parts.registry.saveSettings({ ...(await parts.registry.settings()), locale, theme, size });
  return { page: html``, refresh: true };
}

/**
 * Keeps what is typed so far. The database leaves out what comes later than its own event.
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function saveDraft({ db, params, typed }) {
  const [items, missing] = ["items", "missing"].map((name) => typed.getAll(name).join(","));
  const fields = { ...fieldsOf(typed), items, missing };
  if (typed.toString().length > DRAFT_MAX) return { page: html``, status: 413 };
  await db.saveDraft(params.key, fields);
  return { page: html``, status: 204 };
}
