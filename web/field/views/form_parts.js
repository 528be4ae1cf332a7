// The inputs of a form by the type of its field: the names are the paths of the values, so nothing here knows a form.
import { html, raw } from "hono/html";
import { BOXES, rowNumbers, textIn } from "../filling/fields.js";
import { PART_OPTIONS } from "../filling/told.js";
import { icon } from "./icons.js";
import { choice, field as line, foldingChoices, wrongText } from "./parts.js";

/** @typedef {import("./layout.js").Html} Html */
/** @typedef {import("./layout.js").Screen} Screen */
/** @typedef {import("../filling/fields.js").Field} Field */
/** @typedef {import("../filling/fields.js").Typed} Typed */
/**
 * What the inputs need to know.
 * @typedef {object} Sheet
 * @property {Screen} screen
 * @property {Typed} typed
 * @property {string[]} hamlets the commune's own, by name; the declarant's first
 * @property {(name: string) => string | undefined} wrong what is wrong with the field of that name
 */
/** @typedef {{type: string, label: string, hint?: string, options?: import("../filling/fields.js").Option[], columns?: Field[], max?: number}} Ask */

/** Texts that may be longer than this are given more than a line. */
const LINE = 200;

/**
 * The inputs of one field or of one part of it.
 * @param {Sheet} sheet
 * @param {string} name
 * @param {Ask} ask
 * @returns {Html}
 */
export function inputs(sheet, name, ask) {
  const { type } = ask;
  if (BOXES[type]) return boxes(sheet, name, ask);
  if (type === "choice" || type === "choices" || type === "yes_no") return answers(sheet, name, ask);
  if (type === "identity") return identity(sheet, name, ask);
  if (type === "address") return address(sheet, name, ask);
  if (type === "benefit") return benefit(sheet, name, ask);
  if (type === "place_date") return placeDate(sheet, name, ask);
  if (type === "person") return person(sheet, name, ask);
  if (type === "rows") return rows(sheet, name, ask);
  return oneLine(sheet, name, ask);
}

/** The keyboard of a type. @type {Record<string, "numeric" | "tel" | "text">} */
const MODES = { number: "numeric", money: "numeric", phone: "tel", id_number: "numeric" };
/** The greatest length of a type, in characters. @type {Record<string, number>} */
const LENGTHS = { number: 8, money: 18, phone: 20, id_number: 18, digits: 24, email: 100 };

/** @param {Sheet} sheet @param {string} name @param {Ask} ask */
function oneLine({ typed, wrong }, name, { type, label, hint, max = LENGTHS[type] ?? LINE }) {
  const value = textIn(typed, name);
  if (max > LINE || type === "words") return longText(name, { label, hint, max, wrong: wrong(name) }, value);
  return html`${line(name, label, value, { max, hint, mode: MODES[type], wrong: wrong(name) })}
${type === "money" ? html`<p class="quiet" data-words="${name}" aria-live="polite"></p>` : ""}`;
}

/** @param {string} name @param {{label: string, hint?: string, max: number, wrong?: string}} about @param {string} value */
const longText = (name, { label, hint, max, wrong }, value) => html`<label class="field"><span>${label}</span>
${hint ? html`<small>${hint}</small>` : ""}${wrongText(wrong)}
<textarea name="${name}" rows="3" maxlength="${max}" ${wrong ? html`aria-invalid="true"` : ""}>${value}</textarea></label>`;

/**
 * A question with what answers it.
 * @param {string} label
 * @param {string | undefined} hint
 * @param {string | undefined} wrong
 * @param {Html} content
 */
const question = (label, hint, wrong, content) =>
  html`<fieldset class="part"><legend>${label}</legend>${hint ? html`<p class="quiet">${hint}</p>` : ""}${wrongText(wrong)}${content}</fieldset>`;

/** @param {Html} content of a line that has several parts */
const group = (content) => html`<div class="part group">${content}</div>`;

/** @param {Sheet} sheet @param {string} name @param {Ask} ask */
function boxes({ screen: { say }, typed, wrong }, name, { type, label, hint }) {
  const box = (/** @type {string} */ each) =>
    line(`${name}.${each}`, say(`field.form.box.${each}`), textIn(typed, `${name}.${each}`), { max: each === "year" ? 4 : 2, mode: "numeric" });
  const [date, time] = [BOXES[type].filter((each) => !isTime(each)), BOXES[type].filter(isTime)];
  return question(label, hint, wrong(name), html`<div class="dates">${date.map(box)}</div>
${time.length > 0 ? html`<div class="dates">${time.map(box)}</div>` : ""}`);
}

/** @param {string} box */
const isTime = (box) => box === "hour" || box === "minute";

/** @param {Sheet} sheet @param {string} name @param {Ask} ask */
function answers({ screen: { say, locale }, typed, wrong }, name, { type, label, hint, options = [] }) {
  if (type === "choices") return question(label, hint, wrong(name), ticks(name, options.map((each) => [each.value, each[locale]]), typed));
  const chosen = textIn(typed, name);
  const all = type === "yes_no" ? ["yes", "no"].map((value) => [value, say(`field.form.${value}`)]) : options.map((each) => [each.value, each[locale]]);
  return question(label, hint, wrong(name), html`<div class="choices">${all.map(([value, text]) => answer(name, value, text, chosen))}</div>`);
}


/**
 * One answer that a second tap takes back: nobody has to say what they do not know.
 * @param {string} name
 * @param {string} value
 * @param {string} text
 * @param {string} chosen
 */
const answer = (name, value, text, chosen) =>
  html`<label class="choice"><input type="radio" name="${name}" value="${value}" ${value === chosen ? "checked" : ""} data-undoable><span>${text}</span></label>`;

/** @param {string} name @param {string[][]} options @param {Typed} typed */
function ticks(name, options, typed) {
  const chosen = typed.get(name) ?? [];
  return html`<div class="ticklist">${options.map(
    ([value, text]) => html`<label class="tickrow"><input type="checkbox" name="${name}" value="${value}" ${chosen.includes(value) ? "checked" : ""}><span>${text}</span></label>`,
  )}</div>`;
}

/**
 * A part of a field, by its name in the catalogue.
 * @param {Sheet} sheet
 * @param {string} name
 * @param {string} part
 * @param {string} type
 * @param {{hint?: string, max?: number}} [more]
 */
const part = (sheet, name, part, type, more = {}) =>
  inputs(sheet, `${name}.${part}`, { type, label: sheet.screen.say(`field.form.part.${part}`), ...more });

/**
 * A paper's kind and such, one of several.
 * @param {Sheet} sheet
 * @param {string} name
 * @param {"gender" | "kind" | "stay"} which
 * @param {string} label
 */
function oneOf({ screen: { say }, typed }, name, which, label) {
  const all = PART_OPTIONS[which].map((value) => answer(name, value, say(`field.form.${which}.${value}`), textIn(typed, name)));
  return question(label, undefined, undefined, html`<div class="choices">${all}</div>`);
}

/** The same as any icon, but it turns when what it stands beside is unfolded. */
const unfolding = raw(String(icon("next")).replace('class="icon"', 'class="icon icon-fold"'));

/**
 * What is rarely needed, folded away until it is wanted.
 * @param {string} summary
 * @param {boolean} isOpen
 * @param {Html} content
 */
const folded = (summary, isOpen, content) =>
  html`<details class="fold" ${isOpen ? "open" : ""}><summary>${unfolding}<span>${summary}</span></summary><div class="part">${content}</div></details>`;

/** @param {Sheet} sheet @param {string} name @param {string[]} parts */
const anyTyped = ({ typed }, name, parts) => parts.some((each) => textIn(typed, `${name}.${each}`) !== "");

/** @param {Sheet} sheet @param {string} name @param {Ask} ask */
function identity(sheet, name, { label, hint }) {
  const { say } = sheet.screen;
  const rest = ["kind", "date.day", "date.year", "issuer"];
  const more = html`${oneOf(sheet, `${name}.kind`, "kind", say("field.form.part.kind"))}
${part(sheet, name, "date", "date")}${part(sheet, name, "issuer", "text", { max: 150 })}`;
  return question(label, hint, sheet.wrong(name), group(html`${inputs(sheet, `${name}.number`, { type: "digits", label: say("field.form.part.number") })}
${folded(say("field.form.identity.more"), anyTyped(sheet, name, rest), more)}`));
}

/**
 * By hamlet where the commune's hamlets are known; everything else can still be typed.
 * @param {Sheet} sheet
 * @param {string} name
 * @param {Ask} ask
 */
function address(sheet, name, { label, hint }) {
  const { say } = sheet.screen;
  const { hamlets, typed } = sheet;
  const chosen = textIn(typed, `${name}.hamlet`);
  const isElsewhere = chosen !== "" && !hamlets.includes(chosen);
  const one = (/** @type {string} */ value, /** @type {boolean} */ isFolded) => choice(`${name}.hamlet`, value, value, chosen, "", isFolded);
  const byHamlet = foldingChoices(say("field.form.hamlets"), one, { usual: hamlets.slice(0, 1), rest: hamlets.slice(1), chosen });
  const known = hamlets.length > 0 && !isElsewhere;
  const rest = ["commune", "district", "province", "kind"];
  return question(label, hint, sheet.wrong(name), group(html`
${known ? html`<fieldset class="part"><legend class="quiet">${say("field.form.part.hamlet")}</legend>${byHamlet}</fieldset>` : part(sheet, name, "hamlet", "text", { max: 80 })}
${part(sheet, name, "detail", "text")}
${folded(say("field.form.address.more"), anyTyped(sheet, name, rest), html`${["commune", "district", "province"].map((each) => part(sheet, name, each, "text", { max: 100 }))}
${oneOf(sheet, `${name}.kind`, "stay", say("field.form.part.stay"))}`)}`));
}

/** @param {Sheet} sheet @param {string} name @param {Ask} ask */
function benefit(sheet, name, { label, hint }) {
  const { say } = sheet.screen;
  const chosen = textIn(sheet.typed, `${name}.receiving`);
  const more = `more-${name.replaceAll(".", "-")}`;
  return question(label, hint, sheet.wrong(name), html`<div class="choices">
${choice(`${name}.receiving`, "yes", say("field.form.receiving"), chosen, more)}
${choice(`${name}.receiving`, "no", say("field.form.receiving.not"), chosen)}</div>
<div id="${more}" class="part" ${chosen === "yes" ? "" : "hidden"}>${part(sheet, name, "amount", "money")}${part(sheet, name, "since", "month")}</div>`);
}

/** @param {Sheet} sheet @param {string} name @param {Ask} ask */
const placeDate = (sheet, name, { label, hint }) =>
  question(label, hint, sheet.wrong(name), group(html`${part(sheet, name, "place", "text", { max: 100 })}
${inputs(sheet, `${name}.date`, { type: "date", label: sheet.screen.say("field.form.part.signed") })}`));

/** @param {Sheet} sheet @param {string} name @param {Ask} ask */
function person(sheet, name, { label, hint }) {
  const { say } = sheet.screen;
  return question(label, hint, sheet.wrong(name), group(html`${part(sheet, name, "name", "text")}${part(sheet, name, "birth_date", "partial_date")}
${oneOf(sheet, `${name}.gender`, "gender", say("field.form.part.gender"))}
${part(sheet, name, "ethnicity", "text", { max: 50 })}${part(sheet, name, "nationality", "text", { max: 50 })}
${part(sheet, name, "id", "identity")}${part(sheet, name, "residence", "address")}`));
}

/** @param {Sheet} sheet @param {string} name @param {Ask} ask */
function rows(sheet, name, { label, hint, columns = [] }) {
  const { say, locale } = sheet.screen;
  const row = (/** @type {string} */ n, /** @type {number} */ place) => html`<fieldset class="card part" data-row="${name}.${n}">
<legend class="row-legend">${say("field.form.row", { n: place + 1 })}</legend><input type="hidden" name="${name}" value="${n}">
${columns.map((column) => inputs(sheet, `${name}.${n}.${column.name}`, { ...column, label: column.label[locale], hint: column.hint?.[locale] }))}
<button class="button" type="submit" name="go" value="drop:${name}.${n}">${say("field.form.row.drop")}</button></fieldset>`;
  return question(label, hint, sheet.wrong(name), html`${rowNumbers(sheet.typed, name).map(row)}
<button class="button button-wide" type="submit" name="go" value="add:${name}">${say("field.form.row.add")}</button>`);
}
