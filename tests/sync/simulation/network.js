// The way between one phone and the commune, with everything that may happen on it. Which fault comes when is drawn from the
// phone's own chance; a turn may be held up (`parked`) and the world goes on meanwhile.
import { gzipSync } from "node:zlib";
import { turnOf } from "./witness.js";

/** @typedef {import("./world.js").World} World */
/** @typedef {import("./phone.js").Phone} Phone */
/** @typedef {import("./commune.js").Reply & {generation: number}} Heard a reply, and the history that gave it */

/** How often each fault comes, against `none`. */
/** @type {Record<string, number>} */
export const WEATHER = {
  none: 60,
  drop_before: 6,
  drop_after: 8,
  cut: 5,
  duplicate: 5,
  late: 4,
  park_before: 4,
  park_after: 6,
  bad_gateway: 2,
  gateway_timeout: 3,
  unavailable: 2,
  portal_page: 3,
  portal_redirect: 2,
  portal_login: 2,
  portal_json: 3,
  stale: 3,
  garbled: 2,
};

/** What may happen to a file on its way, and how often. */
export const FILE_WEATHER = { none: 60, drop_before: 8, drop_after: 10, bad_gateway: 4, portal_page: 6, portal_login: 3, portal_json: 4 };

const page = "<!doctype html><title>Wi-Fi</title>Đăng nhập để dùng mạng";
/** @type {Record<string, () => Response>} answers of others, before anything reached the commune */
const OTHERS = {
  bad_gateway: () => new Response(page, { status: 502 }),
  unavailable: () => new Response(page, { status: 503, headers: { "Retry-After": "30" } }),
  portal_page: () => new Response(page, { status: 200 }),
  portal_redirect: () => new Response(null, { status: 302, headers: { Location: "http://example.invalid/" } }),
  portal_login: () => new Response(page, { status: 401 }),
  portal_json: () => Response.json({ ok: true, receipts: [], need: [], changes: [], orders: ["wipe"], reset: true, tip: 99 }),
};

const broken = () => new TypeError("Failed to fetch");

export class Network {
  /** @type {string|null} the next turn's fault where it is not left to chance */
  next = null;
  /** Most documents of one answer, or null for what the phone asks. @type {number|null} */
  page = null;
  /** @type {{let: () => void}|null} a turn that is held up */
  parked = null;
  /** @type {{id: string, how: string}|null} an event that breaks whatever carries it, and how */
  poison = null;
  /** @type {() => void} */
  onPark = () => {};
  /** @type {string|null} an earlier answer */
  #earlier = null;
  /** @type {string[]} faults since the trace was written last */
  met = [];

  /** @param {World} world @param {Phone} phone @param {import("./chance.js").Chance} chance */
  constructor(world, phone, chance) {
    this.world = world;
    this.phone = phone;
    this.chance = chance;
  }

  /** As the engine is given it. @type {any} */
  fetch = async (/** @type {string} */ url, /** @type {any} */ init) => {
    if (url.startsWith("/sync/files/")) return this.#file(url, init);
    if (url !== "/sync") return this.#beside(url, init);
    if (this.poison && !this.world.calm && turnOf(init).events.some((/** @type {any} */ { body }) => body.startsWith(`{"id":"${this.poison?.id}"`))) {
      this.world.count("poison");
      if (this.poison.how === "broken") throw broken();
      return Response.json({ app: "tan-nha", problem: { code: "internal", text: "", text_en: "", field: null } }, { status: 500 });
    }
    const fault = this.next ?? (this.world.calm ? "none" : this.chance.weighted(this.world.weather));
    this.next = null;
    if (fault !== "none") {
      this.met.push(fault);
      this.world.count(fault);
    }
    if (OTHERS[fault]) return OTHERS[fault]();
    return this.#arriving(fault, { ...init, locked: !this.phone.db?.isOpen });
  };

  /** @param {string} url @param {any} init Of an enrolment only the answer may be lost. */
  async #beside(url, { method, headers, body }) {
    const reply = await this.world.commune.request(method, url, headers, Buffer.from(body));
    if (!this.world.calm && this.chance.happens(0.2)) throw broken();
    return new Response(new Uint8Array(reply.body), { status: reply.status, headers: reply.headers });
  }

  /** @param {string} url @param {any} init A file, or whether it is there. */
  async #file(url, { method, headers, body }) {
    const fault = this.world.calm ? "none" : this.chance.weighted(this.world.fileWeather);
    if (fault !== "none") this.world.count(`file: ${fault}`);
    if (fault === "drop_before") throw broken();
    const others = OTHERS[fault]?.();
    if (others) return method === "HEAD" ? new Response(null, others) : others;
    const { world } = this;
    const reply = await world.commune.request(method, url, headers, body && Buffer.from(body));
    world.album.saw(method, url, reply.status);
    if (fault === "drop_after") throw broken();
    return new Response(method === "HEAD" ? null : new Uint8Array(reply.body), { status: reply.status, headers: reply.headers });
  }

  /** @param {string} fault @param {any} init */
  async #arriving(fault, init) {
    switch (fault) {
      case "drop_before":
        throw broken();
      case "late":
        this.world.later.push(() => this.deliver(init).catch(() => null));
        throw broken();
      case "silence_before":
        return new Promise(() => {});
      case "silence_after":
        await this.deliver(init);
        return new Promise(() => {});
      case "park_before":
        await this.park();
        return this.response(await this.deliver(init));
      case "garbled":
        return this.response(await this.deliver(garbled(init, this.chance)));
      case "stale":
        return this.#earlier === null ? OTHERS.portal_page() : new Response(this.#earlier);
      case "die_before":
      case "die_after":
      case "die_later":
        return this.#deadly(fault.slice(4), init);
    }
    const reply = await this.deliver(init);
    const again = fault === "duplicate" ? await this.deliver(init) : reply;
    if (fault === "drop_after") throw broken();
    if (fault === "gateway_timeout") return new Response(page, { status: 504 });
    if (fault === "cut") return new Response(new Uint8Array(reply.body.subarray(0, this.chance.below(reply.body.length))), { status: 200 });
    if (fault === "park_after") await this.park();
    return this.response(this.chance.happens(0.5) ? again : reply);
  }

  /** @param {string} side @param {any} init The server dies at a commit, if there is one; then it is started again. */
  async #deadly(side, init) {
    const { commune, witness } = this.world;
    commune.pull({ die: side });
    /** @type {Heard|null} */
    let heard = null;
    try {
      heard = await this.deliver(init);
    } catch (error) {
      if (!(error instanceof Error) || !("code" in error)) throw error;
    }
    commune.pull({ die: "" });
    if (heard && (side !== "later" || !turnOf(init).events.length)) return this.response(heard);
    await commune.ended();
    await commune.start();
    await witness.recall();
    if (!heard) throw broken();
    return this.response(heard);
  }

  /** @param {Heard} reply What the phone hears, and from which history. */
  response({ status, headers, body, generation }) {
    if (status === 200) this.phone.hears(parsed(body), generation);
    return new Response(new Uint8Array(body), { status, headers });
  }

  /** @param {any} init The request reaches the commune. @returns {Promise<Heard>} */
  async deliver(init) {
    const { world, phone } = this;
    const turn = turnOf(init);
    if (this.page !== null && turn.limit > 0) turn.limit = this.page;
    // A locked phone asks for nothing; whoever holds its token might.
    if (init.locked && this.chance.happens(0.5)) turn.limit = 5;
    world.reached(turn, phone);
    const body = gzipSync(JSON.stringify(turn));
    const headers = { ...init.headers, "Content-Encoding": "gzip" };
    const asking = world.commune.request("POST", "/sync", headers, body);
    world.underway.add(asking);
    const reply = await asking.finally(() => world.underway.delete(asking));
    const answer = parsed(reply.body);
    try {
      world.witness.saw(turn, phone, reply.status, answer, { alone: !world.crowded, locked: init.locked });
    } catch (error) {
      world.witness.found.push(/** @type {any} */ (error));
    }
    if (reply.status === 200) this.#earlier = reply.body.toString();
    return { ...reply, generation: world.witness.generation };
  }

  /** Held up until the world lets it go; for ever if the phone is switched off meanwhile. */
  park() {
    return new Promise((resolve) => {
      this.parked = { let: () => ((this.parked = null), resolve(null)) };
      this.onPark();
    });
  }
}

/** @param {Buffer} body */
function parsed(body) {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}

/** @param {any} init @param {import("./chance.js").Chance} chance @returns {any} with one signature damaged */
function garbled(init, chance) {
  const turn = turnOf(init);
  if (turn.events.length) {
    const event = chance.pick(/** @type {any[]} */ (turn.events));
    event.sig = (event.sig[0] === "A" ? "B" : "A") + event.sig.slice(1);
  }
  const { "Content-Encoding": _, ...headers } = init.headers;
  return { ...init, headers, body: JSON.stringify(turn) };
}
