// The code on an identity card, read into what a form asks of a person (vietnam.md §4.1). What was read is not kept.
import { fold } from "../search.js";

/**
 * What a card says; dates YYYY-MM-DD, "" where it says nothing readable.
 * @typedef {{number: string, name: string, birth: string, sex: "male" | "female" | "", address: string, issued: string}} Card
 */

/**
 * @param {string} text of the code: number | old number | name | birth | sex | address | day of issue, and maybe more
 * @returns {Card | null} null if it is no identity card's
 */
export function readCard(text) {
  const parts = text.replace(/^\uFEFF/, "").normalize("NFC").split("|").map((part) => part.trim());
  const [number, , name, birth, sex, address, issued = ""] = parts;
  if (parts.length < 6 || !/^\d{12}$/.test(number) || !/\p{L}/u.test(name)) return null;
  return { number, name, birth: dayOf(birth), sex: sexOf(sex), address, issued: dayOf(issued) };
}

/** @param {string} text ddMMyyyy */
function dayOf(text) {
  const [, day, month, year] = /^(\d\d)(\d\d)(\d{4})$/.exec(text) ?? [];
  return year ? `${year}-${month}-${day}` : "";
}

/** @param {string} text @returns {"male" | "female" | ""} */
const sexOf = (text) => (/^nam$/i.test(text) ? "male" : fold(text) === "nu" ? "female" : "");

/** How what is nearer than a commune begins. */
const HOUSE = /^(ấp|khu|khóm|thôn|xóm|tổ|số|hẻm|đường|\d)/i;

/**
 * A card's address in the parts of a form: cards from before 1/7/2025 still name the district.
 * @param {string} address
 * @param {string[]} hamlets the commune's own, by name
 * @returns {{detail: string, hamlet: string, commune: string, district: string, province: string}}
 */
export function addressParts(address, hamlets) {
  const parts = address.split(",").map((part) => part.trim()).filter(Boolean);
  const isOwn = (/** @type {string} */ part) => hamlets.some((name) => fold(name) === fold(part));
  const house = parts.findIndex((part) => !isOwn(part) && !HOUSE.test(part));
  const start = house === 0 && parts.length > 2 ? 1 : house;
  const [near, places] = start < 0 ? [parts, []] : [parts.slice(0, start), parts.slice(start)];
  const [province = "", ...between] = places.reverse();
  const [commune = "", district = ""] = between.slice(0, 2).reverse();
  const hamlet = hamlets.find((name) => near.some((part) => fold(part) === fold(name))) ?? "";
  const detail = [...near, ...between.slice(2).reverse()].filter((part) => !hamlet || fold(part) !== fold(hamlet));
  return { detail: detail.join(", "), hamlet, commune, district, province };
}

/** The digit after the province: century and sex (vietnam.md §4.1). @type {[century: number, sex: "male" | "female"][]} */
const CENTURIES = [
  [1900, "male"],
  [1900, "female"],
  [2000, "male"],
  [2000, "female"],
  [2100, "male"],
  [2100, "female"],
  [2200, "male"],
  [2200, "female"],
  [2300, "male"],
  [2300, "female"],
];

/**
 * What of a person does not fit the twelve digits: a reason to look again, never to stop.
 * @param {{number: unknown, birth?: unknown, sex?: unknown}} person
 * @returns {("year" | "sex")[]}
 */
export function misfits({ number, birth, sex }) {
  if (typeof number !== "string" || !/^\d{12}$/.test(number)) return [];
  const [century, told] = CENTURIES[Number(number[3])];
  const year = String(century + Number(number.slice(4, 6)));
  /** @type {("year" | "sex")[]} */
  const found = [];
  if (typeof birth === "string" && /^\d{4}/.test(birth) && birth.slice(0, 4) !== year) found.push("year");
  if ((sex === "male" || sex === "female") && sex !== told) found.push("sex");
  return found;
}
