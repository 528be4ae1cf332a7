// POST /field/items/ID/photo: the photo that was taken for the delivery that is being written, or that it is let go.
import { encode, decode } from "../../../sync/bytes.js";
import { allowedBy } from "../consent.js";
import { photoPart } from "../views/taking.js";
import { FRESH } from "./deliver.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */

/** The only kind that the page makes: every browser can. */
const TYPE = "image/jpeg";

/**
 * Keeps what was taken, sealed and already made small by the page, and says in the form what is there now.
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function savePhoto(visit) {
  const { db, screen, params, typed, parts } = visit;
  const draft = `deliver:${params.id}`;
  const given = typed.get("bytes") ?? "";
  if (!(await allowedBy(db)).photos) return { page: photoPart(screen, { photo: "", shown: "" }), status: 403 };
  try {
    const photo = given ? await db.files.put(decode(given), TYPE, { at: parts.clock(), draft }) : "";
    if (!photo) await db.files.letGo(draft);
    // The page may be gone before it keeps the form again: a camera takes much memory.
    await db.saveDraft(draft, { ...FRESH, ...(await db.draft(draft)), photo });
    return { page: photoPart(screen, { photo, shown: await photoShown(db, photo) }) };
  } catch (error) {
    const code = /** @type {{code?: unknown}} */ (error)?.code;
    if (typeof code !== "string") throw error;
    const problem = screen.say(code === "quota" ? "field.problem.quota" : "field.photo.failed");
    return { page: photoPart(screen, { photo: "", shown: "", problem }), status: 422 };
  }
}

/**
 * @param {import("../db.js").Db} db
 * @param {string} photo name of its file, or ""
 * @returns {Promise<string>} as an address that the page shows, "" if it is not here
 */
export async function photoShown(db, photo) {
  if (!photo || !(await db.files.has(photo))) return "";
  const text = encode(await db.files.bytes(photo)).replaceAll("-", "+").replaceAll("_", "/");
  return `data:${TYPE};base64,${text.padEnd(Math.ceil(text.length / 4) * 4, "=")}`;
}
