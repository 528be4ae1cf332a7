// Files of events (sync.md §5): handed in after the events that name them, one by one, beside the turns and not in them.
import { send } from "./transport.js";

/** @typedef {{sha: string, type: string, unsure: boolean}} Unsent `unsure`: it may be there already */
/**
 * What handing in needs of a device's database (web/field/db).
 * @typedef {object} FileStore
 * @property {() => Promise<{token: string, send: string}|null>} tokens
 * @property {() => Promise<{failures: number}>} standing how the turns go
 * @property {{unsent: () => Promise<Unsent[]>, bytes: (sha: string) => Promise<Uint8Array<ArrayBuffer>>,
 *   sent: (sha: string) => Promise<void>, doubt: (sha: string) => Promise<void>,
 *   setAside: (sha: string, code: string) => Promise<void>}} files
 */

/** A slow network may take so long for one file without a byte coming back, in ms. */
const PATIENCE = 3 * 60 * 1000;
/** Refusals that the same bytes will meet again. */
const FOR_EVER = [413, 415, 422];
/** Answers that say nothing of the other files: the event is not known yet; a defect over there. */
const OF_THIS_ONE = [404, 500];

/**
 * Hands in what the commune may lack, for every device on the phone. Does not hold the sender: a save meanwhile is
 * sent at once.
 * @param {{registry: {devices: () => Promise<{device: string}[]>, open: (device: string) => Promise<FileStore>},
 *   fetch: import("./transport.js").Fetch, locks?: LockManager, silence?: number}} means
 * @returns {Promise<number>} how many are known to be there now
 */
export async function handIn({ registry, locks = globalThis.navigator?.locks, ...network }) {
  const work = async () => {
    let count = 0;
    for (const { device } of await registry.devices()) count += await handedIn(await registry.open(device), network);
    return count;
  };
  return locks ? locks.request("tannha-files", { ifAvailable: true }, (lock) => (lock ? work() : 0)) : work();
}

/** @param {FileStore} db @param {{fetch: import("./transport.js").Fetch, silence?: number}} network */
async function handedIn(db, { silence = PATIENCE, ...network }) {
  const tokens = await db.tokens();
  let count = 0;
  if (!tokens || (await db.standing()).failures > 0) return count;
  const options = { ...network, silence, token: tokens.token || tokens.send };
  for (const file of await db.files.unsent()) {
    const went = await one(db, file, options);
    if (went === "failed") break;
    if (went === "sent") count++;
  }
  return count;
}

/**
 * @param {FileStore} db @param {Unsent} file @param {Parameters<typeof send>[2]} options
 * @returns {Promise<"sent"|"later"|"failed">}
 */
async function one({ files }, { sha, type, unsure }, options) {
  const url = `/sync/files/${sha}`;
  const asked = unsure ? await send(url, { method: "HEAD" }, options) : null;
  if (asked?.kind === "answer" && asked.status === 200) {
    await files.sent(sha);
    return "sent";
  }
  // Until an answer says otherwise it may have arrived.
  if (!unsure) await files.doubt(sha);
  const body = await files.bytes(sha);
  const { kind, status, answer } = await send(url, { method: "PUT", headers: { "Content-Type": type }, body }, options);
  if (kind !== "answer") return "failed";
  if (status === 200 || status === 201) await files.sent(sha);
  else if (FOR_EVER.includes(status)) await files.setAside(sha, answer.problem?.code ?? "refused");
  else return OF_THIS_ONE.includes(status) ? "later" : "failed";
  return status < 300 ? "sent" : "later";
}
