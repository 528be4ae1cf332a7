// The beginning of a form: for whom, who asks for it, where, and what is wrong with that in words (R13).
import { RELATIONS } from "../../../sync/messages.js";
import { isOne } from "../forms.js";
import { birthOf, phoneOf } from "../request.js";
import { typedOf } from "./draft.js";
import { textIn } from "./fields.js";

/** @typedef {import("./draft.js").Pairs} Pairs */
/** @typedef {{name: string, birth_day: string, birth_month: string, birth_year: string, hamlet: string, phone: string,
 *   place: string, by: string, asker: string, consent: string, procedure: string}} Begin */

/**
 * @param {Pairs} pairs
 * @returns {Begin}
 */
export function beginOf(pairs) {
  const typed = typedOf(pairs);
  const text = (/** @type {string} */ name) => textIn(typed, name);
  return {
    name: text("declarant.name"),
    birth_day: text("declarant.birth.day"),
    birth_month: text("declarant.birth.month"),
    birth_year: text("declarant.birth.year"),
    hamlet: text("declarant.hamlet"),
    phone: text("declarant.phone"),
    place: text("place"),
    by: text("requested.by"),
    asker: text("requested.name"),
    consent: text("requested.consent"),
    procedure: text("procedure"),
  };
}

/**
 * @param {Begin} begin
 * @param {import("../words.js").Say} say
 * @param {number} now ms
 * @returns {import("../request.js").Wrong[]} in the order of the screen
 */
export function beginProblems(begin, say, now) {
  /** @type {[string, unknown][]} field, whether it is well */
  const checks = [
    ["name", /\p{L}/u.test(begin.name)],
    ["birth", birthOf(/** @type {any} */ (begin), now) !== null],
    ["phone", phoneOf(begin.phone) !== null],
    ["place", begin.place === "desk" || begin.place === "home"],
    ["by", isOne(RELATIONS, begin.by)],
    ["asker", begin.by === "subject" || begin.asker || !begin.by],
    ["consent", begin.consent === "yes"],
  ];
  return checks.flatMap(([field, well]) => (well ? [] : [{ field, text: say(`field.form.begin.wrong.${field}`) }]));
}
