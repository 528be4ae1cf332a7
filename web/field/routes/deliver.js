// GET and POST /field/items/ID/deliver: the proof at the door.
import { allowedBy } from "../consent.js";
import { deliverData, deliverForm, deliverProblems } from "../forms.js";
import { shownThen } from "../shown.js";
import { fieldsOf } from "../visit.js";
import { deliverPage } from "../views/deliver.js";
import { eventId, isWritten, write } from "../saving.js";
import { doorOf, showItem } from "./items.js";
import { photoShown } from "./photo.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */

/** A form that nobody touched: nearly every paper goes to the person whose name the title says. */
export const FRESH = { relation: "subject" };

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function askDelivery(visit) {
  const door = await doorOf(visit);
  if ("instead" in door) return door.instead;
  const form = deliverForm((await visit.db.draft(`deliver:${door.stop.id}`)) ?? FRESH);
  form.event_id = eventId(form.event_id, visit.screen.now);
  return { page: await page(visit, { stop: door.stop, form, problems: [] }) };
}

/**
 * @param {OwnVisit} visit
 * @param {{stop: import("../stop.js").Stop, form: import("../forms.js").DeliverForm, problems: string[]}} view
 */
const page = async ({ db, screen }, view) =>
  deliverPage(screen, { ...view, allowed: await allowedBy(db), shown: await photoShown(db, view.form.photo) });

/**
 * An event names no photo that is not on the phone.
 * @param {import("../db.js").Db} db
 * @param {import("../forms.js").DeliverForm} form
 */
const withPhoto = async (db, form) => ((await db.files.has(form.photo)) ? form : { ...form, photo: "" });

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function saveDelivery(visit) {
  const { screen, params } = visit;
  const fields = fieldsOf(visit.typed);
  const form = deliverForm(fields);
  form.event_id = eventId(form.event_id, screen.now);
  const at = `/field/items/${params.id}`;
  if (await isWritten(visit.db, form.event_id)) return { ...(await showItem(visit, "delivered")), at };
  const door = await doorOf(visit);
  if ("instead" in door) return door.instead;
  const { stop } = door;
  const problems = deliverProblems(form, screen.say);
  if (problems.length === 0) {
    const draft = `deliver:${stop.id}`;
    const failed = await write(visit, {
      kind: "confirmation.recorded",
      item: stop.id,
      shown: shownThen(fields.shown),
      data: deliverData(await withPhoto(visit.db, form), stop, await allowedBy(visit.db)),
      draft,
      eventId: form.event_id,
    });
    if (failed === null) await visit.db.files.letGo(draft);
    if (failed === null) return { ...(await showItem(visit, "delivered")), at };
    problems.push(failed);
  }
  return { page: await page(visit, { stop, form, problems }), status: 422, at: `${at}/deliver` };
}
