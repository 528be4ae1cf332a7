// GET /field/rescue?what=unsent|all: the phone's events as one text, for the file that a clerk opens (sync.md §7).
import { APP } from "../../../sync/messages.js";
import { day } from "../words.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../recorded.js").Entry} Entry */

/** @param {Entry} entry whether the commune may not have it: no receipt of its own that says it is in the ledger */
const isOwed = ({ receipt }) => receipt === null || receipt.status === "refused";

/**
 * What a screen says about the file.
 * @param {OwnVisit} visit
 * @param {import("../../../sync/outbox.js").Outbox} outbox
 * @returns {import("../views/rescue.js").Rescue}
 */
export const rescueOf = ({ screen }, { device, entries, closed }) => ({
  name: `tan-nha-${device.slice(0, 8)}-${day(screen.now)}.json`,
  unsent: entries.filter(isOwed).length,
  all: entries.length,
  closed,
});

/**
 * Of a phone that the commune does not know everything goes in: the history that gave its receipts may be gone.
 * @param {OwnVisit} visit
 * @returns {Promise<import("../visit.js").Answer>}
 */
export async function rescueFile({ db, query }) {
  const { entries, closed } = await db.outbox({ bodies: false });
  const wanted = query.get("what") === "all" || closed === "unknown" ? entries : entries.filter(isOwed);
  const events = await db.events(wanted.map(({ n }) => n));
  const file = { app: APP, deployment: db.device.deployment, events };
  return { page: JSON.stringify(file), type: "application/json" };
}
