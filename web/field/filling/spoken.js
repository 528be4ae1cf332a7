// Numbers, money and dates as they are said in Vietnamese: what a paper asks for "bằng chữ".

const DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const THOUSANDS = ["", " nghìn", " triệu"];
const BILLION = 1_000_000_000;

/**
 * A whole number from 0 on: 2026 is "hai nghìn không trăm hai mươi sáu".
 * @param {number} number
 * @returns {string}
 */
export function numberWords(number) {
  if (number >= BILLION) {
    const rest = number % BILLION;
    return `${numberWords(Math.floor(number / BILLION))} tỷ${rest > 0 ? ` ${groupsWords(rest, true)}` : ""}`;
  }
  return number === 0 ? DIGITS[0] : groupsWords(number, false);
}

/**
 * @param {number} number from 1 to 999,999,999
 * @param {boolean} follows whether something greater was said before it, so that the hundreds are said too
 */
function groupsWords(number, follows) {
  const said = [];
  for (let place = 2; place >= 0; place--) {
    const group = Math.floor(number / 1000 ** place) % 1000;
    if (group > 0) said.push(groupWords(group, follows || said.length > 0) + THOUSANDS[place]);
  }
  return said.join(" ");
}

/**
 * @param {number} group from 1 to 999
 * @param {boolean} whole whether hundreds are said although there are none
 */
function groupWords(group, whole) {
  const [hundreds, tens, units] = [Math.floor(group / 100), Math.floor(group / 10) % 10, group % 10];
  const said = hundreds > 0 || whole ? [`${DIGITS[hundreds]} trăm`] : [];
  if (tens > 1) said.push(`${DIGITS[tens]} mươi`);
  else if (tens === 1) said.push("mười");
  else if (units > 0 && said.length > 0) said.push("lẻ");
  if (units === 1 && tens > 1) said.push("mốt");
  else if (units === 5 && tens > 0) said.push("lăm");
  else if (units > 0) said.push(DIGITS[units]);
  return said.join(" ");
}

/**
 * An amount of đồng.
 * @param {number} amount
 */
export const moneyWords = (amount) => `${numberWords(amount)} đồng`;

/**
 * A date as precise as it is known: "ngày mười lăm tháng ba năm hai nghìn không trăm hai mươi sáu".
 * @param {string} date YYYY, YYYY-MM or YYYY-MM-DD
 * @returns {string} "" where that is no date
 */
export function dateWords(date) {
  if (!/^\d{4}(-\d\d){0,2}$/.test(date)) return "";
  const [year, month, day] = date.split("-").map(Number);
  const said = [`năm ${numberWords(year)}`];
  if (month) said.unshift(`tháng ${month === 4 ? "tư" : numberWords(month)}`);
  if (day) said.unshift(`ngày ${numberWords(day)}`);
  return said.join(" ");
}

/**
 * What `words` are derived from, in words.
 * @param {unknown} value of the field that they repeat
 * @returns {string} "" where nothing can be derived
 */
export function wordsOf(value, isMoney = false) {
  if (typeof value === "string") return dateWords(value);
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) return "";
  return isMoney ? moneyWords(value) : numberWords(value);
}
