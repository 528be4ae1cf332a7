// What this phone recorded itself, as the screens need it: the event behind an entry, and what the commune said of it.
import { entryState } from "../../sync/overlay.js";

/** @typedef {import("../../sync/outbox.js").Entry} Entry */
/** @typedef {import("../../sync/messages.js").Body} Body */
/** @typedef {Pick<Body, "id" | "kind" | "item" | "at" | "shown" | "data">} Recorded */

/**
 * The event behind an entry; without data where its text is not loaded.
 * @param {Entry} entry
 * @returns {Recorded}
 */
export const bodyOf = ({ body, id, kind, item, at }) => (body ? JSON.parse(body) : { id, kind, item, at, shown: null, data: {} });

/**
 * What the commune said of an event, in its own words; the code where there are none.
 * @param {Entry} entry
 */
export function verdict(entry) {
  const said = entry.fate?.code ? entry.fate : entry.receipt;
  return said?.text || said?.code || entry.aside?.code || "";
}

/**
 * The own events that the commune has not yet received.
 * @param {import("../../sync/outbox.js").Outbox} outbox
 */
export const unsent = (outbox) => outbox.entries.filter((entry) => entryState(entry) === "saved");
