// GET and POST /field/items/ID/deliver: the proof at the door.
import { deliverData, deliverForm, deliverProblems } from "../forms.js";
import { shownThen } from "../shown.js";
import { fieldsOf } from "../visit.js";
import { deliverPage } from "../views/deliver.js";
import { eventId, isWritten, write } from "../saving.js";
import { doorOf, showItem } from "./items.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */

/** A form that nobody touched: nearly every paper goes to the person whose name the title says. */
const FRESH = { relation: "subject" };

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function askDelivery(visit) {
  const door = await doorOf(visit);
  if ("instead" in door) return door.instead;
  const form = deliverForm((await visit.db.draft(`deliver:${door.stop.id}`)) ?? FRESH);
  form.event_id = eventId(form.event_id, visit.screen.now);
  return { page: deliverPage(visit.screen, { stop: door.stop, form, problems: [] }) };
}

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
    const failed = await write(visit, {
      kind: "confirmation.recorded",
      item: stop.id,
      shown: shownThen(fields.shown),
      data: deliverData(form, stop),
      draft: `deliver:${stop.id}`,
      eventId: form.event_id,
    });
    if (failed === null) return { ...(await showItem(visit, "delivered")), at };
    problems.push(failed);
  }
  return { page: deliverPage(screen, { stop, form, problems }), status: 422, at: `${at}/deliver` };
}
