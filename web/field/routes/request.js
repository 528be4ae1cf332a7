// GET and POST /field/requests/new, POST /field/requests/drop: asking for service at home for somebody, without network.
import { requestData, requestForm, requestProblems } from "../request.js";
import { fieldsOf } from "../visit.js";
import { closedPage } from "../views/errors.js";
import { requestPage } from "../views/request.js";
import { eventId, isWritten, write } from "../saving.js";
import { showMine } from "./mine.js";
import { showToday } from "./today.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */

const DRAFT = "request";

/**
 * The commune's hamlets by name, as the phone pulled them; the person's own first.
 * @param {OwnVisit} visit
 * @returns {Promise<import("../views/request.js").Hamlets>}
 */
async function hamletsOf({ db, screen }) {
  const all = (await db.docs("hamlet")).map(({ id, name }) => ({ id, name: String(name ?? id) }));
  const inOrder = new Intl.Collator(screen.locale, { numeric: true });
  all.sort((a, b) => inOrder.compare(a.name, b.name));
  return { all, own: all.find(({ id }) => id === db.device.person.hamlet)?.id ?? "" };
}

/**
 * The form with what was typed, or a fresh one; a hamlet that the commune no longer names is as if not chosen.
 * @param {OwnVisit} visit
 * @param {Record<string, string> | null} fields
 */
async function formOf(visit, fields) {
  const hamlets = await hamletsOf(visit);
  const form = requestForm(fields ?? { hamlet: hamlets.own });
  const isKnown = form.hamlet === "-" || hamlets.all.some(({ id }) => id === form.hamlet);
  const event_id = eventId(form.event_id, visit.screen.now);
  return { hamlets, form: { ...form, event_id, hamlet: isKnown ? form.hamlet : "" } };
}

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function askRequest(visit) {
  const { db, screen } = visit;
  const { closed } = await db.standing();
  if (closed === "cloned" || closed === "revoked") return { page: closedPage(screen) };
  const draft = await db.draft(DRAFT);
  const view = await formOf(visit, draft);
  return { page: requestPage(screen, { ...view, wrong: [], problems: [], resumed: draft !== null }) };
}

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function saveRequest(visit) {
  const { db, screen } = visit;
  const { form, hamlets } = await formOf(visit, fieldsOf(visit.typed));
  if (await isWritten(db, form.event_id)) return saved(visit);
  const wrong = requestProblems(form, screen.say, screen.now);
  const problems = [];
  if (wrong.length === 0) {
    const data = requestData(form, screen.now);
    const failed = await write(visit, { kind: "request.made", data, draft: DRAFT, eventId: form.event_id });
    if (failed === null) return saved(visit);
    problems.push(failed);
  }
  return { page: requestPage(screen, { form, hamlets, wrong, problems, resumed: false }), status: 422, at: "/field/requests/new" };
}

/** @param {OwnVisit} visit @returns {Promise<Answer>} */
const saved = async (visit) => ({ ...(await showMine(visit, true)), at: "/field/mine" });

/**
 * What was begun is not wanted any more: nothing of that person stays on the phone.
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function dropRequest(visit) {
  await visit.db.dropDraft(DRAFT);
  return { ...(await showToday(visit)), at: "/field/" };
}
