// GET and POST /field/ready, GET /field/install: everything checked before the network is left, and the app put on the home screen.
import { entryState } from "../../../sync/overlay.js";
import { readBag } from "../bag.js";
import { browserOf } from "../browsers.js";
import { exchange } from "../exchange.js";
import { checksOf, verdictOf } from "../ready.js";
import { unsent } from "../recorded.js";
import { installPage } from "../views/install.js";
import { readyPage } from "../views/ready.js";

/** @typedef {import("../visit.js").OwnVisit} OwnVisit */
/** @typedef {import("../visit.js").Answer} Answer */
/** @typedef {import("../ready.js").Told} Told */

const CAMERA = /** @type {const} */ (["granted", "prompt", "denied", "none"]);

/**
 * @param {OwnVisit} visit
 * @param {string} [given] what the page told, as it stands in the address
 * @returns {Promise<Answer>}
 */
export async function showReady(visit, given = visit.query.get("told") ?? "") {
  const { screen, db, parts } = visit;
  const now = parts.clock();
  const [bag, storage] = await Promise.all([readBag(db, now), parts.storage()]);
  const [rounds, items, procedures, forms] = await Promise.all(["round", "item", "procedure", "form"].map((type) => db.docs(type)));
  const told = toldOf(given);
  const facts = {
    outbox: bag.outbox,
    unsent: unsent(bag.outbox).length,
    aside: bag.outbox.entries.filter((entry) => entryState(entry) === "aside").length,
    rounds: bag.rounds.map((round) => ({ ...round, items: rounds.find(({ id }) => id === round.id)?.items ?? round.items })),
    items: new Set(items.map(({ id }) => String(id))),
    handbook: handbookOf(procedures, forms),
    worker: screen.worker,
    build: screen.build,
    storage,
    told,
    now,
  };
  const checks = checksOf(facts);
  const view = { checks, verdict: verdictOf(checks, told), storage, contact: bag.outbox.contact, told: given };
  return { page: readyPage({ ...screen, now }, view) };
}

/**
 * @param {{forms?: string[]}[]} procedures
 * @param {{id: string}[]} forms
 */
function handbookOf(procedures, forms) {
  const here = new Set(forms.map(({ id }) => id));
  const named = new Set(procedures.flatMap((each) => each.forms ?? []));
  return { procedures: procedures.length, forms: forms.length, lacking: [...named].filter((code) => !here.has(code)).length };
}

/**
 * "kept.granted.82.charging": each part where the browser said it.
 * @param {string} given
 * @returns {Told}
 */
export function toldOf(given) {
  const said = given.split(".");
  const percent = said.find((each) => /^\d{1,3}$/.test(each));
  return {
    asked: given !== "",
    kept: said.includes("kept"),
    camera: CAMERA.find((each) => said.includes(each)),
    battery: percent === undefined ? undefined : Number(percent),
    charging: said.includes("charging"),
  };
}

/**
 * Exchanges with the commune first, so that what is checked is of now.
 * @param {OwnVisit} visit
 * @returns {Promise<Answer>}
 */
export async function checkAgain(visit) {
  await exchange(visit.parts, "button");
  const told = visit.typed.get("told") ?? "";
  return { ...(await showReady(visit, told)), at: `/field/ready?told=${encodeURIComponent(told)}` };
}

/**
 * @param {OwnVisit} visit
 * @returns {Answer}
 */
export const showInstall = ({ screen }) => ({ page: installPage(screen, browserOf(globalThis.navigator?.userAgent ?? "")) });

/** @type {import("../router.js").OwnRoute[]} */
export const readyRoutes = [
  ["GET", "/field/ready", (visit) => showReady(visit)],
  ["POST", "/field/ready", checkAgain],
  ["GET", "/field/install", showInstall],
];
