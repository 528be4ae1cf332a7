// The phone's words: looks a key up in the catalogue, and says dates, times and people as one speaks of them.

/** @typedef {"vi" | "en"} Locale */
/** @typedef {(key: string, values?: Record<string, string | number>) => string} Say */
/** @typedef {Record<string, string>} Words of one language, by key */

/** Vietnam keeps one time all year; the phone's own zone may be set to anything. In ms. */
const HANOI = 7 * 3600 * 1000;
const DAY = 24 * 3600 * 1000;

/**
 * One language out of its file: the keys, and the words in the same order.
 * @param {{keys: string[], words: string[]}} file
 * @returns {Words}
 */
export const wordsOf = ({ keys, words }) => Object.fromEntries(keys.map((key, i) => [key, words[i]]));

/**
 * The speaker of one language. A missing key is shown as itself, so that a hole is seen and nothing breaks.
 * @param {Words} words
 * @returns {Say}
 */
export const speaker = (words) => (key, values = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/**
 * Hour and minute in Vietnam, as "7:42".
 * @param {number} ms since 1970
 */
export function hour(ms) {
  const at = new Date(ms + HANOI);
  return `${at.getUTCHours()}:${String(at.getUTCMinutes()).padStart(2, "0")}`;
}

/**
 * The calendar day in Vietnam as "2026-11-24".
 * @param {number} ms since 1970
 */
export function day(ms) {
  return new Date(ms + HANOI).toISOString().slice(0, 10);
}

/**
 * "2026-11-24" as people write it here: "24/11", with the year only when it is another one.
 * @param {string} iso
 * @param {number} now ms
 */
export function shortDay(iso, now) {
  const [year, month, date] = iso.slice(0, 10).split("-");
  return year === day(now).slice(0, 4) ? `${date}/${month}` : `${date}/${month}/${year}`;
}

/**
 * A moment in words: "lúc 7:42", "hôm qua 7:42", "24/11, 7:42".
 * @param {Say} say
 * @param {number} ms
 * @param {number} now
 */
export function moment(say, ms, now) {
  const time = hour(ms);
  if (day(ms) === day(now)) return say("field.time.today", { time });
  if (day(ms) === day(now - DAY)) return say("field.time.yesterday", { time });
  return say("field.time.other", { time, date: shortDay(day(ms), now) });
}

/**
 * A day in words: "hôm nay", "ngày mai", else "26/11".
 * @param {Say} say
 * @param {string} iso
 * @param {number} now
 */
export function dayWord(say, iso, now) {
  if (iso.slice(0, 10) === day(now)) return say("field.day.today");
  if (iso.slice(0, 10) === day(now + DAY)) return say("field.day.tomorrow");
  return shortDay(iso, now);
}

/**
 * Sex as far as it is known: what the commune says, else the two middle names that leave no doubt.
 * @param {{name: string, sex?: string | null}} person
 * @returns {"male" | "female" | null}
 */
export function sexOf({ name, sex }) {
  if (sex === "male" || sex === "female") return sex;
  const middle = name.normalize("NFC").split(/\s+/).slice(1, -1);
  if (middle.includes("Thị")) return "female";
  return middle.includes("Văn") ? "male" : null;
}

/**
 * How one calls a person to others: "bà Lài", "anh Phước", "em Bi"; the plain name when age or sex is not known.
 * @param {Say} say
 * @param {{name: string, sex?: string | null, birth_year?: number | string | null}} person
 * @param {number} now
 */
export function address(say, person, now) {
  const sex = sexOf(person);
  const age = Number(day(now).slice(0, 4)) - Number(String(person.birth_year ?? "").slice(-4) || NaN);
  if (!sex || !Number.isFinite(age)) return person.name;
  const given = person.name.trim().split(/\s+/).at(-1) ?? person.name;
  const stage = age >= 50 ? "old" : age >= 16 ? "grown" : "young";
  return say(`field.person.${sex}.${stage}`, { name: person.name, given });
}

/**
 * What is handed over: "Thẻ BHYT", "2 thẻ BHYT", or the title of a result.
 * @param {Say} say
 * @param {{kind: string, title?: string, count?: number}} what
 */
export function whatWords(say, what) {
  const title = what.title || say(`field.what.${what.kind}`);
  return (what.count ?? 1) > 1 ? say("field.what.many", { count: what.count ?? 1, title }) : title;
}

/**
 * What is asked for at home: "Thẻ BHYT", "Viết giúp giấy tờ", or what it was called.
 * @param {Say} say
 * @param {{kind: string, title: string}} what
 */
export const wantedWords = (say, { kind, title }) => title || say(`field.request.kind.${kind}`);

/**
 * A telephone number as it may be shown: only its last three digits.
 * @param {string} phone
 */
export function maskedPhone(phone) {
  return `••• ••• ${phone.replace(/\D/g, "").slice(-3)}`;
}

/**
 * A size as one reads it here: "12 MB", "10,7 GB"; in English with a point.
 * @param {Locale} locale
 * @param {number} bytes
 */
export function megabytes(locale, bytes) {
  const mega = Math.max(0, bytes) / 1e6;
  return mega < 1000 ? `${Math.ceil(mega)} MB` : `${(mega / 1000).toFixed(1).replace(".", locale === "en" ? "." : ",")} GB`;
}
