// A shift as one speaks of it: "thứ Sáu 27/11, sáng 7:00-11:30".
import { day, shortDay } from "./words.js";

/** @typedef {import("./words.js").Say} Say */
/** @typedef {{day: string, part: string, from?: string, to?: string}} Slot */

const DAY = 24 * 3600 * 1000;

/** @param {string} text with its first letter large */
export const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

/**
 * "thứ Sáu 27/11"; of today and tomorrow it says so first.
 * @param {Say} say
 * @param {string} iso
 * @param {number} now ms
 */
export function dutyDay(say, iso, now) {
  const weekday = say(`field.weekday.${new Date(`${iso}T00:00Z`).getUTCDay()}`);
  const date = shortDay(iso, now);
  if (iso === day(now)) return say("field.shift.day.today", { weekday, date });
  if (iso === day(now + DAY)) return say("field.shift.day.tomorrow", { weekday, date });
  return say("field.shift.day", { weekday, date });
}

/**
 * "sáng 7:00-11:30", or "sáng" where the hours are not known.
 * @param {Say} say
 * @param {Slot} slot
 */
export function dutyPart(say, { part, from, to }) {
  const name = say(`field.shift.part.${part}`);
  return from && to ? say("field.shift.hours", { part: name, from: clock(from), to: clock(to) }) : name;
}

/** @param {string} time "07:00" */
const clock = (time) => time.replace(/^0(?=\d)/, "");

/**
 * Day and hours in one.
 * @param {Say} say
 * @param {Slot} slot
 * @param {number} now ms
 */
export const slotWords = (say, slot, now) => `${dutyDay(say, slot.day, now)}, ${dutyPart(say, slot)}`;
