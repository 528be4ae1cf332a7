// Writing an event from a form: three fast taps are one event, and a full phone is said in words.
import { newId } from "../../sync/messages.js";

/** @typedef {import("./visit.js").OwnVisit} OwnVisit */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The id that the form carries, or a new one where it carries none.
 * @param {string | null | undefined} typed
 * @param {number} now ms
 */
export const eventId = (typed, now) => (typed && UUID.test(typed) ? typed : newId(now));

/**
 * Whether the event of that id is already on the phone: a second tap, or an answer that was lost.
 * @param {import("./db.js").Db} db
 * @param {string} id
 */
export const isWritten = async (db, id) => (await db.outbox()).entries.some((entry) => entry.id === id);

/**
 * Appends one event; when this answers null it is durable on the phone.
 * @param {OwnVisit} visit
 * @param {{kind: import("../../sync/messages.js").Kind, item?: string | null, shown?: import("../../sync/messages.js").Shown | null,
 *   data: object, draft?: string, eventId: string}} fact
 * @returns {Promise<string | null>} what went wrong, in words; nothing typed is lost then
 */
export async function write({ db, screen, parts }, { item = null, shown = null, ...fact }) {
  try {
    await db.append({ item, shown, ...fact });
  } catch (error) {
    const code = /** @type {{code?: unknown}} */ (error)?.code;
    if (typeof code !== "string") throw error;
    return screen.say(KNOWN.has(code) ? `field.problem.${code}` : "field.problem.write", { code });
  }
  parts.notify({ changed: fact.kind });
  return null;
}

/** The refusals of db.append that have words of their own. */
const KNOWN = new Set(["quota", "too_large", "cloned", "revoked"]);
