// The sync line in words: what waits, since when the commune was last reached, what is safe. Never more than is known.
import { entryState } from "../../sync/overlay.js";
import { unsent } from "./bag.js";
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
  if (outbox.closed) return { tone: "bad", title: say(`field.closed.${outbox.closed}`), text: waiting.length ? say("field.sync.safe", { what: held }) : contact(say, outbox, now) };
  if (waiting.length > 0) return { tone: "wait", title: say("field.sync.saved", { what: held }), text: [why(say, outbox, outcome), contact(say, outbox, now)].join(" ") };
  const aside = outbox.entries.filter((entry) => entryState(entry) === "aside").length;
  if (aside > 0) return { tone: "bad", title: say("field.sync.aside", { count: aside }), text: contact(say, outbox, now) };
  if (outcome && outcome !== "ok" && outcome !== "nothing") return { tone: "wait", title: say("field.sync.failed"), text: contact(say, outbox, now) };
  return outbox.contact === null
    ? { tone: "wait", title: say("field.sync.never"), text: say("field.sync.auto") }
    : { tone: "ok", title: say("field.sync.done"), text: contact(say, outbox, now) };
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
 * @param {string} [outcome]
 */
function why(say, outbox, outcome) {
  const failed = outbox.failures > 0 || (outcome !== undefined && outcome !== "ok" && outcome !== "nothing");
  return say(failed ? "field.sync.retry" : "field.sync.unsent");
}

/**
 * @param {import("./words.js").Say} say
 * @param {Outbox} outbox
 * @param {number} now
 */
function contact(say, outbox, now) {
  return outbox.contact === null ? say("field.sync.nocontact") : say("field.sync.contact", { when: moment(say, outbox.contact, now) });
}
