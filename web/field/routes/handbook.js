// GET /field/forms and /field/procedures/CODE: what is to be written, and what one has to know before.
import { draftList } from "../filling/draft.js";
import { readHandbook } from "../handbook.js";
import { handbookPage } from "../views/handbook.js";
import { noProcedurePage, procedurePage } from "../views/procedure.js";
import { who } from "./today.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function showHandbook(visit) {
  const { db, screen, query: asked } = visit;
  const query = (asked.get("q") ?? "").trim().slice(0, 80);
  const [book, begun] = await Promise.all([readHandbook(db, screen.locale, query), draftList(db)]);
  return { page: handbookPage(screen, { who: who(visit), book, query, open: asked.get("field") ?? "", begun }) };
}

/**
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function showProcedure({ db, screen, params }) {
  const book = await readHandbook(db, screen.locale);
  const procedure = book.fields.flatMap(([, group]) => group).find(({ id }) => id === params.code);
  if (!procedure) return { page: noProcedurePage(screen), status: 404 };
  const forms = procedure.forms.flatMap((code) => book.forms.get(code) ?? []);
  return { page: procedurePage(screen, { procedure, forms }) };
}
