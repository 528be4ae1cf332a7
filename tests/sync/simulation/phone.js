// One phone: the real outbox, engine and storage on a disk that can die, a clock that can jump, and a hand that works.
import { createHash } from "node:crypto";
import { Locks } from "../../field/host.js";
import { Disk } from "./disk.js";
import { Network } from "./network.js";
import { must } from "./witness.js";

/** @typedef {import("./world.js").World} World */
/** @typedef {{hash: string, n: number, id: string, kind: string, item: string|null, body: string, at: string, photo: string|null, known: boolean}} Saved known: its item was on the phone, and it was never received */

/** @param {string} body */
export const hashOf = (body) => createHash("sha256").update(body).digest("base64url");

/** How long a turn waits for a byte where the silence is meant, in real ms. */
const SILENCE = 25;
const MONTH = 30 * 24 * 60 * 60 * 1000;

/** Its PIN; another one each time it was forgotten. */
const PINS = ["290385", "714092", "508261", "937405", "162948", "481537"];

export class Phone {
  disk = new Disk();
  skew = 0;
  device = "";
  /** @type {any} */
  db;
  /** @type {any} */
  registry;
  /** @type {Locks} */
  locks = new Locks();
  /** @type {Saved[]} what was called saved */
  saved = [];
  /** @type {Map<string, number>} n by hash of everything that was ever sent */
  ns = new Map();
  /** Saves of which the phone died before it said so. */
  unsure = 0;
  /** From which history the last answer came, and to which the phone's claims belong. */
  heard = -1;
  generation = -1;
  /** @type {{generation: number, reset: boolean, hashes: string[]}[]} what the answers of this sending say */
  hearing = [];
  /** @type {Map<string, number>} by hash, the history that last acknowledged it in a sending that went well */
  told = new Map();
  /** The history that last reset it in a sending that went well. */
  resetIn = -1;
  /** @type {Promise<any>|null} a turn that is held up */
  sending = null;
  /** Another phone has, or had, the same key and numbers. */
  twin = false;
  revoked = false;
  /** How often its PIN was forgotten. */
  forgotten = 0;

  /** @param {World} world @param {string} name @param {{id: string, codes: string[], forgotten: number}} person @param {string} code */
  constructor(world, name, person, code) {
    this.world = world;
    this.name = name;
    this.person = person;
    this.code = code;
    this.chance = world.chance.fork(name);
    this.ids = world.ids.fork(name);
    this.network = new Network(world, this, this.chance.fork("network"));
  }

  /** @param {Phone} phone @returns {Promise<Phone>} another phone with a copy of all that is on this one */
  static async copy(phone) {
    const twin = new Phone(phone.world, `twin of ${phone.name}`, phone.person, phone.code);
    Object.assign(twin, { device: phone.device, ns: phone.ns, saved: [...phone.saved], mayGo: new Set(phone.mayGo) });
    Object.assign(twin, { skew: phone.skew, unsure: phone.unsure, forgotten: phone.forgotten });
    twin.network.page = phone.network.page;
    phone.twin = twin.twin = true;
    await twin.becomes(await phone.disk.copy());
    return twin;
  }

  /** @param {Disk} disk The storage is another state of itself. What lay on it only as sent is on the server. */
  async becomes(disk) {
    this.disk = disk;
    this.twin = true;
    this.generation = this.resetIn = -1;
    this.told.clear();
    await this.boot();
    const { entries } = await this.db.outbox();
    const here = new Set(entries.map((/** @type {any} */ { hash }) => hash));
    for (const saved of this.saved) {
      if (here.has(saved.hash) || !this.world.witness.rows.has(saved.hash)) continue;
      this.mayGo.add(saved.hash);
      // Its photo was nowhere else, unless it had been handed in.
      if (saved.photo && !this.world.album.has(saved.photo)) saved.photo = null;
    }
  }

  now = () => this.world.now + this.skew;

  get pin() {
    return PINS[this.forgotten];
  }

  /** Somebody types the PIN, if it is locked. */
  async awake() {
    this.registry.touch();
    this.db = await this.registry.open(this.device);
    if (this.db.isOpen) return;
    const wait = await this.registry.unlock(this.device, this.pin);
    must(wait === null, `${this.name} does not know its PIN`);
  }

  /** The PIN is forgotten; a new invitation of the same person opens the phone again. @returns {Promise<string>} */
  async forget() {
    const code = this.person.codes.at(-1 - this.person.forgotten);
    if (this.twin || this.revoked || this.sending || this.forgotten === PINS.length - 1 || this.person.forgotten > 4) return "not forgotten";
    this.registry.lock();
    this.forgotten++;
    this.person.forgotten++;
    Object.assign(this, { code });
    const { device } = this;
    await this.enrol();
    must(this.device === device, `${this.name} became another device`);
    // What it pulled is gone until it is pulled anew.
    for (const saved of this.saved) saved.known = false;
    return "PIN forgotten";
  }

  /** Switched on, or off and on again: all that was in memory is gone. */
  async boot() {
    this.disk.cutPower(1 + this.chance.below(6));
    this.sending = null;
    this.network.parked = null;
    this.locks = new Locks();
    const host = { indexedDB: this.disk.boot(), locks: /** @type {any} */ (this.locks), now: this.now, random: this.ids.next, rounds: 1 };
    this.registry = this.world.program.openRegistry(host);
    const current = await this.registry.current();
    if (current) this.db = await this.registry.open(current);
  }

  /** With the code until it is done; its answer may be lost. */
  async enrol() {
    const means = { registry: this.registry.adoptingWith(this.pin), fetch: this.network.fetch, code: this.code, label: this.name, app: "sim", now: this.now };
    for (let tries = 0; tries < 30; tries++) {
      const done = await this.world.program.enrol({ ...means, locks: /** @type {any} */ (this.locks) });
      if ("device" in done) {
        this.device = done.device;
        this.db = await this.registry.open(done.device);
        return;
      }
      must("offline" in done, `enrolment refused: ${JSON.stringify(done)}`);
    }
    must(false, "enrolment does not get through");
  }

  /**
   * Turns until nothing is left, or until one is held up.
   * @param {string} by what asked for it
   * @param {string|null} [fault] what the first turn meets, where it is not left to chance
   * @param {boolean} [locked] nobody has unlocked the phone
   * @returns {Promise<string>} the outcome in a few words
   */
  async send(by, fault = null, locked = false) {
    if (this.sending) return "still held up";
    const { network, chance, world } = this;
    const silent = !fault && !world.calm && chance.happens(world.silence);
    network.next = silent ? chance.pick(["silence_before", "silence_after"]) : fault;
    const means = {
      fetch: network.fetch,
      now: this.now,
      random: chance.next,
      app: "sim",
      locks: /** @type {any} */ (this.locks),
      sleep: async (/** @type {number} */ ms) => world.pass(ms),
      silence: silent ? SILENCE : 60_000,
    };
    this.hearing = [];
    const { registry } = this;
    try {
      await (locked ? registry.lock() : this.awake());
    } catch (error) {
      return this.failed(error);
    }
    const run = world.program.drain({ registry, by: /** @type {any} */ (by), ...means });
    const ended = run.then(
      (/** @type {any} */ { sent, received, changes, outcome }) => {
        if (outcome === "ok" && !this.disk.life.dead) this.#believed();
        this.sending = null;
        return `${locked ? "locked, " : ""}${outcome}, ${sent} sent, ${received} received, ${changes} changes`;
      },
      (/** @type {any} */ error) => {
        if (error?.name !== "Dead") throw error;
        return "died";
      },
    );
    this.sending = ended;
    return this.#untilParked(ended);
  }

  /** @param {any} answer as it comes out of the network @param {number} generation the history that gives it */
  hears({ reset, receipts, need, keep, now }, generation) {
    this.heard = generation;
    this.hearing.push({ generation, reset, hashes: receipts.map((/** @type {any} */ { hash }) => hash) });
    const lacks = (/** @type {number|undefined} */ n) => need.some((/** @type {number[]} */ [from, to]) => n && from <= n && n <= to);
    for (const { hash, seq, at } of receipts) {
      const old = seq !== null && seq <= keep && Date.parse(now) - Date.parse(at) >= MONTH;
      if (old && !reset && !lacks(this.ns.get(hash))) this.mayGo.add(hash);
    }
  }

  /** A sending went well: all that its answers said is on the phone. */
  #believed() {
    this.generation = this.heard;
    for (const { generation, reset, hashes } of this.hearing) {
      if (reset) this.resetIn = generation;
      for (const hash of hashes) this.told.set(hash, generation);
    }
  }

  /** @param {any} receipt that is on the phone @returns {boolean} whether it is what the ledger says, as far as it can know */
  stands(receipt) {
    const { witness } = this.world;
    return witness.stands(receipt, [this.told.get(receipt.hash), this.resetIn].includes(witness.generation));
  }

  /** @param {Promise<string>} ended */
  #untilParked(ended) {
    const parked = new Promise((resolve) => (this.network.onPark = () => resolve("held up")));
    return /** @type {Promise<string>} */ (Promise.race([ended, parked]));
  }

  /** What events name is handed in. @returns {Promise<string>} how much, in a few words */
  async handIn() {
    const means = { fetch: this.network.fetch, locks: /** @type {any} */ (this.locks), silence: 60_000 };
    try {
      return `${await this.world.program.handIn({ registry: this.registry, ...means })} files`;
    } catch (error) {
      return this.failed(error);
    }
  }

  /** @param {boolean} all @returns {Promise<string>} its events as the file that a clerk opens (sync.md §7) */
  async rescueFile(all) {
    const query = new URLSearchParams({ what: all ? "all" : "unsent" });
    const { page } = await this.world.program.rescueFile({ db: this.db, query });
    for (const { body } of JSON.parse(page).events) this.note(body);
    return page;
  }

  /** @returns {Promise<Record<string, string>>} what it says who it is with */
  bearer = async () => ({ Authorization: `Bearer ${(await this.db.tokens())?.send}` });

  /** @param {any} error what a phone that is dead, full or cloned says @returns {string} in a few words */
  failed(error) {
    const { name, code } = error;
    if (name === "Dead") return "died";
    if (code === "quota" && this.disk.life.full) return "full";
    if (code === "cloned" && this.twin) return "cloned";
    throw error;
  }

  /** @param {string} body of an event that goes out */
  note(body) {
    this.ns.set(hashOf(body), JSON.parse(body).n);
  }

  /** What was held up goes on. */
  async release() {
    const { sending, network } = this;
    if (!sending || !network.parked) return "nothing held up";
    const after = this.#untilParked(sending);
    network.parked.let();
    return after;
  }

  /** @param {any} form @returns {Promise<string>} what was recorded, in a few words */
  async record({ picture, ...form }) {
    let known = null;
    try {
      await this.awake();
      known = form.item && (await this.db.doc("item", form.item));
      if (picture) await this.db.files.put(picture, "image/jpeg", this.now());
      const { id, n, hash, kind, item, body, at } = await this.db.append(form);
      const before = this.saved.find((saved) => saved.id === id);
      must(!before || before.hash === hash, "one form became two events");
      must(hash === hashOf(body), "an event does not have its hash");
      const photo = picture ? form.data.photo : null;
      if (!before) this.saved.push({ id, n, hash, kind, item, body, at, photo, known: Boolean(known) });
      return `${kind} n ${n}${photo ? " with a photo" : ""}${before ? " again" : ""}`;
    } catch (error) {
      const said = this.failed(error);
      if (said === "died") this.unsure++;
      return `${said}: not saved`;
    }
  }

  /** What must hold at any moment. @returns {Promise<any>} the outbox */
  async look() {
    const outbox = await this.db.outbox();
    const { entries } = outbox;
    /** @type {Map<string, any>} */
    const byHash = new Map(entries.map((/** @type {any} */ entry) => [entry.hash, entry]));
    for (const saved of this.saved) {
      const entry = /** @type {any} */ (byHash.get(saved.hash));
      if (!entry) must(this.mayGo.has(saved.hash), `${this.name}: saved n ${saved.n} is not on the phone any more`);
      else must(entry.n === saved.n && (!entry.body || entry.body === saved.body), `${this.name}: saved n ${saved.n} was changed`);
    }
    must(await this.db.waiting() === entries.filter((/** @type {any} */ { receipt }) => !receipt).length, "waiting() is not what waits");
    for (const saved of this.saved) {
      if (byHash.get(saved.hash)?.receipt) saved.known = false;
      const unsent = this.db.isOpen && saved.known && !this.revoked && byHash.get(saved.hash)?.receipt === null;
      if (unsent) must(await this.db.doc("item", saved.item), `${this.name}: the item of n ${saved.n}, not sent yet, is not here any more`);
    }
    for (const entry of entries) this.#claims(entry, outbox);
    const expected = { unknown: true, cloned: this.twin, revoked: this.revoked };
    must(!outbox.closed || expected[/** @type {"unknown"} */ (outbox.closed)], `${this.name} is closed: ${outbox.closed}`);
    return outbox;
  }

  /** @param {any} entry @param {any} outbox No phone claims more than the ledger holds. */
  #claims(entry, { epoch }) {
    const { witness, program } = this.world;
    const { receipt, hash, n } = entry;
    const state = program.entryState(entry);
    if (["received", "approved", "sent_back"].includes(state)) {
      must(receipt?.hash === hash && Number.isSafeInteger(receipt.seq), `${this.name}: n ${n} is shown as ${state} without a receipt`);
    }
    if (!receipt || receipt.status === "refused" || epoch !== witness.epoch || this.generation !== witness.generation) return;
    must(witness.rows.has(hash), `${this.name}: n ${n} is claimed, and the ledger does not have it`);
    must(this.stands(receipt), `${this.name}: n ${n} has another receipt than the ledger`);
  }

  /** @type {Set<string>} by hash, what it may have deleted, for ever: an answer that it heard said so (rule 5) */
  mayGo = new Set();
}
