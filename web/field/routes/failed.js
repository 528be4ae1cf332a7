// GET and POST /field/items/ID/failed: nobody to hand it to.
import { failedData, failedForm, failedProblems } from "../forms.js";
import { shownThen } from "../shown.js";
import { fieldsOf } from "../visit.js";
import { failedPage } from "../views/failed.js";
import { day } from "../words.js";
import { eventId, isWritten, write } from "../saving.js";
import { doorOf, showItem } from "./items.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */

const DAY = 24 * 3600 * 1000;

/**
 * The dates offered as buttons: today again, tomorrow, the day after.
 * @param {number} now ms
 */
const offered = (now) => [0, 1, 2].map((ahead) => day(now + ahead * DAY));

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function askFailed(visit) {
  const door = await doorOf(visit);
  if ("instead" in door) return door.instead;
  const { now } = visit.screen;
  const form = failedForm((await visit.db.draft(`failed:${door.stop.id}`)) ?? {});
  form.event_id = eventId(form.event_id, now);
  return { page: failedPage(visit.screen, { stop: door.stop, form, days: offered(now), problems: [] }) };
}

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function saveFailed(visit) {
  const { screen, params } = visit;
  const fields = fieldsOf(visit.typed);
  const form = failedForm(fields);
  form.event_id = eventId(form.event_id, screen.now);
  const at = `/field/items/${params.id}`;
  if (await isWritten(visit.db, form.event_id)) return { ...(await showItem(visit, "failed")), at };
  const door = await doorOf(visit);
  if ("instead" in door) return door.instead;
  const { stop } = door;
  const problems = failedProblems(form, screen.say, day(screen.now));
  if (problems.length === 0) {
    const draft = `failed:${stop.id}`;
    const shown = shownThen(fields.shown);
    const fact = { item: stop.id, shown, data: failedData(form), draft, eventId: form.event_id };
    const failed = await write(visit, { kind: "attempt.failed", ...fact });
    if (failed === null) return { ...(await showItem(visit, "failed")), at };
    problems.push(failed);
  }
  return { page: failedPage(screen, { stop, form, days: offered(screen.now), problems }), status: 422, at: `${at}/failed` };
}
