// The sync line in words: what waits, since when the commune was last reached, what is safe. Never more than is known.
import { entryState } from "../../sync/overlay.js";
import { unsent } from "./recorded.js";
import { moment } from "./words.js";

/** @typedef {import("../../sync/outbox.js").Outbox} Outbox */

/**
 * @param {import("./words.js").Say} say
 * @param {Outbox} outbox
 * @param {number} now ms
 * @param {string} [outcome] of a turn that was just asked for by the button
 * @returns {import("./views/sync.js").SyncWords}
 */
export function syncWords(say, outbox, now, outcome) {
  const waiting = unsent(outbox);
  const held = what(say, waiting);
  const last = contact(say, outbox, now);
  if (outbox.closed) {
    const text = waiting.length > 0 ? say("field.sync.safe", { what: held }) : last;
    return { tone: "bad", title: say(`field.closed.${outbox.closed}`), text };
  }
  const failed = outcome !== undefined && outcome !== "ok" && outcome !== "nothing";
  if (waiting.length > 0) {
    const why = say(failed || outbox.failures > 0 ? "field.sync.retry" : "field.sync.unsent");
    return { tone: "wait", title: say("field.sync.saved", { what: held }), text: `${why} ${last}` };
  }
  const aside = outbox.entries.filter((entry) => entryState(entry) === "aside").length;
  if (aside > 0) return { tone: "bad", title: say("field.sync.aside", { count: aside }), text: last };
  if (failed) return { tone: "wait", title: say("field.sync.failed"), text: last };
  if (outbox.contact === null) return { tone: "wait", title: say("field.sync.never"), text: say("field.sync.auto") };
  const photos = outbox.entries.filter(({ photo }) => photo && outbox.owed?.includes(photo)).length;
  if (photos > 0) return { tone: "wait", title: say("field.sync.photos", { count: photos }), text: last };
  return { tone: "ok", title: say("field.sync.done"), text: last };
}

/**
 * "3 xác nhận" when they all are, else "3 việc".
 * @param {import("./words.js").Say} say
 * @param {import("../../sync/outbox.js").Entry[]} entries
 */
function what(say, entries) {
  const noun = entries.every((entry) => entry.kind.startsWith("confirmation.")) ? "confirmations" : "things";
  return say(`field.sync.${noun}`, { count: entries.length });
}

/**
 * @param {import("./words.js").Say} say
 * @param {Outbox} outbox
 * @param {number} now
 */
function contact(say, outbox, now) {
  if (outbox.contact === null) return say("field.sync.nocontact");
  return say("field.sync.contact", { when: moment(say, outbox.contact, now) });
}
