// The forms of the door: from typed fields to the data of an event, or to what is wrong in words.
import { ASSISTED_REASONS, REASONS, RELATIONS } from "../../sync/messages.js";
import { decode, isThin } from "../../sync/strokes.js";
import { takenAtDoor } from "./consent.js";

/** @typedef {Record<string, string>} Fields */
/** @typedef {import("./stop.js").Stop} Stop */
/** @typedef {import("./words.js").Say} Say */

/** The logical box that every pad draws in, whatever its size on the screen. @type {[number, number]} */
export const BOX = [640, 320];

/**
 * @typedef {object} DeliverForm
 * @property {string} event_id
 * @property {string} relation
 * @property {string} name
 * @property {string} by signature or assisted
 * @property {string} strokes
 * @property {string} assisted_reason
 * @property {string} mark
 * @property {string} witness
 * @property {string} witness_strokes
 * @property {(number | null)[]} answers
 * @property {string} note
 * @property {boolean} agree_photo the recipient said yes to a photo
 * @property {boolean} agree_place
 * @property {string} photo name of the file that was taken, or ""
 * @property {string} place as consent.js writes it, or ""
 */

/** @typedef {{event_id: string, reason: string, next: string, note: string}} FailedForm */

/**
 * The delivery form as it was typed so far.
 * @param {Fields} fields
 * @returns {DeliverForm}
 */
export function deliverForm(fields) {
  const text = (/** @type {string} */ name) => fields[name] ?? "";
  return {
    event_id: text("event_id"),
    relation: text("relation"),
    name: text("name").normalize("NFC").trim(),
    by: text("by") === "assisted" ? "assisted" : "signature",
    strokes: text("strokes"),
    assisted_reason: text("assisted_reason"),
    mark: text("mark"),
    witness: text("witness").normalize("NFC").trim(),
    witness_strokes: text("witness_strokes"),
    answers: ["answer_1", "answer_2", "answer_3"].map((name) => answer(fields[name])),
    note: text("note").normalize("NFC").trim(),
    agree_photo: fields.agree_photo === "1",
    agree_place: fields.agree_place === "1",
    photo: text("photo"),
    place: text("place"),
  };
}

/** @param {string | undefined} value */
const answer = (value) => (value && /^[1-5]$/.test(value) ? Number(value) : null);

/**
 * What is wrong with a delivery form, in words; an empty list when it can be saved.
 * @param {DeliverForm} form
 * @param {Say} say
 * @returns {string[]}
 */
export function deliverProblems(form, say) {
  const found = receiverProblems(form, say);
  if (form.by === "signature") return [...found, ...padProblem(form.strokes, say, "sign")];
  if (!isOne(ASSISTED_REASONS, form.assisted_reason)) found.push(say("field.problem.assisted"));
  if (form.mark !== "thumb_on_slip" && form.mark !== "none") found.push(say("field.problem.mark"));
  if (!form.witness) found.push(say("field.problem.witness"));
  return [...found, ...padProblem(form.witness_strokes, say, "witness")];
}

/**
 * @param {{relation: string, name: string}} form
 * @param {Say} say
 * @returns {string[]}
 */
export function receiverProblems(form, say) {
  if (!isOne(RELATIONS, form.relation)) return [say("field.problem.relation")];
  return form.relation === "subject" || form.name ? [] : [say("field.problem.name")];
}

/**
 * Why a drawing is not taken for a signature.
 * @param {string} strokes
 * @param {Say} say
 * @param {"sign" | "witness"} whose
 */
export function padProblem(strokes, say, whose) {
  const why = thinness(strokes);
  return why ? [say(why === "empty" ? `field.problem.${whose}.empty` : `field.problem.${whose}.thin`)] : [];
}

/** @param {string} strokes */
export function thinness(strokes) {
  if (!strokes) return "empty";
  try {
    return isThin(decode(strokes), BOX);
  } catch {
    return "empty";
  }
}

/**
 * @template {string} T
 * @param {readonly T[]} list
 * @param {string} value
 * @returns {value is T}
 */
export const isOne = (list, value) => list.some((each) => each === value);

/**
 * The data of a `confirmation.recorded`.
 * @param {DeliverForm} form without problems
 * @param {Stop} stop
 * @param {import("./consent.js").Allowed} allowed
 */
export function deliverData(form, stop, allowed) {
  const proof =
    form.by === "signature"
      ? { by: "signature", box: BOX, strokes: form.strokes }
      : { by: "assisted", reason: form.assisted_reason, mark: form.mark, witness: witnessOf(form) };
  const { answers, note } = form;
  return { to: receiverOf(form, stop), proof, count: stop.what.count ?? 1, answers, note, ...takenAtDoor(form, allowed) };
}

/** @param {DeliverForm} form */
const witnessOf = (form) => ({ name: form.witness, box: BOX, strokes: form.witness_strokes });

/**
 * @param {{relation: string, name: string}} form
 * @param {Stop} stop
 */
export const receiverOf = ({ relation, name }, stop) => ({ name: relation === "subject" ? stop.name : name, relation });

/**
 * The form of a failed visit as it was typed so far.
 * @param {Fields} fields
 * @returns {FailedForm}
 */
export function failedForm(fields) {
  const next = fields.next === "other" ? fields.next_date || "other" : fields.next;
  return {
    event_id: fields.event_id ?? "",
    reason: fields.reason ?? "",
    next: next ?? "-",
    note: (fields.note ?? "").normalize("NFC").trim(),
  };
}

/**
 * @param {FailedForm} form
 * @param {Say} say
 * @param {string} today as 2026-11-24
 * @returns {string[]}
 */
export function failedProblems(form, say, today) {
  const found = isOne(REASONS, form.reason) ? [] : [say("field.problem.reason")];
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(form.next) && form.next >= today;
  if (form.next !== "" && form.next !== "-" && !isDay) found.push(say("field.problem.date"));
  return found;
}

/**
 * The data of an `attempt.failed`. "-" is that nobody touched the question of the next day.
 * @param {FailedForm} form without problems
 */
export const failedData = ({ reason, next, note }) => ({ reason, next: next === "-" || next === "" ? null : next, note });
