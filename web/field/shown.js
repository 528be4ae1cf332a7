// What a screen showed when it was signed: carried by the form, kept in the event.
import { whatWords } from "./words.js";

/**
 * What the form that is drawn now shows, as the text of a hidden field.
 * @param {import("./words.js").Say} say
 * @param {import("./stop.js").Stop} stop
 */
export const shownNow = (say, stop) => JSON.stringify({ name: stop.name, what: whatWords(say, stop.what), rev: stop.rev });

/**
 * The same, back from the form; null if it is not what we wrote.
 * @param {string | undefined} text
 * @returns {import("../../sync/messages.js").Shown | null}
 */
export function shownThen(text) {
  try {
    const { name, what, rev } = JSON.parse(text ?? "");
    return typeof name === "string" && typeof what === "string" && Number.isInteger(rev) ? { name, what, rev } : null;
  } catch {
    return null;
  }
}
