// How a form ends: who signs the paper, and the data of the event that it becomes.
import { isOne, thinness, BOX } from "../forms.js";
import { birthOf, phoneOf } from "../request.js";
import { beginOf } from "./begin.js";
import { typedOf } from "./draft.js";
import { textIn } from "./fields.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./draft.js").Pairs} Pairs */
/** @typedef {{by: string, reason: string, witness: string, strokes: string, guided: boolean}} Sign */

/** Why somebody does not sign a paper of their own; for one who refuses no form is written. */
export const WHY_NOT = /** @type {const} */ (["cannot_write", "injured", "other"]);

/** @param {Pairs} pairs @returns {Sign} */
export function signOf(pairs) {
  const typed = typedOf(pairs);
  const text = (/** @type {string} */ name) => textIn(typed, name);
  const [by, reason, witness, strokes] = ["by", "reason", "witness", "strokes"].map((name) => text(`signing.${name}`));
  return { by, reason, witness, strokes, guided: text("guided") === "yes" };
}

/**
 * @param {Sign} sign
 * @param {import("../words.js").Say} say
 * @returns {string[]} in words
 */
export function signProblems({ by, reason, witness, strokes }, say) {
  if (by === "self") return [];
  if (by !== "assisted") return [say("field.form.sign.wrong.by")];
  const thin = thinness(strokes);
  return [
    ...(isOne(WHY_NOT, reason) ? [] : [say("field.problem.assisted")]),
    ...(witness ? [] : [say("field.problem.witness")]),
    ...(thin ? [say(thin === "empty" ? "field.problem.witness.empty" : "field.problem.witness.thin")] : []),
  ];
}

/**
 * The data of a `form.filled`.
 * @param {Draft} draft
 * @param {any} values by the form's schema, as far as they are filled
 * @param {number} now ms
 * @returns {import("../../../sync/form_filled.js").FormFilledData}
 */
export function filledData(draft, values, now) {
  const begin = beginOf(draft.typed.begin ?? []);
  const sign = signOf(draft.typed.sign ?? []);
  return {
    procedure: begin.procedure || draft.procedure,
    form: draft.form.code,
    version: draft.form.valid_from ?? "",
    declarant: {
      name: begin.name,
      birth: birthOf(/** @type {any} */ (begin), now) ?? "",
      hamlet: begin.hamlet === "-" ? "" : begin.hamlet,
      phone: phoneOf(begin.phone) ?? begin.phone,
    },
    values,
    read_back: true,
    requested: { by: begin.by, name: begin.by === "subject" ? begin.name : begin.asker, consent: true },
    signing: signingOf(sign),
    guided: sign.guided,
    place: begin.place === "desk" ? "desk" : "home",
    ...(draft.redo && { redo: draft.redo }),
  };
}

/** @param {Sign} sign @returns {import("../../../sync/form_filled.js").Signing} */
function signingOf({ by, reason, witness, strokes }) {
  if (by !== "assisted") return { by: "self" };
  const known = /** @type {typeof WHY_NOT[number]} */ (reason);
  return { by: "assisted", reason: known, mark: "thumb_on_slip", witness: { name: witness, box: BOX, strokes } };
}

/** What an event has beside its data, and the witness's signature at most, in bytes. */
const AROUND = 1200;
const INK = 2800;

/**
 * Whether an event could not carry it: said before the paper is read back, not after it is signed.
 * @param {object} data
 * @param {number} most bytes of a body
 */
export function isTooLong(data, most) {
  return new TextEncoder().encode(JSON.stringify(data)).length + AROUND + INK > most;
}
