// The open key lives in memory only: the worker's, and that of the open pages, because the browser stops a worker
// whenever it likes. Here is the worker's side of that; page/lock.js is the other.

/** @typedef {import("./db/keyring.js").Held} Held */
/** @typedef {import("./db/keyring.js").Keeper} Keeper */

/** How long a page may take to answer, in ms; a tab that the browser froze does not. */
const PATIENCE = 400;

/**
 * @param {any} worker
 * @returns {Keeper}
 */
export function workerKeeper(worker) {
  const pages = async () => {
    const all = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
    return all.filter((/** @type {any} */ { url }) => new URL(url).pathname.startsWith("/field"));
  };
  return {
    ask: async () => first((await pages()).map(asked)),
    tell: (held) => {
      pages().then((all) => all.forEach((/** @type {any} */ page) => page.postMessage({ keep: held })));
    },
  };
}

/** @param {any} page @returns {Promise<Held|null>} */
function asked(page) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(() => resolve(null), PATIENCE);
    page.postMessage("kept", [port2]);
  });
}

/** @param {Promise<Held|null>[]} answers @returns {Promise<Held|null>} the first that has it */
function first(answers) {
  const found = answers.map((answer) => answer.then((held) => held ?? Promise.reject(new Error("not there"))));
  return Promise.any(found).catch(() => null);
}

/**
 * A page that has just come asks what it is to keep.
 * @param {any} page @param {import("./db.js").Registry} registry
 */
export const answerKeep = async (page, registry) => page?.postMessage({ keep: await registry.held() });
