// What people do: the deliverer with his phone, the clerk at his desk. All of it drawn from chance.
import { newId } from "../../../sync/messages.js";
import { encode } from "../../../sync/strokes.js";
import { pictured } from "./pictures.js";

/** @typedef {import("./phone.js").Phone} Phone */
/** @typedef {import("./world.js").World} World */

const STROKES = encode([Array.from({ length: 40 }, (_, k) => [40 + 8 * k, 100 + 37 * (k % 5), 20 * k])]);

/** @param {import("./chance.js").Chance} chance */
const proof = (chance) => ({
  to: { name: "Danh Thị Mẫu", relation: chance.pick(["subject", "spouse", "child"]) },
  proof: { by: "signature", box: [640, 320], strokes: STROKES },
  count: 1,
  answers: [1 + chance.below(5), 5, null],
  note: chance.pick(["", "nhà sau chùa", "gửi “cháu” 👧"]),
  place: null,
  photo: null,
});

const shown = { name: "Danh Thị Mẫu", what: "Thẻ BHYT", rev: 1 };

/** @param {Phone} phone @returns {Promise<any>} a form to save, of what this phone could do now */
async function formOf(phone) {
  const { chance, db, saved, ids } = phone;
  const eventId = newId(phone.now(), ids.next);
  const rounds = await db.docs("round");
  const items = await db.docs("item");
  const mine = saved.filter(({ kind }) => kind === "confirmation.recorded");
  const what = chance.weighted({ deliver: 10, fail: 4, accept: 4, undo: 3, amend: 3, give_back: 2, strange: 1 });
  if (what === "accept" && rounds.length) {
    const { id, items: all } = chance.pick(/** @type {any[]} */ (rounds));
    const missing = chance.happens(0.2) ? [chance.pick(/** @type {string[]} */ (all))] : [];
    const here = all.filter((/** @type {string} */ item) => !missing.includes(item));
    return { eventId, kind: "handover.accepted", data: { round: id, items: here, missing } };
  }
  if (what === "give_back" && rounds.length) {
    const { id, items: all } = chance.pick(/** @type {any[]} */ (rounds));
    return { eventId, kind: "handover.returned", data: { round: id, items: [chance.pick(/** @type {string[]} */ (all))], missing: [] } };
  }
  if (what === "undo" && mine.length) {
    const { id, item } = chance.happens(0.7) ? mine[mine.length - 1] : chance.pick(mine);
    return { eventId, kind: "confirmation.undone", item, shown, data: { of: id, why: "nhầm người" } };
  }
  if (what === "amend" && mine.length) {
    const { id, item } = chance.pick(mine);
    return pictured(chance, { eventId, kind: "confirmation.amended", item, shown, data: { of: id, ...proof(chance) } });
  }
  if (what === "strange") return { eventId, kind: "meal.served", item: null, data: { of: 1 } };
  const item = items.length ? /** @type {any} */ (chance.pick(items)).id : chance.pick(phone.world.slot.items);
  if (what === "fail") {
    return { eventId, kind: "attempt.failed", item, shown, data: { reason: "absent", next: "2026-11-28", note: "" } };
  }
  return { ...confirmed(phone, item), eventId };
}

/** @param {Phone} phone @param {string} item */
export const confirmed = ({ chance, ids, now }, item) => {
  const eventId = newId(now(), ids.next);
  return pictured(chance, { eventId, kind: "confirmation.recorded", item, shown, data: proof(chance) });
};

/** @param {Phone} phone One thing is recorded, now and then by three fast taps. @returns {Promise<string>} */
export async function work(phone) {
  try {
    await phone.awake();
  } catch (error) {
    return `${phone.failed(error)}: not unlocked`;
  }
  const form = await formOf(phone);
  if (phone.chance.happens(0.08)) {
    const taps = await Promise.all([0, 1, 2].map(() => phone.record(form)));
    return `three taps: ${taps[0]}`;
  }
  return phone.record(form);
}

/** The clerk. */
export class Office {
  /** @type {{id: string, items: string[]}[]} */
  rounds = [];
  acts = 0;

  /** @param {World} world */
  constructor(world) {
    this.world = world;
    this.chance = world.chance.fork("office");
    this.items = [...world.slot.items];
  }

  /** @returns {string} the id of the next act */
  #id = () => `${String(this.world.slot.slot).padStart(3, "0")}-a${String(++this.acts).padStart(3, "0")}`;

  /** @param {string} what @param {boolean} done */
  #said = (what, done) => `${what}${done ? "" : ": refused"}`;

  /** @param {{id: string}} person @param {number} count */
  async pack({ id: person }, count) {
    const items = this.items.splice(0, count);
    if (!items.length) return "nothing to pack";
    const id = this.#id();
    const given = items.map((item) => /** @type {[string, string]} */ (["items", item]));
    const done = await this.world.commune.act("rounds/new", [["event_id", id], ["deliverer", person], ["due", "2026-11-27"], ...given]);
    if (done) this.rounds.push({ id, items });
    return this.#said(`pack ${items.length}`, done);
  }

  /** @param {string} round @param {string} what @param {[string, string][]} [fields] */
  async #round(round, what, fields = []) {
    return this.#said(what, await this.world.commune.act(`rounds/${round}/${what}`, [["event_id", this.#id()], ...fields]));
  }

  /** @returns {Promise<string>} some act of the day */
  async act() {
    const { chance, rounds, world } = this;
    const known = world.phones.flatMap(({ saved }) => saved).filter(({ hash, kind }) => kind === "confirmation.recorded" && world.witness.rows.has(hash));
    const what = chance.weighted({ pack: 3, give: 2, reassign: 2, take_back: 2, approve: 5, send_back: 4, release: 1 });
    if (what === "pack" || !rounds.length) return this.pack(chance.pick(world.people), 1 + chance.below(3));
    const { id, items } = chance.pick(rounds);
    if (what === "give") return this.#round(id, "give");
    if (what === "reassign") return this.reassign(id, chance.pick(world.people));
    if (what === "take_back") return this.#round(id, "take-back", [["items", chance.pick(items)]]);
    if (what === "release") return this.#release();
    if (!known.length) return "nothing to review";
    const reviewed = chance.pick(known).id;
    const path = `review/${reviewed}/${what === "approve" ? "approve" : "send-back"}`;
    return this.#said(what, await world.commune.act(path, [["event_id", this.#id()], ["tab", "pending"], ["reason", "chữ ký chưa rõ"]]));
  }

  /** @param {string} round @param {{id: string}} person */
  reassign(round, { id }) {
    return this.#round(round, "reassign", [["to", id]]);
  }

  async #release() {
    const held = [...this.world.witness.rows.values()].filter(({ status }) => status === "held");
    if (!held.length) return "nothing held";
    const { hash } = this.chance.pick(held);
    return this.#said("release", await this.world.commune.act(`held/${hash}/release`, [["event_id", this.#id()]]));
  }
}
