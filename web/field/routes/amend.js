// GET and POST /field/items/ID/amend: what the commune sent back, with the data corrected and the proof as it was.
import { receiverOf, receiverProblems } from "../forms.js";
import { bodyOf } from "../recorded.js";
import { shownThen } from "../shown.js";
import { fieldsOf } from "../visit.js";
import { amendPage } from "../views/amend.js";
import { eventId, isWritten, write } from "../saving.js";
import { doorOf, showItem } from "./items.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */
/** @typedef {import("../../../sync/messages.js").ConfirmationData} ConfirmationData */

/**
 * The confirmation that was sent back: its root event and its data as last amended.
 * @param {OwnVisit} visit
 * @param {import("../stop.js").Stop} stop
 * @returns {Promise<{of: string, data: ConfirmationData} | null>} null if this phone did not make it
 */
async function sentBack({ db }, stop) {
  const bodies = (await db.outbox()).entries.filter((entry) => entry.item === stop.id && entry.body).map(bodyOf);
  const named = bodies.find((body) => body.id === stop.redo?.event);
  if (!named) return null;
  const of = named.kind === "confirmation.amended" ? named.data.of : named.id;
  const last = bodies.filter((body) => body.id === of || (body.kind === "confirmation.amended" && body.data.of === of)).at(-1);
  return { of, data: (last ?? named).data };
}

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function askAmend(visit) {
  const door = await doorOf(visit);
  if ("instead" in door) return door.instead;
  const before = await sentBack(visit, door.stop);
  if (!before) return { ...(await showItem(visit)), at: `/field/items/${door.stop.id}` };
  const fields = (await visit.db.draft(`amend:${door.stop.id}`)) ?? asTyped(before.data);
  const form = amendForm(fields, visit.screen.now);
  return { page: amendPage(visit.screen, { stop: door.stop, form, problems: [] }) };
}

/** @param {ConfirmationData} data @returns {Record<string, string>} */
const asTyped = ({ to, note }) => ({ relation: to.relation, name: to.relation === "subject" ? "" : to.name, note });

/**
 * @param {Record<string, string>} fields
 * @param {number} now ms
 */
const amendForm = (fields, now) => ({
  event_id: eventId(fields.event_id, now),
  relation: fields.relation ?? "",
  name: (fields.name ?? "").normalize("NFC").trim(),
  note: (fields.note ?? "").normalize("NFC").trim(),
});

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function saveAmend(visit) {
  const { screen, params } = visit;
  const fields = fieldsOf(visit.typed);
  const form = amendForm(fields, screen.now);
  const at = `/field/items/${params.id}`;
  if (await isWritten(visit.db, form.event_id)) return { ...(await showItem(visit, "amended")), at };
  const door = await doorOf(visit);
  if ("instead" in door) return door.instead;
  const { stop } = door;
  const before = await sentBack(visit, stop);
  if (!before) return { ...(await showItem(visit)), at };
  const problems = receiverProblems(form, screen.say);
  if (problems.length === 0) {
    const data = { ...before.data, of: before.of, to: receiverOf(form, stop), note: form.note };
    const draft = `amend:${stop.id}`;
    const shown = shownThen(fields.shown);
    const fact = { item: stop.id, shown, data, draft, eventId: form.event_id };
    const failed = await write(visit, { kind: "confirmation.amended", ...fact });
    if (failed === null) return { ...(await showItem(visit, "amended")), at };
    problems.push(failed);
  }
  return { page: amendPage(screen, { stop, form, problems }), status: 422, at: `${at}/amend` };
}
