// The forms that were written on this phone, as far as a screen may speak of them: which paper, how far it came, whether
// the desk wants it anew. Whom they are for is said only until the commune has them (R19).
import { entryState } from "../../sync/overlay.js";

/** @typedef {import("../../sync/outbox.js").Entry} Entry */
/** @typedef {{id: string, code: string, title: string, reason: string, path: string}} Rewrite a form that the desk sent back */

/** @param {Entry} entry */
const isWritten = ({ kind }) => kind === "form.filled";

/**
 * What the forms are called.
 * @param {import("./db.js").Db} db
 * @param {Entry[]} entries
 * @param {import("./words.js").Locale} locale
 * @returns {Promise<Map<string, string>>} title by code; the code itself where the phone has the form no more
 */
export async function formTitles(db, entries, locale) {
  const codes = [...new Set(entries.filter(isWritten).map(({ form = "" }) => form))];
  const docs = await Promise.all(codes.map((code) => db.doc("form", code)));
  return new Map(codes.map((code, place) => [code, docs[place]?.title?.[locale] ?? code]));
}

/**
 * Whether a later form stands for one that was sent back.
 * @param {Entry} entry
 * @param {Entry[]} entries
 */
export const isRedone = ({ id }, entries) => entries.some(({ redo }) => redo === id);

/**
 * Where a form is written anew.
 * @param {Entry} entry
 */
export const rewritePath = ({ id, form = "" }) => `/field/forms/${encodeURIComponent(form)}?redo=${id}`;

/**
 * What the desk sent back and nobody wrote anew yet: each is a task.
 * @param {import("./db.js").Db} db
 * @param {Entry[]} entries
 * @param {import("./words.js").Locale} locale
 * @returns {Promise<Rewrite[]>}
 */
export async function toRewrite(db, entries, locale) {
  const open = entries.filter((entry) => isWritten(entry) && entryState(entry) === "sent_back" && !isRedone(entry, entries));
  if (open.length === 0) return [];
  const titles = await formTitles(db, open, locale);
  return open.map((entry) => {
    const { id, form = "", fate } = entry;
    return { id, code: form, title: titles.get(form) ?? form, reason: fate?.reason ?? "", path: rewritePath(entry) };
  });
}
