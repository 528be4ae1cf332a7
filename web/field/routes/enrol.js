// GET and POST /field/enrol: an invitation makes this phone the device of one person.
import { enrolledPage, enrolPage } from "../views/enrol.js";
import { newPin } from "./pin.js";

/** @typedef {import("../visit.js").Visit} Visit */
/** @typedef {import("../visit.js").Answer} Answer */

/**
 * @param {Visit} visit
 * @returns {Promise<Answer>}
 */
export async function askEnrol({ screen, parts, db }) {
  const people = await parts.registry.people();
  return { page: enrolPage(screen, { people, isLocked: isLocked(db), code: "", label: "", problems: [] }) };
}

/** @param {import("../db.js").Db | null} db whether what somebody began here would be lost with a new PIN */
const isLocked = (db) => db !== null && db.hasPin && !db.isOpen;

/**
 * A code as it was pasted: the bare code, or the whole link.
 * @param {string | null} typed
 */
const codeOf = (typed) => (typed ?? "").trim().split("#").at(-1) ?? "";

/**
 * @param {Visit} visit
 * @returns {Promise<Answer>}
 */
export async function saveEnrol(visit) {
  const { screen, parts, typed, db: before } = visit;
  const { say, locale } = screen;
  const code = codeOf(typed.get("code"));
  const label = (typed.get("label") ?? "").normalize("NFC").trim().slice(0, 60);
  const { pin, problem } = newPin(visit);
  const view = { isLocked: isLocked(before), code, label };
  const again = async (/** @type {object} */ wrong) => ({
    page: enrolPage(screen, { people: await parts.registry.people(), ...view, problems: [], ...wrong }),
    status: 422,
    at: "/field/enrol",
  });
  if (!code) return again({ problems: [say("field.enrol.nocode")], pin: problem ? "" : pin });
  if (problem) return again({ problem });
  const means = { registry: parts.registry, fetch: parts.fetch, now: parts.clock, app: parts.build };
  const result = await parts.engine.enrol({ ...means, registry: parts.registry.adoptingWith(pin), code, label });
  if (result.offline) return again({ problems: [say("field.enrol.offline")], pin });
  if (result.problem) return again({ problems: [problemWords(say, locale, result.problem)], pin });
  await parts.engine.drain({ ...means, by: "button" });
  const db = await parts.registry.open(String(await parts.registry.current()));
  const rounds = await db.docs("round");
  parts.notify({ changed: "enrolled" });
  const papers = rounds.reduce((sum, round) => sum + round.items.length, 0);
  return { page: enrolledPage(screen, { person: db.device.person, commune: db.device.commune, papers }), at: "/field/" };
}

/** Refusals with words of our own: what to do is said too. */
const KNOWN = new Set(["code_used", "code_expired", "code_unknown", "key_of_another"]);

/**
 * @param {import("../words.js").Say} say
 * @param {string} locale
 * @param {{code: string, text?: string, text_en?: string}} problem
 */
function problemWords(say, locale, { code, text, text_en }) {
  if (KNOWN.has(code)) return say(`field.enrol.${code}`);
  return (locale === "en" ? text_en : text) || say("field.enrol.failed", { code });
}
