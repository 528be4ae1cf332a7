// The phone's app without a browser: the real router over a real database in memory, with a clock that can be moved.
import { readFileSync } from "node:fs";
import { encode } from "../../sync/strokes.js";
import { makeRouter } from "../../web/field/router.js";
import { locking } from "../../web/field/locking.js";
import { more } from "../../web/field/routes/more.js";
import { routes } from "../../web/field/routes/writing.js";
import { enrolledPhone, START } from "./host.js";

/** @param {string} locale */
const words = (locale) => JSON.parse(readFileSync(new URL(`../../web/locales/${locale}.json`, import.meta.url), "utf8"));

/** Both languages, as the server has them. */
export const WORDS = { vi: words("vi"), en: words("en") };

/** A drawing that is a signature, as sync/vectors has it. */
const SIGNED = signature();

function signature() {
  const points = Array.from({ length: 40 }, (_, i) => [100 + i * 8, 160 + Math.round(60 * Math.sin(i / 3)), i * 16]);
  return /** @type {[number, number, number][][]} */ ([points]);
}

/** @param {string} id @param {object} [more] */
export const item = (id, more = {}) => ({
  type: "item",
  id,
  rev: Number(id.slice(1)) + 10,
  doc: {
    round: "r1",
    name: "Danh Thị Mẫu",
    sex: "female",
    birth_year: 1941,
    hamlet: "Ấp Mẫu",
    way: "nhà sau chùa",
    nickname: "",
    phone: "0900000671",
    what: { kind: "health_card", title: "Thẻ BHYT", count: 1 },
    checks: ["Xem giấy tờ"],
    class: "D0",
    state: "in_round",
    due: "2026-11-26",
    attempts: 0,
    next: null,
    redo: null,
    ...more,
  },
});

/** @param {string[]} items @param {string} [state] */
export const round = (items, state = "given") => ({ type: "round", id: "r1", rev: 90, doc: { no: 12, state, due: "2026-11-26", items } });

/**
 * @param {any[]} [changes] what the commune has sent
 * @param {Partial<import("../../web/field/visit.js").Parts>} [given]
 */
export async function openApp(changes = [item("i1"), item("i2", { name: "Lâm Văn Thử", sex: "male" }), round(["i1", "i2"])], given = {}) {
  const clock = { now: START };
  const { registry, db } = await enrolledPhone({ now: () => clock.now });
  await db.apply({ docs: { changes } });
  /** @type {string[]} */
  const said = [];
  const router = makeRouter({
    registry,
    engine: { drain: async () => ({ sent: 0, received: 0, changes: 0, outcome: "ok" }), enrol: async () => ({ offline: true }), handIn: async () => 0 },
    fetch: () => Promise.reject(new Error("no network in tests")),
    words: async (locale) => WORDS[locale],
    clock: () => clock.now,
    build: "test",
    worker: true,
    notify: ({ changed }) => said.push(changed),
    storage: async () => ({ usage: 1e6, quota: 1e10, kept: false }),
    ...given,
  }, [...routes, ...more], locking);
  return { registry, db, clock, said, ...asking(router, registry) };
}

/**
 * A person who uses the phone all the time, so that it is never locked by itself.
 * @param {ReturnType<typeof makeRouter>} router
 * @param {import("../../web/field/db.js").Registry} registry
 */
function asking(router, registry) {
  const answer = async (/** @type {Request} */ request) => {
    registry.touch();
    const response = await router.fetch(request);
    return { status: response.status, at: response.headers.get("HX-Replace-Url"), headers: response.headers, text: await response.text() };
  };
  return {
    /** @param {string} path */
    get: (path) => answer(new Request(`http://phone.test${path}`)),
    /** @param {string} path @param {Record<string, string> | [string, string][]} fields @param {Record<string, string>} [headers] */
    post: (path, fields, headers = { "HX-Request": "true" }) =>
      answer(new Request(`http://phone.test${path}`, { method: "POST", body: new URLSearchParams(fields), headers })),
  };
}

/**
 * The value of a hidden field in a page.
 * @param {string} text
 * @param {string} name
 */
export const hidden = (text, name) => text.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1]?.replaceAll("&quot;", '"') ?? "";

/** @typedef {Awaited<ReturnType<typeof openApp>>} App */

export const STROKES = encode(SIGNED);

/** @param {App} app */
export async function accept(app) {
  const page = await app.get("/field/rounds/r1");
  return app.post("/field/rounds/r1", [["event_id", hidden(page.text, "event_id")], ["items", "i1"], ["items", "i2"]]);
}

/** @param {App} app @param {string} id @param {object} [more] */
export async function deliver(app, id, more = {}) {
  const page = await app.get(`/field/items/${id}/deliver`);
  const fields = { event_id: hidden(page.text, "event_id"), shown: hidden(page.text, "shown"), by: "signature", relation: "subject", strokes: STROKES };
  return app.post(`/field/items/${id}/deliver`, { ...fields, ...more });
}

/** @param {App} app */
export const bodies = async ({ db }) => (await db.outbox()).entries.map((entry) => JSON.parse(entry.body));
