// GET and POST /field/enrol: an invitation makes this phone the device of one person.
import { enrolledPage, enrolPage } from "../views/enrol.js";

/** @typedef {import("../visit.js").Visit} Visit */
/** @typedef {import("../visit.js").Answer} Answer */

/**
 * @param {Visit} visit
 * @returns {Promise<Answer>}
 */
export async function askEnrol({ screen, parts }) {
  const people = await parts.registry.devices();
  return { page: enrolPage(screen, { people, code: "", label: "", problems: [] }) };
}

/**
 * A code as it was pasted: the bare code, or the whole link.
 * @param {string | null} typed
 */
const codeOf = (typed) => (typed ?? "").trim().split("#").at(-1) ?? "";

/**
 * @param {Visit} visit
 * @returns {Promise<Answer>}
 */
export async function saveEnrol({ screen, parts, typed }) {
  const { say, locale } = screen;
  const code = codeOf(typed.get("code"));
  const label = (typed.get("label") ?? "").normalize("NFC").trim().slice(0, 60);
  const again = async (/** @type {string} */ problem) => ({
    page: enrolPage(screen, { people: await parts.registry.devices(), code, label, problems: [problem] }),
    status: 422,
    at: "/field/enrol",
  });
  if (!code) return again(say("field.enrol.nocode"));
  const means = { registry: parts.registry, fetch: parts.fetch, now: parts.clock, app: parts.build };
  const result = await parts.engine.enrol({ ...means, code, label });
  if (result.offline) return again(say("field.enrol.offline"));
  if (result.problem) return again(problemWords(say, locale, result.problem));
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
