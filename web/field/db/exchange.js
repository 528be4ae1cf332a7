// The exchange with the commune as it begins: where the events are, which history, which keys sign.
import { newSync } from "../../../sync/outbox.js";

/** @typedef {import("./connection.js").Tx} Tx */

/**
 * The exchange of a device that was just enrolled; one that is here already goes on with its own.
 * @param {Tx} tx @param {{keys: CryptoKeyPair, epoch: string}} enrolled
 */
export async function begun(tx, { keys, epoch }) {
  const facts = tx.objectStore("facts");
  const known = await facts.get("sync");
  const closed = known?.closed === "cloned" ? "cloned" : null;
  const sync = { ...(known ?? newSync(epoch)), closed, problem: null, failures: 0, nextTry: null };
  const values = Object.entries({ ...(known ? {} : { head: { n: 0, hash: "" } }), keys, sync });
  await Promise.all(values.map(([key, value]) => facts.put(value, key)));
}
